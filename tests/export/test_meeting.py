"""The sheet Mötesblad: figures beside earlier ones, weeks and months, offices, and the unhandled rows to write on."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from openpyxl.utils import get_column_letter

from tests.export.factories import (
    ENGLISH,
    SWEDISH,
    calamine_rows,
    openpyxl_sheet,
    report,
    row,
    sheet_names,
    sheet_rows,
    write,
)
from tests.export.sample_workbook import CHART, charts_by_sheet, figures, missing_part, sample_report, xml_parts
from vitec_desktop.export.export_spec import ExportSpec, ListContent, SheetKey
from vitec_desktop.export.meeting_sheet import PAGE_HEIGHT
from vitec_desktop.export.office_names import chain_name
from vitec_desktop.export.state_marks import MARKS
from vitec_desktop.export.xlsx.text_fit import text_width
from vitec_desktop.report import fields
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.labels import StateGroup
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.periods import Preset, preset_days, previous_period, same_period_last_year
from vitec_desktop.report.report import Report, Row
from vitec_desktop.report.statistics import EarlierPeriods, days_before, formatting
from vitec_desktop.report.statistics.meeting import period_counts
from vitec_desktop.webservice.errors import AccessRefused
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer, ReportScope
from vitec_desktop.webservice.result import FailedPart, RequestPart

ONLY = ExportSpec(sheets=frozenset({SheetKey.MEETING}))
OCTOBER = date(2026, 10, 1), date(2026, 10, 31)
FETCHED_AT = datetime(2026, 11, 2, 8, 2)
_ROOM = 526.9  # points of a page


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "r.xlsx"


def month(first: date = OCTOBER[0], last: date = OCTOBER[1]) -> Report:
    """Return a report of the sample service, fetched after its end."""
    return replace(sample_report(first, last), fetched_at=FETCHED_AT)


def earlier_of(one: Report, *, has_last_year: bool = True) -> EarlierPeriods:
    scope = one.scope
    days = days_before(scope, one.fetched_at.date())
    return EarlierPeriods(
        month(*previous_period(scope.first_day, scope.last_day)),
        month(*same_period_last_year(scope.first_day, scope.last_day)) if has_last_year else None,
        month(*days) if days else None,
    )


def meeting(path: Path) -> list[list[Any]]:
    return calamine_rows(path, "Mötesblad")


def line_of(rows: Sequence[Sequence[Any]], start: str, column: int = 0) -> list[Any]:
    return next(list(line) for line in rows if str(line[column]).startswith(start))


def unhandled_rows(count: int, **changes: Any) -> list[Row]:
    return [
        row(ListKind.TIPS, number, createdAt=datetime(2026, 10, 1) + timedelta(hours=6 * number), **changes)
        for number in range(count)
    ]


def printed_pages(sheet: Any) -> list[range]:
    """Return the rows of each page; the print area ends the last one."""
    last = int(sheet.print_area.rpartition("$")[2])
    ends = [*(one.id for one in sheet.row_breaks.brk), last]
    return [range(first + 1, end + 1) for first, end in zip([0, *ends], ends, strict=False)]


def height(sheet: Any, rows: range) -> float:
    return float(sum(sheet.row_dimensions[number].height or 15 for number in rows))


def assert_fits(path: Path) -> None:
    """Assert that each page's rows fit on it, with the repeated ones, and that there are at most three."""
    sheet = openpyxl_sheet(path, "Mötesblad")
    pages = printed_pages(sheet)
    assert len(pages) <= 3
    assert height(sheet, pages[0]) <= PAGE_HEIGHT + 5
    repeated = 0.0
    for page in pages[1:]:
        assert height(sheet, page) + repeated <= _ROOM
        if sheet.print_title_rows:
            first, last = (int(part.strip("$")) for part in sheet.print_title_rows.split(":"))
            repeated = height(sheet, range(first, last + 1))


# The first page -------------------------------------------------------------------------------------------------------


