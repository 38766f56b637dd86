"""The date field: typing, errors, keys and clicks."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeySequence,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.window_driver import send_text
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.date_field import DateField

OLD = QDate(2026, 11, 24)
FIRST_OF_SEPTEMBER = QDate(2026, 9, 1)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def field(qtbot: QtBot, theme: Theme) -> Iterator[DateField]:
    """A date field between two other fields, focused by Tab."""
    window = QWidget()
    qtbot.addWidget(window)
    field = DateField(theme, "Första dagen", window)
    column = QVBoxLayout(window)
    before = QLineEdit(window)
    before.setObjectName("before")
    for part in (before, field, QLineEdit(window)):
        column.addWidget(part)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setToolTip("Första dagen; F4 öppnar kalendern")
    field.set_day(date(2026, 11, 24))
    field.setFocus(Qt.FocusReason.TabFocusReason)
    yield field
    window.close()


def click(field: DateField, sign: int) -> None:
    """Click on the character of that number in the field's text."""
    edit = field.lineEdit()
    place = edit.fontMetrics().horizontalAdvance(edit.text()[:sign]) + 5
    QTest.mouseClick(edit, LEFT, pos=QPoint(place, edit.height() // 2))


def clear(field: DateField) -> None:
    QTest.keySequence(field, "Ctrl+A")
    QTest.keyClick(field, Qt.Key.Key_Delete)


def is_refused(field: DateField) -> bool:
    says = field.toolTip() == field.accessibleDescription() == field.error
    return field.property("error") is True and bool(field.error) and says


MONTHS = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
DAY_FORMS: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%y-%m-%d}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day:%y%m%d}",
    lambda day: f"{day.day}/{day.month} {day.year}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
)
SHORT_DAY_FORMS: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day.day}/{day.month}",
    lambda day: f"{day.day} {MONTHS[day.month - 1]}",
)
"""Without a year: for a day of the past months."""


def leave_and_return(field: DateField) -> None:
    field.window().findChildren(QLineEdit, "before")[0].setFocus(Qt.FocusReason.MouseFocusReason)
    field.setFocus(Qt.FocusReason.TabFocusReason)


def type_day(field: DateField) -> None:
    click(field, 9)
    send_text(field, "28")
    QTest.keyClick(field, Qt.Key.Key_Return)


def day_before_today(days: int) -> date:
    day = QDate.currentDate().addDays(-days)
    return date(day.year(), day.month(), day.day())


ACTS: dict[str, Callable[[DateField], object]] = {
    "click year": lambda field: click(field, 1),
    "click month": lambda field: click(field, 6),
    "click day": lambda field: click(field, 9),
    "up": lambda field: QTest.keyClick(field, Qt.Key.Key_Up),
    "down": lambda field: QTest.keyClick(field, Qt.Key.Key_Down),
    "leave": leave_and_return,
    "type day": type_day,
}


@given(
    old=st.dates(date(2001, 1, 1), date(2068, 12, 31)),
    acts=st.lists(st.sampled_from(sorted(ACTS)), max_size=4),
    new=st.tuples(st.dates(date(2001, 1, 1), date(2068, 12, 31)), st.sampled_from(DAY_FORMS))
    | st.tuples(st.integers(0, 300).map(day_before_today), st.sampled_from(SHORT_DAY_FORMS)),
    selected=st.sampled_from(("all", "keys", "tab", "click year", "click month", "click day")),
    ended=st.sampled_from(("return", "tab", "mouse")),
)
@example(old=date(2026, 10, 16), acts=["click day"], new=(date(2026, 11, 1), DAY_FORMS[0]), selected="all", ended="tab")
@example(old=date(2026, 10, 16), acts=["click day"], new=(date(2026, 11, 1), DAY_FORMS[4]), selected="tab", ended="tab")
@example(old=date(2026, 10, 16), acts=[], new=(date(2026, 11, 3), DAY_FORMS[0]), selected="click month", ended="tab")
@example(old=date(2026, 10, 16), acts=[], new=(date(2026, 11, 3), DAY_FORMS[2]), selected="click day", ended="tab")
@example(old=date(2001, 1, 1), acts=[], new=(date(2001, 1, 1), DAY_FORMS[1]), selected="click month", ended="return")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_typed_date_is_taken_whatever_was_done_in_the_field_before(
    field: DateField,
    old: date,
    acts: list[str],
    new: tuple[date, Callable[[date], str]],
    selected: str,
    ended: str,
) -> None:
    leave_and_return(field)
    field.set_day(old)
    for act in acts:
        ACTS[act](field)
    if selected == "all":
        field.selectAll()
    elif selected == "keys":
        QTest.keySequence(field, "Ctrl+A")
    elif selected == "tab":
        leave_and_return(field)
    else:
        ACTS[selected](field)
    day, form = new
    send_text(field, form(day))
    if ended == "return":
        QTest.keyClick(field, Qt.Key.Key_Return)
    elif ended == "tab":
        QTest.keyClick(field, Qt.Key.Key_Tab)
        assert not field.hasFocus()
    else:
        QTest.mouseClick(field.window().findChildren(QLineEdit, "before")[0], LEFT)
    assert (field.day, field.text(), field.error) == (day, day.isoformat(), "")
    leave_and_return(field)
    assert (field.day, field.text()) == (day, day.isoformat())


