"""The profile folder."""

import os
import stat
from pathlib import Path

import pytest

from vitec_desktop.storage.profile import profile_folder


def test_a_given_folder_is_created(tmp_path: Path) -> None:
    chosen = tmp_path / "på minnet" / "vitec"
    assert profile_folder(chosen) == chosen
    assert list(chosen.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a profile private by itself")
def test_only_the_user_can_read_a_new_folder(tmp_path: Path) -> None:
    assert stat.S_IMODE(profile_folder(tmp_path / "new").stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
def test_an_existing_folder_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert stat.S_IMODE(profile_folder(tmp_path).stat().st_mode) == 0o755


@pytest.mark.skipif(os.name != "posix", reason="reads the variable of Linux")
def test_the_default_folder_has_the_program_s_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = profile_folder(None)
    assert folder.is_relative_to(tmp_path)
    assert folder.name == "Vitec Desktop"
    assert folder.is_dir()


def test_a_relative_folder_and_a_tilde_become_absolute_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert profile_folder(Path("here")) == tmp_path / "here"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert profile_folder(Path("~/there")) == tmp_path / "there"


def test_the_path_is_returned_even_if_the_folder_cannot_be_created(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    folder = tmp_path / "file" / "profile"
    assert profile_folder(folder) == folder
    assert profile_folder(tmp_path / "file") == tmp_path / "file"