def test_the_head_names_the_chain_the_period_and_the_offices_without_the_chain_s_name(target: Path) -> None:
    write(month(), target, chain="Norrby Mäkleri", spec=ONLY)
    rows = meeting(target)
    assert (rows[0][0], rows[0][11]) == ("Norrby Mäkleri", "Mötesblad")
    assert rows[1][0] == (
        "1–31 oktober 2026  ·  3 av 3 kontor: Solna, Sundbyberg, Vasastan  ·  aktiva  ·  hämtad 2026-11-02 08:02"
    )
    write(month(), target, ENGLISH, spec=ONLY)
    assert sheet_names(target)[0] == "Meeting"


def test_without_a_sign_in_s_name_the_chain_is_what_its_companies_share_or_the_ids() -> None:
    assert chain_name("Norrby Mäkleri", month()) == "Norrby Mäkleri"
    assert chain_name(" ", month()) == "Norrby"
    one = report({kind: [row(kind, 0, receiver_company_name="Norrby Solna AB")] for kind in ListKind})
    assert chain_name("", one) == "Norrby Solna AB"
    nothing = report({}, scope=replace(report().scope, customers=(Customer("M1"), Customer("M2"))))
    assert chain_name("", nothing) == "M1, M2"


def test_a_missing_office_is_named_above_the_figures(target: Path) -> None:
    one = sample_report()
    write(replace(one, failed_parts=(missing_part(one),)), target, spec=ONLY)
    band = meeting(target)[2][0]
    assert "403" in band
    assert band.endswith("Siffrorna nedan är utan dem.")
    assert openpyxl_sheet(target, "Mötesblad")["A3"].fill.fgColor.rgb == "00FFF3DD"
    assert_fits(target)


def test_the_six_figures_stand_beside_the_period_before_and_last_year(target: Path) -> None:
    one = month()
    earlier = earlier_of(one)
    write(one, target, earlier=earlier, spec=ONLY)
    rows = meeting(target)
    assert [rows[5][column] for column in (1, 3, 4, 5, 6)] == [
        "1–31 okt", "1–30 sep", "ändring, bas", "okt 2025", "ändring, bas"
    ]  # fmt: skip
    assert earlier.before
    assert earlier.last_year
    now, before, last_year = (
        period_counts(known.scope, known.tables) for known in (one, earlier.before, earlier.last_year)
    )
    for kind, name in (
        (ListKind.INCOMING, "Inkommande leads"),
        (ListKind.TIPS, "Tips"),
        (ListKind.OUTGOING, "Utgående leads"),
    ):
        line = line_of(rows, name, 2)
        assert [line[1], line[3], line[5]] == [now.counts[kind], before.counts[kind], last_year.counts[kind]]
        difference = now.counts[kind] - before.counts[kind]
        assert line[4].startswith(formatting.format_signed(difference, SWEDISH) if difference else "±0")
    line = line_of(rows, "Obehandlade", 2)
    leads, tips = (now.unhandled[kind] for kind in (ListKind.INCOMING, ListKind.TIPS))
    assert line[2] == f"Obehandlade {leads} leads, {tips} tips"
    assert [line[1], line[3], line[4]] == [leads + tips, before.unhandled_count, "kvar nu"]
    line = line_of(rows, "Tips → Intag", 2)
    assert line[1] == pytest.approx(now.won[ListKind.TIPS].ratio)
    assert line[3] == pytest.approx(before.won[ListKind.TIPS].ratio)
    assert line[4] == formatting.format_count_of_base(before.won[ListKind.TIPS], SWEDISH)


def test_what_is_not_known_of_earlier_periods_is_a_dash_and_last_year_leaves_its_columns_empty(target: Path) -> None:
    write(month(), target, spec=ONLY)
    rows = meeting(target)
    assert [rows[5][column] for column in (3, 5, 6)] == ["1–30 sep", "", ""]
    assert [line[3:7] for line in rows[6:12]] == [["–", "", "", ""]] * 6
    assert not [line for line in rows if str(line[0]).startswith("Äldre andelar")]
    write(month(), target, earlier=earlier_of(month(), has_last_year=False), spec=ONLY)
    rows = meeting(target)
    assert [rows[5][column] for column in (3, 5, 6)] == ["1–30 sep", "", ""]
    assert isinstance(rows[6][3], float | int)


