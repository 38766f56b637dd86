"""The .deb on the oldest Debian that is to run it, with nothing else on it: installed, updated, used, removed.

Needs root and debootstrap, and takes minutes.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.helpers.x_server import running_x_server
from tests.machines.bare_debian import ENTER, copy_network_settings, debian_mirror
from tests.machines.runner import NotPossible
from tests.packaging.conftest import HANG_LIMIT
from tests.test_earlier_profile import FILES, PROFILE

pytestmark = pytest.mark.packaging

_USER = "anna"
_PROFILE = Path("home", _USER, ".local/share/Vitec Desktop")
_LEFT_BY_DEBIAN = re.compile(r"/(var/(cache|log|lib/(apt|dpkg))|home)/|/(var/lib|etc)/[^/]*-old$|/etc/ld\.so\.cache$")
"""What installing and removing any package leaves, and what is the user's."""


class Debian:
    """A Debian in a folder, whose commands share this computer's network."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def start(self, *command: str, user: str = "", display: str = "") -> "subprocess.Popen[str]":
        proxies = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
        home = f"/home/{user}" if user else "/root"
        path = "/usr/sbin:/usr/bin:/sbin:/bin"
        variables = {"HOME": home, "PATH": path, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", **proxies}
        if display:
            variables["DISPLAY"] = display
        as_user = ("setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups") if user else ()
        return subprocess.Popen(
            [
                *("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", ENTER, str(self.root)),
                *("env", "-i", f"--chdir={home}", *(f"{name}={value}" for name, value in variables.items())),
                *as_user,
                *command,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def run(self, *command: str, user: str = "") -> str:
        """Run a command, which must end with 0; return its output."""
        with self.start(*command, user=user) as process:
            output, _ = process.communicate(timeout=HANG_LIMIT)
        assert process.returncode == 0, (command, output[-3000:])
        return output

    def install(self, package: Path) -> None:
        shutil.copy(package, self.root / "tmp")
        self.run("apt-get", "install", "-q", "-y", "--no-install-recommends", f"/tmp/{package.name}")

    def files(self) -> set[str]:
        """Return all files but those that any package leaves."""
        found = self.run("find", "/", "-xdev", "-path", "/tmp", "-prune", "-o", "-print").splitlines()
        return {path for path in found if not _LEFT_BY_DEBIAN.search(path)}

    def packages(self) -> set[str]:
        return set(self.run("dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Package}\n").splitlines())


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Debian]:
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("debootstrap") is None:
        pytest.skip("needs root and debootstrap")
    try:
        mirror = debian_mirror()
    except NotPossible as reason:
        pytest.skip(str(reason))
    root = tmp_path_factory.mktemp("debian") / "rot"
    command = ["debootstrap", "--variant=minbase", "--include=ca-certificates", "bookworm", str(root), mirror]
    made = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=HANG_LIMIT, umask=0o022)
    if made.returncode != 0:
        pytest.skip(f"debootstrap got no Debian: {made.stdout[-300:]}")
    copy_network_settings(root)
    debian = Debian(root)
    debian.run("apt-get", "update", "-q")
    debian.run("useradd", "--create-home", _USER)
    yield debian
    shutil.rmtree(root)


def an_earlier_version(deb: Path, folder: Path) -> Path:
    """Return the package with an earlier number, and a file that the next version does not have."""
    subprocess.run(["dpkg-deb", "-R", str(deb), str(folder / "tree")], check=True)
    control = folder / "tree" / "DEBIAN" / "control"
    control.write_text(re.sub(r"(?m)^Version: .*$", "Version: 0.0.1", control.read_text("utf-8")), "utf-8")
    (folder / "tree/usr/lib/vitec-desktop/gone").touch()
    earlier = folder / "earlier.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Znone", "-b", str(folder / "tree"), str(earlier)], check=True)
    return earlier


@contextmanager
def shown_window(debian: Debian, window_class: str) -> Iterator[None]:
    """Start the program on a display, wait for a window of a class, and end it."""
    with running_x_server("1600x1000x24") as display, debian.start("vitec-desktop", user=_USER, display=display) as one:
        search = ["xdotool", "search", "--onlyvisible", "--classname", f"^{re.escape(window_class)}$"]
        deadline = time.monotonic() + HANG_LIMIT
        try:
            while subprocess.run(search, env={**os.environ, "DISPLAY": display}, capture_output=True).returncode != 0:
                assert one.poll() is None, one.communicate()[0]
                assert time.monotonic() < deadline, f"no window of the class {window_class}"
                time.sleep(0.5)
            yield
        finally:
            one.kill()  # to anything less `unshare` does not listen while it waits


def test_the_deb_is_installed_updated_used_and_removed_without_a_trace(
    deb: Path, debian: Debian, tmp_path: Path
) -> None:
    files, packages = debian.files(), debian.packages()
    debian.install(an_earlier_version(deb, tmp_path))
    shutil.copytree(PROFILE, debian.root / _PROFILE)
    debian.run("chown", "-R", f"{_USER}:", f"/home/{_USER}")
    debian.install(deb)
    assert not (debian.root / "usr/lib/vitec-desktop/gone").exists()
    for name in FILES:
        assert (debian.root / _PROFILE / name).read_bytes() == (PROFILE / name).read_bytes(), name

    told = debian.run("vitec-desktop", "--self-test", "--language", "en", user=_USER)
    assert told.splitlines()[-1] == "The self-test went well."
    debian.run("vitec-desktop", "export", "å.xlsx", "--demo", "--period", "last-week", "--quiet", user=_USER)
    share = debian.root / "usr/share"
    entry = (share / "applications/vitec-desktop.desktop").read_text("utf-8")
    [window_class] = re.findall(r"(?m)^StartupWMClass=(.*)$", entry)
    [icon] = re.findall(r"(?m)^Icon=(.*)$", entry)
    assert {path.parts[-3] for path in share.rglob(f"hicolor/*/apps/{icon}.*")} >= {"scalable", "48x48", "256x256"}
    with shown_window(debian, window_class):
        pass

    debian.run("apt-get", "purge", "-q", "-y", "vitec-desktop")
    debian.run("apt-get", "autoremove", "-q", "-y", "--purge")
    assert debian.packages() == packages
    assert debian.files() == files
    kept = (debian.root / _PROFILE / "connections.json").read_bytes()
    assert kept == (PROFILE / "connections.json").read_bytes(), "what is the user's stays"
