"""The statistics sheets: each figure equals the report's and is a plain number in its own cell."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.export.factories import LISTS_ONLY, SWEDISH, calamine_rows, openpyxl_book, report, row, write
from tests.export.sample_workbook import DRAWING, MAIN, charts_by_sheet, figures, missing_part, sample_report, xml_parts
from vitec_desktop.export.export_spec import ExportSpec, ListContent, SheetKey
from vitec_desktop.report.periods import previous_period, same_period_last_year
from vitec_desktop.report.statistics import Dimension, Outcome, compare, feedback_by_sender, formatting
from vitec_desktop.webservice.models import ListKind

FIGURE_SHEETS = ["Sammanfattning", "Topplista", "Per kontor", "Per månad", "Obehandlade", "Återkoppling"]


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "Måndagsmötet.xlsx"
    one = sample_report()
    write(replace(one, failed_parts=(missing_part(one),)), path)
    return path


@pytest.fixture(scope="module")
def book(target: Path) -> Any:
    return openpyxl_book(target)


@pytest.fixture(scope="module")
def summary(target: Path) -> list[list[Any]]:
    return calamine_rows(target, "Sammanfattning")


def below(rows: list[list[Any]], label: str) -> Any:
    """Return the value below the first cell with the text `label`."""
    row, column = find_cell(rows, label)
    return rows[row + 1][column]


def find_cell(rows: list[list[Any]], label: str, start: int = 0) -> tuple[int, int]:
    return next((number, line.index(label)) for number, line in enumerate(rows) if number >= start and label in line)


def numbers_beside(rows: list[list[Any]], row: int, column: int, width: int = 11) -> list[Any]:
    return [value for value in rows[row][column + 1 : column + width] if value != ""]


def close_to(number: Any) -> Any:
    return pytest.approx(number, abs=1e-9)


def test_each_key_figure_is_a_plain_number_below_its_name(summary: list[list[Any]]) -> None:
    expected = figures(sample_report())
    assert below(summary, "Inkommande leads") == expected.incoming.count
    assert below(summary, "Tips") == expected.tips.count
    assert below(summary, "Utgående leads") == expected.outgoing.count
    assert below(summary, "Obehandlade nu") == expected.unhandled.total.count
    assert expected.tips.outcome
    assert expected.incoming.outcome
    assert below(summary, "Tips → Intag") == close_to(expected.tips.outcome.won.of_all.ratio)
    assert below(summary, "Leads → Intag") == close_to(expected.incoming.outcome.won.of_all.ratio)


def test_only_the_marks_of_the_lists_are_formulas(target: Path) -> None:
    sheets = [part for name, part in xml_parts(target).items() if "worksheets/" in name]
    formulas = [cell for part in sheets for cell in part.iter(f"{MAIN}c") if cell.find(f"{MAIN}f") is not None]
    report = sample_report()
    assert {cell.get("r").rstrip("0123456789") for cell in formulas} == {"B"}
    assert len(formulas) == len(report.tables[ListKind.INCOMING]) + len(report.tables[ListKind.TIPS])


@pytest.mark.parametrize("kind", [ListKind.TIPS, ListKind.INCOMING])
def test_each_funnel_shows_the_outcome_of_the_report(summary: list[list[Any]], kind: ListKind) -> None:
    title, first = ("Tips → Intag → Sålt", "Tips") if kind is ListKind.TIPS else ("Leads → Intag → Sålt", "Leads")
    outcome = figures(sample_report()).lists[kind].outcome
    assert isinstance(outcome, Outcome)
    row, column = find_cell(summary, title)
    lines = summary[row + 2 : row + 7]
    assert [line[column] for line in lines] == [first, "Bostad kopplad", "→ Intag", "→ Sålt", "Inget uppdrag"]
    found = [numbers_beside(summary, row + 2 + number, column) for number in range(5)]
    assert found[0] == [outcome.count]
    for values, step in zip(found[1:], outcome.steps, strict=True):
        shares = [share.ratio for share in (step.of_all, step.of_linked) if share]
        assert values == [step.count, *map(close_to, shares)]


def test_the_heading_has_period_offices_and_fetch_time(summary: list[list[Any]]) -> None:
    assert summary[0][0] == "Tips och leads"
    facts = summary[1][0]
    assert "1 augusti – 31 oktober 2026" in facts
    assert all(customer.label in facts for customer in sample_report().scope.customers)
    assert "hämtad 2026-10-20 14:05" in facts


@pytest.mark.parametrize("sheet", FIGURE_SHEETS)
def test_row_three_of_each_statistics_sheet_says_what_is_missing(target: Path, book: Any, sheet: str) -> None:
    notice = calamine_rows(target, sheet)[2][0]
    assert "augusti–september" in notice
    assert "403" in notice
    assert notice.endswith("Siffrorna nedan är utan dem.")
    assert book[sheet]["A3"].fill.fgColor.rgb == "00FFF3DD"


def test_a_complete_report_has_an_empty_row_three(plain: Path) -> None:
    for sheet in FIGURE_SHEETS:
        assert not any(calamine_rows(plain, sheet)[2])


def test_the_months_add_up_and_the_current_one_is_named(summary: list[list[Any]]) -> None:
    timeline = figures(sample_report()).timeline
    row, _ = find_cell(summary, "Månad")
    lines = summary[row + 1 : row + 1 + len(timeline.months)]
    assert [line[0] for line in lines][-2:] == ["sep 2026", "okt pågår"]
    for line, month in zip(lines, timeline.months, strict=True):
        counts = [month.counts[kind] for kind in (ListKind.INCOMING, ListKind.TIPS, ListKind.OUTGOING)]
        assert [value for value in line[1:11] if value != ""] == counts
    assert summary[row + 1 + len(lines)][0] == "Summa"
    assert numbers_beside(summary, row + 1 + len(lines), 0) == [
        sum(month.counts[kind] for month in timeline.months)
        for kind in (ListKind.INCOMING, ListKind.TIPS, ListKind.OUTGOING)
    ]


def test_a_short_period_is_shown_by_week(plain: Path) -> None:
    rows = calamine_rows(plain, "Sammanfattning")
    row, _ = find_cell(rows, "Vecka")
    assert [line[0] for line in rows[row + 1 : row + 6]] == ["v. 40", "v. 41", "v. 42", "v. 43", "v. 44"]


def test_charts_refer_to_cells_with_the_values_that_they_show(target: Path, book: Any) -> None:
    charts = charts_by_sheet(target)
    assert len(charts["Sammanfattning"]) == 4
    assert sum(len(some) for some in charts.values()) >= 15
    for sheet, some in charts.items():
        for chart in some:
            assert chart.label_cells.startswith(f"'{sheet}'!")
            assert list(values(book[sheet], chart.label_cells)) == chart.labels
            assert list(values(book[sheet], chart.number_cells)) == chart.numbers
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
    matrix = figures(sample_report()).tips.matrix
    row, _ = find_cell(rows, "Tips: från (rad) till (kolumn)")
    receivers = list(matrix.receiver_totals)
    senders = list(matrix.sender_totals)
    assert rows[row + 1][1 : len(receivers) + 1] == [name or "(saknas)" for name in receivers]
    for line, sender in zip(rows[row + 2 :], senders, strict=False):
        assert line[0] == (sender or "(saknas)")
        counts = [matrix.count(sender, receiver) for receiver in receivers]
        assert line[1 : len(receivers) + 2] == [*counts, sum(counts)]
    assert rows[row + 2 + len(senders)][: len(receivers) + 2] == [
        "Summa",
        *matrix.receiver_totals.values(),
        matrix.total,
    ]


def test_a_wide_matrix_groups_the_smallest_and_adds_up(tmp_path: Path) -> None:
    tips = [
        row(ListKind.TIPS, number, receiver_company_name=f"Kontor {number % 40:02}", sender_company_name="Ett")
        for number in range(400)
    ]
    write(report({ListKind.TIPS: tips}), tmp_path / "r.xlsx", spec=ExportSpec(sheets=frozenset({SheetKey.OFFICES})))
    rows = calamine_rows(tmp_path / "r.xlsx", "Per kontor")
    start, _ = find_cell(rows, "Tips: från (rad) till (kolumn)")
    head, line = rows[start + 1], rows[start + 2]
    assert head[13:15] == ["Övriga (28)", "Summa"]
    assert sum(line[1:14]) == line[14] == 400


def test_each_office_has_what_it_received_and_sent(target: Path) -> None:
    rows = calamine_rows(target, "Per kontor")
    found = figures(sample_report())
    received = {entry.value: entry for entry in found.incoming.rankings[Dimension.RECEIVER_COMPANY].ranked_values}
    sent = {entry.value: entry for entry in found.tips.rankings[Dimension.SENDER_COMPANY].ranked_values}
    for customer in sample_report().scope.customers:
        line = rows[find_cell(rows, customer.label)[0]]
        entry = received[customer.label]
        assert line[1:4] == [entry.count, entry.won, close_to(entry.won_share.ratio if entry.won_share else None)]
        assert line[7:9] == [sent[customer.label].count, sent[customer.label].won]


def test_unhandled_rows_are_in_a_table_oldest_first(target: Path, book: Any) -> None:
    unhandled = figures(sample_report()).unhandled
    rows = calamine_rows(target, "Obehandlade")
    head, _ = find_cell(rows, "Ålder (dagar)")
    lines = rows[head + 1 :]
    assert [line[0] for line in lines] == [waiting.age for waiting in unhandled.rows_by_age]
    assert [line[2] for line in lines] == [_whole_seconds(waiting.row[0]) for waiting in unhandled.rows_by_age]
    [table] = book["Obehandlade"].tables.values()
    assert table.ref == f"A{head + 1}:I{head + 1 + len(lines)}"
    assert table.column_names == [value for value in rows[head] if value]
    ages, column = find_cell(rows, "Ålder")
    for line, bucket in zip(rows[ages + 1 :], unhandled.total.buckets, strict=False):
        assert line[column] == formatting.format_age_bucket(bucket, SWEDISH)
        assert line[3] == bucket.count
    assert rows[find_cell(rows, "Äldsta")[0]][3] == unhandled.total.oldest
    assert rows[find_cell(rows, "Median")[0]][3] == unhandled.total.median


def _whole_seconds(moment: Any) -> Any:
    return moment.replace(microsecond=0) if isinstance(moment, datetime) else moment


def test_the_sheet_says_that_nothing_is_unhandled(tmp_path: Path) -> None:
    write(report({}), tmp_path / "r.xlsx")
    rows = calamine_rows(tmp_path / "r.xlsx", "Obehandlade")
    assert rows[4][0] == "Allt är omhändertaget."
    assert not openpyxl_book(tmp_path / "r.xlsx")["Obehandlade"].tables


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


def test_a_comparison_is_a_table_and_a_text_below_each_key_figure(tmp_path: Path) -> None:
    one = sample_report()
    before = sample_report(*previous_period(one.scope.first_day, one.scope.last_day))
    comparison = compare(figures(one), figures(before))
    write(one, tmp_path / "r.xlsx", comparison=comparison)
    rows = calamine_rows(tmp_path / "r.xlsx", "Sammanfattning")
    assert (
        formatting.format_before(comparison.count_change(ListKind.TIPS), SWEDISH)
        in rows[find_cell(rows, "Tips")[0] + 2][4]
    )
    start, _ = find_cell(rows, "Siffra")
    for line, figure in zip(rows[start + 1 :], comparison.statistics, strict=True):
        found = [value for value in line[1:] if value != ""]
        change = figure.change
        assert found[:3] == [change.now, change.before, change.difference]
        assert found[3] == close_to(change.ratio if change.percent else 0)
        if figure.share and figure.share_before:
            assert found[4:] == [close_to(figure.share.ratio), close_to(figure.share_before.ratio)]
    assert rows[start - 1][0].startswith("Jämfört med ")


def test_a_report_without_rows_has_all_sheets_and_no_share(tmp_path: Path) -> None:
    write(report({}), tmp_path / "r.xlsx")
    rows = calamine_rows(tmp_path / "r.xlsx", "Sammanfattning")
    assert [below(rows, name) for name in ("Inkommande leads", "Tips", "Utgående leads", "Obehandlade nu")] == [0] * 4
    assert [below(rows, name) for name in ("Tips → Intag", "Leads → Intag")] == ["–", "–"]
    names = openpyxl_book(tmp_path / "r.xlsx").sheetnames
    assert names[:7] == [*FIGURE_SHEETS[:5], "Handlingslista", FIGURE_SHEETS[5]]
    assert calamine_rows(tmp_path / "r.xlsx", "Återkoppling")[5][0] == "Inga tips i perioden."


def test_only_the_chosen_sheets_are_written(tmp_path: Path) -> None:
    spec = ExportSpec(sheets=frozenset({SheetKey.SUMMARY, SheetKey.TIPS}))
    one = report()
    written = write(one, tmp_path / "r.xlsx", spec=spec)
    assert openpyxl_book(tmp_path / "r.xlsx").sheetnames == ["Sammanfattning", "Tips", "Om rapporten"]
    assert written.rows == {ListKind.TIPS: 4}
    assert below(calamine_rows(tmp_path / "r.xlsx", "Sammanfattning"), "Inkommande leads") == 3
    write(one, tmp_path / "r.xlsx", spec=LISTS_ONLY)
    assert openpyxl_book(tmp_path / "r.xlsx").sheetnames[0] == "Inkommande leads"


def test_statistics_count_the_shown_rows(tmp_path: Path) -> None:
    one = report()
    shown = {kind: ListContent(rows[:1], [0, 1]) for kind, rows in one.tables.items()}
    write(one, tmp_path / "r.xlsx", spec=ExportSpec(shown))
    rows = calamine_rows(tmp_path / "r.xlsx", "Sammanfattning")
    assert [below(rows, name) for name in ("Inkommande leads", "Tips", "Utgående leads")] == [1, 1, 1]
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
    marks = "=IF(C"
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    found = [cell for cell in cells if str(cell.value).startswith("=") and not str(cell.value).startswith(marks)]
    assert len(found) > 10
    assert {cell.data_type for cell in found} == {"s"}
    assert all(cell.quotePrefix for cell in found)


def test_a_share_is_compared_with_the_named_period(tmp_path: Path) -> None:
    one = sample_report()
    before, last_year = (
        replace(one, scope=replace(one.scope, first_day=first, last_day=last))
        for first, last in (
            previous_period(one.scope.first_day, one.scope.last_day),
            same_period_last_year(one.scope.first_day, one.scope.last_day),
        )
    )
    for other, word in ((before, "förra"), (last_year, "i fjol")):
        write(one, tmp_path / "r.xlsx", comparison=compare(figures(one), figures(other)))
        rows = calamine_rows(tmp_path / "r.xlsx", "Sammanfattning")
        row, column = find_cell(rows, "Tips → Intag")
        assert f" · {word} " in rows[row + 2][column]


@pytest.mark.parametrize("sheet", [*FIGURE_SHEETS, "Om rapporten"])
def test_every_sheet_prints_on_a4_with_period_and_page_number(book: Any, sheet: str) -> None:
    page = book[sheet]
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToWidth == 1
    assert page.oddFooter.right.text == "Sida &P av &N"
    assert page.oddFooter.left.text == "Tips och leads 1 aug – 31 okt 2026"
    assert page.sheet_view.showGridLines is False
