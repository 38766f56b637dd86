"""A Debian with nothing but Python, and both commands of the README in it, as root or as an ordinary user."""

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

from tests.machines.runner import Failed, NotPossible, Runner, check_passed, readme_block

_INCLUDED = "python3,ca-certificates"
_USER = "anna"
_HOME = f"/home/{_USER}"
_APT_SOURCES = Path("/etc/apt")
_CERTIFICATES = Path("etc/ssl/certs/ca-certificates.crt")
_SETTINGS = ("etc/resolv.conf", "etc/hosts", "etc/pip.conf")
"""How this computer finds and reaches package servers."""

ENTER = 'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" "$@"'
"""For `sh -c`: runs what follows the Debian's folder in it."""


def run_bare_debian(runner: Runner, suite: str, *, as_user: bool) -> None:
    """Do what the README says on a bare Debian: first the demo, then the tests.

    Raises:
        NotPossible: this computer is no Debian, or lacks root or debootstrap.
        Failed: a command failed, or the demo left no files.
    """
    if sys.platform != "linux" or os.geteuid() != 0:
        raise NotPossible("it needs root")
    if shutil.which("debootstrap") is None:
        raise NotPossible("debootstrap is missing")
    root = runner.folder / "debian"
    mirror = debian_mirror()
    try:
        runner.run(["debootstrap", "--variant=minbase", f"--include={_INCLUDED}", suite, root, mirror])
    except Failed as error:
        raise NotPossible(f"debootstrap got no Debian from {mirror}: {error}") from None
    copy_network_settings(root)
    home = _HOME if as_user else "/root"
    checkout = runner.copy_checkout(root / home[1:] / "vitec-desktop")
    for name, heading in (("try.sh", "Try it"), ("tests.sh", "Run the tests")):
        (checkout / name).write_text(readme_block(heading), encoding="utf-8")
    if as_user:
        _run_in(runner, root, "/", "useradd", "--home-dir", _HOME, _USER)
        _run_in(runner, root, "/", "chown", "-R", f"{_USER}:", _HOME)
    _follow(runner, root, checkout, "try.sh", as_user=as_user)
    for suffix in (".xlsx", ".png"):
        if not list(checkout.glob(f"*{suffix}")):
            raise Failed(f"the demo left no {suffix} file")
    check_passed(_follow(runner, root, checkout, "tests.sh", as_user=as_user))


def copy_network_settings(root: Path) -> None:
    """Give the Debian in a folder this computer's ways to package servers."""
    for name in (*_SETTINGS, str(_CERTIFICATES)):
        if Path("/", name).is_file():
            shutil.copyfile(Path("/", name), root / name)


def debian_mirror() -> str:
    """Return the address that apt gets Debian from.

    Raises:
        NotPossible: apt names none.
    """
    files = sorted([*_APT_SOURCES.glob("sources.list"), *_APT_SOURCES.glob("sources.list.d/*")])
    for file in files:
        addresses = re.findall(r"(?:^URIs:|^deb\b)[^#\n]*?(https?://\S+)", file.read_text(encoding="utf-8"), re.M)
        for address in addresses:
            if re.search(r"/debian/?$", address):
                return str(address)
    raise NotPossible("apt names no source of Debian")


def _follow(runner: Runner, root: Path, checkout: Path, script: str, *, as_user: bool) -> str:
    """Run a block of the README line by line; return its output."""
    folder = f"/{checkout.relative_to(root)}"
    if not as_user:
        return _run_in(runner, root, folder, "bash", "-e", script)
    # What the first line asks an ordinary user for, who then goes on.
    _run_in(runner, root, folder, "bash", "-e", "-c", (checkout / script).read_text(encoding="utf-8").splitlines()[0])
    return _run_in(
        runner, root, folder, "setpriv", f"--reuid={_USER}", f"--regid={_USER}", "--init-groups", "bash", "-e", script
    )


def _run_in(runner: Runner, root: Path, folder: str, *command: str) -> str:
    """Run a command in the Debian, with an environment of its own; what it starts ends with it."""
    home = _HOME if "setpriv" in command else "/root"
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.lower().endswith("_proxy") or (name.startswith("PIP_") and name != "PIP_FIND_LINKS")
    }
    variables = {"HOME": home, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "TERM": "dumb", **kept}
    line = f"cd {shlex.quote(folder)} && exec {shlex.join(command)}"
    return runner.run(
        [
            *("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", ENTER, root),
            *("env", "-i", *(f"{name}={value}" for name, value in variables.items()), "bash", "-c", line),
        ]
    )
