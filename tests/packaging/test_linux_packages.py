"""The Linux folder and the .deb, run as their users run them."""

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.packaging.conftest import needed
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
        timeout=180,
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


def test_the_deb_holds_a_program_that_proves_itself(dist: Path, tmp_path: Path) -> None:
    [package] = dist.glob(f"vitec-desktop_{VERSION}_*.deb")
    subprocess.run(["dpkg-deb", "-x", str(needed(package)), str(tmp_path / "rot")], check=True)
    link = tmp_path / "rot" / "usr" / "bin" / "vitec-desktop"
    assert link.is_symlink()
    self_test(link)
    share = tmp_path / "rot" / "usr" / "share"
    for name in (
        "applications/vitec-desktop.desktop",
        "metainfo/se.vitec_desktop.VitecDesktop.metainfo.xml",
        "icons/hicolor/scalable/apps/vitec-desktop.svg",
        "doc/vitec-desktop/copyright",
        "doc/vitec-desktop/licences/PySide6_Essentials.txt",
    ):
        assert (share / name).is_file(), name


def test_the_frozen_program_exports_without_a_window(linux_bundle: Path, tmp_path: Path) -> None:
    target = tmp_path / "rapport å.xlsx"
    words = ["export", str(target), "--demo", "--period", "last-week", "--quiet"]
    subprocess.run([str(linux_bundle / "vitec-desktop"), *words], env={**os.environ}, check=True, timeout=120)
    assert target.read_bytes()[:2] == b"PK"
