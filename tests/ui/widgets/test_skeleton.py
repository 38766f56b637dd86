"""Grey shapes while the first fetch runs: in the table until rows arrive, on the overview until there are figures."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.table.rows import make_rows
from vitec_desktop.report.language import Language
from vitec_desktop.ui.overview.page import OverviewPage
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.skeleton import card_shapes, row_shapes
from vitec_desktop.webservice.models import ListKind


def test_a_table_shows_them_until_rows_arrive(theme: Theme, qtbot: QtBot) -> None:
    page = ListPage(ListKind.TIPS, Language("sv"), theme)
    qtbot.addWidget(page)
    page.show()
    skeleton = page.findChild(QWidget, "tableSkeleton")
    assert isinstance(skeleton, QWidget)
    assert not skeleton.isVisible()
    page.show_fetching()
    assert skeleton.isVisible()
    page.set_rows(make_rows(ListKind.TIPS, 3))
    assert not skeleton.isVisible()


def test_the_overview_shows_them_while_it_waits(theme: Theme, qtbot: QtBot) -> None:
    page = OverviewPage(theme)
    qtbot.addWidget(page)
    page.show()
    skeleton = page.findChild(QWidget, "overviewSkeleton")
    assert isinstance(skeleton, QWidget)
    assert not skeleton.isVisible()
    page.show_waiting()
    assert skeleton.isVisible()
    skeleton.grab()
    page.show_nothing_fetched()
    assert not skeleton.isVisible()


def test_the_shapes_are_inside_their_place(theme: Theme) -> None:
    size = QSize(500, 200)
    rows = row_shapes(theme, size)
    assert rows
    assert all(QRectF(0, 0, 500, 200).contains(one.rect) for one in rows)
    card = QRectF(30, 40, 180, 100)
    assert all(card.contains(one.rect) for one in card_shapes(theme, card))
