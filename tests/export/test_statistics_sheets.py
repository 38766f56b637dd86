"""The statistics sheets: each figure equals the report's and is a plain number in its own cell."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.export.factories import (
    LISTS_ONLY,
    calamine_rows,
    openpyxl_book,
    openpyxl_sheet,
    report,
    row,
    sheet_names,
    write,
)
from tests.export.sample_workbook import DRAWING, MAIN, charts_by_sheet, figures, missing_part, sample_report, xml_parts
from vitec_desktop.export.export_spec import ExportSpec, ListContent, SheetKey
from vitec_desktop.export.state_marks import MARKS, UNKNOWN_MARK
from vitec_desktop.report.statistics import Dimension, Outcome, feedback_by_sender, matrix_steps
from vitec_desktop.report.steps import run_to_end
from vitec_desktop.webservice.models import ListKind

FIGURE_SHEETS = ["Mötesblad", "Handlingslista", "Topplista", "Per kontor", "Per månad", "Återkoppling"]


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "Måndagsmötet.xlsx"
    one = sample_report()
    write(replace(one, failed_parts=(missing_part(one),)), path)
    return path


def figure(rows: list[list[Any]], name: str) -> Any:
    """Return the figure of the meeting's sheet that stands before its name."""
    return next(line[1] for line in rows if str(line[2]).startswith(name))


def find_cell(rows: list[list[Any]], label: str, start: int = 0) -> tuple[int, int]:
    return next((number, line.index(label)) for number, line in enumerate(rows) if number >= start and label in line)


def numbers_beside(rows: list[list[Any]], row: int, column: int, width: int = 11) -> list[Any]:
    return [value for value in rows[row][column + 1 : column + width] if value != ""]


def close_to(number: Any) -> Any:
    return pytest.approx(number, abs=1e-9)


def test_only_marks_and_checks_are_formulas(target: Path) -> None:
    sheets = [part for name, part in xml_parts(target).items() if "worksheets/" in name]
    cells = [cell for part in sheets for cell in part.iter(f"{MAIN}c") if cell.find(f"{MAIN}f") is not None]
    assert {cell.get("t") for cell in cells} == {"str", "n"}
    assert all(cell.find(f"{MAIN}v") is not None for cell in cells)
    marks = [cell for cell in cells if cell.find(f"{MAIN}v").text in {*MARKS.values(), UNKNOWN_MARK, None}]
    assert len(cells) - len(marks) == 6  # a check of each list: its rows, and whether the figures are the same


@pytest.mark.parametrize("kind", [ListKind.TIPS, ListKind.INCOMING])
def test_the_outcomes_are_those_of_the_report(target: Path, kind: ListKind) -> None:
    rows = calamine_rows(target, "Per månad")
    outcome = figures(sample_report()).lists[kind].outcome
    assert isinstance(outcome, Outcome)
    row, column = find_cell(rows, "Steg")
    lines = rows[row + 1 : row + 6]
    assert [line[column] for line in lines] == ["Alla", "Bostad kopplad", "→ Intag", "→ Sålt", "Inget uppdrag"]
    first = rows[row].index("Leads" if kind is ListKind.INCOMING else "Tips", column)
    assert lines[0][first] == outcome.count
    for line, step in zip(lines[1:], outcome.steps, strict=True):
        shares = [close_to(share.ratio) if share else "" for share in (step.of_all, step.of_linked)]
        assert line[first : first + 3] == [step.count, *shares]


@pytest.mark.parametrize("sheet", FIGURE_SHEETS)
def test_row_three_of_each_statistics_sheet_says_what_is_missing(target: Path, sheet: str) -> None:
    notice = calamine_rows(target, sheet)[2][0]
    assert "augusti–september" in notice
    assert "403" in notice
    assert notice.endswith("Siffrorna nedan är utan dem.")
    assert openpyxl_sheet(target, sheet)["A3"].fill.fgColor.rgb == "00FFF3DD"


def test_a_complete_report_has_an_empty_row_three(plain: Path) -> None:
    for sheet in FIGURE_SHEETS:
        assert not any(calamine_rows(plain, sheet)[2][:12])


