"""Printing: page breaks, repeated headers, printed columns and row heights."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl.utils import get_column_letter

from tests.export.factories import (
    ENGLISH,
    LISTS_ONLY,
    SHEETS,
    SWEDISH,
    WRITTEN_COLUMNS,
    calamine_rows,
    openpyxl_book,
    openpyxl_sheet,
    report,
    row,
    sheet_rows,
    write,
)
from tests.export.sample_workbook import CHART, DRAWING, MAIN, sample_report, xml_parts
from vitec_desktop.export.export_spec import ExportSpec, ListContent, SheetKey
from vitec_desktop.export.sheet_layout import row_share
from vitec_desktop.export.state_marks import MARKS
from vitec_desktop.export.xlsx.text_fit import LINE_HEIGHT, count_lines, cut_text, text_width
from vitec_desktop.report import fields
from vitec_desktop.report.formatting import column_heading, display_text
from vitec_desktop.report.labels import ESTATE_STATUSES, STATES
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS, LIST_NAMES
from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.report.report import Report
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer

SHEETS_IN = {"sv": "Tips", "en": "Tips"}

FETCHED_AFTER = datetime(2026, 11, 2, 8, 2)

PAGE = 595.3 - 0.95 * 72  # points, at full size


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "r.xlsx"


def many_offices(count: int, rows: int = 400) -> Report:
    tips = [
        row(
            ListKind.TIPS,
            number,
            sender_company_name=f"Norrby Mäkleri {number % count}",
            receiver_company_name=f"Norrby Mäkleri {number * 7 % count}",
        )
        for number in range(rows)
    ]
    one = report({ListKind.TIPS: tips})
    offices = tuple(Customer(f"M{30000 + number}", f"Norrby Mäkleri {number}") for number in range(count))
    return replace(one, scope=replace(one.scope, customers=offices))


@pytest.fixture(scope="module")
def of_300_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of 300 offices."""
    path = tmp_path_factory.mktemp("offices") / "r.xlsx"
    write(many_offices(300), path)
    return path


def pages(sheet: Any) -> list[range]:
    """Return the rows of each page between the sheet's page breaks."""
    ends = [*(one.id for one in sheet.row_breaks.brk), sheet.max_row]
    return [range(first + 1, last + 1) for first, last in zip([0, *ends], ends, strict=False)]


def row_heights(path: Path) -> list[float]:
    """Return the heights of the rows of the first sheet."""
    return [float(line.get("ht")) for line in xml_parts(path)["xl/worksheets/sheet1.xml"].iter(f"{MAIN}row")]


def height(sheet: Any, rows: range) -> float:
    return float(sum(sheet.row_dimensions[number].height or LINE_HEIGHT for number in rows))


def scaled_page(sheet: Any) -> float:
    width = sum(one.width * 7 * 0.75 for one in sheet.column_dimensions.values())
    return float(PAGE * max(1.0, width / (841.9 - 0.8 * 72)))


@pytest.mark.slow
@pytest.mark.parametrize("offices", [3, 300])
def test_the_offices_sheet_breaks_between_tables_and_repeats_their_headers(
    target: Path, of_300_offices: Path, offices: int
) -> None:
    if offices != 300:
        write(many_offices(offices), target, spec=ExportSpec(sheets=frozenset({SheetKey.OFFICES})))
    sheet = openpyxl_sheet(of_300_offices if offices == 300 else target, "Per kontor")
    for number, page in enumerate(pages(sheet)):
        assert height(sheet, page) <= scaled_page(sheet)
        first = [cell.value for cell in sheet[page.start]]
        if number:
            header = sheet[page.start + 1] if str(first[0]).endswith("(kolumn)") else sheet[page.start]
            assert header[1].font.b, first
            assert header[1].value, first
    assert (len(pages(sheet)) > 5) == (offices == 300)


def test_every_office_is_once_in_a_table_of_many_pages(of_300_offices: Path) -> None:
    rows = calamine_rows(of_300_offices, "Per kontor")
    end = next(number for number, line in enumerate(rows) if str(line[0]).endswith("(kolumn)"))
    names = [line[0] for line in rows[4:end] if line[0] not in ("", "Kontor")]
    assert sorted(names) == sorted(f"Norrby Mäkleri {number}" for number in range(300))


