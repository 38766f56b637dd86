"""The calendar of a date field, by mouse and by keyboard alone."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListWidget, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import IconButton
from vitec_desktop.ui.widgets.calendar_grid import CalendarGrid
from vitec_desktop.ui.widgets.calendar_popup import CalendarPopup
from vitec_desktop.ui.widgets.date_field import DateField

Key = Qt.Key
NO_MODIFIER, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton
FIRST, LAST = date(2026, 11, 9), date(2026, 11, 20)
Fields = tuple[DateField, DateField]


@pytest.fixture
def fields(qtbot: QtBot, theme: Theme) -> Iterator[Fields]:
    """The two fields of a range, in a window of 1,100 pixels."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1100, 60)
    row = QHBoxLayout(window)
    first, last = DateField(theme, "Från", window), DateField(theme, "Till", window, is_last=True)
    for field, other, day in ((first, last, FIRST), (last, first, LAST)):
        row.addWidget(field)
        field.set_range(other, ["Idag", "Denna vecka"], lambda begin, end: f"{begin.day}–{end.day} nov 2026")
        field.set_day(day)
    with qtbot.waitExposed(window):
        window.show()
    yield first, last
    window.close()


def open_calendar(field: DateField, key: Qt.Key = Key.Key_F4) -> CalendarPopup:
    QTest.keyClick(field, key, ALT if key == Key.Key_Down else NO_MODIFIER)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, CalendarPopup)
    return popup


def click_day(grid: CalendarGrid, day: date) -> None:
    QTest.mouseClick(grid.viewport(), LEFT, pos=grid.day_rect(day).center())


def focused_cell(popup: CalendarPopup) -> tuple[QAccessible.Role, str]:
    """Return role and name of what a screen reader finds in the focus."""
    interface = QAccessible.queryAccessibleInterface(popup.grid)
    assert interface is not None
    assert interface.role() is QAccessible.Role.Table
    cell = interface.focusChild()
    assert cell is not None
    return cell.role(), cell.text(QAccessible.Text.Name)


def days(fields: Fields) -> tuple[date, date]:
    return fields[0].day, fields[1].day


