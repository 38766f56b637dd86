from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from tests.export.factories import (
    ABOUT_ONLY,
    ENGLISH,
    SCOPE,
    SWEDISH,
    about_rows,
    about_text,
    openpyxl_book,
    openpyxl_sheet,
    report,
    row,
    sheet_names,
    write,
)
from vitec_desktop.export.csv_files import write_csv
from vitec_desktop.export.export_spec import ExportRequest, ExportSpec, ListContent, SheetKey
from vitec_desktop.report.language import Language
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.errors import AccessRefused, TimedOut
from vitec_desktop.webservice.models import ActiveStatus, ListKind
from vitec_desktop.webservice.request import Customer
from vitec_desktop.webservice.result import DamagedPart, FailedPart, RequestPart

SOLNA, OTHER = SCOPE.customers
MISSING = (
    FailedPart(RequestPart("a", SOLNA, date(2026, 10, 1), date(2026, 10, 31)), AccessRefused("M30011")),
    FailedPart(RequestPart("a", OTHER, date(2026, 10, 1), date(2026, 10, 15)), TimedOut(60)),
)
DAMAGED = (DamagedPart(MISSING[0].part, 3), DamagedPart(MISSING[1].part, 4))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "Tips och leads.xlsx"


def values(path: Path) -> dict[str, list[object]]:
    """Return the sheet's lines by label; a line without a label belongs to the one above."""
    found: dict[str, list[object]] = {}
    label = ""
    for cells in about_rows(path):
        if not any(cells) and found.get("Program"):
            break  # the definitions follow
        label = cells[0] or label
        found.setdefault(label, []).append(cells[1])
    return found


def test_the_sheet_has_period_offices_status_and_row_counts(plain: Path) -> None:
    lines = values(plain)
    assert lines["Period"] == ["1–31 okt 2026"]
    assert lines["Hämtad"] == [datetime(2026, 11, 24, 14, 5)]
    assert lines["Kontor"] == ["Norrby Solna", "M30012"]
    assert lines["Omfattning"] == ["Aktiva"]
    assert lines["Inkommande leads, antal rader"] == [3]
    assert lines["Utgående leads, antal rader"] == [2]
    assert lines["Tips, antal rader"] == [4]
    assert lines["Program"] == ["Vitec Desktop 1.2.3"]
    assert "2026-10-01 – 2026-10-31" in about_text(plain)
    assert "M30011" in about_text(plain)
    assert "Allt som hämtades" in about_text(plain)


def test_a_complete_report_says_so(plain: Path) -> None:
    assert about_rows(plain)[1][0] == "Rapporten är komplett."
    assert "Saknas" not in values(plain)


def test_an_incomplete_report_is_named_so_with_each_missing_part_and_its_reason(target: Path) -> None:
    write(report(failed_parts=MISSING), target, spec=ABOUT_ONLY)
    verdict = about_rows(target)[1][0]
    assert verdict.startswith("Rapporten är inte komplett.")
    assert "komplett." not in about_text(target).replace(verdict, "")
    parts = [cells for cells in about_rows(target) if cells[0] == "Saknas" or cells[1] == "M30012, 1–15 okt 2026"]
    assert [cells[1] for cells in parts] == ["Norrby Solna, oktober 2026", "M30012, 1–15 okt 2026"]
    assert "403" in parts[0][2]
    assert all(len(cells[2]) > 15 for cells in parts)
    assert openpyxl_sheet(target, "Om rapporten")["A2"].fill.fgColor.rgb == "00FFF3DD"


def test_damaged_rows_and_altered_cells_are_counted(target: Path) -> None:
    tips = [row(ListKind.TIPS, 0, tip_message="x" * 40_000, tip_title="a\x00"), row(ListKind.TIPS, 1, tip_title="\x01")]
    write(report({ListKind.TIPS: tips}, damaged_parts=DAMAGED), target)
    lines = values(target)
    assert lines["Skadade rader"] == [7, 3, 4]
    assert "Norrby Solna, oktober 2026" in about_text(target)
    assert about_rows(target)[1][0].startswith("Rapporten är inte komplett. 7 rader innehöll något oläsligt.")
    assert lines["Avkortade celler"] == [1]
    assert lines["Celler med utbytta tecken"] == [2]
    assert "… [avkortat]" in about_text(target)


def test_ids_of_several_rows_are_named_by_list_and_the_report_is_complete(target: Path) -> None:
    tips = [row(ListKind.TIPS, number, tip_id="tip 1" if number < 3 else None) for number in range(5)]
    leads = [row(ListKind.INCOMING, number, lead_id=f"lead {number % 7}") for number in range(14)]
    write(report({ListKind.TIPS: tips, ListKind.INCOMING: leads}), target)
    assert values(target)["Id som står flera gånger"] == [7, 1]
    text = about_text(target)
    assert (
        "Inkommande leads: raderna skiljer sig åt, så alla är med. Id: lead 0, lead 1, lead 2, lead 3, lead 4 …" in text
    )
    assert "Tips: raderna skiljer sig åt, så alla är med. Id: tip 1" in text
    assert about_rows(target)[1][0] == "Rapporten är komplett."