def test_the_names_of_many_offices_leave_room_for_the_statistics(of_300_offices: Path) -> None:
    for name in ("Mötesblad", "Per kontor", "Återkoppling"):
        sheet = openpyxl_sheet(of_300_offices, name)
        assert "300 kontor" in str(sheet["A2"].value)
        assert sheet.row_dimensions[2].height == (18 if name == "Mötesblad" else LINE_HEIGHT)
    about = ", ".join(str(line[1]) for line in calamine_rows(of_300_offices, "Om rapporten")).split(", ")
    assert {customer.label for customer in many_offices(300).scope.customers} <= set(about)


def test_no_row_is_higher_than_excel_allows(target: Path) -> None:
    name = "Norrby Mäkleri " * 40
    one = report({ListKind.TIPS: [row(ListKind.TIPS, 1, sender_company_name=name, receiver_company_name=name)]})
    offices = tuple(Customer(f"M{30000 + number}", name) for number in range(12))
    write(replace(one, scope=replace(one.scope, customers=offices)), target)
    heights = [line.height for sheet in openpyxl_book(target) for line in sheet.row_dimensions.values() if line.height]
    assert max(heights) == 409


def test_ids_after_the_message_are_not_printed(plain: Path) -> None:
    for name in SHEETS.values():
        sheet = openpyxl_sheet(plain, name)
        last = sheet[sheet.print_area.partition(":")[2].replace("$", "")]
        assert last.row == sheet.max_row
        assert sheet.cell(1, last.column).value == "Meddelande"
        assert sheet.cell(1, sheet.max_column).value == "Hela meddelandet"


def test_all_chosen_columns_are_printed_but_the_whole_message(target: Path) -> None:
    one = report()
    shown = {kind: ListContent(rows, range(len(COLUMNS[kind]))) for kind, rows in one.tables.items()}
    write(one, target, spec=ExportSpec(shown))
    sheet = openpyxl_sheet(target, "Tips")
    assert sheet.print_area == f"'Tips'!$A$1:${get_column_letter(sheet.max_column - 1)}$5"
    assert sheet.cell(1, sheet.max_column).value == "Hela meddelandet"


@pytest.mark.parametrize("is_anonymised", [False, True])
def test_what_is_printed_of_a_list_fills_a_page_and_is_not_made_smaller(target: Path, is_anonymised: bool) -> None:
    write(report(), target, spec=ExportSpec(sheets=LISTS_ONLY.sheets, is_anonymised=is_anonymised))
    for name in SHEETS.values():
        sheet = openpyxl_sheet(target, name)
        last = sheet[sheet.print_area.partition(":")[2].replace("$", "")].column
        widths = [sheet.column_dimensions[get_column_letter(number)].width for number in range(1, last + 1)]
        points = sum((width * 7 + 5) * 0.75 for width in widths)
        assert 620 < points < 841.9 - 0.8 * 72
        assert {cell.font.sz for line in sheet.iter_rows() for cell in line} == {8.5}


def test_the_head_of_each_page_of_a_list_has_offices_and_period_and_the_foot_where_messages_are_whole(
    plain: Path,
) -> None:
    sheet = openpyxl_sheet(plain, "Tips")
    assert sheet.oddHeader.left.text == "Tips   4"
    assert sheet.oddHeader.right.text == "Norrby Solna, M30012 · 1–31 okt 2026 · aktiva · hämtad 2026-11-24 14:05"
    assert sheet.oddFooter.left.text.endswith("i kolumnen Hela meddelandet.")


def test_the_head_of_a_page_is_never_longer_than_excel_allows(target: Path) -> None:
    offices = tuple(Customer(f"M{number}", f"& Norrby & Mäkleri {number}\n\x00") for number in range(12))
    one = report()
    write(replace(one, scope=replace(one.scope, customers=offices)), target, spec=LISTS_ONLY)
    for part in (part for name, part in xml_parts(target).items() if name.startswith("xl/worksheets/")):
        texts = [element.text for element in part.iter() if str(element.tag).endswith(("oddHeader", "oddFooter"))]
        assert all(len(text or "") <= 255 for text in texts)
    assert openpyxl_sheet(target, "Tips").oddHeader.right.text.startswith("12 kontor · 1–31 okt 2026")


