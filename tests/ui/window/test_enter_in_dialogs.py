"""Enter presses the button that has the focus, in every dialog; elsewhere in a dialog it presses the filled button."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLineEdit, QPushButton, QRadioButton, QWidget

from tests.helpers.window_driver import WindowDriver
from tests.ui.window.test_keyboard import DIALOGS, Keyboard
from vitec_desktop.accounts.connections import Connection
from vitec_desktop.ui.archive.forget_dialog import ForgetDialog
from vitec_desktop.ui.connections.password_dialog import PasswordDialog
from vitec_desktop.ui.overview.definitions_dialog import DefinitionsDialog
from vitec_desktop.ui.schedule.schedule_dialog import ConnectionNeededDialog, ScheduleDefaults, ScheduleDialog
from vitec_desktop.ui.widgets.details_dialog import DetailsDialog
from vitec_desktop.ui.widgets.question_dialog import QuestionDialog
from vitec_desktop.ui.widgets.switch_button import SwitchButton
from vitec_desktop.webservice.models import ListKind


def _connection(driver: WindowDriver) -> Connection:
    return driver.controller.connection_store.connections[0]


_MADE: dict[str, Callable[[WindowDriver], QWidget]] = {
    "question": lambda driver: QuestionDialog(
        driver.controller.theme, "Ta bort", "Ta bort?", "Det går inte att ångra.", "Ta bort", "Behåll", driver.window
    ),
    "archiveForgetDialog": lambda driver: ForgetDialog(driver.controller.theme, driver.window),
    "passwordPrompt": lambda driver: PasswordDialog(
        driver.controller.theme, _connection(driver), "Lösenordet behövs.", can_save=True, parent=driver.window
    ),
    "definitionsDialog": lambda driver: DefinitionsDialog(driver.controller.theme, (), "", driver.window),
    "detailsDialog": lambda driver: DetailsDialog(driver.controller.theme, "Fel", "Fel", "", "…", driver.window),
    "connectionNeededDialog": lambda driver: ConnectionNeededDialog(
        driver.controller.theme, is_demo=False, parent=driver.window
    ),
    "scheduleDialog": lambda driver: ScheduleDialog(
        driver.controller.theme,
        driver.controller.language,
        ScheduleDefaults((_connection(driver),), ""),
        driver.window,
    ),
}


def _open(driver: WindowDriver, name: str) -> QWidget:
    driver.show_list(ListKind.TIPS)
    driver.activate()
    if name in _MADE:
        dialog = _MADE[name](driver)
        dialog.setObjectName(name)
        dialog.show()
    else:
        DIALOGS[name](driver)
    dialog = driver.find_dialog(name)
    dialog.activateWindow()
    driver.wait_until(dialog.isActiveWindow)
    return dialog


@pytest.mark.parametrize("name", [*DIALOGS, *_MADE])
def test_enter_presses_the_button_with_the_focus(demo: WindowDriver, name: str) -> None:
    dialog = _open(demo, name)
    pressed: list[QAbstractButton] = []
    buttons = [button for button in dialog.findChildren(QPushButton) if button.menu() is None]
    for button in buttons:
        button.clicked.connect(dialog.update)
        button.clicked.disconnect()  # from what it does, such as closing the dialog
        button.clicked.connect(lambda _=False, button=button: pressed.append(button))
    filled = [button for button in buttons if button.isDefault()]
    assert len(filled) == 1
    keyboard = Keyboard()
    for stop in keyboard.round():
        stop.setFocus()
        assert [button for button in buttons if button.isDefault()] == filled
        for key in ("Return", "Enter"):
            if stop in buttons:
                expected = [stop]
            elif isinstance(stop, QLineEdit | QCheckBox | QRadioButton | QComboBox | SwitchButton):
                expected = [button for button in filled if button.isEnabled()]
            else:
                continue
            keyboard.press(key)
            assert pressed == expected, (stop.objectName() or stop.accessibleName(), key)
            pressed.clear()


def test_enter_on_cancel_forgets_nobody(demo: WindowDriver) -> None:
    dialog = _open(demo, "archiveForgetDialog")
    assert isinstance(dialog, ForgetDialog)
    asked: list[str] = []
    dialog.forget_requested.connect(asked.append)
    keyboard = Keyboard()
    keyboard.write("Anna")
    demo.find_widget(QPushButton, "archiveForgetConfirm").setEnabled(True)
    keyboard.tab_to("Avbryt")
    keyboard.press("Return")
    assert not demo.is_dialog_open("archiveForgetDialog")
    assert not asked
