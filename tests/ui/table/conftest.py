"""Fixtures of the tests of the tables."""

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.table.pages import TIPS, MakePage
from tests.ui.table.rows import make_rows
from vitec_desktop.report.language import Language
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.webservice.models import ListKind


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture
def make_page(qtbot: QtBot, theme: Theme) -> MakePage:
    """Return a function that shows a page with `count` rows.

    With `checks_model` Qt checks every cell of the model at each change, which takes a millisecond a row: have few.
    """

    def make(
        count: int = 60, kind: ListKind = TIPS, size: tuple[int, int] = (1440, 800), *, checks_model: bool = False
    ) -> ListPage:
        page = ListPage(kind, Language("sv"), theme)
        if checks_model:
            QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.set_rows(make_rows(kind, count))
        return page

    return make
