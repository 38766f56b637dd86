"""Grouped lists in files: as an outline in a workbook, as a column in CSV."""

from pathlib import Path

from tests.export.factories import SWEDISH, column_index, openpyxl_book, openpyxl_sheet, report, row, sheet_rows, write
from vitec_desktop.export.csv_files import write_csv
from vitec_desktop.export.export_spec import ExportRequest, ExportSpec, GroupContent, ListContent
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.models import ListKind

TIPS = ListKind.TIPS
RECEIVER = column_index(TIPS, "receiver.name")
SHOWN = [column_index(TIPS, key) for key in ("createdAt", "tip.state", "tip.title", "contact")]
ROWS = [row(TIPS, number) for number in range(5)]
GROUPS = (GroupContent("=Anna · 2 tips", 2), GroupContent("Bo · 3 tips", 3, is_collapsed=True))


def spec(column: int = RECEIVER, *, is_anonymised: bool = False) -> ExportSpec:
    content = ListContent(ROWS, SHOWN, groups=GROUPS, group_column=column)
    return ExportSpec({TIPS: content}, is_anonymised=is_anonymised)


def test_the_rows_stand_below_headings_that_close_and_open_them(tmp_path: Path) -> None:
    path = write(report({TIPS: ROWS}), tmp_path / "grupper.xlsx", spec=spec()).path
    sheet = openpyxl_sheet(path, "Tips")
    headings = [sheet.cell(line, 1).value for line in range(1, 9)]
    assert headings[0] == "Skapat"
    assert (headings[1], headings[4]) == ("=Anna · 2 tips", "Bo · 3 tips")
    assert sheet.cell(2, 1).data_type == "s"
    lines = [sheet.row_dimensions[number] for number in range(1, 9)]
    assert [line.outlineLevel for line in lines] == [0, 0, 1, 1, 0, 1, 1, 1]
    assert [bool(line.hidden) for line in lines] == [False] * 5 + [True] * 3
    assert [bool(line.collapsed) for line in lines] == [False] * 4 + [True] + [False] * 3
    assert not sheet.sheet_properties.outlinePr.summaryBelow
    assert sheet.sheet_format.outlineLevelRow == 1
    assert not sheet.tables
    # The mark's formula begins in the first row of a group, and stands beside that row's word.
    assert sheet.cell(3, 2).value.startswith('=IF(C3=""')
    assert sheet.cell(2, 2).value is None


def test_the_whole_list_is_there_also_when_the_groups_go_over_several_sheets(tmp_path: Path) -> None:
    path = write(report({TIPS: ROWS}), tmp_path / "delad.xlsx", spec=spec(), max_sheet_rows=4).path
    book = openpyxl_book(path)
    sheets = [name for name in book.sheetnames if name.startswith("Tips")]
    lines = [[cell.value for cell in line] for name in sheets for line in book[name].iter_rows(min_row=2)]
    titles = {one[column_index(TIPS, "tip.title")] for one in ROWS}
    assert sum(bool(titles & set(line)) for line in lines) == 5
    assert [line[0] for line in lines if not titles & set(line)] == ["=Anna · 2 tips", "Bo · 3 tips"]


def test_csv_has_the_column_that_groups_instead(tmp_path: Path) -> None:
    request = ExportRequest(tmp_path / "csv", SWEDISH, spec())
    folder = write_csv(report({TIPS: ROWS}), request, CancellationToken()).path
    lines = (folder / "Tips.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].split(";")[:2] == ["Mottagare", "Skapat"]
    assert len(lines) == 6


def test_an_anonymised_file_has_no_groups_by_contact(tmp_path: Path) -> None:
    contact = column_index(TIPS, "contact")
    path = write(report({TIPS: ROWS}), tmp_path / "anonym.xlsx", spec=spec(contact, is_anonymised=True)).path
    cells = [cell for line in sheet_rows(path, "Tips") for cell in line]
    assert "Bo · 3 tips" not in cells
    assert openpyxl_sheet(path, "Tips").tables
    path = write(report({TIPS: ROWS}), tmp_path / "grupper.xlsx", spec=spec(is_anonymised=True)).path
    assert "Bo · 3 tips" in [line[0] for line in sheet_rows(path, "Tips")]
