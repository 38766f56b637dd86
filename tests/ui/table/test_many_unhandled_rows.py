"""Unhandled rows by the thousands are joined between the window's events."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.ui.table.pages import STATE, TIPS
from tests.ui.table.rows import make_rows
from vitec_desktop.report.labels import UNHANDLED_STATES
from vitec_desktop.report.language import Language
from vitec_desktop.report.tables import TABLE_NAMES, JoinedTable, UnhandledCounts, unhandled_rows
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.table.shown_report import ShownReport
from vitec_desktop.ui.table.unhandled_rows import UnhandledRows
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.webservice.models import ListKind


def test_many_rows_are_joined_between_events_and_counted_by_list(qtbot: QtBot, theme: Theme) -> None:
    pages = {kind: ListPage(kind, Language("sv"), theme) for kind in TABLE_NAMES}
    for page in pages.values():
        qtbot.addWidget(page)
    owner, unhandled = QObject(), pages[JoinedTable.UNHANDLED]
    lists = {kind: pages[kind] for kind in ListKind}
    joined = UnhandledRows(ShownReport(lists, unhandled, owner), owner)
    few, many = make_rows(TIPS, 200), make_rows(TIPS, 5_100)
    joined.set_tables({TIPS: few})
    assert not joined.is_updating
    with qtbot.waitSignal(joined.updated):
        joined.set_tables({TIPS: many})
        assert joined.is_updating
        assert unhandled.model.total_count == joined.counts().total, "until then it has the rows of before"
    assert not joined.is_updating
    qtbot.waitUntil(lambda: not unhandled.model.is_updating)
    expected = sum(row[STATE] in UNHANDLED_STATES for row in many)
    assert (joined.counts(), joined.lead_count()) == (UnhandledCounts(expected, expected, 0), 0)
    assert sorted(map(repr, unhandled.shown_rows())) == sorted(map(repr, unhandled_rows({TIPS: many})))

    with qtbot.assertNotEmitted(joined.updated, wait=0):
        joined.set_tables({TIPS: many})
        assert joined.is_updating
    joined.set_tables({TIPS: few})
    assert not joined.is_updating, "a new report replaces one that is still being joined"
    expected = sum(row[STATE] in UNHANDLED_STATES for row in few)
    assert (joined.counts(), joined.lead_count()) == (UnhandledCounts(expected, expected, 0), 0)
