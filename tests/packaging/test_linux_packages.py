"""The Linux folder and the .deb, run as their users run them."""

import json
import os
import re
import shutil
import subprocess
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.packaging.conftest import HANG_LIMIT
from vitec_desktop.version import VERSION

if TYPE_CHECKING:
    from tests.helpers.secret_service import SecretService

pytestmark = pytest.mark.packaging


def self_test(program: Path, **environment: str) -> str:
    ended = subprocess.run(
        [str(program), "--self-test", "--language", "sv"],
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=HANG_LIMIT,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_the_frozen_program_writes_and_reads_a_real_keyring(
    linux_bundle: Path, secret_service: "SecretService"
) -> None:
    lines = self_test(linux_bundle / "vitec-desktop", **secret_service.environment)
    assert "skrev, läste och tog bort ett lösenord" in lines
    assert "installerat" in lines
    assert secret_service.secrets() == []


@pytest.fixture(scope="module")
def unpacked(deb: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the .deb, in a folder."""
    folder = tmp_path_factory.mktemp("deb") / "rot"
    subprocess.run(["dpkg-deb", "-x", str(deb), str(folder)], check=True)
    return folder


def checked(*command: str | Path) -> str:
    """Run a checker, which must be installed and find nothing; return what it printed."""
    assert shutil.which(str(command[0])), f"not installed: {command[0]}: run bash packaging/debian-packages.sh build"
    ended = subprocess.run([str(word) for word in command], capture_output=True, encoding="utf-8", timeout=HANG_LIMIT)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_the_deb_holds_a_program_that_proves_itself(unpacked: Path) -> None:
    link = unpacked / "usr" / "bin" / "vitec-desktop"
    assert link.is_symlink()
    self_test(link)
    share = unpacked / "usr" / "share"
    for name in (
        "applications/vitec-desktop.desktop",
        "metainfo/se.vitec_desktop.vitec_desktop.metainfo.xml",
        "icons/hicolor/scalable/apps/vitec-desktop.svg",
        "doc/vitec-desktop/changelog.gz",
        "doc/vitec-desktop/copyright",
        "doc/vitec-desktop/licences/PySide6_Essentials.txt",
        "man/man1/vitec-desktop.1.gz",
        "man/man1/vitec-desktop-export.1.gz",
        "man/sv/man1/vitec-desktop-export.1.gz",
    ):
        assert (share / name).is_file(), name


def test_debian_s_own_checker_finds_nothing(deb: Path) -> None:
    """What it would find of others' libraries is explained in the package's overrides."""
    assert checked("lintian", "--pedantic", "--fail-on", "error,warning,info,pedantic", deb) == ""


def test_the_desktop_s_own_checkers_find_nothing(unpacked: Path) -> None:
    share = unpacked / "usr" / "share"
    assert checked("desktop-file-validate", share / "applications" / "vitec-desktop.desktop") == ""
    [metainfo] = (share / "metainfo").iterdir()
    # "pedantic: 1" and the like would follow.
    assert checked("appstreamcli", "validate", "--no-net", "--pedantic", metainfo).strip().endswith("successful.")


def test_what_the_package_lacks_of_libraries_it_asks_the_system_for(deb: Path, unpacked: Path) -> None:
    """No library that another one in the package is linked to is left to chance."""
    files = [path for path in (unpacked / "usr/lib/vitec-desktop").rglob("*") if ".so" in path.name]
    program = unpacked / "usr/lib/vitec-desktop/vitec-desktop"
    linked = set()
    for path in (program, *(file for file in files if not file.is_symlink())):
        linked |= set(re.findall(r"NEEDED\s+(\S+)", checked("objdump", "-p", path)))
    lacking = linked - {path.name for path in files}
    known = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    wanted = checked("dpkg-deb", "-f", deb, "Depends")
    asked_for = {name for part in wanted.split(", ") for name in re.findall(r"[a-z0-9.+-]+(?= |$)", part)}
    for library in sorted(lacking):
        found = re.search(rf"^\s*{re.escape(library)} .* => (.*)$", known, re.MULTILINE)
        assert found, f"{library} is not on this system: run bash packaging/debian-packages.sh"
        owner = checked("dpkg", "-S", f"*/{Path(found[1]).resolve().name}").splitlines()[0].partition(":")[0]
        assert owner in asked_for | {"libc6"}, library


def test_the_bill_of_materials_lists_what_is_in_the_package(deb: Path, linux_bundle: Path) -> None:
    bill = json.loads(Path(f"{deb}.cdx.json").read_text(encoding="utf-8"))
    assert bill == json.loads((linux_bundle / "licences" / "bill-of-materials.cdx.json").read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["metadata"]["component"]["version"]) == ("CycloneDX", VERSION)
    lock_filter = import_module("steps.lock_filter")
    found = [re.fullmatch(r"pkg:pypi/(.+)@(.+)", part["purl"]) for part in bill["components"]]
    listed = {(lock_filter.canonical_name(one[1]), one[2]) for one in found if one}
    shipped = {
        (lock_filter.canonical_name(name), version) for name, version, _ in lock_filter.iter_pinned(lock_filter.LISTS)
    }
    assert listed <= shipped
    assert {"httpx", "keyring", "openpyxl", "msgspec", "secretstorage", "pyside6-essentials", "pyinstaller"} <= {
        name for name, _ in listed
    }
    assert not {"pywin32-ctypes", "hatchling", "pip"} & {name for name, _ in listed}


def test_the_frozen_program_exports_without_a_window(linux_bundle: Path, tmp_path: Path) -> None:
    target = tmp_path / "rapport å.xlsx"
    words = ["export", str(target), "--demo", "--period", "last-week", "--quiet"]
    subprocess.run([str(linux_bundle / "vitec-desktop"), *words], env={**os.environ}, check=True, timeout=HANG_LIMIT)
    assert target.read_bytes()[:2] == b"PK"
