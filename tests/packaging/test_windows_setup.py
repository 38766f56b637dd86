"""The set-up for people and the .msi for IT, installed silently, under Wine; nothing of this was seen on Windows."""

import json
import shutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.conftest import needed
from tests.packaging.windows_sandbox import PROGRAM, UNINSTALL_KEY, WindowsSandbox, assert_installed, wait_until_gone
from vitec_desktop.version import VERSION

pytestmark = pytest.mark.packaging

KEY = rf"{UNINSTALL_KEY}\Vitec Desktop"
RUNNING = 5
# Windows' own codes come back modulo 256 under Wine: 1603, it failed.
FAILED = 1603 % 256


@pytest.fixture(scope="module")
def sandbox(wine: Any) -> WindowsSandbox:
    return WindowsSandbox(wine)


@pytest.fixture(scope="module")
def setup(dist: Path) -> Path:
    return needed(dist / f"vitec-desktop-{VERSION}-setup.exe", "--windows")


@pytest.fixture(scope="module")
def msi(dist: Path) -> Path:
    return needed(dist / f"vitec-desktop-{VERSION}.msi", "--windows")


@pytest.fixture(scope="module")
def older_bundle(windows_bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As it was before: with a file that the new version has not, and another content of one that it has."""
    folder = tmp_path_factory.mktemp("older") / "vitec-desktop"
    shutil.copytree(windows_bundle, folder)
    (folder / "_internal" / "stale.txt").write_text("of an earlier version")
    (folder / "licences" / "README.txt").write_text("of an earlier version")
    return folder


@pytest.fixture(scope="module")
def older_setup(older_bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    make_setup = import_module("steps.nsis").make_setup

    work = tmp_path_factory.mktemp("older-setup")
    return Path(make_setup(older_bundle, work / "older-setup.exe", work, "0.0.1", "0.0.1.0", is_small=False))


@pytest.fixture(scope="module")
def older_msi(older_bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    make_msi = import_module("steps.msi").make_msi

    work = tmp_path_factory.mktemp("older-msi")
    return Path(make_msi(older_bundle, work / "older.msi", work / "work", "0.0.1"))


@pytest.fixture
def by_setup(sandbox: WindowsSandbox) -> Iterator[Path]:
    """Where the set-up installs by itself; nothing is left there after the test."""
    folder = sandbox.home / "AppData" / "Local" / "Programs" / "Vitec Desktop"
    yield folder
    if (folder / "uninstall.exe").exists():
        sandbox.run(folder / "uninstall.exe", "/S")
        wait_until_gone(folder)


@pytest.fixture
def by_msi(sandbox: WindowsSandbox, msi: Path, older_msi: Path) -> Iterator[Path]:
    """Where the .msi installs; nothing is left there after the test."""
    folder = sandbox.drive / "Program Files" / "Vitec Desktop"
    yield folder
    for package in (msi, older_msi):
        if (folder / PROGRAM).exists():
            sandbox.msiexec("/x", package, allowed=None)
    assert not folder.exists()


# By the set-up ------------------------------------------------------------------------------------------------


def test_the_set_up_installs_silently_and_leaves_only_settings(
    sandbox: WindowsSandbox, setup: Path, windows_bundle: Path, by_setup: Path
) -> None:
    before = sandbox.files()
    settings = sandbox.write_settings()
    kept = settings.read_bytes()
    sandbox.run(setup, "/S")
    assert_installed(windows_bundle, by_setup, "uninstall.exe")
    new = sandbox.files() - before
    assert any(name.endswith("Start Menu/Programs/Vitec Desktop.lnk") for name in new)
    assert any(name.endswith("Desktop/Vitec Desktop.lnk") for name in new)
    entry = sandbox.registry("HKCU", KEY)
    assert entry["DisplayName"] == "Vitec Desktop"
    assert entry["DisplayVersion"] == VERSION
    assert entry["QuietUninstallString"].endswith('uninstall.exe" /S')
    assert int(entry["EstimatedSize"], 16) > 30_000
    assert "skrev, läste och tog bort ett lösenord" in sandbox.self_test(by_setup / PROGRAM)
    sandbox.run(by_setup / "uninstall.exe", "/S")
    wait_until_gone(by_setup)
    (sandbox.drive / "självtest.log").unlink()
    left = {name for name in sandbox.files() - before if name != str(by_setup.parent.relative_to(sandbox.drive))}
    assert left == set()
    assert sandbox.registry("HKCU", KEY) == {}
    assert settings.read_bytes() == kept


def test_a_folder_with_blanks_and_swedish_letters_will_do(
    sandbox: WindowsSandbox, setup: Path, windows_bundle: Path
) -> None:
    folder = sandbox.drive / "Mäklarnas program" / "Vitec Desktop å ä ö"
    # NSIS takes the rest of the line as it is: quoted, the quotes would be part of the name.
    sandbox.run_line(f"{sandbox.path(setup)} /S /D={sandbox.path(folder)}")
    assert_installed(windows_bundle, folder, "uninstall.exe")
    sandbox.self_test(folder / PROGRAM)
    sandbox.run(folder / "uninstall.exe", "/S")
    wait_until_gone(folder)


def test_an_upgrade_leaves_nothing_of_the_old_version_and_keeps_settings(
    sandbox: WindowsSandbox, older_setup: Path, setup: Path, windows_bundle: Path, by_setup: Path
) -> None:
    sandbox.run(older_setup, "/S")
    assert sandbox.registry("HKCU", KEY)["DisplayVersion"] == "0.0.1"
    settings = sandbox.write_settings()
    kept = settings.read_bytes()
    sandbox.run(setup, "/S")
    assert_installed(windows_bundle, by_setup, "uninstall.exe")
    assert sandbox.registry("HKCU", KEY)["DisplayVersion"] == VERSION
    assert settings.read_bytes() == kept


def test_while_the_program_runs_the_set_up_and_the_uninstaller_refuse(
    sandbox: WindowsSandbox, setup: Path, windows_bundle: Path, by_setup: Path
) -> None:
    sandbox.run(setup, "/S")
    with sandbox.running(by_setup / PROGRAM):
        assert sandbox.run(setup, "/S", allowed=None) == RUNNING
        # Else it goes on as a copy of itself, whose code nobody gets.
        uninstaller = sandbox.drive / "uninstall.exe"
        shutil.copy(by_setup / "uninstall.exe", uninstaller)
        assert sandbox.run_line(f"{sandbox.path(uninstaller)} /S _?={sandbox.path(by_setup)}", allowed=None) == RUNNING
        uninstaller.unlink()
        assert_installed(windows_bundle, by_setup, "uninstall.exe")


def test_the_set_up_and_the_uninstaller_in_it_are_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a real makensis, which signs the uninstaller before it packs it."""
    (tmp_path / "bundle" / "_internal").mkdir(parents=True)
    for name in (PROGRAM, "_internal/å.txt"):
        (tmp_path / "bundle" / name).write_text("x", encoding="utf-8")
    signer, log = tmp_path / "my signer.py", tmp_path / "signed.log"
    signer.write_text(
        "import pathlib, sys\n"
        "file = pathlib.Path(sys.argv[1])\n"
        f"with open({str(log)!r}, 'a') as log:\n"
        "    print(sys.argv[2], file.read_bytes()[:2] == b'MZ', file.name, file=log)\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("VITEC_DESKTOP_SIGN", f'"{sys.executable}" "{signer}" {{file}} "Norrby AB"')
    make_setup = import_module("steps.nsis").make_setup
    made = make_setup(tmp_path / "bundle", tmp_path / "set-up.exe", tmp_path)
    uninstaller, setup = log.read_text(encoding="utf-8").splitlines()
    assert uninstaller.startswith("Norrby AB True ")
    assert setup == f"Norrby AB True {made.name}"
    monkeypatch.setenv("VITEC_DESKTOP_SIGN", f'"{sys.executable}" -c "raise SystemExit(3)" {{file}}')
    with pytest.raises(import_module("steps.subprocess_utils").BuildFailed, match="makensis"):
        make_setup(tmp_path / "bundle", tmp_path / "other.exe", tmp_path)


def test_the_program_says_whose_it_is_and_how_it_is_drawn(windows_bundle: Path) -> None:
    content = (windows_bundle / PROGRAM).read_bytes()
    assert "Copyright 2026 Vitec Desktop".encode("utf-16-le") in content
    assert b">true/pm</dpiAware>" in content
    assert b">PerMonitorV2, PerMonitor</dpiAwareness>" in content


def test_both_packages_have_the_bill_of_materials_of_the_program_in_them(
    setup: Path, msi: Path, windows_bundle: Path
) -> None:
    bill = (windows_bundle / "licences" / "bill-of-materials.cdx.json").read_text(encoding="utf-8")
    for package in (setup, msi):
        assert Path(f"{package}.cdx.json").read_text(encoding="utf-8") == bill
    parts = {part["name"]: part["version"] for part in json.loads(bill)["components"]}
    assert {"Python", "Qt", "OpenSSL", "PySide6_Essentials", "pywin32-ctypes", "httpx"} <= set(parts)
    assert not {"SecretStorage", "hatchling", "pefile"} & set(parts)


# By the .msi --------------------------------------------------------------------------------------------------


def test_the_msi_installs_silently_and_leaves_only_settings(
    sandbox: WindowsSandbox, msi: Path, windows_bundle: Path, by_msi: Path
) -> None:
    before = sandbox.files()
    settings = sandbox.write_settings()
    kept = settings.read_bytes()
    sandbox.msiexec("/i", msi)
    assert_installed(windows_bundle, by_msi)
    assert sum(name.endswith("Vitec Desktop.lnk") for name in sandbox.files() - before) == 2
    assert sandbox.registry("HKLM", UNINSTALL_KEY)["DisplayName"] == "Vitec Desktop"
    sandbox.self_test(by_msi / PROGRAM)
    (sandbox.drive / "självtest.log").unlink()
    sandbox.msiexec("/x", msi)
    assert sandbox.files() - before == set()
    assert settings.read_bytes() == kept


def test_an_msi_upgrade_leaves_nothing_of_the_old_version_and_no_way_back(
    sandbox: WindowsSandbox, older_msi: Path, msi: Path, windows_bundle: Path, by_msi: Path
) -> None:
    sandbox.msiexec("/i", older_msi)
    assert (by_msi / "_internal" / "stale.txt").exists()
    settings = sandbox.write_settings()
    kept = settings.read_bytes()
    sandbox.msiexec("/i", msi)
    assert_installed(windows_bundle, by_msi)
    assert sandbox.registry("HKLM", UNINSTALL_KEY)["DisplayVersion"] == VERSION
    assert sandbox.msiexec("/i", older_msi, allowed=None) == FAILED
    assert_installed(windows_bundle, by_msi)
    assert settings.read_bytes() == kept
    sandbox.msiexec("/x", msi)
    assert not by_msi.exists()


def test_while_the_program_runs_the_msi_refuses(
    sandbox: WindowsSandbox, older_msi: Path, msi: Path, older_bundle: Path, by_msi: Path
) -> None:
    sandbox.msiexec("/i", older_msi)
    with sandbox.running(by_msi / PROGRAM):
        assert sandbox.msiexec("/i", msi, allowed=None) == FAILED
        assert sandbox.msiexec("/x", older_msi, allowed=None) == FAILED
        assert_installed(older_bundle, by_msi)
    sandbox.msiexec("/x", older_msi)
    assert not by_msi.exists()