def test_a_period_with_a_missing_part_is_not_compared(target: Path) -> None:
    one = month()
    earlier = earlier_of(one)
    assert earlier.before
    failed = replace(missing_part(one), part=replace(missing_part(one).part, first_day=date(2026, 9, 1)))
    write(one, target, earlier=replace(earlier, before=replace(earlier.before, failed_parts=(failed,))), spec=ONLY)
    assert [line[3] for line in meeting(target)[6:12]] == ["–"] * 6


@pytest.mark.slow
def test_the_period_before_twelve_months_is_that_of_last_year_and_stands_once(target: Path) -> None:
    one = month(date(2025, 11, 1))
    write(one, target, earlier=earlier_of(one), spec=ONLY)
    rows = meeting(target)
    assert rows[4][0] == "I korthet   mot 1 nov 2024 – 31 okt 2025"
    assert [rows[5][column] for column in (1, 3, 5)] == ["Nu", "Före", ""]
    assert_fits(target)


def test_the_senders_are_the_first_five_and_the_others_and_add_up(target: Path) -> None:
    one = month()
    write(one, target, spec=ONLY)
    rows = meeting(target)
    ranking = figures(one).tips.rankings["sender"]  # type: ignore[index]
    names = [str(line[8]) for line in rows[6:11]]
    for name, entry in zip(names, ranking.top(5), strict=True):
        assert name.startswith(f"{entry.value}  ")
    counts = [line[10] for line in rows[6:12]]
    assert sum(counts) == len(one.tables[ListKind.TIPS])
    assert rows[11][8] == f"{len(ranking.ranked_values) - 5} andra"


# Weeks and months -----------------------------------------------------------------------------------------------------


def test_the_base_of_a_share_stands_beside_its_name_and_the_days_of_a_week_on_one_line_in_english_too(
    target: Path,
) -> None:
    write(month(), target, ENGLISH, earlier=earlier_of(month()), spec=ONLY)
    rows = calamine_rows(target, "Meeting")
    share = period_counts(month().scope, month().tables).won[ListKind.INCOMING]
    assert line_of(rows, "Leads → Assignment", 2)[2] == f"Leads → Assignment {share.count} of {share.base}"
    _, leads, _ = charts_by_sheet(target)["Meeting"]
    assert leads.labels[4] == "wk 36\n31/8–6/9"
    assert leads.labels[5] == "wk 37\n7–13\N{NO-BREAK SPACE}Sep"
    assert not [label for label in leads.labels if text_width(label.partition("\n")[2], 9) > 50]


