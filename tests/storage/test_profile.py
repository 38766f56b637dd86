"""Where the user's things are kept."""

import os
import stat
from pathlib import Path

import pytest

from vitec_desktop.storage.profile import is_writable, profile_folder


def test_the_users_own_choice_of_a_folder_is_made_and_used(tmp_path: Path) -> None:
    chosen = tmp_path / "på minnet" / "vitec"
    assert profile_folder(chosen) == chosen
    assert is_writable(chosen)
    assert list(chosen.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a profile private by itself")
def test_a_new_folder_is_its_users_alone(tmp_path: Path) -> None:
    assert stat.S_IMODE(profile_folder(tmp_path / "new").stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
def test_a_folder_that_stands_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert stat.S_IMODE(profile_folder(tmp_path).stat().st_mode) == 0o755


@pytest.mark.skipif(os.name != "posix", reason="reads the variable of Linux")
def test_the_usual_folder_bears_the_programs_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = profile_folder(None)
    assert folder.is_relative_to(tmp_path)
    assert folder.name == "Vitec Desktop"
    assert folder.is_dir()


def test_a_relative_folder_and_a_tilde_become_whole_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert profile_folder(Path("here")) == tmp_path / "here"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert profile_folder(Path("~/there")) == tmp_path / "there"


def test_a_folder_that_cannot_be_made_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    impossible = tmp_path / "file" / "profile"
    assert profile_folder(impossible) == impossible
    assert not is_writable(impossible)
    assert profile_folder(tmp_path / "file") == tmp_path / "file"
    assert not is_writable(tmp_path / "file")
