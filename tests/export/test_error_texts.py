from pathlib import Path

import pytest

from tests.export.factories import SWEDISH
from vitec_desktop.export.error_texts import describe_export_error
from vitec_desktop.export.errors import (
    DiskFull,
    ExportError,
    FolderMissing,
    FolderNotWritable,
    PathTooLong,
    TargetExists,
    TargetInUse,
    TargetIsFolder,
    WriteFailed,
)

PATH = Path("/home/anna/Möten/Tips {och} leads.xlsx")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TargetExists(PATH), "finns redan en fil"),
        (TargetIsFolder(PATH), "finns redan en mapp"),
        (TargetInUse(PATH), "öppen i ett annat program"),
        (FolderMissing(PATH), "/home/anna/Möten” finns inte"),
        (FolderNotWritable(PATH), "får inte spara filer i mappen ”/home/anna/Möten”"),
        (DiskFull(PATH), "/home/anna/Möten” är full"),
        (PathTooLong(PATH), "för långa"),
        (WriteFailed(PATH, "Input/output error"), "Input/output error"),
    ],
)
def test_each_error_says_what_happened_why_and_what_to_do(error: ExportError, words: str) -> None:
    problem = describe_export_error(error, SWEDISH)
    assert problem.what == "Filen ”Tips {och} leads.xlsx” kunde inte sparas."
    assert words in problem.why
    assert problem.next_step.endswith(".")


def test_every_error_class_has_a_text() -> None:
    for kind in ExportError.__subclasses__():
        assert describe_export_error(kind(PATH), SWEDISH).why


def test_a_relative_path_names_its_whole_folder() -> None:
    problem = describe_export_error(FolderMissing(Path("rapport.xlsx")), SWEDISH)
    assert str(Path.cwd()) in problem.why