def test_rows_have_one_line_for_leads_and_two_for_tips_or_more_for_a_long_heading(target: Path) -> None:
    names = dict.fromkeys(("sender_name", "receiver_name", "contact"), "Karim Haddad")
    messages = ["Kort.", "Ett\ntvå\ntre", "Vill sälja villan i Huvudsta. " * 70, None]
    for kind, name, height in ((ListKind.INCOMING, "Inkommande leads", 13.5), (ListKind.TIPS, "Tips", 21.9)):
        message = "tip_message" if kind is ListKind.TIPS else "lead_message"
        rows = [row(kind, number, **{message: text}, **names) for number, text in enumerate(messages)]
        title = "tip_title" if kind is ListKind.TIPS else "lead_title"
        rows.append(row(kind, 9, **{title: "Vill sälja villan i Huvudsta " * 7}, **names))
        write(report({kind: rows}), target, spec=LISTS_ONLY)
        sheet = openpyxl_sheet(target, name)
        *heights, last = [sheet.row_dimensions[number].height for number in range(2, 7)]
        assert heights == [height] * 4
        assert last > height


def test_without_messages_a_tip_has_one_line(target: Path) -> None:
    short = dict.fromkeys(("tip_title", "sender_name", "receiver_name", "contact"), "Wilma Ek")
    tips = [row(ListKind.TIPS, number, tip_message=None, **short) for number in range(3)]
    write(report({ListKind.TIPS: tips}), target)
    sheet = openpyxl_sheet(target, "Tips")
    assert {sheet.row_dimensions[number].height for number in (2, 3, 4)} == {13.5}


@pytest.mark.parametrize("count", range(148, 155))
def test_no_last_page_of_a_list_has_a_few_rows(target: Path, count: int) -> None:
    leads = [row(ListKind.INCOMING, number, lead_title="Värdering") for number in range(count)]
    write(report({ListKind.INCOMING: leads}), target, spec=ExportSpec(sheets=frozenset({SheetKey.INCOMING})))
    heights = row_heights(target)
    room = 595.3 - 72 - heights[0]
    on_pages = [0]
    left = room
    for one in heights[1:]:
        if one > left:
            on_pages.append(0)
            left = room
        left -= one
        on_pages[-1] += 1
    assert on_pages[-1] > 5
    assert min(heights[1:]) > 11.5


@given(
    heights=st.lists(st.sampled_from((13.5, 21.9, 32.4)), max_size=200),
    first_room=st.floats(40, 500),
    further_room=st.floats(100, 500),
    least=st.floats(0.8, 1),
)
def test_rows_are_lower_only_if_that_saves_a_page(
    heights: list[float], first_room: float, further_room: float, least: float
) -> None:
    def count_pages(share: float) -> int:
        count, room = 1, first_room
        for height in heights:
            if height * share > room:
                count, room = count + 1, further_room
            room -= height * share
        return count

    share = row_share(heights, first_room, further_room, least)
    assert least - 0.005 <= share <= 1
    assert share == 1 or count_pages(share) < count_pages(1)


def test_hardly_a_lead_of_the_sample_service_needs_a_second_line(target: Path) -> None:
    write(sample_report(), target, spec=ExportSpec(sheets=frozenset({SheetKey.INCOMING})))
    _, *heights = row_heights(target)
    assert sum(one > 13.5 for one in heights) < 0.03 * len(heights)


def test_a_message_is_cut_at_a_word_and_whole_in_the_last_column(target: Path) -> None:
    long = "Vill sälja villan\ni Huvudsta före advent. " * 70
    tips = [row(ListKind.TIPS, 0, tip_message=text) for text in (long, "Kort,\noch klart.", "=1+1", None)]
    write(report({ListKind.TIPS: tips}), target, spec=LISTS_ONLY)
    header, *rows = sheet_rows(target, "Tips")
    cut = [line[header.index("Meddelande")] for line in rows]
    start = cut[0].removesuffix(" …")
    assert start != cut[0]
    assert " ".join(long.split()).startswith(f"{start} ")
    assert cut[1:] == ["Kort, och klart.", "=1+1", ""]
    assert [line[-1] for line in rows] == [long, "Kort,\noch klart.", "=1+1", ""]
    assert [line[-1].data_type for line in openpyxl_sheet(target, "Tips").iter_rows(2)] == ["s", "s", "s", "n"]


WORDS = st.lists(st.text("iWm aåf😀漢-.", min_size=1, max_size=40), min_size=1, max_size=60).map(" ".join)


@given(WORDS, st.floats(40, 300), st.integers(1, 2))
def test_a_cut_text_fits_its_lines_and_is_the_beginning(text: str, width: float, lines: int) -> None:
    cut = cut_text(text, width, 8.5, lines)
    assert count_lines(cut, width, 8.5) <= lines
    whole = " ".join(text.split())
    assert cut == whole or whole.startswith(cut.removesuffix("…").rstrip())


