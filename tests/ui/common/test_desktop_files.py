"""The folder that a dialog starts in."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from vitec_desktop.ui.common.desktop_files import existing_default_folder


def test_the_folder_used_last_comes_first(tmp_path: Path) -> None:
    assert existing_default_folder(str(tmp_path)) == tmp_path


def test_a_user_without_a_home_gets_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = str(tmp_path / "nowhere")
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda location: nowhere)
    monkeypatch.chdir(tmp_path)
    assert existing_default_folder(nowhere) == tmp_path
