"""The export dialog: rows, format, sheets, name and folder."""

import os
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from vitec_desktop.export.export_spec import LIST_SHEETS, STATISTICS_SHEET_NAMES, SheetKey
from vitec_desktop.report.language import load_language
from vitec_desktop.ui.common.settings import Settings, SettingsStore
from vitec_desktop.ui.export.existing_target_box import ExistingTargetBox
from vitec_desktop.ui.export.export_dialog import ExportDialog
from vitec_desktop.ui.export.export_options import (
    ExportDialogData,
    ExportFormat,
    ExportOptions,
    load_export_options,
    save_export_options,
)
from vitec_desktop.ui.export.target_check import check_target_state
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import DisclosureButton
from vitec_desktop.webservice.models import ListKind

NAME = "Tips och leads 2026-10-01–2026-10-31"
ALL = {ListKind.INCOMING: 2100, ListKind.OUTGOING: 45, ListKind.TIPS: 67}
SHOWN = {ListKind.INCOMING: 2100, ListKind.OUTGOING: 45, ListKind.TIPS: 1}

Open = Callable[..., ExportDialog]


@pytest.fixture
def open_dialog(qtbot: QtBot, tmp_path: Path) -> Open:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = Theme(app)

    def open_it(choice: ExportOptions | None = None, folder: Path = tmp_path) -> ExportDialog:
        offer = ExportDialogData(NAME, folder, ALL, SHOWN, True, True, choice or ExportOptions())
        dialog = ExportDialog(theme, load_language("sv"), offer)
        qtbot.addWidget(dialog)
        dialog.target_check_requested.connect(lambda target: dialog.show_target_state(check_target_state(target)))
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return open_it


def press(dialog: ExportDialog, name: str) -> None:
    button = dialog.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    button.click()


def box(dialog: ExportDialog, key: SheetKey) -> QCheckBox:
    found = dialog.findChild(QCheckBox, f"exportSheet_{key.value}")
    assert isinstance(found, QCheckBox)
    return found


def name_of(dialog: ExportDialog) -> str:
    field = dialog.findChild(QLineEdit, "exportTarget")
    assert isinstance(field, QLineEdit)
    return field.text()


def segment(dialog: ExportDialog, word: str) -> None:
    next(button for button in dialog.findChildren(QAbstractButton) if button.text() == word).click()