def test_a_narrow_text_needs_fewer_lines_than_a_wide_one() -> None:
    assert count_lines("i" * 100, 240, 8.5) == 1
    assert count_lines("m" * 100, 240, 8.5) == 3
    assert count_lines("ett\ntvå tre", 240, 8.5) == 2


@pytest.mark.parametrize("language", [SWEDISH, ENGLISH])
def test_the_mark_beside_a_state_follows_the_word(target: Path, language: Language) -> None:
    codes = ["New", "AutoAssigned", "Done", "NoAssignment", "Sharked", None]
    tips = [row(ListKind.TIPS, 0, tip_state=code) for code in codes]
    write(report({ListKind.TIPS: tips}), target, language, spec=LISTS_ONLY)
    sheet, values = openpyxl_sheet(target, SHEETS_IN[language.code]), sheet_rows(target, SHEETS_IN[language.code])
    assert values[0][1:3] == [" ", language.text("Columns", "Status")]
    assert [line[1] for line in values[1:]] == ["○", "◐", "✔", "⊗", "◌", ""]
    colors = [sheet.cell(number, 2).font.color.rgb[2:] for number in range(2, 6)]
    assert colors == ["C4500A", "1F73C4", "0A6B50", "7A818E"]
    [[area, rules]] = [(one.sqref, one.rules) for one in sheet.conditional_formatting]
    assert str(area) == "B2:B7"
    assert {rule.formula[0]: rule.dxf.font.color.rgb[2:] for rule in rules}['"✔"'] == "0A6B50"
    for number in range(2, 8):
        formula = sheet.cell(number, 2).value
        assert f"C{number}" in formula
        for label in STATES:
            assert f'"{language.text("States", label.text)}","{MARKS[label.group]}"' in formula
    [table] = sheet.tables.values()
    assert [(one.colId, one.hiddenButton) for one in table.autoFilter.filterColumn] == [(1, True)]


def test_the_weeks_of_a_long_period_have_unique_names(target: Path) -> None:
    spec = ExportSpec(sheets=frozenset({SheetKey.MONTHS}))
    write(sample_report(date(2025, 9, 1), date(2026, 10, 31)), target, spec=spec)
    sheet = openpyxl_sheet(target, "Per månad")
    weeks = [cell.value for line in sheet.iter_rows() for cell in line if str(cell.value).startswith("v. ")]
    assert weeks[0] == "v. 36 2025"
    assert weeks[-1] == "v. 15 2026"  # the first half's last one: the running week ends the second
    assert "v. 43 2026" in weeks
    assert len(set(weeks)) == len(weeks) == 60
    assert len(pages(sheet)) == 2
    assert all(height(sheet, page) <= scaled_page(sheet) for page in pages(sheet))
    sums = [cell for line in sheet.iter_rows() for cell in line if cell.value == "Summa"]
    assert len(sums) == 3  # months, weekdays, and once for all weeks


def test_a_part_of_a_week_or_month_is_hatched_and_says_how_many_days_it_has(target: Path) -> None:
    spec = ExportSpec(sheets=frozenset({SheetKey.MONTHS}))
    one = sample_report(date(2026, 10, 1), date(2026, 10, 31))
    for fetched_at, last_note in ((datetime(2026, 10, 20, 14, 5), "2 av 7 dagar"), (FETCHED_AFTER, "6 av 7 dagar")):
        write(replace(one, fetched_at=fetched_at), target, spec=spec)
        rows = calamine_rows(target, "Per månad")
        notes = {str(line[0]): line[2] for line in rows if str(line[0]).startswith(("v. ", "okt "))}
        days = "20 av 31 dagar" if fetched_at.month == 10 else ""
        last = list(notes)[-1]
        assert notes == {
            "okt 2026": days,
            "v. 40": "4 av 7 dagar",
            **dict.fromkeys(list(notes)[2:-1], ""),
            last: last_note,
        }
        assert rows[4][13] == f"Inkommande leads   streckad: 4 av 7 dagar och {last_note}"
        assert not [value for line in rows for value in line if "pågår" in str(value)]
        charts = [part for name, part in xml_parts(target).items() if name.startswith("xl/charts/chart")]
        assert [len(list(part.iter(f"{DRAWING}pattFill"))) for part in charts] == [2, 2, 2]


