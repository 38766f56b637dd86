"""Printing: page breaks, repeated headers, printed columns and row heights."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.export.factories import ENGLISH, LISTS_ONLY, SWEDISH, calamine_rows, openpyxl_book, report, row, write
from tests.export.sample_workbook import CHART, sample_report, xml_parts
from vitec_desktop.export.export_spec import ExportSpec, ListContent, SheetKey
from vitec_desktop.export.xlsx.row_height import LINE_HEIGHT, fitted_height
from vitec_desktop.report.formatting import column_heading
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Report
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer

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


def pages(sheet: Any) -> list[range]:
    """Return the rows of each page between the sheet's page breaks."""
    ends = [*(one.id for one in sheet.row_breaks.brk), sheet.max_row]
    return [range(first + 1, last + 1) for first, last in zip([0, *ends], ends, strict=False)]


def height(sheet: Any, rows: range) -> float:
    return float(sum(sheet.row_dimensions[number].height or LINE_HEIGHT for number in rows))


def scaled_page(sheet: Any) -> float:
    width = sum((one.width * 7 + 5) * 0.75 for one in sheet.column_dimensions.values())
    return float(PAGE * max(1.0, width / (841.9 - 0.8 * 72)))


@pytest.mark.parametrize("offices", [3, 300])
def test_the_offices_sheet_breaks_between_tables_and_repeats_their_headers(target: Path, offices: int) -> None:
    write(many_offices(offices), target)
    sheet = openpyxl_book(target)["Per kontor"]
    for number, page in enumerate(pages(sheet)):
        assert height(sheet, page) <= scaled_page(sheet)
        first = [cell.value for cell in sheet[page.start]]
        if number:
            header = sheet[page.start + 1] if str(first[0]).endswith("(kolumn)") else sheet[page.start]
            assert header[1].font.b, first
            assert header[1].value, first
    assert (len(pages(sheet)) > 5) == (offices == 300)


def test_every_office_is_once_in_a_table_of_many_pages(target: Path) -> None:
    write(many_offices(300), target)
    rows = calamine_rows(target, "Per kontor")
    end = next(number for number, line in enumerate(rows) if str(line[0]).endswith("(kolumn)"))
    names = [line[0] for line in rows[4:end] if line[0] not in ("", "Kontor")]
    assert sorted(names) == sorted(f"Norrby Mäkleri {number}" for number in range(300))


def test_the_names_of_many_offices_leave_room_for_the_statistics(target: Path) -> None:
    write(many_offices(300), target)
    book = openpyxl_book(target)
    for name in ("Sammanfattning", "Per kontor", "Återkoppling"):
        assert "300 kontor" in book[name]["A2"].value
        assert book[name].row_dimensions[2].height == LINE_HEIGHT
    about = {str(line[1]) for line in calamine_rows(target, "Om rapporten")}
    assert {customer.label for customer in many_offices(300).scope.customers} <= about


def test_no_row_is_higher_than_excel_allows(target: Path) -> None:
    name = "Norrby Mäkleri " * 40
    one = report({ListKind.TIPS: [row(ListKind.TIPS, 1, sender_company_name=name, receiver_company_name=name)]})
    offices = tuple(Customer(f"M{30000 + number}", name) for number in range(12))
    write(replace(one, scope=replace(one.scope, customers=offices)), target)
    heights = [line.height for sheet in openpyxl_book(target) for line in sheet.row_dimensions.values() if line.height]
    assert max(heights) == 409


def test_ids_after_the_message_are_not_printed(target: Path) -> None:
    write(report(), target)
    area = openpyxl_book(target)["Tips"].print_area
    last = openpyxl_book(target)["Tips"][area.partition(":")[2].replace("$", "")]
    assert last.row == 5
    assert openpyxl_book(target)["Tips"].cell(1, last.column).value == "Meddelande"


def test_all_chosen_columns_are_printed(target: Path) -> None:
    one = report()
    shown = {kind: ListContent(rows, range(len(COLUMNS[kind]))) for kind, rows in one.tables.items()}
    write(one, target, spec=ExportSpec(shown))
    assert not openpyxl_book(target)["Tips"].print_area


def test_a_row_is_as_high_as_its_message_until_it_is_edited(target: Path) -> None:
    messages = ["Kort.", "Ett\ntvå\ntre", "Vill sälja villan i Huvudsta. " * 7, None, "ord " * 5000]
    rows = [row(ListKind.TIPS, number, tip_message=text) for number, text in enumerate(messages)]
    write(report({ListKind.TIPS: rows}), target, spec=LISTS_ONLY)
    part = xml_parts(target)["xl/worksheets/sheet3.xml"]
    found = [(one.get("ht"), one.get("customHeight")) for one in part.iter() if one.tag.endswith("}row")][1:]
    assert found == [(None, None), ("45.0", None), ("45.0", None), (None, None), ("409.0", None)]


def test_a_narrow_text_needs_fewer_lines_than_a_wide_one() -> None:
    assert fitted_height("i" * 100, 60) is None
    assert fitted_height("m" * 100, 60) == 2 * LINE_HEIGHT


def test_the_weeks_of_a_long_period_have_unique_names(target: Path) -> None:
    spec = ExportSpec(sheets=frozenset({SheetKey.MONTHS}))
    write(sample_report(date(2025, 9, 1), date(2026, 10, 31)), target, spec=spec)
    sheet = openpyxl_book(target)["Per månad"]
    weeks = [cell.value for line in sheet.iter_rows() for cell in line if str(cell.value).startswith("v. ")]
    assert weeks[0] == "v. 36 2025"
    assert weeks[-1] == "v. 15 2026"  # the first half's last one: the running week ends the second
    assert "v. 43 pågår" in weeks
    assert len(set(weeks)) == len(weeks) == 60
    assert len(pages(sheet)) == 2
    assert all(height(sheet, page) <= scaled_page(sheet) for page in pages(sheet))
    sums = [cell for line in sheet.iter_rows() for cell in line if cell.value == "Summa"]
    assert len(sums) == 3  # months, weekdays, and once for all weeks


def test_the_charts_of_one_month_show_its_weeks(target: Path) -> None:
    write(report(), target)
    part = next(part for name, part in xml_parts(target).items() if name.startswith("xl/charts/chart"))
    rows = calamine_rows(target, "Per månad")
    assert len(pages(openpyxl_book(target)["Per månad"])) == 1
    assert [line[0] for line in rows if str(line[0]).startswith("v. ")] == [f"v. {number}" for number in range(40, 45)]
    assert "v. 40" in [one.text for one in part.iter(f"{CHART}v")]


def test_names_below_a_chart_are_wrapped_and_not_rotated(target: Path) -> None:
    write(sample_report(), target, ENGLISH)
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


def test_the_file_names_the_program_that_wrote_it(target: Path) -> None:
    write(report(), target)
    assert [one.text for one in xml_parts(target)["docProps/app.xml"]] == ["Vitec Desktop"]


def test_every_heading_of_a_list_is_printed(target: Path) -> None:
    write(report(), target)
    for kind, name in ((ListKind.INCOMING, "Inkommande leads"), (ListKind.TIPS, "Tips")):
        sheet = openpyxl_book(target)[name]
        for column, one in enumerate(COLUMNS[kind], 1):
            letter = sheet.cell(1, column).column_letter
            assert sheet.column_dimensions[letter].width >= len(column_heading(one, SWEDISH)) + 3