def test_thirteen_weeks_end_with_the_period_and_mark_it(target: Path) -> None:
    one = month()
    write(one, target, earlier=earlier_of(one), spec=ONLY)
    bars, leads, tips = charts_by_sheet(target)["Mötesblad"]
    assert len(bars.labels) == 5
    assert leads.labels == tips.labels
    assert leads.labels[0] == "v. 32\n3–9\N{NO-BREAK SPACE}aug"
    assert leads.labels[-1] == "v. 44\n26–31\N{NO-BREAK SPACE}okt"
    assert len(leads.labels) == 13
    assert sum(leads.numbers[-4:]) + leads.numbers[-5] >= len(one.tables[ListKind.INCOMING])
    rows = meeting(target)
    key = line_of(rows, "Senaste 13 veckorna")[0]
    assert "mörka: veckor med dagar i 1–31 okt" in key
    assert "streckad: del av vecka, 6 av 7 dagar" in key
    parts = [part for name, part in xml_parts(target).items() if name.startswith("xl/charts/chart")]
    hatched = [
        len(list(part.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}pattFill"))) for part in parts
    ]
    assert sorted(hatched) == [0, 1, 1]
    assert [part.find(f".//{CHART}plotVisOnly").get("val") for part in parts].count("0") == 2


def test_without_earlier_rows_the_weeks_are_those_of_the_report(target: Path) -> None:
    write(month(), target, spec=ONLY)
    _, leads, _ = charts_by_sheet(target)["Mötesblad"]
    assert [label.partition("\n")[0] for label in leads.labels] == [f"v. {number}" for number in range(40, 45)]
    assert sum(leads.numbers) == len(month().tables[ListKind.INCOMING])
    assert "4 av 7 dagar och 6 av 7 dagar" in line_of(meeting(target), "Senaste 5 veckorna")[0]


def test_a_week_that_could_not_be_fetched_has_no_bar(target: Path) -> None:
    one = month()
    earlier = earlier_of(one, has_last_year=False)
    assert earlier.weeks
    part = replace(missing_part(one).part, first_day=date(2026, 8, 10), last_day=date(2026, 8, 16))
    weeks = replace(earlier.weeks, failed_parts=(replace(missing_part(one), part=part),))
    write(one, target, earlier=EarlierPeriods(weeks=weeks), spec=ONLY)
    rows = meeting(target)
    first = next(number for number, line in enumerate(rows) if str(line[14]).startswith("v. 32"))
    assert [line[15] != "" for line in rows[first : first + 3]] == [True, False, True]


def test_a_long_period_is_shown_in_thirteen_months(target: Path) -> None:
    one = month(date(2025, 11, 1))
    write(one, target, earlier=earlier_of(one), spec=ONLY)
    _, leads, _ = charts_by_sheet(target)["Mötesblad"]
    assert leads.labels[0] == "okt\n2025"
    assert leads.labels[3] == "jan\n2026"
    assert len(leads.labels) == 13
    assert leads.numbers[1:] == [bucket.counts[ListKind.INCOMING] for bucket in figures(one).timeline.months]


def test_the_preset_of_thirteen_weeks_shows_them(target: Path) -> None:
    one = month(*preset_days(Preset.LAST_13_WEEKS, FETCHED_AT.date()))
    write(one, target, earlier=earlier_of(one), spec=ONLY)
    _, leads, _ = charts_by_sheet(target)["Mötesblad"]
    assert [label.partition("\n")[0] for label in leads.labels] == [f"v. {number}" for number in range(33, 46)]
    assert sum(leads.numbers) == len(one.tables[ListKind.INCOMING])
    assert line_of(meeting(target), "Senaste 13 veckorna")[0].endswith("streckad: del av vecka, 1 av 7 dagar")
    assert_fits(target)


def test_one_week_is_the_last_of_thirteen(target: Path) -> None:
    one = month(date(2026, 10, 19), date(2026, 10, 25))
    write(one, target, earlier=earlier_of(one), spec=ONLY)
    _, leads, _ = charts_by_sheet(target)["Mötesblad"]
    assert leads.labels[-1] == "v. 43\n19–25\N{NO-BREAK SPACE}okt"
    assert leads.numbers[-1] == len(one.tables[ListKind.INCOMING])
    assert_fits(target)


# Offices --------------------------------------------------------------------------------------------------------------


def of_offices(count: int) -> Report:
    tables = {
        kind: [
            row(kind, number, receiver_company_name=f"Norrby {number % count:02}", sender_company_name="Norrby 00")
            for number in range(3 * count)
        ]
        for kind in ListKind
    }
    offices = tuple(Customer(f"M{number}", f"Norrby {number:02}") for number in range(count))
    return report(tables, scope=replace(report().scope, customers=offices))


@pytest.mark.parametrize(("count", "shown"), [(2, 2), (5, 5), (6, 5), (40, 5)])
def test_the_offices_stand_side_by_side_and_add_up(target: Path, count: int, shown: int) -> None:
    one = of_offices(count)
    write(one, target, spec=ONLY)
    rows = meeting(target)
    first = next(number for number, line in enumerate(rows) if line[0] == "Kontor") + 1
    lines = rows[first : first + shown]
    total = rows[first + shown]
    assert total[0] == f"{count} kontor"
    for column, expected in ((3, 3 * count), (5, 3 * count), (8, 3 * count), (9, 6 * count)):
        assert sum(line[column] for line in lines) == total[column] == expected
    assert (lines[-1][0] == f"{count - 4} andra") == (count > 5)
    assert_fits(target)


def offices_table(path: Path) -> dict[str, list[Any]]:
    """Return the cells of each office by its name and mark, and of the sum."""
    rows = meeting(path)
    first = next(number for number, line in enumerate(rows) if line[0] == "Kontor") + 1
    last = next(number for number, line in enumerate(rows) if str(line[0]).startswith("Obehandlade"))
    return {str(line[0]): [line[column] for column in (3, 4, 5, 6, 8, 9, 10, 11)] for line in rows[first:last]}


def test_an_office_with_rows_only_in_the_period_before_has_a_row_so_that_the_changes_add_up(target: Path) -> None:
    now, then = (
        report({ListKind.TIPS: [row(ListKind.TIPS, 0, receiver_company_name=name, sender_company_name=name)]})
        for name in ("Norrby Solna", "Norrby Täby")
    )
    then = replace(then, scope=replace(now.scope, first_day=date(2026, 9, 1), last_day=date(2026, 9, 30)))
    write(now, target, earlier=EarlierPeriods(before=then), spec=ONLY)
    assert {name: cells[2:4] for name, cells in offices_table(target).items()} == {
        "Norrby Solna": [1, "+1"],
        "Norrby Täby": [0, "−1"],
        "2 kontor": [1, "±0"],
    }


def test_a_period_without_rows_lists_the_offices_of_the_one_before_and_those_asked_for(target: Path) -> None:
    then = replace(report(), scope=replace(report().scope, first_day=date(2026, 9, 1), last_day=date(2026, 9, 30)))
    write(report({}), target, spec=ONLY)
    assert {name: cells[2:4] for name, cells in offices_table(target).items()} == {
        "M30012": [0, "–"],
        "Norrby Solna": [0, "–"],
        "2 kontor": [0, "–"],
    }
    write(report({}), target, spec=ExportSpec(sheets=frozenset({SheetKey.OFFICES})))
    listed = [row[0].value for row in openpyxl_sheet(target, "Per kontor").iter_rows(min_row=6, max_row=7)]
    assert listed == ["M30012", "Norrby Solna"]
    write(report({}), target, earlier=EarlierPeriods(before=then), spec=ONLY)
    assert "0 kontor" not in offices_table(target)
    assert offices_table(target)["2 kontor, 2 andra"][:4] == [0, "−3", 0, "−4"]
    assert_fits(target)


def without_an_office(one: Report) -> Report:
    """Return a report in which what the last office received could not be fetched."""
    customer = one.scope.customers[-1]
    failed = FailedPart(RequestPart("a", customer, *OCTOBER), AccessRefused(customer.id))
    left = {
        kind: tuple(
            line
            for line in rows
            if kind is ListKind.OUTGOING or line[COLUMNS[kind].index(fields.RECEIVER_COMPANY)] != customer.name
        )
        for kind, rows in one.tables.items()
    }
    return replace(one, tables=left, failed_parts=(failed,))


def test_a_missing_office_has_dashes_for_zeros_and_a_mark_and_nothing_is_compared_with_it(target: Path) -> None:
    one = month()
    incomplete = without_an_office(one)
    write(incomplete, target, earlier=earlier_of(one), spec=ONLY)
    table = offices_table(target)
    names = ["Norrby Solna", "Norrby Sundbyberg", "Norrby Vasastan   saknas", "utan kontor", "2 av 3 kontor"]
    assert list(table) == names
    sent = table["Norrby Vasastan   saknas"][4]
    assert table["Norrby Vasastan   saknas"] == ["–", "–", "–", "–", sent, "–", "–", "–"]
    assert table["2 av 3 kontor"][1] == table["2 av 3 kontor"][3] == "–"
    assert all("(" in str(table["Norrby Solna"][column]) for column in (1, 3))
    assert [line[4] for line in meeting(target)[6:9]] == ["–"] * 3
    [failed] = incomplete.failed_parts
    half = replace(failed, part=replace(failed.part, first_day=date(2026, 10, 16)))
    write(replace(one, failed_parts=(half,)), target, earlier=earlier_of(one), spec=ONLY)
    cells = offices_table(target)["Norrby Vasastan   dagar saknas"]
    assert isinstance(cells[0], float | int)
    assert (cells[1], cells[3]) == ("–", "–")


def test_a_missing_office_has_dashes_for_zeros_on_the_sheet_of_the_offices_too(target: Path) -> None:
    incomplete = without_an_office(month())
    write(incomplete, target, spec=ExportSpec(sheets=frozenset({SheetKey.OFFICES})))
    rows = calamine_rows(target, "Per kontor")
    [line] = [line for line in rows if str(line[0]).startswith("Norrby Vasastan   ")]
    sent = incomplete.tables[ListKind.TIPS], COLUMNS[ListKind.TIPS].index(fields.SENDER_COMPANY)
    count = sum(row[sent[1]] == "Norrby Vasastan" for row in sent[0])
    assert line[:8] == ["Norrby Vasastan   saknas", "–", "–", "", "–", "–", "", count]


def test_rows_without_an_office_are_not_among_forty_offices(target: Path) -> None:
    one = of_offices(40)
    tips = (*one.tables[ListKind.TIPS], row(ListKind.TIPS, 1, receiver_company_name=None, sender_company_name=None))
    write(replace(one, tables={**one.tables, ListKind.TIPS: tips}), target, spec=ONLY)
    names = list(offices_table(target))
    assert names[3:] == ["37 andra", "utan kontor", "40 kontor"]


def test_an_assignment_is_a_number_that_shows_leads_and_tips(target: Path) -> None:
    tips = [row(ListKind.TIPS, number, estate_estateStatus="Coming") for number in range(2)]
    leads = [row(ListKind.INCOMING, 0, estate_estateStatus="Coming")]
    write(report({ListKind.TIPS: tips, ListKind.INCOMING: leads}), target, spec=ONLY)
    cells = [cell for line in openpyxl_sheet(target, "Mötesblad").iter_rows() for cell in line]
    found = [cell for cell in cells if cell.number_format.startswith('"')]
    assert found
    for cell in found:
        parts = [int(part) for part in cell.number_format.partition("  =")[0].strip('"').split(" + ")]
        assert sum(parts) == cell.value


def test_a_report_of_one_office_compares_its_receivers(target: Path) -> None:
    leads = [
        row(ListKind.INCOMING, number, receiver_name=f"Person {number % 9}", receiver_company_name="Norrby Solna")
        for number in range(30)
    ]
    scope = ReportScope((Customer("M1", "Norrby Solna"),), *OCTOBER)
    write(report({ListKind.INCOMING: leads}, scope=scope), target, spec=ONLY)
    rows = meeting(target)
    first = next(number for number, line in enumerate(rows) if line[0] == "Mottagare")
    assert rows[first - 1][0].startswith("Mottagarna")
    assert [line[9] for line in rows[first + 1 : first + 6]] == [4, 4, 4, 3, 3]
    assert rows[first + 6][0] == "4 andra"
    assert rows[first + 7][0] == "Summa"
    assert rows[first + 7][3] == 30
    assert rows[1][0].startswith("1–31 oktober 2026  ·  aktiva")  # the office is the title
    assert_fits(target)


def test_of_one_office_the_chain_s_name_is_left_out_too(target: Path) -> None:
    tip = unhandled_rows(1, receiver_company_name="Norrby Solna", sender_company_name="Norrby Solna")
    scope = ReportScope((Customer("M1", "Norrby Solna"),), *OCTOBER)
    write(report({ListKind.TIPS: tip}, scope=scope), target, spec=ONLY, chain="Norrby")
    rows = meeting(target)
    head = next(line for line in rows if line[0] == "Ålder")
    assert rows[rows.index(head) + 1][head.index("Kontor")] == "Solna"


def test_what_a_cell_cannot_hold_is_replaced_in_an_office_s_name_too(target: Path) -> None:
    name = "Sol\x0bna"
    tips = [row(ListKind.TIPS, 0, sender_company_name=name, receiver_company_name=name)]
    scope = ReportScope((Customer("M1", name), Customer("M2", "B")), *OCTOBER)
    write(report({ListKind.TIPS: tips}, scope=scope), target)
    assert "Sol\ufffdna" in "".join("".join(part.itertext()) for part in xml_parts(target).values())


# Unhandled rows -------------------------------------------------------------------------------------------------------


def test_the_unhandled_rows_are_a_table_with_columns_to_write_in(target: Path) -> None:
    one = month(date(2026, 10, 14))
    write(one, target)
    unhandled = figures(one).unhandled.rows_by_age
    rows = meeting(target)
    head = next(number for number, line in enumerate(rows) if line[0] == "Ålder")
    assert rows[head][:12] == [
        "Ålder", "Skapat", "Rubrik", "Kontakt", "Från", "Mottagare", "Kontor", " ", "Status",
        "Ansvarig", "Nästa steg", "Klart senast",
    ]  # fmt: skip
    lines = rows[head + 1 : head + 1 + len(unhandled)]
    assert [line[0] for line in lines] == [found.age for found in unhandled]
    assert [line[4].partition("\n")[0].split()[0] for line in lines] == [
        "Lead" if found.kind is ListKind.INCOMING else "Tips" for found in unhandled
    ]
    assert {tuple(line[9:12]) for line in lines} == {("", "", "")}
    assert {line[7] for line in lines} == {MARKS[StateGroup.UNHANDLED]}
    sheet = openpyxl_sheet(target, "Mötesblad")
    [table] = sheet.tables.values()
    assert table.ref == f"A{head + 1}:L{head + 1 + len(unhandled)}"
    assert not [cells for cells in sheet.merged_cells.ranges if cells.min_row > head]
    assert sheet.print_title_rows == f"${head}:${head + 1}"
    assert rows[head + 1 + len(unhandled)][0] == (
        "Samma rader per person: bladet Handlingslista. Hela meddelandet: bladen Inkommande leads och Tips."
    )
    assert_fits(target)


def test_the_responsible_can_be_chosen_and_the_last_day_is_a_date(target: Path) -> None:
    one = month(date(2026, 10, 14))
    write(one, target, spec=ONLY)
    sheet = openpyxl_sheet(target, "Mötesblad")
    [offer] = sheet.data_validations.dataValidation
    head = next(cell.row for cell in sheet["A"] if cell.value == "Ålder")
    assert str(offer.sqref) == f"J{head + 1}:J{head + len(figures(one).unhandled.rows_by_age)}"
    assert not offer.showErrorMessage
    names = [cell.value for line in sheet[offer.formula1.replace("$", "")] for cell in line]
    receivers = {
        entry.value
        for kind in (ListKind.INCOMING, ListKind.TIPS)
        for entry in figures(one).lists[kind].rankings["receiver"].ranked_values  # type: ignore[index]
    }
    assert set(names) == receivers
    assert sheet.column_dimensions["N"].hidden or sheet.column_dimensions["M"].hidden
    assert sheet.cell(head + 1, 12).number_format == "yyyy-mm-dd"
    assert sheet.cell(head + 1, 12).value is None


def test_of_more_than_35_the_oldest_stand_there_and_a_line_says_where_the_others_are(target: Path) -> None:
    one = report({ListKind.TIPS: unhandled_rows(60)})
    for spec, end in (
        (ExportSpec(), "25 nyare: bladet Handlingslista. Hela meddelandet: bladen Inkommande leads och Tips."),
        (ExportSpec(is_anonymised=True), "25 nyare: bladen Inkommande leads och Tips."),
        (ONLY, "25 nyare är inte med här."),
    ):
        write(one, target, spec=spec)
        rows = meeting(target)
        head = next(number for number, line in enumerate(rows) if line[0] == "Ålder")
        assert rows[head - 1][0].startswith("Obehandlade   60, äldsta först: 0 leads, 60 tips")
        ages = [line[0] for line in rows[head + 1 : head + 36]]
        assert ages == sorted(ages, reverse=True)
        assert rows[head + 36][0] == end
        assert_fits(target)
        assert len(printed_pages(openpyxl_sheet(target, "Mötesblad"))) == 3


@pytest.mark.parametrize(
    "count", [18, 19, 30, 36, *(pytest.param(count, marks=pytest.mark.slow) for count in (1, 17, 35))]
)
def test_lines_for_decisions_stand_where_they_fit_and_there_is_never_a_fourth_page(target: Path, count: int) -> None:
    write(report({ListKind.TIPS: unhandled_rows(count)}), target)
    assert_fits(target)
    has_lines = any(line[0] == "Beslut till nästa möte" for line in meeting(target))
    assert has_lines == (count in (1, 19, 30))


def test_the_sheet_says_that_nothing_is_unhandled_and_has_no_empty_table(target: Path) -> None:
    write(report({ListKind.TIPS: unhandled_rows(3, tip_state="Done")}), target)
    rows = meeting(target)
    start = next(number for number, line in enumerate(rows) if str(line[0]).startswith("Obehandlade"))
    assert [line[0] for line in rows[start + 1 : start + 3]] == ["Allt är omhändertaget.", "Beslut till nästa möte"]
    assert not openpyxl_sheet(target, "Mötesblad").tables
    assert len(printed_pages(openpyxl_sheet(target, "Mötesblad"))) == 2


def test_nothing_is_all_clear_in_an_incomplete_report(target: Path) -> None:
    one = report({ListKind.TIPS: unhandled_rows(3, tip_state="Done")})
    write(replace(one, failed_parts=(missing_part(one),)), target)
    rows = meeting(target)
    start = next(number for number, line in enumerate(rows) if str(line[0]).startswith("Obehandlade"))
    assert rows[start + 1][0] == "Inga obehandlade i det som hämtades."
    assert rows[start + 2][0] == "M30012 saknar augusti–september. Åtkomst nekad (403)."
    assert_fits(target)
    assert sheet_texts(target, "Handlingslista")[-1] == "Inga obehandlade i det som hämtades."
    scope = replace(one.scope, customers=one.scope.customers[1:])
    write(replace(report({}), scope=scope, failed_parts=(missing_part(one),)), target)
    assert sheet_texts(target, "Återkoppling")[-1] == "Inga tips i det som hämtades."
    first_page = sheet_texts(target, "Mötesblad")
    assert {"Inga tips i det som hämtades.", "Inga leads eller tips i det som hämtades."} <= set(first_page)
    said = {text for name in sheet_names(target) for text in sheet_texts(target, name)}
    assert not {"Allt är omhändertaget.", "Inga tips i perioden.", "Inga leads eller tips i perioden."} & said


def test_a_selection_says_nothing_of_rows_that_are_left_out(target: Path) -> None:
    rows = unhandled_rows(3, tip_state="Done")
    one = report({ListKind.TIPS: [*rows, *unhandled_rows(1)]})
    write(one, target, spec=ExportSpec({ListKind.TIPS: ListContent(rows, tuple(range(4)))}))
    assert "Inga obehandlade bland raderna i filen." in sheet_texts(target, "Mötesblad")


def sheet_texts(path: Path, name: str) -> list[str]:
    return [cell for line in sheet_rows(path, name) for cell in line if isinstance(cell, str) and cell]


def test_long_texts_are_cut_and_nothing_is_printed_smaller_than_nine_points(target: Path) -> None:
    long = "Vill sälja villan i Huvudsta före advent " * 5
    write(
        report({ListKind.TIPS: unhandled_rows(3, tip_title=long, contact=long, sender_name=long, receiver_name=long)}),
        target,
        chain=long,
    )
    sheet = openpyxl_sheet(target, "Mötesblad")
    head = next(cell.row for cell in sheet["A"] if cell.value == "Ålder")
    for cut in (sheet["A1"], sheet.cell(head - 1, 1), *(sheet.cell(head + 1, column) for column in range(3, 7))):
        assert str(cut.value).endswith(" …"), cut
    assert text_width(sheet["A1"].value, 20, is_bold=True) < 700
    sizes = {cell.font.sz for line in sheet.iter_rows() for cell in line if cell.value is not None}
    assert min(sizes) == 9
    assert {cell.font.sz for cell in sheet[head + 1][:12]} == {10}
    widths = [sheet.column_dimensions[get_column_letter(number)].width for number in range(1, 13)]
    assert sum(width * 7 * 0.75 for width in widths) < 841.9 - 0.8 * 72


@pytest.mark.slow
def test_a_count_with_many_digits_fits_its_column(target: Path) -> None:
    tips = [row(ListKind.TIPS, number % 28, tip_state="Done") for number in range(12_345)]
    write(report({ListKind.TIPS: tips}), target, spec=ONLY)
    sheet = openpyxl_sheet(target, "Mötesblad")
    cell = next(cell for cell in sheet["B"] if cell.value == 12_345)
    assert cell.font.sz == 12
    assert format_count(12_345, SWEDISH) == "12\N{NO-BREAK SPACE}345"


def test_an_anonymised_file_speaks_of_no_messages(target: Path) -> None:
    write(report({ListKind.TIPS: unhandled_rows(3)}), target, spec=ExportSpec(is_anonymised=True))
    texts = [str(line[0]) for line in meeting(target)]
    assert "Beslut till nästa möte" in texts
    assert not [text for text in texts if "meddelande" in text]