@pytest.mark.parametrize("selected", ["all", "tab"])
def test_an_earlier_day_is_taken_after_a_click_on_the_old_one(field: DateField, selected: str) -> None:
    field.setDate(QDate(2026, 10, 16))
    click(field, 9)
    if selected == "all":
        field.selectAll()
    else:
        leave_and_return(field)
    send_text(field, "2026-11-01")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.day == date(2026, 11, 1)


@pytest.mark.parametrize(
    "text", ["1/9", "3/10", "v47", "v 5", "1 nov", "v. 47", "1/9 2026", "2026-09-01", "2026-11-24"]
)
def test_tab_leaves_the_field_after_a_date_of_any_length(field: DateField, text: str) -> None:
    send_text(field, text)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert not field.hasFocus()
    assert not field.error


WRITTEN = ["1/9 2026", "1 sep 2026", "1 september 2026", "260901", "20260901", "26-09-01", "2026-9-1", "2026-09-01"]


@pytest.mark.parametrize("text", [*WRITTEN, "1/9-26", "1 Sep. 2026", "2026/09/01"])
@pytest.mark.parametrize("begun", ["tab", "click", "all", "deleted"])
def test_an_unambiguous_date_is_accepted(field: DateField, begun: str, text: str) -> None:
    if begun == "click":
        click(field, 1)
    elif begun == "all":
        QTest.keySequence(field, "Ctrl+A")
    elif begun == "deleted":
        clear(field)
    send_text(field, text)
    assert field.text() == text
    assert field.date() == OLD, "no half date starts anything"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.date() == FIRST_OF_SEPTEMBER
    assert field.text() == "2026-09-01"
    assert field.property("error") is not True


@pytest.mark.parametrize("text", ["2026-02-30", "30/2 2026", "1-9", "i morgon", "9/13/2026", "x", "-"])
@pytest.mark.parametrize("ended", ["return", "tab", "click", "called"])
def test_an_invalid_date_is_reported_and_keeps_the_old_one(field: DateField, text: str, ended: str) -> None:
    seen: list[QDate] = []
    field.dateChanged.connect(seen.append)
    send_text(field, text)
    if ended == "return":
        QTest.keyClick(field, Qt.Key.Key_Return)
    elif ended == "tab":
        QTest.keyClick(field, Qt.Key.Key_Tab)
    elif ended == "click":
        QTest.mouseClick(field.window().findChildren(QLineEdit, "before")[0], LEFT)
    else:
        field.interpretText()
    assert field.date() == OLD
    assert field.text() == "2026-11-24"
    assert not seen
    assert is_refused(field)
    assert field.error == f"”{text}” är inget datum. 2026-11-24 gäller fortfarande. Skriv datumet som 2026-09-01."
    assert QToolTip.text() == field.error


