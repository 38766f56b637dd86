"""Nothing in the command bar is cut, whatever the size of the text, the language and the values."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.window_driver import send_text
from vitec_desktop.report.language import load_language
from vitec_desktop.report.periods import Preset
from vitec_desktop.ui.connections.connection_store import SelectableOffice
from vitec_desktop.ui.fetch.command_bar import CommandBar
from vitec_desktop.ui.fetch.shown_note import ShownNote
from vitec_desktop.ui.theme.system import SchemeChoice
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import Button, PickerButton
from vitec_desktop.ui.widgets.date_field import DateField
from vitec_desktop.webservice.request import Customer

SMALLEST_WINDOW = 1024
PARTS = ("officePicker", "periodPreset", "dateFrom", "dateTo", "statusPicker", "fetchButton", "exportButton")
OFFICES = tuple(SelectableOffice("1", Customer(f"M{number}", f"Norrby Sundbyberg {number}")) for number in range(3))


@pytest.fixture(params=[9.0, 13.5, 18.0, 27.0], ids=["100 %", "150 %", "200 %", "300 %"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    font = QFont(qapp.font())
    font.setPointSizeF(request.param)
    theme = Theme(qapp, SchemeChoice.LIGHT, system_font=font)
    yield theme
    theme.deleteLater()


def show_bar(qtbot: QtBot, theme: Theme, code: str) -> tuple[QWidget, CommandBar]:
    """Show a command bar at the top of a window; return both."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    bar = CommandBar(theme, load_language(code), date(2026, 11, 28), window)
    column.addWidget(bar)
    column.addStretch(1)
    window.show()
    return window, bar


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_part_has_the_room_that_it_needs_in_the_smallest_window(qtbot: QtBot, theme: Theme, code: str) -> None:
    window, bar = show_bar(qtbot, theme, code)
    bar.set_compact(True)
    window.resize(SMALLEST_WINDOW, 640)
    for offices, preset in ((OFFICES, Preset.LAST_12_MONTHS), (OFFICES[:1], Preset.LAST_MONTH)):
        bar.set_offices(offices, None)
        bar.set_preset(preset)
        QApplication.processEvents()
        assert window.width() == SMALLEST_WINDOW
        parts = [part for part in bar.findChildren(QWidget) if part.objectName() in PARTS]
        assert len(parts) == len(PARTS)
        for part in parts:
            assert part.width() >= part.sizeHint().width(), part.objectName()
            assert part.height() >= part.minimumSizeHint().height(), part.objectName()
            assert bar.rect().contains(part.geometry()), part.objectName()
        pairs = [(one, other) for one in parts for other in parts if one is not other]
        assert not [one.objectName() for one, other in pairs if one.geometry().intersects(other.geometry())]


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("width", [SMALLEST_WINDOW, 1440])
def test_nothing_moves_when_another_period_is_chosen(qtbot: QtBot, theme: Theme, code: str, width: int) -> None:
    window, bar = show_bar(qtbot, theme, code)
    bar.set_compact(width == SMALLEST_WINDOW)
    bar.set_offices(OFFICES, None)
    window.resize(width, 640)
    places = set()
    for preset in Preset:
        bar.set_preset(preset)
        QApplication.processEvents()
        parts = [part for part in bar.findChildren(QWidget) if part.objectName() in PARTS]
        places.add(tuple(part.geometry().getRect() for part in parts))
    assert len(places) == 1


def test_the_longest_period_is_in_the_one_row_of_the_smallest_window(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp, SchemeChoice.LIGHT)
    window, bar = show_bar(qtbot, theme, "sv")
    bar.set_compact(True)
    bar.set_offices(OFFICES, None)
    window.resize(SMALLEST_WINDOW, 640)
    bar.set_preset(Preset.LAST_12_WHOLE_MONTHS)
    QApplication.processEvents()
    picker, button = bar.findChild(PickerButton, "periodPreset"), bar.findChild(Button, "exportButton")
    assert picker is not None
    assert button is not None
    assert picker.y() == button.y()
    assert picker.toolTip().startswith("Senaste 12 hela månaderna\n")
    theme.deleteLater()