def test_a_count_of_zero_is_not_listed(plain: Path) -> None:
    assert not {"Skadade rader", "Id som står flera gånger", "Avkortade celler", "Okända värden"} & set(values(plain))


@pytest.mark.parametrize(("language", "name"), [(SWEDISH, "Exempeldata"), (ENGLISH, "Sample data")])
def test_a_file_of_the_sample_service_says_so(target: Path, language: Language, name: str) -> None:
    spec = ExportSpec(sheets=frozenset({SheetKey.MEETING, SheetKey.TIPS}))
    about = language.text("Export", "Om rapporten")
    for is_sample in (True, False):
        write(report(), target, language, is_sample=is_sample, spec=spec)
        book = openpyxl_book(target)
        assert book.worksheets[0]["L1"].value.startswith(f"{name}  ·  ") == is_sample
        assert (name.lower() in book["Tips"].oddHeader.right.text) == is_sample
        assert (name in about_text(target, about)) == is_sample
        write_csv(
            report(), ExportRequest(target.with_suffix(".zip"), language, is_sample=is_sample), CancellationToken()
        )
        with ZipFile(target.with_suffix(".zip")) as archive:
            assert (name in archive.read(f"{about}.txt").decode()) == is_sample
        target.with_suffix(".zip").unlink()


def test_an_anonymised_file_names_no_id(target: Path) -> None:
    tips = [row(ListKind.TIPS, 0, tip_id="tip 1") for _ in range(3)]
    write(report({ListKind.TIPS: tips}), target, spec=ExportSpec(is_anonymised=True))
    assert values(target)["Id som står flera gånger"] == [1]
    assert "tip 1" not in about_text(target)


def test_the_checks_compare_each_list_with_the_figures_by_formulas_that_have_their_values(plain: Path) -> None:
    lines = {line[0]: line[1:] for line in about_rows(plain) if "Mötesblad" in str(line[2])}
    assert {name: line[0] for name, line in lines.items()} == {"Inkommande leads": 3, "Utgående leads": 2, "Tips": 4}
    assert {line[1] for line in lines.values()} == {"lika med bladet Mötesblad"}
    sheet = openpyxl_sheet(plain, "Om rapporten")
    [number] = [line[0].row for line in sheet.iter_rows() if line[0].value == "Tips" and "ROWS" in str(line[1].value)]
    assert sheet.cell(number, 2).value == "=ROWS('Tips'!A2:A5)"
    assert sheet.cell(number, 3).value.startswith("=IF(ROWS('Tips'!A2:A5)='Mötesblad'!B8,")
    assert openpyxl_sheet(plain, "Mötesblad")["B8"].value == 4


def test_a_selection_is_described_with_its_size_and_search(target: Path) -> None:
    one = report()
    spec = ExportSpec({ListKind.TIPS: ListContent(one.tables[ListKind.TIPS][:1], [0, 1], "Sökning: sälj")})
    write(one, target, spec=spec)
    text = about_text(target)
    assert "Det som visades i programmet" in text
    assert "av 4 hämtade rader · 2 av 27 kolumner · Sökning: sälj" in text
    assert "Listan är inte med i filen." in text


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (ActiveStatus.ACTIVE, "Aktiva"),
        (ActiveStatus.ACTIVE_AND_REMOVED, "Aktiva och borttagna"),
        (ActiveStatus.REMOVED, "Borttagna"),
    ],
)
def test_the_status_is_named(target: Path, status: ActiveStatus, word: str) -> None:
    scope = type(SCOPE)(SCOPE.customers, SCOPE.first_day, SCOPE.last_day, status)
    write(report(scope=scope), target, spec=ABOUT_ONLY)
    assert values(target)["Omfattning"] == [word]


def test_an_office_s_name_is_never_a_formula(target: Path) -> None:
    scope = type(SCOPE)((Customer("M1", "=1+1\x00"),), SCOPE.first_day, SCOPE.last_day)
    write(report(scope=scope), target)
    assert values(target)["Kontor"] == ["=1+1\ufffd"]
    cells = [cell for line in openpyxl_sheet(target, "Om rapporten").iter_rows() for cell in line]
    assert {cell.data_type for cell in cells if "Mötesblad" not in str(cell.value)} <= {"s", "n", "d", "f"}
    assert not [cell for cell in cells if cell.data_type == "f" and "1+1" in cell.value]


def test_the_sheet_is_written_in_english_too(target: Path) -> None:
    write(report(), target, ENGLISH, spec=ABOUT_ONLY)
    last = sheet_names(target)[-1]
    assert "1–31" in about_text(target, last)


@pytest.mark.parametrize("count", [1, 5, 6, 40])
def test_the_sheet_has_one_page_and_every_office(target: Path, count: int) -> None:
    offices = tuple(Customer(f"M4{number:04}", f"Norrby Mäklare i Ort {number}") for number in range(count))
    write(report(scope=replace(SCOPE, customers=offices)), target, spec=ABOUT_ONLY)
    sheet = openpyxl_sheet(target, "Om rapporten")
    assert sheet.page_setup.fitToHeight == 1
    text = " ".join(str(cell.value) for line in sheet.iter_rows() for cell in line)
    assert all(office.name in text for office in offices)