def words(dialog: ExportDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def saved(qtbot: QtBot, dialog: ExportDialog) -> tuple[Path, ExportOptions]:
    with qtbot.waitSignal(dialog.save_requested) as signal:
        press(dialog, "exportSaveButton")
    target, choice = signal.args
    return target, choice


def test_the_default_is_everything_as_a_workbook(qtbot: QtBot, open_dialog: Open, tmp_path: Path) -> None:
    dialog = open_dialog()
    everything = dialog.findChild(QRadioButton, "exportAllRows")
    assert isinstance(everything, QRadioButton)
    assert everything.isChecked()
    assert all(box(dialog, key).isChecked() for key in SheetKey)
    target, choice = saved(qtbot, dialog)
    assert target == tmp_path / f"{NAME}.xlsx"
    assert choice == ExportOptions()


def test_return_saves_with_the_defaults(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    with qtbot.waitSignal(dialog.save_requested):
        QTest.keyClick(dialog, Qt.Key.Key_Return)


@pytest.mark.parametrize("kind", ["Excel-arbetsbok", "CSV-filer"])
def test_between_the_lists_no_row_is_left_empty(qtbot: QtBot, open_dialog: Open, kind: str) -> None:
    """Not that of a sheet that the file does not have."""
    dialog = open_dialog()
    segment(dialog, kind)
    press(dialog, "exportChooseSheets")
    [about] = [one for one in dialog.findChildren(QCheckBox) if one.text() == "Om rapporten"]
    boxes = [about, *(box(dialog, key) for key in LIST_SHEETS.values())]

    def gaps() -> set[int]:
        tops = sorted(one.mapTo(dialog, QPoint()).y() for one in boxes)
        return {low - high - about.height() for high, low in pairwise(tops)}

    qtbot.waitUntil(lambda: gaps() == {0})


def test_csv_goes_into_a_zip_or_a_folder(qtbot: QtBot, open_dialog: Open, tmp_path: Path) -> None:
    dialog = open_dialog()
    segment(dialog, "CSV-filer")
    assert name_of(dialog) == f"{NAME}.zip"
    assert not any(box(dialog, key).isVisible() for key in STATISTICS_SHEET_NAMES)
    press(dialog, "exportZipped")
    assert name_of(dialog) == NAME
    segment(dialog, "Excel-arbetsbok")
    assert name_of(dialog) == f"{NAME}.xlsx"
    segment(dialog, "CSV-filer")
    (tmp_path / NAME).mkdir()
    target, choice = saved(qtbot, dialog)
    assert target == tmp_path / NAME
    assert choice.format is ExportFormat.CSV
    assert not choice.is_zipped
    assert choice.sheets == frozenset(LIST_SHEETS.values())
    assert not choice.excluded_sheets


def visible_button(dialog: ExportDialog, name: str) -> QRadioButton:
    button = dialog.findChild(QRadioButton, name)
    assert isinstance(button, QRadioButton)
    assert button.isVisible()
    return button


def make_old(path: Path) -> Path:
    """Create a file that was last changed on 31 October 2020 at 14:05."""
    path.write_bytes(b"old")
    moment = datetime(2020, 10, 31, 14, 5).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_an_existing_file_is_kept_unless_the_user_replaces_it(qtbot: QtBot, open_dialog: Open, tmp_path: Path) -> None:
    make_old(tmp_path / f"{NAME}.xlsx")
    dialog = open_dialog()
    assert f"{NAME}.xlsx finns redan. Från 31 okt 2020 14:05." in existing_notice(dialog)
    assert "Den nya heter … (2)" in words(dialog)
    assert "Den från 31 okt 2020 försvinner" in words(dialog)
    assert visible_button(dialog, "exportKeepBoth").isChecked()
    assert name_of(dialog) == f"{NAME} (2).xlsx"
    assert dialog.focusWidget().objectName() == "exportTarget"
    assert target_of(dialog).selectedText() == f"{NAME} (2)"
    assert not dialog.options.is_replacing
    press(dialog, "exportReplace")
    assert name_of(dialog) == f"{NAME}.xlsx"
    assert dialog.options.is_replacing
    target, options = saved(qtbot, dialog)
    assert target == tmp_path / f"{NAME}.xlsx"
    assert options.is_replacing


def test_an_arrow_key_changes_only_its_own_choice(qtbot: QtBot, open_dialog: Open, tmp_path: Path) -> None:
    make_old(tmp_path / f"{NAME}.xlsx")
    dialog = open_dialog()
    qtbot.waitUntil(dialog.isActiveWindow)
    for start, key, chosen in (
        ("exportAllRows", Qt.Key.Key_Right, {"exportKeepBoth", "exportShownRows"}),
        ("exportShownRows", Qt.Key.Key_Left, {"exportKeepBoth", "exportAllRows"}),
        ("exportAllRows", Qt.Key.Key_Left, {"exportKeepBoth", "exportAllRows"}),
        ("exportAllRows", Qt.Key.Key_Down, {"exportKeepBoth", "exportShownRows"}),
        ("exportShownRows", Qt.Key.Key_Down, {"exportKeepBoth", "exportShownRows"}),
        ("exportShownRows", Qt.Key.Key_Up, {"exportKeepBoth", "exportAllRows"}),
        ("exportKeepBoth", Qt.Key.Key_Down, {"exportReplace", "exportAllRows"}),
        ("exportReplace", Qt.Key.Key_Up, {"exportKeepBoth", "exportAllRows"}),
        ("exportKeepBoth", Qt.Key.Key_Right, {"exportReplace", "exportAllRows"}),
    ):
        visible_button(dialog, start).setFocus()
        QTest.keyClick(dialog.focusWidget(), key)
        assert {one.objectName() for one in dialog.findChildren(QRadioButton) if one.isChecked()} == chosen
        assert isinstance(dialog.focusWidget(), QRadioButton)
        assert dialog.focusWidget().objectName() in chosen


def test_to_replace_is_chosen_for_one_file_only(open_dialog: Open, tmp_path: Path) -> None:
    make_old(tmp_path / f"{NAME}.xlsx")
    make_old(tmp_path / "Möte.xlsx")
    dialog = open_dialog()
    press(dialog, "exportReplace")
    target_of(dialog).setText("Möte")
    assert visible_button(dialog, "exportKeepBoth").isChecked()
    assert not dialog.options.is_replacing
    target_of(dialog).setText("Ett nytt namn")
    assert existing_notice(dialog) == ""
    assert not dialog.options.is_replacing


def test_the_name_does_not_change_while_the_user_types(qtbot: QtBot, open_dialog: Open, tmp_path: Path) -> None:
    for name in ("M.xlsx", "M (2).xlsx"):
        make_old(tmp_path / name)
    dialog = open_dialog()
    QTest.keyClicks(target_of(dialog), "M")
    target_of(dialog).selectAll()
    QTest.keyClicks(target_of(dialog), "M")
    assert name_of(dialog) == "M"
    assert "Den nya heter … (3)" in words(dialog)
    QTest.keyClicks(target_of(dialog), "x")
    assert existing_notice(dialog) == ""
    QTest.keyClick(target_of(dialog), Qt.Key.Key_Backspace)
    QTest.keyClick(target_of(dialog), Qt.Key.Key_Tab)
    assert name_of(dialog) == "M (3).xlsx"


def test_the_entered_name_returns_in_another_folder_or_format(open_dialog: Open, tmp_path: Path) -> None:
    make_old(tmp_path / f"{NAME}.xlsx")
    dialog = open_dialog()
    segment(dialog, "CSV-filer")
    assert name_of(dialog) == f"{NAME}.zip"
    segment(dialog, "Excel-arbetsbok")
    assert name_of(dialog) == f"{NAME} (2).xlsx"
    folder = dialog.findChild(QLineEdit, "exportFolder")
    assert isinstance(folder, QLineEdit)
    folder.setText(str(tmp_path / "annan"))
    assert name_of(dialog) == f"{NAME}.xlsx"


def test_an_existing_folder_is_kept_unless_its_files_are_replaced(open_dialog: Open, tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    dialog = open_dialog(ExportOptions(ExportFormat.CSV, is_zipped=False))
    assert f"Mappen {NAME} finns redan." in existing_notice(dialog)
    assert "Filer med samma namn i mappen försvinner" in words(dialog)
    assert name_of(dialog) == f"{NAME} (2)"


def existing_notice(dialog: ExportDialog) -> str:
    box = dialog.findChild(ExistingTargetBox)
    assert isinstance(box, ExistingTargetBox)
    return box.accessibleName() if box.isVisible() else ""


def test_sheets_are_unticked_one_by_one_or_all_at_once(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    press(dialog, "exportAllSheets")
    assert not any(box(dialog, key).isChecked() for key in SheetKey)
    press(dialog, "exportSaveButton")
    assert dialog.isVisible()
    assert "Välj minst ett blad." in words(dialog)
    box(dialog, SheetKey.MEETING).click()
    assert "Välj minst ett blad." not in words(dialog)
    _, choice = saved(qtbot, dialog)
    assert choice.sheets == {SheetKey.MEETING}


def test_all_sheets_are_ticked_at_once(open_dialog: Open) -> None:
    dialog = open_dialog(ExportOptions(excluded_sheets=frozenset(SheetKey)))
    press(dialog, "exportAllSheets")
    assert dialog.options.sheets == frozenset(SheetKey)


def test_each_list_shows_how_many_rows_it_will_have(open_dialog: Open) -> None:
    dialog = open_dialog()
    assert "2\N{NO-BREAK SPACE}212 rader, alla kolumner." in words(dialog)
    assert box(dialog, SheetKey.INCOMING).accessibleDescription().startswith("2\N{NO-BREAK SPACE}100 rad")
    assert box(dialog, SheetKey.TIPS).accessibleDescription().startswith("67 rad")
    press(dialog, "exportShownRows")
    assert box(dialog, SheetKey.TIPS).accessibleDescription().startswith("1 rad")


def test_the_content_stands_in_the_proposed_name(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    press(dialog, "exportAnonymised")
    assert name_of(dialog) == f"{NAME}, anonymiserad.xlsx"
    press(dialog, "exportShownRows")
    assert name_of(dialog) == f"{NAME}, det som visas, anonymiserad.xlsx"
    press(dialog, "exportAnonymised")
    press(dialog, "exportAllRows")
    assert name_of(dialog) == f"{NAME}.xlsx"
    target_of(dialog).setText("Möte.xlsx")
    press(dialog, "exportAnonymised")
    assert name_of(dialog) == "Möte.xlsx"
    assert saved(qtbot, dialog)[1].is_anonymised


def test_the_sheets_are_chosen_in_a_part_that_is_opened(open_dialog: Open) -> None:
    dialog = open_dialog()
    disclosure = dialog.findChild(DisclosureButton, "exportChooseSheets")
    assert isinstance(disclosure, DisclosureButton)
    assert not box(dialog, SheetKey.TIPS).isVisible()
    assert disclosure.accessibleDescription().startswith(f"alla {len(SheetKey) + 1}: Mötesblad, ")
    height = dialog.height()
    QTest.keyClick(disclosure, Qt.Key.Key_Space)
    assert box(dialog, SheetKey.TIPS).isVisible()
    assert dialog.height() > height
    box(dialog, SheetKey.TIPS).click()
    assert disclosure.accessibleDescription().startswith(f"{len(SheetKey)} av {len(SheetKey) + 1}: ")


def test_the_sheets_are_those_that_are_written(open_dialog: Open) -> None:
    def listed() -> list[str]:
        return [box.text() for box in dialog.findChildren(QCheckBox) if box.isVisible() and box.isChecked()]

    dialog = open_dialog()
    disclosure = dialog.findChild(DisclosureButton, "exportChooseSheets")
    assert isinstance(disclosure, DisclosureButton)
    disclosure.click()
    assert {"Ändringar", "Obehandlade"}.isdisjoint(listed())
    dialog.set_changes_written(True)
    assert "Ändringar" in listed()
    assert disclosure.accessibleDescription().startswith(f"alla {len(SheetKey) + 2}: ")
    press(dialog, "exportShownRows")
    assert "Obehandlade" in listed()
    assert disclosure.accessibleDescription().startswith(f"alla {len(SheetKey) + 3}: ")
    segment(dialog, "CSV-filer")
    assert "Ändringar" not in listed()
    assert "Obehandlade" in listed()


def test_the_disclosure_stands_at_the_left_edge_of_the_check_boxes(open_dialog: Open) -> None:
    """Whatever it says, and so however wide it is."""
    dialog = open_dialog()
    disclosure, anonymised = dialog.findChild(DisclosureButton), dialog.findChild(QCheckBox, "exportAnonymised")
    assert disclosure is not None
    assert anonymised is not None
    for is_one in (False, True):
        if is_one:
            press(dialog, "exportChooseSheets")
            press(dialog, "exportAllSheets")
            box(dialog, SheetKey.TIPS).click()
        QApplication.processEvents()
        assert disclosure.mapTo(dialog, QPoint()).x() == anonymised.mapTo(dialog, QPoint()).x()


@pytest.mark.parametrize(
    "options",
    [
        ExportOptions(),
        ExportOptions(ExportFormat.CSV, False, excluded_sheets=frozenset({SheetKey.TIPS, SheetKey.FEEDBACK})),
    ],
)
def test_the_options_of_the_last_export_are_remembered(
    open_dialog: Open, tmp_path: Path, options: ExportOptions
) -> None:
    store = SettingsStore(tmp_path / "settings.json")
    save_export_options(store, options, tmp_path)
    store.save()
    saved_settings = SettingsStore(tmp_path / "settings.json").current
    assert saved_settings.export_folder == str(tmp_path)
    dialog = open_dialog(load_export_options(saved_settings))
    assert replace(dialog.options, sheets=options.sheets) == options


def test_a_selection_and_anonymising_are_not_remembered(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "settings.json")
    save_export_options(store, ExportOptions(is_shown=True, is_anonymised=True, is_replacing=True), tmp_path)
    assert load_export_options(store.current) == ExportOptions()
    earlier = Settings.from_dict({"exports_shown": True, "exports_anonymised": True})
    assert load_export_options(earlier) == ExportOptions()


def test_invalid_settings_become_the_defaults() -> None:
    values = {"export_format": 7, "export_left_out": ["tips", 3, "gone"], "exports_anonymised": "yes"}
    choice = load_export_options(Settings.from_dict(values))
    assert choice == ExportOptions(excluded_sheets=frozenset({SheetKey.TIPS}))


def test_the_dialog_is_never_higher_than_the_screen(open_dialog: Open) -> None:
    dialog = open_dialog()
    room: QSize = dialog.screen().availableGeometry().size()
    assert dialog.height() < room.height()
    dialog.resize(dialog.width(), 320)
    save = dialog.findChild(QAbstractButton, "exportSaveButton")
    assert isinstance(save, QAbstractButton)
    assert save.mapTo(dialog, save.rect().bottomLeft()).y() < 320


def test_a_message_makes_the_dialog_higher_and_hides_nothing(open_dialog: Open, tmp_path: Path) -> None:
    (tmp_path / "Möte.xlsx").touch()
    dialog = open_dialog()
    before = dialog.height()
    target_of(dialog).setText("Möte")
    assert dialog.height() > before
    press(dialog, "exportAllSheets")
    press(dialog, "exportSaveButton")
    assert "Välj minst ett blad." in words(dialog)
    QApplication.processEvents()
    assert dialog.findChildren(QScrollArea)[0].verticalScrollBar().maximum() == 0
    grown = dialog.height()
    press(dialog, "exportAllSheets")
    assert before < dialog.height() < grown


def test_nothing_moves_below_the_pointer_when_the_question_about_an_existing_file_goes_and_comes_back(
    open_dialog: Open, tmp_path: Path
) -> None:
    make_old(tmp_path / "Möte.xlsx")
    dialog = open_dialog()

    def places() -> list[int]:
        QApplication.processEvents()
        names = ("exportFormat", "exportAllRows", "exportAnonymised", "exportSaveButton")
        parts = [part for part in dialog.findChildren(QWidget) if part.objectName() in names]
        assert len(parts) == len(names)
        return [part.mapToGlobal(QPoint(0, 0)).y() for part in parts]

    target_of(dialog).setText("Möte")
    assert existing_notice(dialog)
    asked = places()
    QCursor.setPos(dialog.mapToGlobal(QPoint(dialog.width() // 2, dialog.height() - 1)))
    for name in ("Ett nytt namn", "Möte", ""):
        target_of(dialog).setText(name)
        assert bool(existing_notice(dialog)) is (name == "Möte")
        assert places() == asked


def test_the_room_of_the_question_goes_with_it_but_below_the_pointer_only_when_that_leaves(
    qtbot: QtBot, open_dialog: Open, tmp_path: Path
) -> None:
    make_old(tmp_path / "Möte.xlsx")
    dialog = open_dialog()
    save = dialog.findChild(QAbstractButton, "exportSaveButton")
    assert save is not None
    outside = dialog.mapToGlobal(QPoint(dialog.width() // 2, -30))
    QCursor.setPos(outside)
    without = dialog.height()
    target_of(dialog).setText("Möte")
    assert existing_notice(dialog)
    assert dialog.height() > without
    target_of(dialog).setText("Ett nytt namn")
    assert dialog.height() == without
    target_of(dialog).setText("Möte")
    QCursor.setPos(save.mapToGlobal(save.rect().center()))
    qtbot.waitUntil(save.underMouse)
    target_of(dialog).setText("Ett nytt namn")
    assert dialog.height() > without
    QCursor.setPos(outside)
    qtbot.waitUntil(lambda: dialog.height() == without)


def test_without_statistics_sheets_the_lists_are_at_the_left(open_dialog: Open) -> None:
    def left_of(key: SheetKey) -> int:
        QApplication.processEvents()
        return box(dialog, key).mapTo(dialog, QPoint(0, 0)).x()

    dialog = open_dialog()
    press(dialog, "exportChooseSheets")
    left, height = left_of(SheetKey.MEETING), dialog.height()
    assert left_of(SheetKey.TIPS) > left
    segment(dialog, "CSV-filer")
    assert left_of(SheetKey.TIPS) == left
    assert dialog.height() == height
    press(dialog, "exportAllSheets")
    press(dialog, "exportSaveButton")
    assert "Välj minst en lista." in words(dialog)
    segment(dialog, "Excel-arbetsbok")
    assert left_of(SheetKey.TIPS) > left
    assert "Välj minst" not in words(dialog)


def target_of(dialog: ExportDialog) -> QLineEdit:
    field = dialog.findChild(QLineEdit, "exportTarget")
    assert isinstance(field, QLineEdit)
    return field


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Tips 1/2", "Namnet får inte innehålla /."),
        ("Tips: alla?", "Namnet får inte innehålla : ?."),
        ("Tips 1/2.xlsx", "Namnet får inte innehålla /."),
        ("NUL", "Windows tillåter inte namnet NUL."),
        ("Möte.", "Namnet får inte sluta med punkt eller mellanslag."),
        ("Möte .xlsx", "Namnet får inte sluta med punkt eller mellanslag."),
        (".xlsx", "Skriv ett filnamn."),
        ("~ingen/möte", "Namnet får inte innehålla /."),
        ("möte/möte/", "Namnet får inte innehålla /."),
    ],
)
def test_an_invalid_name_is_explained_at_its_field(
    qtbot: QtBot, open_dialog: Open, tmp_path: Path, name: str, said: str
) -> None:
    dialog = open_dialog()
    target_of(dialog).setText(name)
    with qtbot.assertNotEmitted(dialog.save_requested):
        press(dialog, "exportSaveButton")
    assert dialog.isVisible()
    assert said in words(dialog)
    assert dialog.focusWidget() is target_of(dialog)
    target_of(dialog).setText("Möte")
    assert said not in words(dialog)
    assert saved(qtbot, dialog)[0] == tmp_path / "Möte.xlsx"


def test_an_invalid_folder_name_is_explained_too(qtbot: QtBot, open_dialog: Open, tmp_path: Path) -> None:
    dialog = open_dialog(ExportOptions(ExportFormat.CSV, is_zipped=False))
    target_of(dialog).setText("möte|oktober")
    press(dialog, "exportSaveButton")
    assert "Namnet får inte innehålla |." in words(dialog)
    target_of(dialog).setText(str(tmp_path / "möte: oktober"))
    press(dialog, "exportSaveButton")
    assert "Namnet får inte innehålla :." in words(dialog)
    target_of(dialog).setText(str(tmp_path / "möte"))
    assert saved(qtbot, dialog)[0] == tmp_path / "möte"


def test_a_suggested_folder_does_not_replace_the_user_s(open_dialog: Open, tmp_path: Path) -> None:
    dialog = open_dialog()
    dialog.suggest_folder(tmp_path / "annan")
    assert dialog.target.parent == tmp_path / "annan"
    folder = dialog.findChild(QLineEdit, "exportFolder")
    assert isinstance(folder, QLineEdit)
    folder.setText(str(tmp_path / "egen"))
    dialog.suggest_folder(tmp_path)
    assert dialog.target.parent == tmp_path / "egen"


def test_csv_says_what_a_double_click_costs_and_offers_excel(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog(ExportOptions(ExportFormat.CSV))
    offer = dialog.findChild(QAbstractButton, "exportPreferWorkbook")
    assert isinstance(offer, QAbstractButton)
    assert "inledande nollor" in words(dialog)
    offer.click()
    assert dialog.options.format is ExportFormat.WORKBOOK
    assert not offer.isVisible()
    assert "inledande nollor" not in words(dialog)


def test_an_anonymised_file_has_no_action_list_and_the_box_says_so(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    anonymised = dialog.findChild(QCheckBox, "exportAnonymised")
    assert isinstance(anonymised, QCheckBox)
    actions = box(dialog, SheetKey.ACTIONS)
    assert actions.isEnabled()
    anonymised.setChecked(True)
    assert not actions.isEnabled()
    assert actions.accessibleDescription() == actions.toolTip() == "Är inte med i en anonymiserad fil."
    anonymised.setChecked(False)
    assert actions.isEnabled()
    assert actions.isChecked()
    assert actions.accessibleDescription() == ""
