from datetime import date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.export.factories import ENGLISH, SCOPE, SWEDISH
from vitec_desktop.export.error_texts import describe_file_name_error
from vitec_desktop.export.file_names import (
    FileNameProblem,
    InvalidFileName,
    check_file_name,
    free_path,
    path_with_time,
    suggested_file_name,
)
from vitec_desktop.export.xlsx.names import unique_headings, unique_sheet_name, unique_table_name
from vitec_desktop.report.language import Language


def test_the_suggested_name_has_title_and_period() -> None:
    assert suggested_file_name(SCOPE, SWEDISH) == "Tips och leads 2026-10-01–2026-10-31.xlsx"


def test_a_period_of_one_day_has_one_date_in_the_name() -> None:
    day = replace(SCOPE, last_day=date(2026, 10, 1))
    assert suggested_file_name(day, SWEDISH) == "Tips och leads 2026-10-01.xlsx"


def test_a_slash_in_a_translation_is_removed_from_the_name() -> None:
    strange = Language("xx", {("Export", "Tips och leads"): ("Tips/leads: alla?",)})
    assert suggested_file_name(SCOPE, strange) == "Tips leads  alla  2026-10-01–2026-10-31.xlsx"


@pytest.mark.parametrize(
    ("name", "problem", "words"),
    [
        ("", FileNameProblem.EMPTY, "Skriv ett filnamn."),
        ("  ", FileNameProblem.EMPTY, "Skriv ett filnamn."),
        ("a/b", FileNameProblem.CHARACTERS, "Namnet får inte innehålla /."),
        (r"a\b", FileNameProblem.CHARACTERS, r"Namnet får inte innehålla \."),
        ("kl 10:30?", FileNameProblem.CHARACTERS, "Namnet får inte innehålla : ?."),
        ('<a>|"b"*', FileNameProblem.CHARACTERS, 'Namnet får inte innehålla < > | " *.'),
        ("a\tb:\x7f", FileNameProblem.CHARACTERS, "Namnet får inte innehålla : osynliga tecken."),
        ("möte.", FileNameProblem.ENDING, "Namnet får inte sluta med punkt eller mellanslag."),
        ("möte ", FileNameProblem.ENDING, "Namnet får inte sluta med punkt eller mellanslag."),
        ("..", FileNameProblem.ENDING, "Namnet får inte sluta med punkt eller mellanslag."),
        ("con", FileNameProblem.RESERVED, "Windows tillåter inte namnet con. Välj ett annat."),
        ("LPT1.möte", FileNameProblem.RESERVED, "Windows tillåter inte namnet LPT1. Välj ett annat."),
        ("aux .x", FileNameProblem.RESERVED, "Windows tillåter inte namnet aux. Välj ett annat."),
    ],
)
def test_an_invalid_name_is_explained(name: str, problem: FileNameProblem, words: str) -> None:
    fault = check_file_name(name)
    assert fault is not None
    assert fault.problem is problem
    assert describe_file_name_error(fault, SWEDISH) == words


@pytest.mark.parametrize("name", ["möte", "Tips & leads (v. 40), å–ö", ".möte", "console", "com10", "v. 3.2", "~$a"])
def test_other_names_are_valid(name: str) -> None:
    assert check_file_name(name) is None


def test_a_repeated_illegal_character_is_named_once() -> None:
    assert check_file_name("1/2/3") == InvalidFileName(FileNameProblem.CHARACTERS, ("/",))


def test_the_suggested_name_is_valid() -> None:
    assert check_file_name(suggested_file_name(SCOPE, SWEDISH, "")) is None


def test_a_copy_has_the_time_in_its_name_and_the_same_folder() -> None:
    target = Path("folder", "Tips och leads.xlsx")
    copy = path_with_time(target, datetime(2026, 11, 24, 14, 5, 33))
    assert copy == Path("folder", "Tips och leads 14.05.33.xlsx")


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    target = tmp_path / "Tips 1.2.xlsx"
    assert free_path(target, ".png") == target
    (tmp_path / "Tips 1.2.png").touch()
    assert free_path(target) == target
    (tmp_path / "Tips 1.2 (2).xlsx").mkdir()
    assert free_path(target, ".png") == tmp_path / "Tips 1.2 (3).xlsx"
    assert free_path(tmp_path / "missing" / "a.xlsx") == tmp_path / "missing" / "a.xlsx"


@pytest.mark.parametrize(
    ("wanted", "taken", "expected"),
    [
        ("Tips", set(), "Tips"),
        ("Tips", {"tips"}, "Tips (2)"),
        ("Tips", {"tips", "tips (2)"}, "Tips (3)"),
        ("In/ut: [alla]*?", set(), "In ut   alla"),
        ("'Tips'", set(), "Tips"),
        ("", set(), "-"),
        ("A" * 40, set(), "A" * 31),
        ("A" * 40, {"a" * 31}, "A" * 27 + " (2)"),
    ],
)
def test_a_sheet_gets_a_unique_name_that_excel_allows(wanted: str, taken: set[str], expected: str) -> None:
    assert unique_sheet_name(wanted, taken) == expected


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("Inkommande leads", "Inkommande_leads"),
        ("Utgående leads (2)", "Utgående_leads__2"),
        ("Tips", "Tips"),
        ("AB12", "_AB12"),
        ("R1C1", "_R1C1"),
        ("C", "_C"),
        ("2026", "_2026"),
        ("(-)", "_"),
    ],
)
def test_a_table_name_does_not_look_like_a_cell_address(sheet: str, expected: str) -> None:
    assert unique_table_name(sheet, set()) == expected


def test_headings_are_unique_without_regard_to_case() -> None:
    assert unique_headings(["Id", "id", "", "Två\nrader", "Id"]) == ["Id", "id 2", "3", "Två rader", "Id 3"]


def test_the_english_name_is_translated() -> None:
    assert suggested_file_name(SCOPE, ENGLISH).endswith(" 2026-10-01–2026-10-31.xlsx")