def test_the_months_add_up_and_the_current_one_is_named(target: Path) -> None:
    rows = calamine_rows(target, "Per månad")
    timeline = figures(sample_report()).timeline
    row, _ = find_cell(rows, "Månad")
    lines = rows[row + 1 : row + 1 + len(timeline.months)]
    assert [line[0] for line in lines][-2:] == ["sep 2026", "okt 2026"]
    for line, month in zip(lines, timeline.months, strict=True):
        counts = [month.counts[kind] for kind in (ListKind.INCOMING, ListKind.TIPS, ListKind.OUTGOING)]
        assert [value for value in line[3:11] if value != ""] == counts
    assert rows[row + 1 + len(lines)][0] == "Summa"
    assert numbers_beside(rows, row + 1 + len(lines), 0) == [
        sum(month.counts[kind] for month in timeline.months)
        for kind in (ListKind.INCOMING, ListKind.TIPS, ListKind.OUTGOING)
    ]


def test_charts_refer_to_cells_with_the_values_that_they_show(target: Path) -> None:
    charts = charts_by_sheet(target)
    assert len(charts["Mötesblad"]) == 3
    assert sum(len(some) for some in charts.values()) >= 15
    for sheet, some in charts.items():
        for chart in some:
            assert chart.label_cells.startswith(f"'{sheet}'!")
            assert list(values(openpyxl_sheet(target, sheet), chart.label_cells)) == chart.labels
            assert list(values(openpyxl_sheet(target, sheet), chart.number_cells)) == chart.numbers
            assert chart.numbers


def values(sheet: Any, reference: str) -> Iterator[Any]:
    cells = sheet[reference.partition("!")[2].replace("$", "")]
    for cell in [cells] if not isinstance(cells, tuple) else (line[0] for line in cells):
        yield cell.value


def test_charts_have_axes_without_labels_and_no_legend_title_or_grid(target: Path) -> None:
    chart = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    parts = [part for name, part in xml_parts(target).items() if name.startswith("xl/charts/chart")]
    for part in parts:
        assert [one.get("val") for one in part.iter(f"{chart}delete")] == ["0", "0"]
        assert [one.get("val") for one in part.iter(f"{chart}autoTitleDeleted")] == ["1"]
        assert not list(part.iter(f"{chart}legend"))
        assert not list(part.iter(f"{chart}majorGridlines"))
        assert next(part.iter(f"{chart}valAx")).find(f"{chart}tickLblPos").get("val") == "none"
    assert any(list(part.iter(f"{DRAWING}pattFill")) for part in parts)


def test_the_toplist_equals_the_rankings_of_the_report(target: Path) -> None:
    rows = calamine_rows(target, "Topplista")
    for title, kind, dimension in (
        ("Tips: avsändare", ListKind.TIPS, Dimension.SENDER),
        ("Tips: mottagare", ListKind.TIPS, Dimension.RECEIVER),
        ("Inkommande leads: mottagare", ListKind.INCOMING, Dimension.RECEIVER),
    ):
        row, column = find_cell(rows, title)
        entries = figures(sample_report()).lists[kind].rankings[dimension].top(10)
        for number, entry in enumerate(entries, 1):
            line = rows[row + 1 + number]
            assert line[column : column + 2] == [number, entry.value]
            assert [value for value in line[column + 2 : column + 8] if value != ""][:2] == [entry.count, entry.won]


def test_the_matrix_shows_who_sends_tips_to_whom(target: Path) -> None:
    rows = calamine_rows(target, "Per kontor")
    matrix = run_to_end(matrix_steps(ListKind.TIPS, sample_report().tables[ListKind.TIPS]))
    row, _ = find_cell(rows, "Tips: från (rad) till (kolumn)")
    senders = list(matrix.sender_totals)
    # The columns are in the order of the rows.
    receivers = sorted(matrix.receiver_totals, key=lambda name: senders.index(name) if name in senders else 99)
    assert rows[row + 1][1 : len(receivers) + 1] == [name or "(saknas)" for name in receivers]
    for line, sender in zip(rows[row + 2 :], senders, strict=False):
        assert line[0] == (sender or "(saknas)")
        counts = [matrix.count(sender, receiver) for receiver in receivers]
        assert line[1 : len(receivers) + 2] == [*counts, sum(counts)]
    assert rows[row + 2 + len(senders)][: len(receivers) + 2] == [
        "Summa",
        *(matrix.receiver_totals[receiver] for receiver in receivers),
        matrix.total,
    ]


