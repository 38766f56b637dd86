"""A light theme, whatever the system's."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from vitec_desktop.ui.theme.system import SchemeChoice
from vitec_desktop.ui.theme.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, SchemeChoice.LIGHT)
    yield theme
    theme.deleteLater()
