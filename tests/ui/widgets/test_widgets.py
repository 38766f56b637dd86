"""The widgets: clicks, keys, little room, large text."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QCursor, QFont, QFontMetricsF, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.helpers.pixels import pixel_rows
from vitec_desktop.ui.theme.system import SchemeChoice
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind, IconPiece, PaintedButton
from vitec_desktop.ui.widgets.buttons import Button, DisclosureButton, IconButton, LinkButton, PickerButton
from vitec_desktop.ui.widgets.chips import Chip, ChipRow, ChipText, shorten_values
from vitec_desktop.ui.widgets.combo_box import ComboBox
from vitec_desktop.ui.widgets.containers import Card, StatusBar
from vitec_desktop.ui.widgets.date_field import DateField
from vitec_desktop.ui.widgets.dialog import DialogFooter
from vitec_desktop.ui.widgets.empty_state import EmptyState, EmptyStateText
from vitec_desktop.ui.widgets.form_field import FormField, make_box_row
from vitec_desktop.ui.widgets.labels import ElidedLabel, SeparatorLine, make_label, wrapped_tooltip
from vitec_desktop.ui.widgets.menu import Menu
from vitec_desktop.ui.widgets.notice import InlineNotice, Notice, NoticeAction, NoticeBar, NoticeLevel
from vitec_desktop.ui.widgets.progress_row import ProgressRow
from vitec_desktop.ui.widgets.search_field import SearchField
from vitec_desktop.ui.widgets.segmented import SegmentedControl
from vitec_desktop.ui.widgets.tab_bar import TabBar

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(params=[9.0, 15.0, 27.0], ids=["normal text", "larger text", "huge text"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    font = QFont("Inter")
    font.setPointSizeF(request.param)
    theme = Theme(qapp, SchemeChoice.LIGHT, system_font=font)
    yield theme
    theme.deleteLater()


def add_widgets(page: QWidget, *parts: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    for part in parts:
        layout.addWidget(part)
        part.show()
    QApplication.processEvents()


def pixels(widget: QWidget) -> QImage:
    """Return the painted widget at one pixel to a logical one."""
    return widget.grab().toImage().scaled(widget.size())


def has_color(widget: QWidget, color: QColor) -> bool:
    return any(color.rgb() in row for row in pixel_rows(pixels(widget)))


def first_ink(widget: QWidget) -> int:
    """Return the first row of pixels with more than the background."""
    return next(y for y, row in enumerate(pixel_rows(pixels(widget))) if len(set(row)) > 1)


# Buttons ------------------------------------------------------------------------------------------------------


def test_no_button_elides_its_text(theme: Theme, page: QWidget) -> None:
    text = "Hämta rapport"
    buttons: list[PaintedButton] = [
        Button(theme, text, kind, "download", shortcut="Ctrl+E") for kind in (ButtonKind.FILLED, ButtonKind.FRAMED)
    ]
    buttons += [Button(theme, text, kind) for kind in ButtonKind]
    buttons += [LinkButton(theme, text), PickerButton(theme, "Kontor", text, "house")]
    add_widgets(page, *buttons)
    for button in buttons:
        strong = button.kind is ButtonKind.FILLED
        metrics = QFontMetricsF(theme.font(strong=strong))
        assert button.width() >= metrics.horizontalAdvance(text) + 16
        assert button.height() >= metrics.height() + 8


def test_a_button_shows_its_shortcut_unless_it_is_compact(theme: Theme, page: QWidget) -> None:
    button = Button(theme, "Hämta rapport", icon="download", shortcut="F5")
    add_widgets(page, button)
    wide = button.sizeHint().width()
    button.set_compact(True)
    assert button.sizeHint().width() < wide
    assert button.accessibleName() == "Hämta rapport"


def test_a_button_reacts_to_click_and_keys_and_not_while_disabled(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    button = Button(theme, "Spara & stäng", ButtonKind.FILLED)
    add_widgets(page, button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    QTest.mouseClick(button, LEFT)
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert len(pressed) == 3
    button.setEnabled(False)
    QTest.mouseClick(button, LEFT)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert len(pressed) == 3
    assert button.shortcut().isEmpty(), "an ampersand in a word is no mnemonic"


@pytest.mark.parametrize("kind", ButtonKind)
def test_every_button_shows_the_focus(theme: Theme, page: QWidget, kind: ButtonKind) -> None:
    button = Button(theme, "Avbryt", kind)
    other = Button(theme, "Annat")
    add_widgets(page, button, other)
    other.setFocus()
    without = pixels(button)
    QTest.keyClick(other, Qt.Key.Key_Backtab)
    assert button.hasFocus()
    assert pixels(button) != without
    middle = button.height() // 2
    assert pixels(button).pixelColor(0, middle) == theme.color("accent")
    assert pixels(button).pixelColor(1, middle) == theme.color("accent")


def test_changing_a_buttons_kind_changes_only_its_colours(theme: Theme, page: QWidget) -> None:
    button = Button(theme, "Exportera…")
    add_widgets(page, button)
    centre = QPoint(4, button.height() // 2)
    assert pixels(button).pixelColor(centre) == theme.color("surface")
    button.set_kind(ButtonKind.FILLED)
    QApplication.processEvents()  # its semi-bold text is wider
    assert pixels(button).pixelColor(centre) == theme.color("accent")


def test_widgets_are_repainted_when_the_scheme_changes(theme: Theme, page: QWidget) -> None:
    button = Button(theme, "Exportera…", ButtonKind.FILLED)
    add_widgets(page, button)
    light = theme.color("accent")
    theme.set_scheme_choice(SchemeChoice.DARK)
    assert theme.color("accent") != light
    assert pixels(button).pixelColor(4, button.height() // 2) == theme.color("accent")


def test_an_icon_button_is_square_and_has_a_name(theme: Theme, page: QWidget) -> None:
    button = IconButton(theme, "close", "Stäng")
    add_widgets(page, button)
    assert button.width() == button.height() == theme.metrics.control
    assert button.toolTip() == button.accessibleName() == "Stäng"


def test_a_picker_opens_its_menu_by_mouse_and_by_arrow_key(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    picker = PickerButton(theme, "Period", "I år")
    menu = Menu(picker)
    chosen: list[str] = []
    action = QAction("Förra månaden", menu)
    action.triggered.connect(lambda: chosen.append(action.text()))
    menu.addAction(action)
    picker.set_menu(menu)
    add_widgets(page, picker)

    def choose() -> None:
        assert menu.isVisible()
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)

    menu.aboutToShow.connect(choose, Qt.ConnectionType.QueuedConnection)
    QTest.keyClick(picker, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(chosen) == 1)
    QTest.mousePress(picker, LEFT)
    qtbot.waitUntil(lambda: len(chosen) == 2)
    assert chosen == ["Förra månaden", "Förra månaden"]


def test_a_compact_picker_shows_its_value_and_has_its_caption_as_tooltip(theme: Theme, page: QWidget) -> None:
    picker = PickerButton(theme, "Kontor", "Berg & Dal", "house")
    add_widgets(page, picker)
    wide = picker.sizeHint().width()
    picker.set_compact(True)
    assert picker.sizeHint().width() < wide
    assert picker.toolTip() == "Kontor"
    assert picker.value == "Berg & Dal"
    assert picker.accessibleName() == "Kontor: Berg & Dal"


# Fields -------------------------------------------------------------------------------------------------------


def test_escape_clears_the_search_and_is_then_left_to_the_window(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    search = SearchField(theme, "Sök i tabellen", "Ctrl+F")
    escapes: list[bool] = []
    cancel = QAction(page)
    cancel.setShortcut(QKeySequence("Esc"))
    cancel.triggered.connect(lambda: escapes.append(True))
    page.addAction(cancel)
    add_widgets(page, search)
    search.setFocus()
    QTest.keyClicks(search, "villa")
    assert search.text() == "villa"
    assert search.clear_button.isVisible()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert escapes == []
    assert not search.clear_button.isVisible()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert escapes == [True]


def test_the_cross_is_inside_the_search_field_and_clears_it(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    search = SearchField(theme, "Sök i tabellen", "Ctrl+F")
    add_widgets(page, search)
    QTest.keyClicks(search, "villa")
    assert search.rect().contains(search.clear_button.geometry())
    QTest.mouseClick(search.clear_button, LEFT)
    assert search.text() == ""


def test_a_long_placeholder_hides_the_shortcut_of_the_search_field(theme: Theme, page: QWidget) -> None:
    short = SearchField(theme, "Sök", "Ctrl+F")
    long = SearchField(theme, "Sök i rubrik, meddelande, avsändare och mottagare", "Ctrl+F")
    bare = SearchField(theme, "Sök i rubrik, meddelande, avsändare och mottagare")
    add_widgets(page, short, long, bare)
    for field in (short, long, bare):
        field.setFixedWidth(field.sizeHint().width())
    QApplication.processEvents()
    page.setFocus()
    for field in (short, long, bare):
        field.clearFocus()
    assert pixels(long) == pixels(bare)
    assert pixels(short) != pixels(long)


def test_a_date_field_fits_its_date(theme: Theme, page: QWidget) -> None:
    field = DateField(theme, "Från")
    field.setDate(QDate(2026, 10, 29))
    row = QWidget()
    QHBoxLayout(row).addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
    add_widgets(page, row)
    assert field.text() == "2026-10-29"
    inner = field.findChild(QLineEdit)
    assert inner is not None
    assert inner.width() >= QFontMetricsF(theme.font()).horizontalAdvance("2026-10-29")
    assert field.height() == theme.metrics.control


def test_a_fields_error_replaces_its_help(theme: Theme, page: QWidget) -> None:
    edit = QLineEdit()
    field = FormField("Adress", edit, "Börjar med https://.")
    add_widgets(page, field)
    assert field.label.buddy() is edit
    assert edit.accessibleName() == "Adress"
    height = field.heightForWidth(1100)
    field.set_error("Adressen måste börja med https://.")
    assert field.hint_label.text() == "Adressen måste börja med https://."
    assert edit.accessibleDescription() == "Adressen måste börja med https://."
    assert has_color(edit, theme.color("err"))
    assert field.heightForWidth(1100) == height, "nothing jumps"
    field.set_error("")
    assert field.hint_label.text() == "Börjar med https://."
    assert not has_color(edit, theme.color("err"))
    top = first_ink(field.hint_label)
    field.set_error("Adressen måste börja med https://. " * 20)
    QApplication.processEvents()
    field.set_error("")
    QApplication.processEvents()
    assert first_ink(field.hint_label) == top, "the help text begins where it did, though the error's room stays"


def test_a_combo_box_fits_its_choices(theme: Theme, page: QWidget) -> None:
    combo = ComboBox("Adress")
    combo.addItems(["Skarp miljö", "Testmiljö"])
    add_widgets(page, combo)
    assert combo.height() == theme.metrics.control
    combo.showPopup()
    rows = combo.view()
    for row in range(2):
        place = rows.visualRect(combo.model().index(row, 0))
        assert place.height() >= theme.metrics.text_height + 8
        assert rows.viewport().rect().contains(place)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert combo.currentText() == "Testmiljö"


def test_one_segment_is_chosen_by_click_and_by_arrow(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    control = SegmentedControl(theme, [("xlsx", "Excel-arbetsbok"), ("csv", "CSV-filer")], name="Format")
    add_widgets(page, control)
    width = control.sizeHint().width()
    assert control.current == "xlsx"
    with qtbot.waitSignal(control.selected) as told:
        QTest.mouseClick(control.segment("csv"), LEFT)
    assert told.args == ["csv"]
    assert control.current == "csv"
    assert control.sizeHint().width() == width, "choosing moves nothing"
    control.segment("csv").setFocus()
    QTest.keyClick(control.segment("csv"), Qt.Key.Key_Left)
    focused = QApplication.focusWidget()
    assert focused is control.segment("xlsx")
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert control.current == "xlsx"
    for key, word in (("xlsx", "Excel-arbetsbok"), ("csv", "CSV-filer")):
        assert control.segment(key).width() >= QFontMetricsF(theme.font(strong=True)).horizontalAdvance(word)


# Chips --------------------------------------------------------------------------------------------------------


def test_more_than_two_values_are_counted() -> None:
    assert shorten_values(["Ny"]) == "Ny"
    assert shorten_values(["Ny", "Klar"]) == "Ny, Klar"
    assert shorten_values(["Ny", "Klar", "Plockad", "Avböjd", "Delegerad"]) == "Ny, Klar + 3"


def test_a_chip_is_removed_by_its_cross_and_by_delete_but_not_by_a_click_on_its_text(
    theme: Theme, page: QWidget, qtbot: QtBot
) -> None:
    chip = Chip(theme, "Status", ["Ny"])
    add_widgets(page, chip)
    gone: list[bool] = []
    opened: list[bool] = []
    chip.removed.connect(lambda: gone.append(True))
    chip.clicked.connect(lambda: opened.append(True))
    middle = chip.height() // 2
    QTest.mouseClick(chip, LEFT, pos=QPoint(20, middle))
    assert (len(gone), len(opened)) == (0, 1)
    QTest.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 14, middle))
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert (len(gone), len(opened)) == (2, 1)


def test_chips_wrap_into_rows(theme: Theme, page: QWidget) -> None:
    row = ChipRow(theme)
    add_widgets(page, row)
    assert row.isHidden() or row.chips() == ()
    row.set_chips([ChipText(str(n), "Mottagarens kontor", ("Solna", "Sundbyberg")) for n in range(4)])
    narrow = row.minimumSizeHint().width() + 20
    assert row.heightForWidth(narrow) > row.heightForWidth(10_000)
    row.setFixedWidth(narrow)
    row.setFixedHeight(row.heightForWidth(narrow))
    QApplication.processEvents()
    places = [chip.geometry() for chip in row.chips()] + [row.clear_button.geometry()]
    assert all(row.rect().contains(place) for place in places)
    assert not any(first.intersects(second) for n, first in enumerate(places) for second in places[n + 1 :])


def test_after_delete_the_next_chip_has_the_focus(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    row = ChipRow(theme)
    add_widgets(page, row)
    texts = [ChipText(key, "Status", (key,)) for key in ("Ny", "Klar", "Avböjd")]
    row.set_chips(texts)

    def remove(key: str) -> None:
        row.set_chips([text for text in texts if text.key != key])

    row.removed.connect(remove)
    page.activateWindow()
    row.chips()[1].setFocus()
    QTest.keyClick(row.chips()[1], Qt.Key.Key_Delete)
    assert [chip.accessibleName() for chip in row.chips()] == ["Status: Ny", "Status: Avböjd"]
    assert row.chips()[1].hasFocus()


def test_the_link_behind_the_chips_requests_to_clear_all(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    row = ChipRow(theme)
    add_widgets(page, row)
    row.set_chips([ChipText("state", "Status", ("Ny",))])
    with qtbot.waitSignal(row.clear_requested):
        QTest.mouseClick(row.clear_button, LEFT)
    row.set_chips([])
    assert row.isHidden()


# Telling the user ---------------------------------------------------------------------------------------------


def test_a_notice_shows_text_icon_and_buttons_until_it_is_closed(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    bar = NoticeBar(theme)
    page.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
    add_widgets(page, bar)
    bar.clear()
    assert bar.isHidden()
    tried: list[str] = []
    actions = (NoticeAction("Försök igen", lambda: tried.append("again")), NoticeAction("Detaljer", lambda: None))
    bar.show_notice(Notice(NoticeLevel.WARN, "Solna saknar <mars>.", "Åtkomst nekad (403).", actions))
    QApplication.processEvents()
    assert bar.isVisible()
    assert bar.accessibleName() == "Solna saknar <mars>. Åtkomst nekad (403)."
    assert "&lt;mars&gt;" in bar.label.text()
    assert pixels(bar).pixelColor(1, 2) == theme.color("warn")
    assert pixels(bar).pixelColor(8, 2) == theme.color("warn_background")
    QTest.mouseClick(bar.action_buttons[0], LEFT)
    assert tried == ["again"]
    with qtbot.waitSignal(bar.closed):
        QTest.mouseClick(bar.close_button, LEFT)
    assert bar.notice is None
    assert bar.isHidden()


@pytest.mark.parametrize("text", ["", "HHH"])
def test_the_texts_of_a_notice_and_of_its_buttons_are_in_one_line(qtbot: QtBot, theme: Theme, text: str) -> None:
    bar = NoticeBar(theme)
    qtbot.addWidget(bar)
    bar.show_notice(Notice(NoticeLevel.OK, "HHH", text, (NoticeAction("HHH", lambda: None),)))
    bar.resize(900, bar.sizeHint().height())
    with qtbot.waitExposed(bar):
        bar.show()
    picture, (button,) = bar.grab().toImage(), bar.action_buttons

    def letters(part: QWidget) -> list[int]:
        """Return the lines of pixels that letters are in."""
        place = part.geometry().adjusted(10, 8, -10, -8)
        columns = range(place.left(), min(place.right(), place.left() + 60))
        lines = range(place.top(), place.bottom())
        return [y for y in lines if any(picture.pixelColor(x, y).lightness() < 110 for x in columns)]

    found, wanted = letters(bar.label), letters(button)
    assert found
    assert abs(found[-1] - wanted[-1]) <= 1


def test_a_new_notice_replaces_the_old_one(theme: Theme, page: QWidget) -> None:
    bar = NoticeBar(theme)
    add_widgets(page, bar)
    bar.show_notice(Notice(NoticeLevel.WARN, "Ett.", actions=(NoticeAction("Försök igen", lambda: None),)))
    bar.show_notice(Notice(NoticeLevel.OK, "Två.", is_closable=False))
    assert bar.action_buttons == ()
    assert bar.close_button.isHidden()
    assert "Två." in bar.label.text()
    assert "Ett." not in bar.label.text()


def test_a_check_box_stands_at_the_left_edge_of_the_fields(theme: Theme, page: QWidget) -> None:
    field, box = QLineEdit(), QCheckBox("Anonymiserad")
    column = QVBoxLayout()
    column.setContentsMargins(24, 0, 24, 0)
    column.addWidget(field)
    column.addLayout(make_box_row(box))
    add_widgets(page, body := QWidget())
    body.setLayout(column)
    QApplication.processEvents()
    option = QStyleOptionButton()
    box.initStyleOption(option)
    indicator = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, box)
    assert box.mapTo(page, indicator.topLeft()).x() == field.mapTo(page, QPoint()).x()


@pytest.mark.parametrize("kind", [NoticeBar, InlineNotice])
def test_a_notice_has_at_most_two_buttons_and_a_link(
    theme: Theme, page: QWidget, kind: type[NoticeBar] | type[InlineNotice]
) -> None:
    bar, done = kind(theme), list[str]()
    add_widgets(page, bar)
    texts = ("Försök igen", "Ändra anslutning", "Visa detaljer")
    actions = tuple(NoticeAction(text, lambda text=text: done.append(text)) for text in texts)  # type: ignore[misc]
    bar.show_notice(Notice(NoticeLevel.ERR, "Inget kom.", actions=actions))
    QApplication.processEvents()
    assert [button.kind for button in bar.action_buttons] == [ButtonKind.FRAMED, ButtonKind.QUIET, ButtonKind.LINK]
    for button in bar.action_buttons:
        assert bar.rect().contains(button.geometry())
        QTest.mouseClick(button, LEFT)
    assert tuple(done) == texts
    bar.show_notice(Notice(NoticeLevel.INFO, "Vad", actions=actions[1:]))
    assert [button.kind for button in bar.action_buttons] == [ButtonKind.FRAMED, ButtonKind.QUIET]
    with pytest.raises(ValueError, match="three"):
        Notice(NoticeLevel.INFO, "Vad", actions=(*actions, actions[0]))


@pytest.mark.parametrize("level", NoticeLevel)
def test_an_inline_notice_wraps_and_shows_every_line(theme: Theme, page: QWidget, level: NoticeLevel) -> None:
    inset = InlineNotice(theme)
    add_widgets(page, inset)
    inset.setFixedWidth(theme.metrics.px(500))
    why = "Användarnamnet eller lösenordet stämmer inte för M30011 (401). Jämför med uppgifterna i portalen."
    inset.show_notice(Notice(level, "Inloggningen nekades.", why))
    QApplication.processEvents()
    assert isinstance(inset.label, QLabel)
    assert inset.label.wordWrap()
    assert inset.label.height() >= inset.label.heightForWidth(inset.label.width())
    assert inset.label.height() >= 2 * theme.metrics.text_height
    ground = pixels(inset).pixelColor(inset.width() - 6, inset.height() // 2)
    assert ground == theme.color(f"{level.value}_background")


def test_progress_is_shown_as_bar_and_text_and_escape_cancels(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    row = ProgressRow(theme)
    add_widgets(page, row)
    row.stop()
    assert not row.cancel_button.isVisible()
    row.start("Förbereder …")
    assert row.cancel_button.isVisible()
    row.set_progress(7, 18, "7 av 18", "hämtar Norrby Solna, maj–juni", "")
    assert (row.bar.value(), row.bar.maximum()) == (7, 18)
    assert row.label.text() == "7 av 18  ·  hämtar Norrby Solna, maj–juni"
    names = [part.objectName() for part in (row.bar, row.label, row.cancel_button)]
    assert names == ["progressBar", "progressLabel", "cancelButton"]
    with qtbot.waitSignal(row.cancel_requested):
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_an_empty_state_says_why_and_has_a_button(theme: Theme, page: QWidget, qtbot: QtBot) -> None:
    state = EmptyState(theme)
    state.set_content(
        EmptyStateText("search", "Inget matchar.", "67 tips döljs av sökning och filter.", "Rensa filter")
    )
    add_widgets(page, state)
    with qtbot.waitSignal(state.action_requested):
        QTest.mouseClick(state.button, LEFT)
    state.set_content(EmptyStateText("search", "Inget värde matchar."))
    assert not state.button.isVisible()
    assert not state.line.isVisible()
    assert state.accessibleName() == "Inget värde matchar."


# Tabs, texts and frames ---------------------------------------------------------------------------------------


@pytest.fixture
def tabs(theme: Theme, page: QWidget) -> QTabWidget:
    widget = QTabWidget()
    widget.setTabBar(TabBar(theme))
    for name in ("Översikt", "Inkommande leads", "Utgående leads", "Tips"):
        widget.addTab(QWidget(), name)
    page.resize(3000, 600)
    add_widgets(page, widget)
    return widget


def test_a_tab_fits_its_count_and_choosing_it_moves_no_other(theme: Theme, tabs: QTabWidget) -> None:
    bar = tabs.tabBar()
    assert isinstance(bar, TabBar)
    before = bar.tabRect(3)
    bar.set_count(3, "24 av 67")
    QApplication.processEvents()
    assert bar.tabRect(3).width() > before.width()
    bar.set_count(1, "2 486")
    QApplication.processEvents()
    assert bar.tabRect(3).left() > before.left()
    assert bar.accessibleTabName(3) == "Tips 24 av 67"
    assert bar.tabText(3) == "Tips"
    places = [bar.tabRect(index) for index in range(4)]
    tabs.setCurrentIndex(3)
    QApplication.processEvents()
    assert [bar.tabRect(index) for index in range(4)] == places
    assert bar.tabRect(0).height() == theme.metrics.tab_bar


def test_tabs_that_do_not_fit_are_scrolled_by_buttons_of_full_size(
    theme: Theme, tabs: QTabWidget, page: QWidget
) -> None:
    bar = tabs.tabBar()
    page.resize(300, 600)
    QApplication.processEvents()
    left, right = sorted(bar.findChildren(QToolButton), key=QToolButton.x)
    assert left.isVisible()
    assert right.isVisible()
    assert min(left.width(), right.width()) >= theme.metrics.icon
    assert right.x() - left.x() >= theme.metrics.icon
    for button in (left, right):
        background = pixels(bar).pixelColor(button.geometry().topLeft() + QPoint(2, 2))
        assert background == theme.color("window"), "a tab is seen through the button"
    tabs.setCurrentIndex(3)
    QApplication.processEvents()
    assert bar.tabRect(3).right() <= left.x() + 1


def test_tabs_change_by_click_and_arrow_and_the_chosen_one_is_underlined(
    theme: Theme, tabs: QTabWidget, qtbot: QtBot
) -> None:
    bar = tabs.tabBar()
    QTest.mouseClick(bar, LEFT, pos=bar.tabRect(2).center() - QPoint(8, 0))
    assert tabs.currentIndex() == 2
    rect = bar.tabRect(2)
    assert pixels(bar).pixelColor(rect.left() + 20, rect.bottom() - 1) == theme.color("accent")
    QTest.keyClick(bar, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 3
    assert pixels(bar).pixelColor(rect.left() + 20, rect.bottom() - 1) != theme.color("accent")


def test_an_elided_label_has_its_whole_text_as_tooltip(theme: Theme, page: QWidget) -> None:
    label = ElidedLabel("Norrby Sundbyberg och Norrby Vasastan", parent=page)
    label.resize(label.sizeHint())
    label.show()
    assert label.toolTip() == ""
    label.resize(QSize(label.minimumSizeHint().width(), label.height()))
    assert label.toolTip() == wrapped_tooltip("Norrby Sundbyberg och Norrby Vasastan")
    assert label.text() == "Norrby Sundbyberg och Norrby Vasastan"


@pytest.mark.parametrize("role", ["caption", "body", "strong", "section", "title"])
def test_labels_of_every_role_fit_their_text(theme: Theme, page: QWidget, role: str) -> None:
    label = make_label("Åäö 2 486", role)  # type: ignore[arg-type]
    add_widgets(page, label)
    assert label.sizeHint().height() >= QFontMetricsF(label.font()).height() - 1
    assert label.sizeHint().width() >= QFontMetricsF(label.font()).horizontalAdvance("Åäö 2 486") - 1


def test_the_status_bar_joins_facts_and_shows_the_reports_state(theme: Theme, page: QWidget) -> None:
    strip = StatusBar(theme)
    add_widgets(page, strip)
    strip.set_facts(["24 av 67 tips visas", "", "3 kontor"])
    strip.set_state("warning", "warn", "Inte komplett")
    QApplication.processEvents()
    assert strip.facts.text().split() == ["24", "av", "67", "tips", "visas", "·", "3", "kontor"]
    assert strip.height() == theme.metrics.status_bar
    assert has_color(strip.state_icon, theme.color("warn"))
    strip.set_state("", "", "")
    assert strip.state_icon.isHidden()


def test_cards_and_footers_paint_their_background(theme: Theme, page: QWidget) -> None:
    card = Card(theme)
    inside = make_label("Innehåll")
    card.body.addWidget(inside)
    footer = DialogFooter(theme)
    cancel, save = Button(theme, "Avbryt"), Button(theme, "Spara", ButtonKind.FILLED)
    helper = Button(theme, "Testa anslutning", icon="refresh")
    footer.add_helper(helper)
    footer.add_button(cancel)
    footer.add_button(save)
    add_widgets(page, card, footer, SeparatorLine(theme))
    assert QRect(QPoint(0, 0), card.size()).contains(inside.geometry())
    assert helper.x() < cancel.x() < save.x()
    assert pixels(footer).pixelColor(200, 0) == theme.color("line")
    assert pixels(footer).pixelColor(4, 10) == theme.color("window")
    assert pixels(card).pixelColor(card.width() // 2, 4) == theme.color("surface")


def test_a_disabled_widget_is_painted_as_disabled(theme: Theme, page: QWidget) -> None:
    button = Button(theme, "Hämta rapport", ButtonKind.FILLED)
    add_widgets(page, button)
    painted = pixels(button)
    button.setEnabled(False)
    QApplication.sendPostedEvents(button, QEvent.Type.UpdateRequest)
    assert pixels(button) != painted
    assert pixels(button).pixelColor(4, button.height() // 2) == theme.color("sunken")


@pytest.mark.parametrize("first", ["", "click", "all"])
def test_a_whole_date_can_be_typed_with_its_hyphens(qtbot: QtBot, theme: Theme, first: str) -> None:
    field = DateField(theme, "Första dagen")
    qtbot.addWidget(field)
    field.setDate(QDate(2026, 11, 24))
    field.show()
    field.setFocus()
    if first == "click":
        QTest.mouseClick(field.lineEdit(), Qt.MouseButton.LeftButton, pos=QPoint(14, field.height() // 2))
    elif first == "all":
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    else:
        field.setSelectedSection(DateField.Section.YearSection)
    QTest.keyClicks(field, "2025-10-01")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.date() == QDate(2025, 10, 1)


def test_a_narrow_chip_elides_its_values_and_keeps_its_cross(theme: Theme, page: QWidget) -> None:
    chip = Chip(theme, "Avsändare", ["Karim Haddad-Lindström", "Petra Öberg-Åkesson", "Elin"])
    add_widgets(page, chip)
    page.setFocus()
    size = chip.sizeHint()
    chip.setFixedSize(size.width() - 70, size.height())
    QApplication.processEvents()
    image, strip = pixels(chip), range(chip.width() - size.height(), chip.width() - 10)
    assert any(image.pixelColor(x, y) == theme.color("text2") for x in strip for y in range(image.height()))


@pytest.mark.parametrize("kind", [QLineEdit, DateField, QComboBox, QSpinBox])
def test_a_disabled_field_looks_disabled(theme: Theme, page: QWidget, kind: type[QWidget]) -> None:
    field = DateField(theme) if kind is DateField else kind()
    if isinstance(field, QLineEdit):
        field.setPlaceholderText("proxy.example.se:8080")
    field.setFixedWidth(240)
    add_widgets(page, field)
    page.setFocus()
    assert has_color(field, theme.color("surface"))
    assert not has_color(field, theme.color("disabled"))
    field.setEnabled(False)
    QApplication.processEvents()
    middle = pixels(field).pixelColor(field.width() - 60, 4)
    assert middle == theme.color("sunken")
    assert not has_color(field, theme.color("surface"))
    if not isinstance(field, QComboBox):
        assert has_color(field, theme.color("disabled"))


@pytest.mark.parametrize("stays", [False, True])
@pytest.mark.parametrize("is_picker", [True, False])
def test_a_button_is_highlighted_after_its_menu_only_under_the_pointer(
    theme: Theme, page: QWidget, qtbot: QtBot, is_picker: bool, stays: bool
) -> None:
    button = PickerButton(theme, "Kontor", "Alla") if is_picker else Button(theme, "Skriv ut…", ButtonKind.QUIET)
    add_widgets(page, button)
    menu = Menu(button)
    menu.addAction("Norrby Solna")
    action = menu.addAction("Norrby Sundbyberg")
    button.setMenu(menu)
    under = Qt.WidgetAttribute.WA_UnderMouse
    button.setAttribute(under, on=False)
    usual = button.current_style()
    QCursor.setPos(button.mapToGlobal(button.rect().center()))
    button.setAttribute(under)
    lit = button.current_style()
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
    qtbot.waitUntil(menu.isVisible)
    place = menu.actionGeometry(action).center()
    if not stays:
        QCursor.setPos(menu.mapToGlobal(place))
    # As on a desktop: an open popup gets all mouse events, so the button gets no leave event.
    button.setAttribute(under)
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(menu.isHidden)
    assert button.current_style() == (lit if stays else usual)
    assert lit != usual


def test_the_title_of_a_disclosure_stands_in_line_with_the_texts_of_check_boxes(theme: Theme, page: QWidget) -> None:
    box, disclosure = QCheckBox("Anonymiserad"), DisclosureButton(theme, "Välj blad")
    add_widgets(page, box, disclosure)
    option = QStyleOptionButton()
    box.initStyleOption(option)
    text = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, box)
    icon, title, _ = disclosure._pieces()
    assert isinstance(icon, IconPiece)
    assert abs(disclosure.padding + icon.size + title.gap - text.left()) <= 2 * theme.metrics.factor
