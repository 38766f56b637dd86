"""Pickers by keyboard alone, and the menu of offices: search, all, none, only this one."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import PickerButton
from vitec_desktop.ui.widgets.check_menu import CheckMenu
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.ui.widgets.search_field import SearchField

HOUR = 3_600_000
NAMES = ["Solna", "Sundbyberg", "Vasastan", "Kungsholmen", "Södermalm", "Östermalm", "Täby", "Ängby"]
Key = Qt.Key


def open_picker(qtbot: QtBot, theme: Theme, menu: Menu) -> PickerButton:
    picker = PickerButton(theme, "Kontor")
    qtbot.addWidget(picker)
    picker.set_menu(menu)
    picker.show()
    picker.setFocus()
    QTest.keyClick(picker, Key.Key_Down)
    qtbot.waitUntil(menu.isVisible)
    return picker


def open_offices(qtbot: QtBot, theme: Theme, names: list[str]) -> CheckMenu:
    menu = CheckMenu(theme)
    qtbot.addWidget(menu)
    menu.set_choices("Alla kontor", "Inga kontor", names, [True] * len(names))
    menu.popup(QPoint(0, 0))
    qtbot.waitUntil(menu.isVisible)
    return menu


def active(menu: Menu) -> str:
    action = menu.activeAction()
    return action.text() if action else ""


def checked(menu: CheckMenu, names: list[str]) -> list[str]:
    return [name for name, is_checked in zip(names, menu.checked, strict=True) if is_checked]


def test_a_picker_opens_on_its_current_item_and_takes_letters_home_and_end(qtbot: QtBot, theme: Theme) -> None:
    menu = Menu()
    qtbot.addWidget(menu)
    for name in ("Idag", "Förra veckan", "Denna månad", "Förra månaden", "I år", "Åretrunt"):
        menu.addAction(name).setCheckable(True)
    menu.actions()[2].setChecked(True)
    open_picker(qtbot, theme, menu)
    assert active(menu) == "Denna månad"
    QTest.keyClick(menu, Key.Key_F)
    assert active(menu) == "Förra månaden"
    QTest.keyClick(menu, Key.Key_F)
    assert active(menu) == "Förra veckan"
    QTest.keyClick(menu, Key.Key_End)
    assert active(menu) == "Åretrunt"
    QTest.keyClick(menu, Key.Key_Home)
    assert active(menu) == "Idag"
    chosen: list[str] = []
    menu.triggered.connect(lambda action: chosen.append(action.text()))
    QTest.keyClick(menu, Key.Key_D)
    QTest.keyClick(menu, Key.Key_Return)
    assert chosen == ["Denna månad"]


@pytest.fixture
def set_typing_time() -> Iterator[Callable[[int], None]]:
    """Set for how many milliseconds letters are one text."""
    before = QApplication.keyboardInputInterval()
    yield QApplication.setKeyboardInputInterval
    QApplication.setKeyboardInputInterval(before)


def test_letters_that_follow_quickly_are_one_text(
    qtbot: QtBot, theme: Theme, set_typing_time: Callable[[int], None]
) -> None:
    menu = Menu()
    qtbot.addWidget(menu)
    for name in ("Mottagare", "Avsändare", "Status", "Status i beslutsstödsrapporter", "Bostadsstatus", "Typ"):
        menu.addAction(name)
    menu.popup(QPoint(0, 0))
    set_typing_time(HOUR)
    for text, found in (("Avs", "Avsändare"), ("bos", "Bostadsstatus"), ("Sta", "Status"), ("ss", "Status i")):
        QTest.keyClicks(menu, text)
        assert active(menu).startswith(found)
        QTest.keyClick(menu, Key.Key_Home)
    set_typing_time(0)
    QTest.keyClicks(menu, "avm")
    assert active(menu) == "Mottagare", "after a while, a letter begins anew"


def test_an_underlined_letter_triggers_its_action(qtbot: QtBot) -> None:
    menu = Menu()
    qtbot.addWidget(menu)
    chosen: list[str] = []
    menu.triggered.connect(lambda action: chosen.append(action.text()))
    menu.addAction("&Exportera")
    menu.addAction("Extra")
    menu.popup(QPoint(0, 0))
    QTest.keyClick(menu, Key.Key_E)
    assert chosen == ["&Exportera"]


def test_few_offices_need_no_search(qtbot: QtBot, theme: Theme) -> None:
    menu = open_offices(qtbot, theme, NAMES[:3])
    assert menu.findChild(SearchField) is None
    QTest.keyClick(menu, Key.Key_V)
    assert active(menu) == "Vasastan"


def test_what_is_typed_searches_the_offices_and_leaves_their_marks(qtbot: QtBot, theme: Theme) -> None:
    menu = open_offices(qtbot, theme, NAMES)
    field = menu.findChild(SearchField, "officeSearch")
    assert isinstance(field, SearchField)
    QTest.keyClicks(menu, "malm")
    assert field.text() == "malm"
    shown = [action.text() for action in menu.actions() if action.isVisible() and action.text()]
    assert shown == ["Södermalm", "Östermalm"]
    assert active(menu) == "Södermalm"
    for key in (Key.Key_Down, Key.Key_Space):
        QTest.keyClick(menu, key)
    assert checked(menu, NAMES) == [name for name in NAMES if name != "Östermalm"]
    QTest.keyClick(menu, Key.Key_Escape)
    assert field.text() == ""
    assert menu.isVisible()
    assert all(action.isVisible() for action in menu.actions())
    QTest.keyClick(menu, Key.Key_Escape)
    assert not menu.isVisible()


def test_only_this_one_by_key_and_by_mouse(qtbot: QtBot, theme: Theme) -> None:
    menu = open_offices(qtbot, theme, NAMES)
    changes: list[list[str]] = []
    menu.choice_changed.connect(lambda: changes.append(checked(menu, NAMES)))
    QTest.keyClicks(menu, "täby"[:1])
    menu.setActiveAction(next(one for one in menu.actions() if one.text() == "Vasastan"))
    QTest.keyClick(menu, Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert changes == [["Vasastan"]]
    QTest.keyClick(menu, Key.Key_Escape)
    rect = menu.actionGeometry(next(one for one in menu.actions() if one.text() == "Solna"))
    place = QPoint(rect.right() - 20, rect.center().y())
    QTest.mouseMove(menu, place)
    menu.setActiveAction(menu.actionAt(place))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    assert changes[-1] == ["Solna"]
    assert menu.isVisible()


def test_the_release_of_the_button_that_opened_the_menu_checks_nothing(qtbot: QtBot, theme: Theme) -> None:
    menu = CheckMenu(theme)
    qtbot.addWidget(menu)
    menu.set_choices("Alla kontor", "Inga kontor", NAMES, [name == "Täby" for name in NAMES])
    picker = PickerButton(theme, "Kontor")
    qtbot.addWidget(picker)
    picker.set_menu(menu)
    with qtbot.waitExposed(picker):
        picker.show()
    window, place = picker.windowHandle(), picker.rect().center()
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=place)  # Qt gives the release to the menu
    assert active(menu) == "Täby"
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=place)
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Täby"]
    second = next(one for one in menu.actions() if one.text() == "Solna")
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(second).center())
    assert checked(menu, NAMES) == ["Solna", "Täby"]
    menu.close()


def rect_of(menu: CheckMenu, name: str) -> QRect:
    return menu.actionGeometry(next(one for one in menu.actions() if one.text() == name))


@pytest.mark.parametrize("is_only", [False, True])
def test_a_click_that_opens_the_menu_below_the_pointer_changes_no_entry(
    qtbot: QtBot, theme: Theme, is_only: bool
) -> None:
    menu = open_offices(qtbot, theme, NAMES)
    rect = rect_of(menu, "Täby")
    place = QPoint(rect.right() - 20, rect.center().y()) if is_only else rect.center()
    QTest.mouseMove(menu, place)
    QTest.mouseMove(menu, place + QPoint(1, 0))  # the hand is not quite still
    QTest.mouseRelease(menu, Qt.MouseButton.LeftButton, pos=place)
    assert (active(menu), checked(menu, NAMES)) == ("Täby", NAMES)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=rect.center())
    assert "Täby" not in checked(menu, NAMES)
    menu.close()


def test_a_button_that_is_held_down_until_an_entry_unchecks_it(qtbot: QtBot, theme: Theme) -> None:
    menu = open_offices(qtbot, theme, NAMES)
    for name in ("Solna", "Vasastan", "Täby"):
        QTest.mouseMove(menu, rect_of(menu, name).center())
    QTest.mouseRelease(menu, Qt.MouseButton.LeftButton, pos=rect_of(menu, "Täby").center())
    assert checked(menu, NAMES) == [name for name in NAMES if name != "Täby"]
    menu.close()


def test_none_and_then_two_or_the_former_ones(qtbot: QtBot, theme: Theme) -> None:
    menu = open_offices(qtbot, theme, NAMES)
    changes: list[list[str]] = []
    menu.choice_changed.connect(lambda: changes.append(checked(menu, NAMES)))
    none = next(one for one in menu.actions() if one.text() == "Inga kontor")
    menu.setActiveAction(none)
    QTest.keyClick(menu, Key.Key_Space)
    assert menu.isVisible()
    assert changes == []
    for name in ("Solna", "Täby"):
        menu.setActiveAction(next(one for one in menu.actions() if one.text() == name))
        QTest.keyClick(menu, Key.Key_Space)
    assert changes == [["Solna"], ["Solna", "Täby"]]
    menu.setActiveAction(none)
    QTest.keyClick(menu, Key.Key_Space)
    menu.close()
    assert checked(menu, NAMES) == ["Solna", "Täby"]


def test_enter_keeps_what_space_has_checked(qtbot: QtBot, theme: Theme) -> None:
    menu = open_offices(qtbot, theme, NAMES)
    menu.check_only(NAMES.index("Solna"))
    menu.close()
    menu.popup(QPoint(0, 0))
    QTest.keyClicks(menu, "va")
    for key in (Key.Key_Down, Key.Key_Space, Key.Key_Return):
        QTest.keyClick(menu, key)
    assert not menu.isVisible()
    assert checked(menu, NAMES) == ["Solna", "Vasastan"]
    menu.popup(QPoint(0, 0))
    QTest.keyClicks(menu, "va")
    QTest.keyClick(menu, Key.Key_Return)
    assert not menu.isVisible()
    assert checked(menu, NAMES) == ["Solna"], "without Space, Enter is for the active one"


@pytest.mark.parametrize("key", [Key.Key_Down, Key.Key_Up])
def test_arrows_stay_on_the_hits(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    menu = open_offices(qtbot, theme, NAMES)
    QTest.keyClicks(menu, "va")
    QTest.keyClick(menu, key)
    assert active(menu) == "Vasastan"
    QTest.keyClick(menu, Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert checked(menu, NAMES) == ["Vasastan"]
    QTest.keyClick(menu, Key.Key_Escape)
    QTest.keyClicks(menu, "malm")
    names = []
    for _ in range(3):
        names.append(active(menu))
        QTest.keyClick(menu, key)
    assert names == ["Södermalm", "Östermalm", "Södermalm"]


def test_a_search_without_hits_leaves_nothing_to_check(qtbot: QtBot, theme: Theme) -> None:
    menu = open_offices(qtbot, theme, NAMES)
    QTest.keyClicks(menu, "va")
    QTest.keyClicks(menu, "xx")
    for key in (Key.Key_Space, Key.Key_Down, Key.Key_Space):
        QTest.keyClick(menu, key)
    QTest.keyClick(menu, Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert menu.isVisible()
    assert checked(menu, NAMES) == NAMES


def test_a_space_between_two_words_is_a_part_of_the_search(qtbot: QtBot, theme: Theme) -> None:
    offices = [f"Norrby {name}" for name in NAMES]
    menu = open_offices(qtbot, theme, offices)
    field = menu.findChild(SearchField, "officeSearch")
    assert isinstance(field, SearchField)
    QTest.keyClicks(menu, "norrby solna")
    assert field.text() == "norrby solna"
    assert (active(menu), checked(menu, offices)) == ("Norrby Solna", offices)


def test_a_space_in_a_name_that_is_typed_checks_nothing(
    qtbot: QtBot, theme: Theme, set_typing_time: Callable[[int], None]
) -> None:
    offices = ["Norrby Täby", "Norrby Solna", "Norrby Sundbyberg"]
    menu = open_offices(qtbot, theme, offices)
    set_typing_time(HOUR)
    QTest.keyClicks(menu, "norrby s")
    assert (active(menu), checked(menu, offices)) == ("Norrby Solna", offices)
    for key in (Key.Key_Down, Key.Key_Space):
        QTest.keyClick(menu, key)
    assert checked(menu, offices) == offices[:-1], "the user has gone to it"
    set_typing_time(0)
    QTest.keyClicks(menu, "n ")
    assert checked(menu, offices) == offices[1:-1], "after a while, a space checks"


def test_space_checks_what_the_user_has_gone_to(qtbot: QtBot, theme: Theme) -> None:
    menu = open_offices(qtbot, theme, NAMES)
    for key in (Key.Key_End, Key.Key_Space):
        QTest.keyClick(menu, key)
    assert checked(menu, NAMES) == NAMES[:-1], "no search yet"
    for key in (Key.Key_S, Key.Key_End, Key.Key_Space, Key.Key_Space, Key.Key_Up, Key.Key_Space):
        QTest.keyClick(menu, key)
    shown = [action.text() for action in menu.actions() if action.isVisible() and action.text()]
    assert checked(menu, NAMES) == [name for name in NAMES[:-1] if name != shown[-2]]


def test_a_search_leaves_the_menu_as_big_as_it_is(qtbot: QtBot, theme: Theme) -> None:
    menu = open_offices(qtbot, theme, [f"{NAMES[number % 8]} {number}" for number in range(60)])
    size = menu.size()
    QTest.keyClicks(menu, "malm")
    assert menu.size() != size
    QTest.keyClick(menu, Key.Key_Escape)
    assert menu.size() == size