@pytest.mark.parametrize("preset", [Preset.LAST_13_WEEKS, Preset.LAST_12_WHOLE_MONTHS, Preset.LAST_MONTH])
def test_no_table_of_the_months_is_divided_by_the_end_of_a_page(target: Path, preset: Preset) -> None:
    days = preset_days(preset, FETCHED_AFTER.date())
    write(
        replace(sample_report(*days), fetched_at=FETCHED_AFTER),
        target,
        spec=ExportSpec(sheets=frozenset({SheetKey.MONTHS})),
    )
    sheet = openpyxl_sheet(target, "Per månad")
    assert all(height(sheet, page) <= scaled_page(sheet) for page in pages(sheet))


def test_the_charts_of_one_month_show_its_weeks(plain: Path) -> None:
    parts = [part for name, part in xml_parts(plain).items() if name.startswith("xl/charts/chart")]
    rows = calamine_rows(plain, "Per månad")
    assert len(pages(openpyxl_sheet(plain, "Per månad"))) == 1
    assert [line[0] for line in rows if str(line[0]).startswith("v. ")] == [f"v. {number}" for number in range(40, 45)]
    assert any("v. 40" in [one.text for one in part.iter(f"{CHART}v")] for part in parts)


def test_names_below_a_chart_are_wrapped_and_not_rotated(target: Path) -> None:
    write(sample_report(), target, ENGLISH, spec=ExportSpec(sheets=frozenset(SheetKey) - LISTS_ONLY.sheets))
    parts = [part for name, part in xml_parts(target).items() if name.startswith("xl/charts/chart")]
    turned = [
        body.get("rot")
        for part in parts
        for axis in part.iter(f"{CHART}catAx")
        for body in axis.iter()
        if body.tag.endswith("}bodyPr")
    ]
    assert turned
    assert set(turned) == {"0"}


def test_the_file_names_the_program_that_wrote_it(plain: Path) -> None:
    assert [one.text for one in xml_parts(plain)["docProps/app.xml"]] == ["Vitec Desktop"]


@pytest.mark.parametrize("language", [SWEDISH, ENGLISH])
@pytest.mark.parametrize("is_shown", [False, True])
def test_every_heading_of_a_list_is_whole(target: Path, language: Language, is_shown: bool) -> None:
    one = report()
    shown = {kind: ListContent(rows, range(len(COLUMNS[kind]))) for kind, rows in one.tables.items()}
    spec = replace(LISTS_ONLY, shown=shown) if is_shown else LISTS_ONLY
    write(one, target, language, spec=spec)
    for kind, name in LIST_NAMES.items():
        sheet = openpyxl_sheet(target, language.text("Lists", name))
        places = {cell.value: cell.column_letter for cell in sheet[1]}
        lines = 1 + round((sheet.row_dimensions[1].height - 17) / 10.5)
        assert (lines > 1) == is_shown
        for column in WRITTEN_COLUMNS[kind]:
            heading = column_heading(column, language)
            room = (sheet.column_dimensions[places[heading]].width * 7 + 5) * 0.75
            assert count_lines(heading, room, 8.5, is_bold=True) <= lines
            assert max(text_width(word, 8.5, is_bold=True) for word in heading.split()) <= room - 6.9


@pytest.mark.parametrize("language", [SWEDISH, ENGLISH])
def test_the_labels_of_leads_fit_their_columns(target: Path, language: Language) -> None:
    codes = [label.code for label in ESTATE_STATUSES]
    names = dict.fromkeys(("sender_name", "receiver_name", "contact"), "Karim Haddad")
    leads = [row(ListKind.INCOMING, 0, estate_estateStatus=code, **names) for code in codes]
    write(report({ListKind.INCOMING: leads}), target, language, spec=LISTS_ONLY)
    sheet = openpyxl_sheet(target, language.text("Lists", LIST_NAMES[ListKind.INCOMING]))
    places = {cell.value: cell.column_letter for cell in sheet[1]}
    rooms = {
        one: (sheet.column_dimensions[places[column_heading(one, language)]].width * 7 + 5) * 0.75
        for one in (fields.LEAD_STATE, fields.ESTATE_STATUS)
    }
    states = [display_text(fields.LEAD_STATE, label.code, language) for label in STATES]
    assert {count_lines(text, rooms[fields.LEAD_STATE], 8.5) for text in states} == {1}
    statuses = [display_text(fields.ESTATE_STATUS, code, language) for code in codes]
    lines = [count_lines(text, rooms[fields.ESTATE_STATUS], 8.5) for text in statuses]
    assert lines[codes.index("AssignmentAttempt")] == 1
    heights = [sheet.row_dimensions[number].height for number in range(2, len(codes) + 2)]
    assert heights == [{1: 13.5, 2: 21.9}[count] for count in lines]