def test_a_second_error_is_reported_too(field: DateField) -> None:
    for text in ("nej", "inte"):
        QTest.keySequence(field, "Ctrl+A")
        send_text(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert field.error.startswith(f"”{text}” är inget datum.")
    QGuiApplication.clipboard().setText("aldrig")
    field.lineEdit().paste()
    assert is_refused(field)
    field.setDate(FIRST_OF_SEPTEMBER)
    assert field.toolTip() == "Första dagen; F4 öppnar kalendern"


@pytest.mark.parametrize("text", ["991231", "2100-01-01", "1/9 1926"])
def test_a_date_outside_the_allowed_years_is_refused(field: DateField, text: str) -> None:
    send_text(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.date() == OLD
    assert is_refused(field)
    assert field.error.startswith(f"”{text}” ligger utanför åren 2000–2099.")


def test_the_next_date_clears_the_error(field: DateField) -> None:
    def type_another() -> None:
        send_text(field, "1/9 2026")
        QTest.keyClick(field, Qt.Key.Key_Return)

    mends: tuple[Callable[[], None], ...] = (
        type_another,
        lambda: field.setDate(OLD),
        lambda: QTest.keyClick(field, Qt.Key.Key_Up),
    )
    for mend in mends:
        field.setSelectedSection(DateField.Section.YearSection)
        send_text(field, "nej")
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert is_refused(field)
        mend()
        assert not field.error
        assert field.property("error") is False
        assert field.toolTip() == "Första dagen; F4 öppnar kalendern"
        assert field.accessibleDescription() == ""


@pytest.mark.parametrize("typed", ["", " "])
def test_an_emptied_field_shows_its_date_again_without_an_error(field: DateField, typed: str) -> None:
    for wrong in ("nej", ""):
        send_text(field, wrong)
        QTest.keyClick(field, Qt.Key.Key_Return)
        clear(field)
        send_text(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert (field.day, field.text(), field.error) == (date(2026, 11, 24), "2026-11-24", "")
        assert not field.property("error")


def test_escape_and_the_calendar_clear_the_error_of_an_earlier_text(field: DateField) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F4):
        field.setSelectedSection(DateField.Section.YearSection)
        send_text(field, "nej")
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert is_refused(field)
        QTest.keyClick(field, key)
        popup = QApplication.activePopupWidget()
        assert (popup is not None) is (key == Qt.Key.Key_F4)
        if popup:
            popup.close()
        assert (field.error, field.property("error"), field.date()) == ("", False, OLD)


def turn_wheel(field: DateField) -> None:
    place = QPointF(20, 10)
    QApplication.sendEvent(
        field,
        QWheelEvent(
            place,
            field.mapToGlobal(place),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def test_the_wheel_changes_only_the_field_that_has_the_focus(field: DateField) -> None:
    field.window().findChildren(QLineEdit, "before")[0].setFocus()
    turn_wheel(field)
    assert field.date() == OLD
    assert not field.hasFocus()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    turn_wheel(field)
    assert field.date() == OLD.addYears(1)


def test_escape_discards_the_typed_text(field: DateField) -> None:
    send_text(field, "1-9")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "2026-11-24"
    assert not field.error
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.date() == QDate(2027, 11, 24)


def test_setting_a_date_replaces_the_typed_text(field: DateField) -> None:
    for day in (OLD, FIRST_OF_SEPTEMBER):
        send_text(field, "1/8")
        field.setDate(day)
        assert field.text() == day.toString("yyyy-MM-dd")
        field.interpretText()
        assert field.date() == day
        assert not field.error
        field.setSelectedSection(DateField.Section.YearSection)


def test_switching_windows_keeps_the_typed_text(field: DateField) -> None:
    send_text(field, "1-9")
    for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
        QApplication.sendEvent(field, QFocusEvent(kind, Qt.FocusReason.ActiveWindowFocusReason))
    assert field.text() == "1-9"
    assert not field.error
    send_text(field, " 2026")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.date() == FIRST_OF_SEPTEMBER


def test_typing_replaces_the_clicked_part(field: DateField) -> None:
    click(field, 6)
    send_text(field, "10")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.date() == QDate(2026, 10, 24)
    click(field, 9)
    send_text(field, "5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.date() == QDate(2026, 10, 5)
    click(field, 1)
    send_text(field, "2025")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.date() == QDate(2025, 10, 5)


@pytest.mark.parametrize("sign", [1, 6, 9])
@pytest.mark.parametrize("how", ["typed", "corrected", "pasted", "pasted with the mouse"])
def test_a_clicked_part_takes_a_whole_date(field: DateField, sign: int, how: str) -> None:
    day = day_before_today(30)
    month, week = MONTHS[day.month - 1], day.isocalendar().week
    monday = day - timedelta(days=day.weekday())
    days = dict.fromkeys((f"{day}", f"{day.day}/{day.month}", f"{day.day} {month}", f"{month} {day.day}"), day)
    days |= dict.fromkeys((f"v. {week}", f"v{week}"), monday)
    for text, expected in days.items():
        field.setDate(OLD)
        click(field, sign)
        QGuiApplication.clipboard().setText(f"{text}\n")
        if how == "corrected":
            send_text(field, text[0] + "9")
            QTest.keyClick(field, Qt.Key.Key_Backspace)
            send_text(field, text[1:])
        elif how == "typed":
            send_text(field, text)
        elif how == "pasted":
            QTest.keySequence(field, "Ctrl+V")
        else:
            field.lineEdit().paste()
        if how in ("typed", "corrected"):
            assert field.text() == text
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert (field.day, field.error) == (expected, ""), text


def test_a_month_is_typed_by_its_name(field: DateField) -> None:
    click(field, 6)
    send_text(field, "jan")
    assert field.text() == "2026-jan-24"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.day == date(2026, 1, 24)


@pytest.mark.parametrize("text", ["1005", "10-05", "10-5"])
def test_the_day_is_selected_after_the_month(field: DateField, text: str) -> None:
    click(field, 6)
    send_text(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.date() == QDate(2026, 10, 5)


def test_tab_moves_from_part_to_part_and_leaves_a_whole_date(field: DateField) -> None:
    send_text(field, "2025")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.lineEdit().selectedText() == "11"
    send_text(field, "09")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    send_text(field, "01")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert not field.hasFocus()
    assert field.date() == QDate(2025, 9, 1)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    send_text(field, "1/9 2026")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert not field.hasFocus()
    assert field.date() == FIRST_OF_SEPTEMBER


def test_a_typing_error_can_be_corrected(field: DateField) -> None:
    send_text(field, "1/8 2026")
    for _ in range(5):
        QTest.keyClick(field, Qt.Key.Key_Left)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == "1/ 2026"
    click(field, 1)
    assert (field.text(), field.date()) == ("1/ 2026", OLD)
    QTest.keyClick(field, Qt.Key.Key_End)
    for _ in range(5):
        QTest.keyClick(field, Qt.Key.Key_Left)
    send_text(field, "9")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.date() == FIRST_OF_SEPTEMBER


@pytest.mark.parametrize("text", ["1/9 2026", "2026-09-01", " 1 september 2026 ", "\u200e2026-\u200e09-\u200e01"])
@pytest.mark.parametrize("how", ["keys", "mouse"])
def test_a_date_can_be_pasted(field: DateField, text: str, how: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keySequence(field, "Ctrl+A")
    if how == "keys":
        QTest.keySequence(field, "Ctrl+V")
        QTest.keyClick(field, Qt.Key.Key_Return)
    else:
        field.lineEdit().paste()  # what the context menu does
    assert field.date() == FIRST_OF_SEPTEMBER
    assert field.text() == "2026-09-01"


def test_arrow_keys_step_the_selected_part(field: DateField) -> None:
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.date() == QDate(2027, 11, 24)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.date() == QDate(2027, 10, 24)


def test_a_typed_date_emits_one_change(field: DateField, qtbot: QtBot) -> None:
    seen: list[object] = []
    field.dateChanged.connect(lambda day: seen.append(day.toPython()))
    send_text(field, "1/9 2026")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    field.interpretText()
    assert seen == [date(2026, 9, 1)]


def test_a_day_without_a_year_and_a_week_are_understood(field: DateField) -> None:
    year = QDate.currentDate().addDays(-7).year()
    weeks: list[tuple[date, date]] = []
    field.range_set.connect(lambda *days: weeks.append(days))
    send_text(field, f"1/9 {year}")
    field.interpretText()
    assert field.date() == QDate(year, 9, 1)
    field.setSelectedSection(DateField.Section.YearSection)
    send_text(field, "1 jan")
    field.interpretText()
    assert (field.date().month(), field.date().day()) == (1, 1)
    assert weeks == []
    field.setSelectedSection(DateField.Section.YearSection)
    send_text(field, "v. 47 2026")
    field.interpretText()
    assert field.date() == QDate(2026, 11, 16)
    assert field.error == ""
    assert weeks == [(date(2026, 11, 16), date(2026, 11, 22))]


def test_the_last_day_of_a_typed_week(qtbot: QtBot, theme: Theme) -> None:
    field = DateField(theme, "Sista dagen", is_last=True)
    qtbot.addWidget(field)
    field.show()
    field.setSelectedSection(DateField.Section.YearSection)
    send_text(field, "v. 47 2026")
    field.interpretText()
    assert field.date() == QDate(2026, 11, 22)


# Undo ----------------------------------------------------------------------------------------------------------------


WRONG: dict[str, str] = {"whole": "2026-01-09", "short": "1/9", "none": "i morgon", "part": "10"}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG.keys())
@pytest.mark.parametrize("begun", ["tab", "click month", "click day", "all"])
@pytest.mark.parametrize("ended", ["typing", "return", "tab", "left"])
def test_undo_reaches_the_date_that_stood_there(field: DateField, text: str, begun: str, ended: str) -> None:
    if begun == "all":
        QTest.keySequence(field, "Ctrl+A")
    elif begun != "tab":
        ACTS[begun](field)
    send_text(field, text)
    if ended == "return":
        QTest.keyClick(field, Qt.Key.Key_Return)
    elif ended == "tab":
        field.window().findChildren(QLineEdit, "before")[0].setFocus(Qt.FocusReason.TabFocusReason)
        field.setFocus(Qt.FocusReason.TabFocusReason)
    elif ended == "left":
        leave_and_return(field)
    for _ in range(len(text) + 1):
        QTest.keySequence(field, "Ctrl+Z")
    assert (field.date(), field.text()) == (OLD, "2026-11-24")
    assert not field.can_undo
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.date() != OLD, "a part is selected"


def test_undo_goes_back_date_by_date_and_redo_forward(field: DateField, qtbot: QtBot) -> None:
    for text in ("2026-10-01", "2026-09-01"):
        field.selectAll()
        send_text(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(field.dateChanged):
        QTest.keySequence(field, "Ctrl+Z")
    assert field.day == date(2026, 10, 1)
    QTest.keySequence(field, "Ctrl+Z")
    assert field.date() == OLD
    for expected in (date(2026, 10, 1), date(2026, 9, 1), date(2026, 9, 1)):
        QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.Redo))
        assert field.day == expected
    field.set_day(date(2026, 8, 1))
    assert not field.can_undo


def open_menu(field: DateField) -> QMenu:
    place = QPoint(5, 5)
    QApplication.sendEvent(
        field.lineEdit(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, field.mapToGlobal(place))
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_the_context_menu_undoes_and_redoes_the_date(field: DateField) -> None:
    def can_act() -> list[bool]:
        menu = open_menu(field)
        menu.close()
        return [action.isEnabled() for action in menu.actions() if action.objectName() in ("edit-undo", "edit-redo")]

    def choose(name: str) -> None:
        menu = open_menu(field)
        next(action for action in menu.actions() if action.objectName() == name).trigger()
        menu.close()

    assert can_act() == [False, False]
    send_text(field, "2026-09-01")
    assert can_act() == [True, False]
    QTest.keyClick(field, Qt.Key.Key_Return)
    choose("edit-undo")
    assert field.date() == OLD
    assert can_act() == [False, True]
    choose("edit-redo")
    assert field.date() == FIRST_OF_SEPTEMBER
    menu = open_menu(field)
    menu.actions()[-1].trigger()
    menu.close()
    assert field.date() < FIRST_OF_SEPTEMBER, "a step down"


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG.keys())
def test_escape_reaches_the_date_that_stood_there(field: DateField, text: str) -> None:
    for begin in ("click month", "click day"):
        ACTS[begin](field)
        send_text(field, text)
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert (field.date(), field.text()) == (OLD, "2026-11-24")


# Dropping ------------------------------------------------------------------------------------------------------------


def drop(field: DateField, text: str, sign: int) -> None:
    """Drop a text with the mouse on the character of that number."""
    edit, data = field.lineEdit(), QMimeData()
    data.setText(text)
    place = QPoint(edit.fontMetrics().horizontalAdvance(edit.text()[:sign]) + 5, edit.height() // 2)
    button, copy, no_keys = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    for event in (QDragEnterEvent(place, copy, data, button, no_keys), QDropEvent(place, copy, data, button, no_keys)):
        QApplication.sendEvent(edit, event)
        assert event.isAccepted()


@pytest.mark.parametrize("clicked", [1, 6, 9, None])
@pytest.mark.parametrize("text", ["2026-09-01", "1/9 2026", " 1 september 2026\n"])
def test_a_dropped_date_is_taken_like_a_pasted_one(field: DateField, text: str, clicked: int | None) -> None:
    QGuiApplication.clipboard().setText("något annat")
    if clicked:
        click(field, clicked)
    drop(field, text, clicked or 3)
    assert (field.date(), field.text(), field.error) == (FIRST_OF_SEPTEMBER, "2026-09-01", "")


def test_a_dropped_month_replaces_the_one_that_is_selected(field: DateField) -> None:
    click(field, 6)
    drop(field, "10", 6)
    assert (field.day, field.error) == (date(2026, 10, 24), "")
    drop(field, "05", 9)
    assert (field.day, field.error) == (date(2026, 10, 5), ""), "or the one at the pointer"


def test_a_dropped_text_that_is_no_date_is_reported(field: DateField) -> None:
    click(field, 6)
    drop(field, "aldrig", 6)
    assert field.date() == OLD
    assert is_refused(field)
    assert "aldrig" in field.error