def test_the_bar_is_one_row_again_in_a_wide_window(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp, SchemeChoice.LIGHT)
    window, bar = show_bar(qtbot, theme, "sv")
    heights = []
    for width in (2_000, 600, 2_000):
        window.resize(width, 400)
        QApplication.processEvents()
        assert bar.width() == width
        heights.append(bar.height())
    assert heights[0] == heights[2] < heights[1]
    theme.deleteLater()


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("offices", [(), OFFICES])
def test_what_is_shown_is_said_whole_in_the_smallest_window(
    qtbot: QtBot, qapp: QApplication, code: str, offices: tuple[SelectableOffice, ...]
) -> None:
    """The icons of the buttons give their room, and come back."""
    theme, language = Theme(qapp, SchemeChoice.LIGHT), load_language(code)
    window, bar = show_bar(qtbot, theme, code)
    bar.set_compact(True)
    bar.set_offices(offices, None)
    bar.set_preset(Preset.LAST_MONTH)
    window.resize(SMALLEST_WINDOW, 640)
    note, button = bar.findChild(ShownNote), bar.findChild(Button, "fetchButton")
    assert note is not None
    assert button is not None
    width = button.sizeHint().width()
    for facts in ("exempeldata", "egna", "%n andra kontor"):
        note.set_texts(language.text("CommandBar", "Visar"), language.text("Status", facts).replace("%n", "3"))
        QApplication.sendEvent(bar, QEvent(QEvent.Type.LayoutRequest))
        QApplication.processEvents()
        assert note.width() >= note.least_width > 0
        assert note.toolTip() == ""
        assert bar.rect().contains(button.geometry())
    note.set_texts("", "")
    window.resize(SMALLEST_WINDOW + 1, 640)
    QApplication.processEvents()
    assert button.sizeHint().width() == width
    theme.deleteLater()


@pytest.mark.parametrize("name", ["dateFrom", "dateTo"])
def test_a_fetch_waits_for_a_second_click_where_a_typed_date_is_none(qtbot: QtBot, theme: Theme, name: str) -> None:
    window, bar = show_bar(qtbot, theme, "sv")
    with qtbot.waitActive(window):
        window.activateWindow()
    bar.set_offices(OFFICES, None)
    bar.set_enabled_for(is_fetching=False, can_export=False)
    fetched: list[None] = []
    bar.fetch_requested.connect(lambda: fetched.append(None))
    field, button = bar.findChildren(DateField, name)[0], bar.findChildren(Button, "fetchButton")[0]
    for text, count in (("hej", 1), ("2026-11-31", 2)):
        field.setFocus()
        field.selectAll()
        send_text(field, text)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert len(fetched) == count - 1
        assert field.hasFocus()
        assert f"”{text}” är inget datum." in field.error
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert len(fetched) == count


@pytest.mark.parametrize("name", ["dateFrom", "dateTo"])
def test_a_typed_week_never_makes_a_reversed_period(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    _, bar = show_bar(qtbot, Theme(qapp, SchemeChoice.LIGHT), "sv")
    field = next(field for field in bar.findChildren(DateField) if field.objectName() == name)
    told: list[tuple[date, date]] = []
    bar.selection_changed.connect(lambda: told.append((bar.selection.first_day, bar.selection.last_day)))
    for week, first, last in ((50, date(2026, 12, 7), date(2026, 12, 13)), (2, date(2026, 1, 5), date(2026, 1, 11))):
        field.setSelectedSection(DateField.Section.YearSection)
        send_text(field, f"v. {week} 2026")
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert told[-1] == (first, last)
    assert len(told) == 2, "never with one end alone, which would be a reversed period"
    assert not QToolTip.isVisible()


def test_the_tooltip_of_an_error_goes_with_it(qtbot: QtBot, qapp: QApplication) -> None:
    window, bar = show_bar(qtbot, Theme(qapp, SchemeChoice.LIGHT), "sv")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.processEvents()
    bar.set_days(date(2026, 10, 1), date(2026, 10, 31))
    field = next(field for field in bar.findChildren(DateField) if field.objectName() == "dateFrom")

    def type_day(text: str) -> None:
        field.setSelectedSection(DateField.Section.YearSection)
        send_text(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    type_day("5 dec 2026")
    assert "Första dagen ligger efter den sista" in QToolTip.text()
    QTest.mouseClick(field.lineEdit(), Qt.MouseButton.LeftButton)
    place = field.rect().center()
    QApplication.sendEvent(field, QHelpEvent(QEvent.Type.ToolTip, place, field.mapToGlobal(place)))
    assert QToolTip.isVisible(), "the pointer rests on the field"
    type_day("v. 44")
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    assert not field.error


def test_the_dates_stay_in_place_whatever_period_is_chosen(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp, SchemeChoice.LIGHT)
    window, bar = show_bar(qtbot, theme, "sv")
    window.resize(1440, 640)
    places = set()
    for preset in (*Preset, None):
        if preset is None:
            bar.set_days(date(2026, 11, 2), date(2026, 11, 5))
        else:
            bar.set_preset(preset)
        QApplication.processEvents()
        field = bar.findChild(DateField, "dateFrom")
        assert field is not None
        places.add(field.x())
    assert len(places) == 1
    theme.deleteLater()