def test_a_wide_matrix_groups_the_smallest_and_adds_up(tmp_path: Path) -> None:
    names = [*(f"Kontor {number % 40:02}" for number in range(400)), None]
    tips = [
        row(ListKind.TIPS, number, receiver_company_name=name, sender_company_name="Ett")
        for number, name in enumerate(names)
    ]
    write(report({ListKind.TIPS: tips}), tmp_path / "r.xlsx", spec=ExportSpec(sheets=frozenset({SheetKey.OFFICES})))
    rows = calamine_rows(tmp_path / "r.xlsx", "Per kontor")
    start, _ = find_cell(rows, "Tips: från (rad) till (kolumn)")
    head, line = rows[start + 1], rows[start + 2]
    assert head[10:13] == ["Övriga (31)", "(saknas)", "Summa"]
    assert sum(line[1:12]) == line[12] == 401
    widths = [one.width for one in openpyxl_sheet(tmp_path / "r.xlsx", "Per kontor").column_dimensions.values()]
    assert sum(widths) * 7 * 0.75 < 1.2 * (841.9 - 0.8 * 72)  # no print smaller than 7.5 points


def test_each_office_has_what_it_received_and_sent(target: Path) -> None:
    rows = calamine_rows(target, "Per kontor")
    found = figures(sample_report())
    received = {entry.value: entry for entry in found.incoming.rankings[Dimension.RECEIVER_COMPANY].ranked_values}
    sent = {entry.value: entry for entry in found.tips.rankings[Dimension.SENDER_COMPANY].ranked_values}
    for customer in sample_report().scope.customers:
        line = next(line for line in rows if str(line[0]).split("   ")[0] == customer.label)  # a mark may stand behind
        entry = received[customer.label]
        assert line[1:4] == [entry.count, entry.won, close_to(entry.won_share.ratio if entry.won_share else None)]
        assert line[7:9] == [sent[customer.label].count, sent[customer.label].won]


def test_the_offices_stand_in_the_order_of_the_overview_and_rows_without_one_last(tmp_path: Path) -> None:
    offices = ["Östermalm", "Årsta", "Solna", "Solna", None]
    leads = [row(ListKind.INCOMING, number, receiver_company_name=name) for number, name in enumerate(offices)]
    spec = ExportSpec(sheets=frozenset({SheetKey.OFFICES}))
    write(report({ListKind.INCOMING: leads}), tmp_path / "r.xlsx", spec=spec)
    rows = calamine_rows(tmp_path / "r.xlsx", "Per kontor")
    first = find_cell(rows, "Kontor")[0] + 1
    assert [line[:2] for line in rows[first : first + 4]] == [
        ["Solna", 2],
        ["Årsta", 1],
        ["Östermalm", 1],
        ["utan kontor", 1],
    ]


def test_the_toplist_of_a_month_has_two_pages(tmp_path: Path) -> None:
    one = sample_report(date(2026, 9, 1), date(2026, 9, 30))
    write(one, tmp_path / "r.xlsx", spec=ExportSpec(sheets=frozenset({SheetKey.TOPLIST})))
    assert len(openpyxl_sheet(tmp_path / "r.xlsx", "Topplista").row_breaks.brk) == 1


def _whole_seconds(moment: Any) -> Any:
    return moment.replace(microsecond=0) if isinstance(moment, datetime) else moment


def test_each_sender_has_a_block_with_the_state_of_each_tip(target: Path) -> None:
    one = sample_report()
    blocks = feedback_by_sender(one.tables[ListKind.TIPS])
    rows = calamine_rows(target, "Återkoppling")[5:]
    lines = [line for line in rows if any(line)]
    assert len(lines) == len(blocks) + len(one.tables[ListKind.TIPS])
    for block in blocks:
        head, *lines = lines
        assert head[0] == ", ".join(filter(None, (block.sender or "(avsändare saknas)", block.company)))
        assert head[2].startswith(f"{block.count} tips")
        assert (f"{block.won} → Intag" in head[2]) == bool(block.won)
        for tip in block.tips:
            line, *lines = lines
            assert line[0] == _whole_seconds(tip.created_at)
            assert line[1:4] == [" ".join((tip.title or "").split()), tip.receiver or "", tip.receiver_company or ""]
    assert not lines


