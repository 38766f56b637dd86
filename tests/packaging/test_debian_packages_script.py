"""`debian-packages.sh` for who is not root: a line to paste, or sudo and its prompt; apt and sudo are stand-ins."""

import os
import pty
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.waiting import LONGEST_WAIT
from tests.packaging.conftest import ROOT

pytestmark = pytest.mark.skipif(not Path("/etc/debian_version").exists(), reason="the script is for Debian")

SCRIPT = "packaging/debian-packages.sh"
NO_LIBRARIES = "#!/bin/sh\n"
APT_CACHE = '#!/bin/sh\n[ "$3" = libglib2.0-0t64 ] || echo "Package: $3"\n'
SUDO = """#!/bin/sh
echo "sudo $*" >>"$SUDO_LOG"
case "$1" in -n) exit 1 ;; esac
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that other users may read, with the script, and programs that go before the system's."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        (path / "packaging").mkdir()
        shutil.copy(ROOT / SCRIPT, path / "packaging")
        (path / "bin").mkdir()
        for program, text in {"ldconfig": NO_LIBRARIES, "apt-get": NO_LIBRARIES, "apt-cache": APT_CACHE}.items():
            add_program(path, program, text)
        (path / "sudo.log").touch()
        (path / "sudo.log").chmod(0o666)
        yield path


def add_program(folder: Path, name: str, text: str) -> None:
    (folder / "bin" / name).write_text(text, encoding="utf-8")
    (folder / "bin" / name).chmod(0o755)


def run(folder: Path, *arguments: str, script: str = SCRIPT, has_terminal: bool = False) -> tuple[int, str]:
    """Run the script as an ordinary user; return its exit code and what it printed.

    /usr/sbin is not in an ordinary user's PATH, and /usr/bin is replaced by links to what the script needs of it, so
    that it finds our sudo or none.
    """
    for name in ("bash", "env", "find", "grep", "paste", "python3", "readlink", "sort", "sh"):
        (folder / "bin" / name).symlink_to(f"/usr/bin/{name}")
    environment = {"PATH": str(folder / "bin"), "SUDO_LOG": str(folder / "sudo.log"), "LC_ALL": "C"}
    is_root = os.geteuid() == 0
    command = [str(folder / "bin" / "bash"), script, *arguments]
    controller, terminal = pty.openpty() if has_terminal else (None, subprocess.DEVNULL)
    ran = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=terminal if has_terminal else subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=LONGEST_WAIT,
        user="nobody" if is_root else None,
        group="nogroup" if is_root else None,
        extra_groups=[] if is_root else None,
    )
    shown = ran.stdout
    if controller is not None:
        os.close(terminal)
        os.set_blocking(controller, False)
        try:
            while part := os.read(controller, 65536):
                shown += part.decode("utf-8")
        except OSError:
            pass  # the terminal has no more to say
        os.close(controller)
    return ran.returncode, shown


@pytest.mark.parametrize("arguments", [(), pytest.param(("test",), marks=pytest.mark.slow), ("test", "build")])
def test_without_a_terminal_a_line_is_printed_that_can_be_pasted(folder: Path, arguments: tuple[str, ...]) -> None:
    add_program(folder, "sudo", SUDO)
    code, shown = run(folder, *arguments)
    assert code == 1
    assert f"    {' '.join(('sudo', 'bash', SCRIPT, *arguments))}\n" in shown


def test_the_packages_are_named_as_this_debian_knows_them(folder: Path) -> None:
    add_program(folder, "sudo", SUDO)
    shown = run(folder, "test")[1]
    assert "libegl1" in shown
    assert "libglib2.0-0 " in shown
    assert "libglib2.0-0t64" not in shown
    assert "/" not in shown.partition("Only root")[0]


def test_a_folder_with_blanks_is_quoted(folder: Path) -> None:
    add_program(folder, "sudo", SUDO)
    shutil.copytree(folder / "packaging", folder / "my files")
    assert (
        "    sudo bash my\\ files/debian-packages.sh test\n"
        in run(folder, "test", script="my files/debian-packages.sh")[1]
    )


def test_without_sudo_root_s_password_is_a_way(folder: Path) -> None:
    code, shown = run(folder, "test")
    assert code == 1
    assert f"    su -c 'bash {SCRIPT} test'\n" in shown


def test_in_a_terminal_sudo_asks_and_installs(folder: Path) -> None:
    add_program(folder, "sudo", SUDO)
    code, shown = run(folder, has_terminal=True)
    assert code == 0, shown
    assert "sudo may ask for your password" in shown
    calls = (folder / "sudo.log").read_text(encoding="utf-8").splitlines()
    assert calls[:2] == ["sudo -n true", "sudo -v"]
    assert any("apt-get" in call and " install " in call and "libegl1" in call for call in calls)


def test_who_may_not_use_sudo_is_told_the_other_way(folder: Path) -> None:
    add_program(folder, "sudo", SUDO + "exit 1\n")
    code, shown = run(folder, "test", has_terminal=True)
    assert code == 1
    assert f"su -c 'bash {SCRIPT} test'" in shown


def test_programs_of_the_administrator_are_found(folder: Path) -> None:
    """locale-gen is in /usr/sbin, which Debian's ordinary users do not search."""
    code, shown = run(folder, "test")
    assert code == 1
    assert ("locales" in shown.partition("Only root")[0].split()) == (not Path("/usr/sbin/locale-gen").exists())


def test_an_unknown_argument_is_refused(folder: Path) -> None:
    code, shown = run(folder, "everything")
    assert code == 2
    assert "usage" in shown
