"""A click in the overview shows its rows as a temporary view, and the overview keeps its figures."""

import dataclasses
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget

from tests.export.factories import about_rows, calamine_rows
from tests.helpers.window_driver import LEFT, WindowDriver, column_index
from tests.ui.overview.overview_driver import bar_button, dashboard, go_back, settle, tile
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.report.tables import TableKind
from vitec_desktop.ui.charts.models import chart_text
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.table.saved_views import UNHANDLED_KEY
from vitec_desktop.ui.widgets.chips import Chip
from vitec_desktop.webservice.models import ListKind

TIPS, INCOMING, OUTGOING = ListKind.TIPS, ListKind.INCOMING, ListKind.OUTGOING
STATE = column_index(TIPS, "tip.state")
DONE = ValueFilter(frozenset({"Done"}))


def figures(driver: WindowDriver) -> tuple[object, ...]:
    """Return everything that the overview shows, prints and copies."""
    return (
        dashboard(driver).overview,
        *(chart_text(card.chart) for card in dashboard(driver).cards.values() if card.chart),
    )


def page_of(driver: WindowDriver, kind: TableKind) -> ListPage:
    return driver.window.tabs.all_pages[kind]


def chips(page: ListPage) -> dict[str, Chip]:
    return {chip.accessibleName(): chip for chip in page.toolbar.chip_row.chips()}