def test_a_report_without_rows_has_all_sheets_and_no_share(tmp_path: Path) -> None:
    write(report({}), tmp_path / "r.xlsx")
    rows = calamine_rows(tmp_path / "r.xlsx", "Mötesblad")
    assert [figure(rows, name) for name in ("Inkommande leads", "Tips", "Utgående leads", "Obehandlade")] == [0] * 4
    assert [figure(rows, name) for name in ("Tips → Intag", "Leads → Intag")] == ["–", "–"]
    assert sheet_names(tmp_path / "r.xlsx")[:6] == FIGURE_SHEETS
    assert calamine_rows(tmp_path / "r.xlsx", "Återkoppling")[5][0] == "Inga tips i perioden."


def test_only_the_chosen_sheets_are_written(tmp_path: Path) -> None:
    spec = ExportSpec(sheets=frozenset({SheetKey.MEETING, SheetKey.TIPS}))
    one = report()
    written = write(one, tmp_path / "r.xlsx", spec=spec)
    assert sheet_names(tmp_path / "r.xlsx") == ["Mötesblad", "Tips", "Om rapporten"]
    assert written.rows == {ListKind.TIPS: 4}
    assert figure(calamine_rows(tmp_path / "r.xlsx", "Mötesblad"), "Inkommande leads") == 3
    write(one, tmp_path / "r.xlsx", spec=LISTS_ONLY)
    assert sheet_names(tmp_path / "r.xlsx")[0] == "Inkommande leads"


def test_statistics_count_the_shown_rows(tmp_path: Path) -> None:
    one = report()
    shown = {kind: ListContent(rows[:1], [0, 1]) for kind, rows in one.tables.items()}
    write(one, tmp_path / "r.xlsx", spec=ExportSpec(shown))
    rows = calamine_rows(tmp_path / "r.xlsx", "Mötesblad")
    assert [figure(rows, name) for name in ("Inkommande leads", "Tips", "Utgående leads")] == [1, 1, 1]
    assert "ett urval" in rows[1][0]


def test_names_on_statistics_sheets_are_never_formulas(tmp_path: Path) -> None:
    evil = "=cmd|' /C calc'!A0"
    tips = [
        row(
            ListKind.TIPS,
            number,
            sender_name=evil,
            receiver_company_name=evil,
            sender_company_name=evil,
            tip_title=evil,
        )
        for number in range(3)
    ]
    write(report({ListKind.TIPS: tips}), tmp_path / "r.xlsx")
    book = openpyxl_book(tmp_path / "r.xlsx")
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    found = [cell for cell in cells if str(cell.value).startswith("=cmd")]
    formulas = ("=IF(", "=ROWS(", "=COUNTA(")  # marks and checks
    assert all(cell.value == "=" or cell.value.startswith(formulas) for cell in cells if cell.data_type == "f")
    assert len(found) > 10
    assert {cell.data_type for cell in found} == {"s"}
    assert all(cell.quotePrefix for cell in found)


@pytest.mark.parametrize("sheet", [*FIGURE_SHEETS, "Om rapporten"])
def test_every_sheet_prints_on_a4_with_period_and_page_number(target: Path, sheet: str) -> None:
    page = openpyxl_sheet(target, sheet)
    orientation = "portrait" if sheet in ("Handlingslista", "Om rapporten") else "landscape"
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == (orientation, 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToWidth == 1
    assert page.oddFooter.right.text == "Sida &P av &N"
    footers = {
        "Mötesblad": "Norrby, 1 augusti – 31 oktober 2026. Innehåller personuppgifter, lämna inte sidan framme.",
        "Handlingslista": "Innehåller personuppgifter, lämna inte sidan framme.",
    }
    assert page.oddFooter.left.text == footers.get(sheet, "Tips och leads 1 aug – 31 okt 2026")
    assert page.sheet_view.showGridLines is False
