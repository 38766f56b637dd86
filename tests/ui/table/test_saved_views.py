"""Saved views: applying, saving, replacing and deleting them."""

import json

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.table.pages import SENDER, STATE, TIPS, TITLE, MakePage, menu_actions, save_view, shown_values
from tests.ui.table.rows import make_row
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.ui.table.saved_views import ViewNameDialog
from vitec_desktop.webservice.models import ListKind


def test_there_are_two_built_in_views(make_page: MakePage) -> None:
    page = make_page()
    assert [page.saved_views.display_name(view) for view in page.saved_views.views] == ["Alla", "Obehandlade"]
    menu_actions(page.toolbar.view_picker)["Obehandlade"].trigger()
    assert set(shown_values(page, STATE)) == {"New"}
    assert shown_values(page, 0) == sorted(shown_values(page, 0))  # type: ignore[type-var]
    assert page.toolbar.view_picker.value == "Obehandlade"
    menu_actions(page.toolbar.view_picker)["Alla"].trigger()
    assert len(page.shown_rows()) == 60
    assert [view.name for view in make_page(3, ListKind.OUTGOING).saved_views.views] == ["Alla"]


def test_an_empty_view_of_unhandled_rows_says_that_all_are_handled(make_page: MakePage) -> None:
    page = make_page(0)
    page.set_rows([make_row(TIPS, {"tip.state": "Done"})])
    page.saved_views.apply_view(page.saved_views.views[1])
    assert page.no_match_state.isVisible()
    assert page.no_match_state.heading.text() == "Allt är omhändertaget."
    page.no_match_state.button.click()
    assert len(page.shown_rows()) == 1


def test_clearing_a_view_s_filters_makes_the_default_view_current(make_page: MakePage) -> None:
    page = make_page()
    unhandled = next(view for view in page.saved_views.views if view.key == "unhandled")
    for clear in (page.clear_filters, lambda: page.toolbar.chip_row.removed.emit("tip.state")):
        page.saved_views.apply_view(unhandled)
        assert page.toolbar.view_picker.value == "Obehandlade"
        assert menu_actions(page.toolbar.view_picker)["Obehandlade"].isChecked()
        clear()
        assert len(page.shown_rows()) == 60
        assert page.toolbar.view_picker.value == "Alla"
        actions = menu_actions(page.toolbar.view_picker)
        assert actions["Alla"].isChecked()
        assert not actions["Obehandlade"].isChecked()
    page.saved_views.apply_view(unhandled)
    page.toolbar.search_field.setText("villa")
    page.toolbar.search_field.clear()
    assert page.toolbar.view_picker.value == "Obehandlade"


def test_a_view_without_filters_stays_current_when_filters_are_cleared(make_page: MakePage) -> None:
    page = make_page()
    page.model.sort_by((SortKey(TITLE),))
    page.saved_views.save_view("Efter rubrik")
    page.toolbar.search_field.setText("villa")
    page.clear_filters()
    assert page.toolbar.view_picker.value == "Efter rubrik"
    assert page.saved_views.is_current_unchanged


def test_a_view_is_saved_applied_and_deleted(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(SENDER, ValueFilter(frozenset({"Karim Haddad"})))
    page.toolbar.search_field.setText("villa")
    page.model.sort_by((SortKey(TITLE), SortKey(0)))
    page.view.set_column_shown(STATE, False)
    shown = page.shown_rows()
    save_view(page, "Karims villor")
    assert page.toolbar.view_picker.value == "Karims villor"
    page.saved_views.apply_default_view()
    page.view.reset_columns()
    assert len(page.shown_rows()) == 60
    page.saved_views.apply_view(page.saved_views.views[-1])
    assert page.shown_rows() == shown
    assert STATE not in page.shown_column_numbers()
    menu_actions(page.toolbar.view_picker)["Ta bort vyn ”Karims villor”"].trigger()
    assert len(page.saved_views.views) == 2


def test_the_dialog_says_where_a_view_with_personal_data_is_stored(make_page: MakePage) -> None:
    page = make_page()

    def help_text() -> str:
        page.saved_views.open_name_dialog()
        dialog = next(one for one in page.findChildren(ViewNameDialog) if one.isVisible())
        text = dialog.name.accessibleDescription()
        dialog.reject()
        return text

    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    assert "på datorn" not in help_text()
    page.toolbar.search_field.setText("Petra")
    assert "person" in help_text()
    assert "finns på datorn tills du tar bort vyn" in help_text()
    page.toolbar.search_field.clear()
    page.model.set_filter(SENDER, ValueFilter(frozenset({"Karim Haddad"})))
    assert "finns på datorn tills du tar bort vyn" in help_text()


def test_a_view_cannot_have_the_name_of_a_built_in_view(make_page: MakePage) -> None:
    page = make_page()
    page.saved_views.open_name_dialog()
    dialog = page.findChild(ViewNameDialog, "viewNameDialog")
    assert isinstance(dialog, ViewNameDialog)
    dialog.name.setText(" obehandlade ")
    assert not dialog.save_button.isEnabled()
    dialog.reject()


def test_the_dialog_says_which_view_it_replaces(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    save_view(page, "Nya villor")
    page.model.set_filter(STATE, ValueFilter(frozenset({"New", "Claimed"})))
    QTest.mouseClick(page.toolbar.save_view_button, Qt.MouseButton.LeftButton)
    dialog = next(one for one in page.findChildren(ViewNameDialog) if one.isVisible())
    warning = "Vyn ”Nya villor” finns redan och ersätts."
    for name, is_replaced in (("Nya villor", True), ("Nya", False), (" nya VILLOR ", True), ("obehandlade", False)):
        dialog.name.selectAll()
        QTest.keyClicks(dialog.name, name)
        assert (warning in dialog.name.accessibleDescription()) is is_replaced
        texts = " ".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())
        assert (warning in texts) is is_replaced
        assert dialog.height() >= dialog.heightForWidth(dialog.width()), "nothing is cut"
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "NYA villor")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert [view.name for view in page.saved_views.views if not view.is_built_in] == ["NYA villor"]