def remove_chip(driver: WindowDriver, page: ListPage, name: str) -> None:
    chip = chips(page)[name]
    QTest.mouseClick(chip, LEFT, pos=QPoint(chip.width() - chip.height() // 2, chip.height() // 2))
    settle(driver)


def press_back(driver: WindowDriver) -> None:
    page = driver.window.tabs.current_page
    assert page is not None
    driver.click(page.toolbar.back_button)
    settle(driver)
    assert driver.window.tabs.current_page is None


def click_targets(driver: WindowDriver, bars_per_card: int) -> list[tuple[QWidget, TableKind, int, str]]:
    """Return the tiles and some bars of each card, with the list, the number of rows and the name that they show."""
    targets: list[tuple[QWidget, TableKind, int, str]] = []
    for button in dashboard(driver).tiles:
        shown = button.tile
        assert shown.row_filter is not None
        count = int(shown.text.split(" av ")[0] if shown.object_name.endswith("Intag") else shown.value)
        targets.append((button, shown.row_filter.kind, count, shown.filter_name or shown.title))
    for card in dashboard(driver).cards.values():
        clickable = [
            each for each in card.bar_buttons if each.hit_area.bar.is_clickable and not each.hit_area.bar.parts
        ]
        assert clickable
        for each in clickable[:bars_per_card]:
            bar = each.hit_area.bar
            assert bar.row_filter is not None
            targets.append((each, bar.row_filter.kind, bar.value, bar.filter_name or bar.name))
    return targets


def visit_targets(driver: WindowDriver, leave: Callable[[WindowDriver], None], bars_per_card: int) -> None:
    """Click on one target after the other; check the rows, the chip and, after the way back, the figures."""
    before = figures(driver)
    for widget, kind, count, name in click_targets(driver, bars_per_card):
        QTest.mouseClick(widget, LEFT)
        settle(driver)
        page = page_of(driver, kind)
        assert page.isVisible()
        assert next(iter(chips(page))) == f"Från översikten: {name}"
        assert page.model.rowCount() == count, name
        others = [other for other in driver.window.tabs.all_pages.values() if other is not page]
        assert not any(other.temporary_view.is_open for other in others)
        leave(driver)
        assert figures(driver) == before, name


@pytest.mark.slow
def test_every_figure_stays_after_every_click_and_each_way_back(driver: WindowDriver) -> None:
    """After a change of tab the view stays open: the next click makes no mixture, but takes its place."""
    tables = {kind: page.model.query for kind, page in driver.window.tabs.all_pages.items()}
    ways_back = cycle((press_back, go_back))
    visit_targets(driver, lambda driver: next(ways_back)(driver), bars_per_card=2)
    driver.click("tileTips")
    press_back(driver)
    assert {kind: page.model.query for kind, page in driver.window.tabs.all_pages.items()} == tables


@pytest.mark.slow
def test_every_figure_that_can_be_clicked_opens_as_many_rows_as_it_says(driver: WindowDriver) -> None:
    targets = click_targets(driver, bars_per_card=1000)
    wrong = []
    for widget, kind, count, name in targets:
        assert isinstance(widget, QAbstractButton)
        widget.click()
        page = driver.window.tabs.current_page
        assert page is page_of(driver, kind), name
        driver.wait_until(lambda: not driver.is_table_updating)
        if page.model.rowCount() != count:
            wrong.append(f"{name}: {count}, but {page.model.rowCount()} rows of {kind}")
        driver.window.tabs.setCurrentIndex(0)
    assert not wrong
    assert len(targets) > 60


@pytest.mark.slow
def test_a_figure_of_leads_and_tips_together_offers_the_one_or_the_other(driver: WindowDriver) -> None:
    buttons = [each for card in dashboard(driver).cards.values() for each in card.bar_buttons]
    joined = [each for each in buttons if each.hit_area.bar.is_clickable and each.hit_area.bar.parts]
    assert joined
    for button in joined:
        bar, seen = button.hit_area.bar, 0
        for number, part in enumerate(bar.parts):
            QTest.mouseClick(button, LEFT)
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            action = menu.actions()[number]
            assert action.text() == part.text
            QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
            settle(driver)
            page = page_of(driver, part.row_filter.kind)
            assert page.isVisible()
            assert next(iter(chips(page))) == f"Från översikten: {part.filter_name}"
            assert part.text.startswith(f"{page.model.rowCount()} ")
            seen += page.model.rowCount()
            press_back(driver)
        assert seen == bar.value


@pytest.mark.slow
def test_every_figure_stays_where_the_users_filters_count(driver: WindowDriver) -> None:
    tips = page_of(driver, TIPS)
    tips.model.set_filters({STATE: ValueFilter(frozenset({"Done", "New", "Claimed"}))})
    driver.show_list(TIPS)
    driver.click("countShownButton")
    go_back(driver)
    assert tile(driver, "tileTips").value == str(tips.model.rowCount())
    visit_targets(driver, press_back, bars_per_card=1)


def test_the_way_back_restores_filters_search_sorting_and_view(driver: WindowDriver) -> None:
    page = page_of(driver, TIPS)
    everything = figures(driver)
    unhandled = page.saved_views.view_by_id(UNHANDLED_KEY)
    assert unhandled is not None
    page.saved_views.apply_view(unhandled)
    page.model.sort_by((SortKey(STATE, is_descending=True),))
    driver.show_list(TIPS)
    driver.type_text("tipsSearch", "anna")
    settle(driver)
    query, rows = page.model.query, page.shown_rows()
    go_back(driver)
    assert figures(driver) == everything, "a filter of the user's counts only when he says so"
    QTest.mouseClick(bar_button(driver, "states", "Klar, Tips"), LEFT)
    settle(driver)
    assert (page.toolbar.search_field.text(), page.toolbar.view_picker.text()) == ("", "Alla")
    assert list(chips(page)) == ["Från översikten: Klar"]
    driver.press_keys("Alt+Left")
    settle(driver)
    assert driver.window.tabs.current_page is None
    assert (page.model.query, page.shown_rows()) == (query, rows)
    assert (page.toolbar.search_field.text(), page.toolbar.view_picker.text()) == ("anna", "Obehandlade")
    assert not page.toolbar.back_button.isVisibleTo(page)
    driver.show_list(TIPS)
    driver.press_keys("Alt+Left")
    assert driver.window.tabs.current_page is page


def test_the_way_back_returns_the_focus_to_what_was_clicked(driver: WindowDriver) -> None:
    driver.activate()
    for clicked in (dashboard(driver).tiles[1], bar_button(driver, "states", "Klar, Tips")):
        clicked.setFocus()
        QTest.keyClick(clicked, Qt.Key.Key_Return)
        settle(driver)
        assert driver.table(TIPS).hasFocus()
        driver.press_keys("Alt+Left")
        assert QGuiApplication.focusObject() is clicked


def test_removing_the_chip_shows_the_whole_list(driver: WindowDriver) -> None:
    page, before = page_of(driver, TIPS), figures(driver)
    page.model.set_filter(STATE, DONE)
    QTest.mouseClick(bar_button(driver, "states", "Ny, Tips"), LEFT)
    settle(driver)
    remove_chip(driver, page, "Från översikten: Ny")
    assert page.model.rowCount() == page.model.total_count
    assert not page.toolbar.back_button.isVisible()
    go_back(driver)
    assert figures(driver) == before


def test_the_whole_list_of_a_tile_is_a_temporary_view_too(driver: WindowDriver) -> None:
    page = page_of(driver, TIPS)
    page.model.set_filter(STATE, DONE)
    driver.click("tileTips")
    assert list(chips(page)) == ["Från översikten: Tips"]
    assert page.model.rowCount() == page.model.total_count
    press_back(driver)
    assert page.model.filters == {STATE: DONE}


def test_unhandled_rows_are_sorted_by_age_until_the_way_back(driver: WindowDriver) -> None:
    shown = tile(driver, "tileUnhandled")
    assert shown.row_filter is not None
    page = page_of(driver, shown.row_filter.kind)
    page.model.sort_by((SortKey(3),))
    driver.click("tileUnhandled")
    assert list(chips(page)) == ["Från översikten: Obehandlade"]
    assert page.model.sort_keys == (SortKey(0, is_descending=True),)
    ages = [int(str(row[0])) for row in page.shown_rows()]
    assert ages == sorted(ages, reverse=True)
    press_back(driver)
    assert page.model.sort_keys == (SortKey(3),)


def test_a_view_chosen_by_name_ends_the_temporary_one(driver: WindowDriver) -> None:
    page = page_of(driver, TIPS)
    QTest.mouseClick(bar_button(driver, "states", "Klar, Tips"), LEFT)
    settle(driver)
    driver.choose_in_picker("savedViewPicker", "Obehandlade")
    settle(driver)
    assert not page.toolbar.back_button.isVisible()
    assert page.saved_views.is_current_unchanged
    assert page.saved_views.is_showing_unhandled


def test_a_filter_set_in_a_temporary_view_is_gone_after_it(driver: WindowDriver) -> None:
    page, before = page_of(driver, TIPS), figures(driver)
    sender = column_index(TIPS, "sender.name")
    QTest.mouseClick(bar_button(driver, "states", "Klar, Tips"), LEFT)
    settle(driver)
    done = page.model.rowCount()
    page.model.set_filter(sender, ValueFilter(frozenset({page.shown_rows()[0][sender]})))
    settle(driver)
    assert 0 < page.model.rowCount() < done
    assert page.toolbar.count_button.isVisible()
    press_back(driver)
    assert figures(driver) == before
    assert not page.model.is_filtered


def test_the_users_filters_count_only_when_he_says_so(driver: WindowDriver) -> None:
    page, before = page_of(driver, TIPS), figures(driver)
    notice, total = driver.window.count_notice, page.model.total_count
    driver.show_list(TIPS)
    assert not page.toolbar.count_button.isVisible()
    page.model.set_filter(STATE, DONE)
    settle(driver)
    done = page.model.rowCount()
    assert 0 < done < total
    go_back(driver)
    assert figures(driver) == before
    assert not notice.isVisible()
    driver.show_list(TIPS)
    driver.click(page.toolbar.count_button)
    assert not page.toolbar.count_button.isVisible()
    assert notice.isVisible()
    incoming = page_of(driver, INCOMING).model.total_count
    assert notice.notice is not None
    assert notice.notice.title == (
        f"Översikten räknar på det som visas: {incoming + done} av {incoming + total} leads och tips."
    )
    assert notice.notice.text == "Filter: Status Klar (tips)."
    assert not notice.close_button.isVisible()
    go_back(driver)
    assert notice.isVisible()
    assert tile(driver, "tileTips").value == str(done)
    assert driver.find_widget(QLabel, "overviewFilterNote").text() == f"Filtrerat: {done} av {total} tips"
    assert "rader visas" in driver.status_text
    driver.click(notice.action_buttons[0])
    settle(driver)
    assert figures(driver) == before
    assert not notice.isVisible()
    assert page.model.filters == {STATE: DONE}, "counting everything leaves the table as it is"


def test_filters_that_count_are_followed_until_there_is_none(driver: WindowDriver) -> None:
    page, before = page_of(driver, TIPS), figures(driver)
    driver.show_list(TIPS)
    driver.type_text("tipsSearch", "anna")
    settle(driver)
    driver.click(page.toolbar.count_button)
    page.model.set_filter(STATE, DONE)
    go_back(driver)
    assert tile(driver, "tileTips").value == str(page.model.rowCount())
    assert driver.window.count_notice.notice is not None
    assert driver.window.count_notice.notice.text == "Filter: sökningen ”anna” (tips), Status Klar (tips)."
    driver.click("overviewClearFilters")
    settle(driver)
    assert figures(driver) == before
    assert not driver.window.count_notice.isVisible()
    page.model.set_filter(STATE, DONE)
    settle(driver)
    assert figures(driver) == before, "the next filter counts only when the user says so again"


def test_a_filter_of_a_temporary_view_can_count(driver: WindowDriver) -> None:
    """It is kept after the temporary view, whose own chip never counts."""
    page = page_of(driver, TIPS)
    company = column_index(TIPS, "receiver.company.name")
    office = page.shown_rows()[0][company]
    expected = sum(row[company] == office for row in page.model.all_rows)
    QTest.mouseClick(bar_button(driver, "states", "Klar, Tips"), LEFT)
    settle(driver)
    page.model.set_filter(company, ValueFilter(frozenset({office})))
    settle(driver)
    in_view = page.model.rowCount()
    driver.click(page.toolbar.count_button)
    settle(driver)
    assert not page.toolbar.count_button.isVisible()
    press_back(driver)
    assert tile(driver, "tileTips").value == str(expected)
    assert page.model.rowCount() == expected > in_view
    counted = bar_button(driver, "states", "Klar, Tips")
    assert counted.hit_area.bar.value == in_view
    QTest.mouseClick(counted, LEFT)
    settle(driver)
    assert [name.partition(":")[0] for name in chips(page)] == ["Från översikten", page.model.heading(company)]
    assert page.model.rowCount() == in_view


def test_it_says_so_if_the_filters_that_count_hide_every_row(driver: WindowDriver) -> None:
    for page in driver.window.tabs.pages.values():
        page.model.set_filter(0, ValueFilter(frozenset()))
    settle(driver)
    assert driver.window.tabs.overview.is_showing_overview
    driver.window.tabs.shown.set_counting_filters(True)
    settle(driver)
    state = driver.window.tabs.overview.empty_state
    assert state.heading.text() == "Inget matchar."
    assert state.line.text().endswith("rader döljs av sökning och filter.")
    driver.click(state.button)
    settle(driver)
    assert driver.window.tabs.overview.is_showing_overview
    for page in driver.window.tabs.pages.values():
        page.model.set_search_text("qqqq")
    settle(driver)
    driver.window.tabs.shown.set_counting_filters(True)
    settle(driver)
    assert state.line.text().endswith("rader döljs av sökningen.")
    assert state.button.text() == "Rensa sökningen"
    driver.click(state.button)
    settle(driver)
    assert driver.window.tabs.overview.is_showing_overview


def test_what_is_shown_is_exported_from_a_temporary_view(driver: WindowDriver, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    QTest.mouseClick(bar_button(driver, "states", "Klar, Tips"), LEFT)
    settle(driver)
    done = driver.row_counts[TIPS]
    assert 0 < done < page_of(driver, TIPS).model.total_count
    driver.press_keys("Ctrl+E")
    driver.find_dialog("exportDialog")
    driver.type_text("exportFolder", str(folder))
    driver.click("exportShownRows")
    with driver.qtbot.waitSignal(driver.controller.export_controller.saved):
        driver.click("exportSaveButton")
    (path,) = folder.iterdir()
    assert len(calamine_rows(path, "Tips")) - 1 == done
    about = [str(cell) for row in about_rows(path) for cell in row]
    assert any("Status: Klar" in text for text in about)


def test_the_picture_is_the_same_after_clicks(driver: WindowDriver) -> None:
    def copied() -> QImage:
        driver.click("overviewCopyButton")
        return QGuiApplication.clipboard().image()

    before = copied()
    for name in ("Klar, Tips", "Ny, Inkommande leads"):
        QTest.mouseClick(bar_button(driver, "states", name), LEFT)
        settle(driver)
        go_back(driver)
    assert copied() == before


def test_a_temporary_view_is_not_kept_for_the_next_start(driver: WindowDriver) -> None:
    page = page_of(driver, TIPS)
    page.model.set_filter(STATE, DONE)
    saved = page.layout_state()
    QTest.mouseClick(bar_button(driver, "states", "Ny, Tips"), LEFT)
    settle(driver)
    assert page.layout_state() == saved


@pytest.mark.slow
def test_a_new_report_ends_every_temporary_view(own_driver: WindowDriver) -> None:
    """Its rows are others: it begins with what the user had set up, also while its rows are arriving."""
    driver, page = own_driver, page_of(own_driver, TIPS)
    page.model.set_filter(STATE, ValueFilter(frozenset({"Done", "New"})))
    driver.show_list(TIPS)
    driver.click(page.toolbar.count_button)
    go_back(driver)
    query, before = page.model.query, tile(driver, "tileTips").value
    QTest.mouseClick(bar_button(driver, "states", "Ny, Tips"), LEFT)
    settle(driver)
    driver.fetch()
    settle(driver)
    assert driver.window.tabs.current_page is page
    assert page.model.query == query
    assert not page.toolbar.back_button.isVisible()
    assert [name.partition(":")[0] for name in chips(page)] == [page.model.heading(STATE)]
    assert driver.row_counts[TIPS] == int(before)
    assert driver.window.count_notice.isVisible(), "the user's own filters still count"


@pytest.mark.slow
def test_whatever_is_shown_instead_ends_the_temporary_view(own_driver: WindowDriver) -> None:
    """Of one list as of all unhandled rows, also while the rows are arriving."""
    driver, reports = own_driver, own_driver.controller.report_controller
    shown = reports.fetch_result
    assert shown is not None

    def fetch_again(page: ListPage) -> None:
        driver.press_keys("F5")
        assert not page.temporary_view.is_open, "no old filter hides the rows that arrive"
        driver.wait_until(lambda: driver.is_fetch_done)

    def open_another(page: ListPage) -> None:
        reports.show_saved(dataclasses.replace(shown, report=replace(shown.report, is_saved=True)))

    def fetch_nothing(page: ListPage) -> None:
        reports.clear()
        reports.show_saved(shown)

    for end in (fetch_again, open_another, fetch_nothing):
        for name in ("tileTips", "tileUnhandled"):
            go_back(driver)
            driver.click(name)
            settle(driver)
            page = driver.window.tabs.current_page
            assert page is not None
            assert page.temporary_view.is_open
            end(page)
            settle(driver)
            assert not page.toolbar.back_button.isVisible(), end
            assert not chips(page), end
            assert page.model.rowCount() == page.model.total_count > 0, end
