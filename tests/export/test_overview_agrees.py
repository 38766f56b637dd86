"""The overview and the workbook have the same statistics for the same rows."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.export.factories import SWEDISH, calamine_rows, write
from tests.export.sample_workbook import figures, sample_report
from tests.report.statistics.factories import compute_statistics
from vitec_desktop.export.export_spec import ExportSpec, ListContent
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.statistics import Share, Statistics, formatting
from vitec_desktop.ui.charts.models import FunnelChart, RankingChart
from vitec_desktop.ui.overview.chart_builder import build_overview
from vitec_desktop.ui.overview.overview_data import OverviewData
from vitec_desktop.ui.overview.statistics_job import StatisticsResult, compute_groups
from vitec_desktop.ui.overview.texts import OverviewCaptions

FIRST_DAY = date(2026, 5, 1)
"""Six months, because the overview and the workbook show a shorter period by week, and differ in how many weeks."""

Rows = list[list[Any]]


def overview_of(counted: Statistics) -> OverviewData:
    return build_overview(
        StatisticsResult(counted, compute_groups(counted, {}, None)), OverviewCaptions("", "", ()), SWEDISH
    )


@pytest.fixture(scope="module", params=["everything", "what is shown"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[OverviewData, Path]:
    """Return the overview and the workbook of all rows or of every third one."""
    report, target = sample_report(FIRST_DAY), tmp_path_factory.mktemp("export") / "möte.xlsx"
    if request.param == "everything":
        write(report, target)
        return overview_of(figures(report)), target
    shown = {kind: rows[::3] for kind, rows in report.tables.items()}
    contents = {kind: ListContent(rows, range(len(COLUMNS[kind]))) for kind, rows in shown.items()}
    write(report, target, spec=ExportSpec(contents))
    return overview_of(compute_statistics(shown, report.scope, report.fetched_at)), target


def find_cell(rows: Rows, label: str) -> tuple[int, int]:
    return next((number, line.index(label)) for number, line in enumerate(rows) if label in line)


def numbers(line: list[Any], first: int, width: int = 11) -> list[Any]:
    return [value for value in line[first + 1 : first + width] if isinstance(value, int | float)]


def test_the_key_figures_equal_those_of_the_tiles(both: tuple[OverviewData, Path]) -> None:
    overview, target = both
    figures_by_name = {str(line[2]): line[1] for line in calamine_rows(target, "Mötesblad")[6:12]}
    assert len(overview.tiles) == 6
    for tile in overview.tiles:
        if tile.value.endswith("%"):
            [value] = [value for name, value in figures_by_name.items() if name.startswith(tile.title)]
            share = Share(*(int(part.replace("\N{NO-BREAK SPACE}", "")) for part in tile.text.split(" av ")))
            assert value == pytest.approx(share.ratio, abs=1e-12)
            assert formatting.format_share(share, SWEDISH) == tile.value
        else:
            name, is_unhandled = tile.title, tile.object_name == "tileUnhandled"  # leads and tips stand beside its name
            found = [key for key in figures_by_name if key == name or (is_unhandled and key.startswith(f"{name} "))]
            [value] = [figures_by_name[key] for key in found]
            assert format_count(int(value), SWEDISH) == tile.value


def test_the_months_equal_those_of_the_chart_over_time(both: tuple[OverviewData, Path]) -> None:
    overview, target = both
    by_list = [[bar.value for bar in row.bars] for row in overview.time_chart.rows]
    rows = calamine_rows(target, "Per månad")
    row, column = find_cell(rows, "Månad")
    lines = rows[row + 1 : row + 1 + len(by_list[0])]
    assert [numbers(line, column) for line in lines] == [list(counts) for counts in zip(*by_list, strict=True)]


@pytest.mark.parametrize(("kind", "head"), [("tips_funnel", "Tips"), ("leads_funnel", "Leads")])
def test_the_outcomes_equal_those_of_the_cards(both: tuple[OverviewData, Path], kind: str, head: str) -> None:
    overview, target = both
    funnel: FunnelChart = getattr(overview, kind)
    rows = calamine_rows(target, "Per månad")
    row, column = find_cell(rows, "Steg")
    assert funnel.footer
    counts = [*(step.bar.value for step in funnel.steps), funnel.footer.value]
    place = rows[row].index(head, column)
    assert [line[place] for line in rows[row + 1 : row + 6]] == counts


@pytest.mark.parametrize(("kind", "title"), [("senders", "Tips: avsändare"), ("receivers", "Tips: mottagare")])
def test_the_top_lists_equal_those_of_the_card(both: tuple[OverviewData, Path], kind: str, title: str) -> None:
    overview, target = both
    top: RankingChart = getattr(overview, kind)
    rows = calamine_rows(target, "Topplista")
    row, column = find_cell(rows, title)
    for line, declared in zip(rows[row + 2 : row + 12], top.rows, strict=False):
        assert line[column + 1] == declared.label
        assert [format_count(int(count), SWEDISH) for count in numbers(line, column + 1)[:2]] == [
            declared.bar.text,
            declared.won,
        ]