@pytest.mark.parametrize("key", [Key.Key_F4, Key.Key_Down])
def test_a_key_opens_the_calendar_on_the_field_s_day(fields: Fields, key: Qt.Key) -> None:
    popup = open_calendar(fields[1], key)
    assert popup.grid.current == LAST
    assert focused_cell(popup) == (QAccessible.Role.Cell, "fredag 20 november 2026, vecka 47, slutdag")
    QTest.keyClick(popup.grid, Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert days(fields) == (FIRST, LAST)


def test_the_keys_move_by_days_weeks_months_and_years(fields: Fields) -> None:
    grid = open_calendar(fields[1]).grid
    for key, modifier, expected in (
        (Key.Key_Left, NO_MODIFIER, date(2026, 11, 19)),
        (Key.Key_Up, NO_MODIFIER, date(2026, 11, 12)),
        (Key.Key_Home, NO_MODIFIER, date(2026, 11, 9)),
        (Key.Key_End, NO_MODIFIER, date(2026, 11, 15)),
        (Key.Key_PageUp, NO_MODIFIER, date(2026, 10, 15)),
        (Key.Key_PageDown, CTRL, date(2027, 10, 15)),
        (Key.Key_PageUp, CTRL, date(2026, 10, 15)),
        (Key.Key_Down, NO_MODIFIER, date(2026, 10, 22)),
        (Key.Key_Right, NO_MODIFIER, date(2026, 10, 23)),
    ):
        QTest.keyClick(grid, key, modifier)
        assert grid.current == expected
    QTest.keyClick(grid, Key.Key_Return)
    assert days(fields) == (date(2026, 10, 23), date(2026, 10, 23))


def test_a_screen_reader_finds_a_table_of_days_with_weekdays_and_weeks_as_headings(fields: Fields) -> None:
    popup = open_calendar(fields[0])
    interface = QAccessible.queryAccessibleInterface(popup.grid)
    assert interface is not None
    names: dict[QAccessible.Role, list[str]] = {}
    for number in range(interface.childCount()):
        child = interface.child(number)
        assert child is not None
        names.setdefault(child.role(), []).append(child.text(QAccessible.Text.Name))
    assert names[QAccessible.Role.ColumnHeader][:2] == ["måndag", "tisdag"]
    assert names[QAccessible.Role.RowHeader][:2] == ["vecka 44", "vecka 45"]
    assert len(names[QAccessible.Role.Cell]) == 42
    assert "måndag 9 november 2026, vecka 46, startdag" in names[QAccessible.Role.Cell]
    QTest.keyClick(popup.grid, Key.Key_PageDown)
    assert focused_cell(popup) == (QAccessible.Role.Cell, "onsdag 9 december 2026, vecka 50")
    popup.close()


def test_letters_and_a_press_alone_leave_the_day(fields: Fields) -> None:
    grid = open_calendar(fields[0]).grid
    QTest.keyClicks(grid, "28")
    QTest.mousePress(grid.viewport(), LEFT, pos=grid.day_rect(date(2026, 11, 26)).center())
    assert grid.current == FIRST
    QTest.mouseRelease(grid.viewport(), LEFT, pos=QPoint(-20, -20))
    assert days(fields) == (FIRST, LAST)


def test_a_month_without_the_day_shows_its_last_one(fields: Fields) -> None:
    fields[1].set_day(date(2027, 3, 31))
    grid = open_calendar(fields[1]).grid
    QTest.keyClick(grid, Key.Key_PageUp)
    assert grid.current == date(2027, 2, 28)


def test_t_goes_to_today_and_the_link_takes_it(fields: Fields) -> None:
    popup = open_calendar(fields[1])
    QTest.keyClick(popup.grid, Key.Key_T)
    today = popup.grid.current
    link = popup.findChild(QPushButton, "calendarToday")
    assert isinstance(link, QPushButton)
    QTest.mouseClick(link, LEFT)
    assert fields[1].day == today


def test_a_click_takes_a_day_and_the_other_end_comes_along(fields: Fields) -> None:
    grid = open_calendar(fields[0]).grid
    click_day(grid, date(2026, 11, 12))
    assert days(fields) == (date(2026, 11, 12), LAST)
    grid = open_calendar(fields[0]).grid
    click_day(grid, date(2026, 11, 26))
    assert days(fields) == (date(2026, 11, 26), date(2026, 11, 26))


def test_a_week_number_takes_the_week(fields: Fields) -> None:
    weeks: list[tuple[date, date]] = []
    fields[0].range_set.connect(lambda *week: weeks.append(week))
    grid = open_calendar(fields[0]).grid
    weeks_header = grid.verticalHeader()
    place = QPoint(5, weeks_header.sectionViewportPosition(1) + 5)
    QTest.mouseClick(weeks_header.viewport(), LEFT, pos=place)
    assert weeks == [(date(2026, 11, 2), date(2026, 11, 8))]
    assert fields[0].day == date(2026, 11, 2)


@pytest.mark.parametrize("undone", [0, 1])
@pytest.mark.parametrize("typed", [0, 1])
def test_a_typed_week_is_one_step_in_both_fields(fields: Fields, typed: int, undone: int) -> None:
    week = date(2026, 12, 7), date(2026, 12, 13)
    told: list[tuple[date, date]] = []
    changed: list[object] = []
    for field in fields:
        field.range_set.connect(lambda *ends: told.append(ends))
        field.dateChanged.connect(changed.append)
    fields[typed].setSelectedSection(DateField.Section.YearSection)
    QTest.keyClicks(fields[typed], "v. 50 2026")
    QTest.keyClick(fields[typed], Key.Key_Return)
    assert days(fields) == week
    QTest.keySequence(fields[undone], "Ctrl+Z")
    assert days(fields) == (FIRST, LAST)
    assert not any(field.can_undo for field in fields)
    QTest.keySequence(fields[1 - undone], "Ctrl+Y")
    assert days(fields) == week
    assert told == [week, (FIRST, LAST), week]
    assert not changed, "one end alone would make a reversed period"


def test_a_day_of_a_reversed_range_is_told_even_where_it_is_the_fields_own(fields: Fields) -> None:
    told: list[tuple[date, date]] = []
    fields[0].set_day(date(2026, 11, 27))
    fields[1].range_set.connect(lambda *ends: told.append(ends))
    popup = open_calendar(fields[1])
    QTest.keyClick(popup.grid, Key.Key_Return)
    assert days(fields) == (LAST, LAST)
    assert told == [(LAST, LAST)]
    QTest.keySequence(fields[1], "Ctrl+Z")
    assert days(fields) == (date(2026, 11, 27), LAST)


def test_a_period_is_chosen_at_the_left(fields: Fields) -> None:
    chosen: list[int] = []
    fields[1].preset_chosen.connect(chosen.append)
    presets = open_calendar(fields[1]).findChild(QListWidget, "calendarPresets")
    assert isinstance(presets, QListWidget)
    QTest.mouseClick(presets.viewport(), LEFT, pos=presets.visualItemRect(presets.item(1)).center())
    assert chosen == [1]
    presets = open_calendar(fields[1]).findChild(QListWidget, "calendarPresets")
    assert isinstance(presets, QListWidget)
    presets.setFocus()
    presets.setCurrentRow(0)
    QTest.keyClick(presets, Key.Key_Return)
    assert chosen == [1, 0]


def test_the_month_s_name_opens_months_and_years(fields: Fields) -> None:
    popup = open_calendar(fields[1])
    picker = popup.findChild(QPushButton, "calendarMonth")
    assert isinstance(picker, QPushButton)
    assert picker.text() == "november 2026"
    QTest.mouseClick(picker, LEFT)
    menu = picker.menu()
    assert isinstance(menu, QMenu)
    assert menu.activeAction().text() == "november"
    next(action for action in picker.menu().actions() if action.text() == "mars").trigger()
    picker.menu().close()
    assert popup.grid.current == date(2026, 3, 20)


def test_without_a_range_or_room_there_are_no_periods(fields: Fields, qtbot: QtBot, theme: Theme) -> None:
    alone = DateField(theme, "Dag")
    qtbot.addWidget(alone)
    alone.show()
    popup = open_calendar(alone)
    assert popup.findChild(QListWidget) is None
    popup.close()
    fields[0].window().resize(900, 60)
    assert open_calendar(fields[0]).findChild(QListWidget) is None


def test_tab_goes_from_left_to_right_and_downwards(fields: Fields) -> None:
    popup = open_calendar(fields[0])
    presets, today = popup.findChild(QListWidget), popup.findChild(QWidget, "calendarToday")
    assert presets is not None
    assert today is not None
    month, arrows = popup.findChild(QWidget, "calendarMonth"), popup.findChildren(IconButton)
    expected = [presets, month, *arrows, popup.grid, today]
    presets.setFocus()
    visited = []
    for _ in expected:
        focused = QApplication.focusWidget()
        assert focused is not None
        visited.append(focused)
        QTest.keyClick(focused, Key.Key_Tab)
    assert visited == expected
    assert QApplication.focusWidget() is presets