def test_a_long_view_name_leaves_room_for_the_filter_chips(make_page: MakePage) -> None:
    page = make_page()
    page.resize(1024, 640)
    page.model.set_filter(STATE, ValueFilter(frozenset({"New", "Claimed"})))
    page.model.set_filter(SENDER, ValueFilter(frozenset({"Karim Haddad", "Petra Öberg"})))
    name = "En vy med ett mycket långt namn som ingen hinner läsa ända"
    save_view(page, name)
    page.toolbar.search_field.setText("v")  # the save button takes room too
    QApplication.processEvents()
    row, picker = page.toolbar, page.toolbar.view_picker
    assert picker.value == name
    assert picker.accessibleName() == f"Vy: {name}, ändrad"
    assert picker.toolTip().startswith(name)
    metrics = QFontMetricsF(picker.theme.font())
    assert picker.width() == picker.sizeHint().width() < 24 * metrics.averageCharWidth() + 90
    for part in (row.search_field, row.chip_row, row.save_view_button, picker, row.columns_button):
        assert part.isVisible()
        assert row.rect().contains(part.geometry())
    for place, chip in enumerate(row.chip_row.chips()):
        assert row.chip_row.rect().contains(chip.geometry()), place
        assert chip.width() == chip.sizeHint().width()
    chip = row.chip_row.chips()[1]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, chip.height() // 2))
    assert list(page.model.filters) == [STATE]
    page.saved_views.apply_default_view()
    assert not picker.toolTip().startswith(name)


def test_a_changed_view_has_a_dot_and_can_be_updated(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    save_view(page, "Nya")
    picker = page.toolbar.view_picker
    update = "Uppdatera vyn ”Nya”"
    assert picker.accessibleName() == "Vy: Nya"
    assert update not in menu_actions(picker)
    for change in (
        lambda: page.model.sort_by((SortKey(TITLE),)),
        lambda: page.toolbar.search_field.setText("villa"),
        lambda: page.model.group_by(SENDER),
        lambda: page.view.set_column_shown(SENDER, False),
        lambda: page.view.setColumnWidth(TITLE, 333),
    ):
        change()  # type: ignore[no-untyped-call]
        assert picker.accessibleName() == "Vy: Nya, ändrad"
        menu_actions(picker)[update].trigger()
        assert picker.accessibleName() == "Vy: Nya"
        assert update not in menu_actions(picker)
    assert [view.name for view in page.saved_views.views if not view.is_built_in] == ["Nya"]
    page.saved_views.apply_default_view()
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    assert picker.accessibleName() == "Vy: Alla"


def test_a_view_keeps_its_place_when_it_is_updated(make_page: MakePage) -> None:
    page = make_page()
    for name in ("Ett", "Två", "Tre"):
        page.saved_views.save_view(name)
    page.saved_views.save_view("två")
    assert [view.name for view in page.saved_views.views[2:]] == ["Ett", "två", "Tre"]


@pytest.mark.parametrize("is_changed", [False, True])
def test_a_restored_view_has_its_search_or_its_name_leaves_the_picker(make_page: MakePage, is_changed: bool) -> None:
    page = make_page()
    page.toolbar.search_field.setText("villa")
    page.saved_views.save_view("Villor")
    if is_changed:
        page.model.sort_by((SortKey(TITLE),))
    other = make_page()
    other.restore_layout(json.loads(json.dumps(page.layout_state())))
    assert other.toolbar.view_picker.value == ("Alla" if is_changed else "Villor")
    assert other.model.search_text == ("" if is_changed else "villa")


def test_a_view_of_changes_is_offered_only_while_the_report_is_compared(make_page: MakePage) -> None:
    page = make_page()
    change = page.model.change_column
    page.model.set_compared(True)
    page.model.set_query(
        replace(page.model.query, filters={change: ValueFilter(frozenset({"new"}))}, sort=(SortKey(change),))
    )
    save_view(page, "Nytt")
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    page.model.set_compared(False)
    assert page.toolbar.view_picker.value == "Alla"
    assert (list(page.model.filters), page.model.sort_keys) == ([STATE], ())
    assert [view.name for view in page.saved_views.views] == ["Alla", "Obehandlade"]
    page.model.set_compared(True)
    page.saved_views.apply_view(page.saved_views.views[-1])
    assert page.toolbar.view_picker.accessibleName() == "Vy: Nytt"
    other = make_page()
    other.restore_layout(json.loads(json.dumps(page.layout_state())))
    assert other.toolbar.view_picker.value == "Alla"
    assert len(other.shown_rows()) == 60
    other.model.set_compared(True)
    assert [view.name for view in other.saved_views.views] == ["Alla", "Obehandlade", "Nytt sedan sist", "Nytt"]


def test_a_changed_view_that_has_lost_nothing_keeps_its_name_and_dot(make_page: MakePage) -> None:
    page = make_page()
    page.model.set_filter(STATE, ValueFilter(frozenset({"New"})))
    page.saved_views.save_view("Nya")
    page.model.sort_by((SortKey(TITLE),))
    other = make_page()
    other.restore_layout(json.loads(json.dumps(page.layout_state())))
    assert other.toolbar.view_picker.accessibleName() == "Vy: Nya, ändrad"
