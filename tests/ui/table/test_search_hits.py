"""A search hit can be seen where its cell is too narrow for it: at the end of the cut text, and in the tooltip."""

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolTip

from tests.helpers.pixels import pixel_rows
from tests.helpers.window_driver import plain_text
from tests.ui.table.pages import TIPS, TITLE, MakePage
from tests.ui.table.rows import column_number, make_row
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.theme.theme import Theme

MESSAGE = column_number(TIPS, "tip.message")
BEGINNING = "En lång rubrik som inte ryms i en smal kolumn, och sist i den står "


def open_page(make_page: MakePage, text: str, column: str = "tip.title") -> ListPage:
    page = make_page(0)
    page.set_rows([make_row(TIPS, {"tip.id": "1", column: text})])
    page.view.setColumnWidth(TITLE, 160)
    return page


def search(page: ListPage, text: str) -> None:
    page.toolbar.search_field.setText(text)
    QApplication.processEvents()


def hit_columns(page: ListPage, theme: Theme) -> list[int]:
    """Return the x of each pixel of the title's cell that has the colour of a hit."""
    cell = page.view.visualRect(page.model.index(0, TITLE))
    picture = page.view.viewport().grab(cell).toImage()
    middle = picture.height() // 2
    rows, wanted = pixel_rows(picture)[middle - 6 : middle + 6], QColor(theme.colors.hit).rgb()
    return [x for x, column in enumerate(zip(*rows, strict=True)) if wanted in column]


def tooltip(page: ListPage, column: int) -> str:
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))
    page.view.itemDelegate().helpEvent(event, page.view, QStyleOptionViewItem(), page.model.index(0, column))
    text = QToolTip.text()
    QToolTip.hideText()
    return text


@pytest.mark.parametrize("ending", ["Råsunda", "Råsunda och mera efter det"])
def test_a_hit_in_cut_text_stands_at_the_end_of_what_is_shown(make_page: MakePage, theme: Theme, ending: str) -> None:
    page = open_page(make_page, BEGINNING + ending)
    assert not hit_columns(page, theme)
    search(page, "råsunda")
    found = hit_columns(page, theme)
    width = page.view.columnWidth(TITLE)
    assert found
    assert width / 2 < max(found) < width


def test_a_hit_that_is_visible_leaves_the_beginning_in_its_place(make_page: MakePage, theme: Theme) -> None:
    page = open_page(make_page, BEGINNING)
    search(page, "lång")
    assert max(hit_columns(page, theme)) < page.view.columnWidth(TITLE) / 2


def test_the_tooltip_marks_the_hits(make_page: MakePage) -> None:
    page = open_page(make_page, BEGINNING + "Råsunda & <Solna>")
    search(page, "råsunda solna")
    text = tooltip(page, TITLE)
    assert plain_text(text.replace("</span>", "|").replace("<span", "|<span")).count("|") == 4
    assert plain_text(text).endswith("Råsunda & < Solna >")
    search(page, "")
    assert "<span" not in tooltip(page, TITLE)


def test_the_tooltip_of_a_long_message_begins_a_little_before_the_hit(make_page: MakePage) -> None:
    page = open_page(make_page, 300 * "Hej och tack. " + "Ring Råsunda.", "tip.message")
    search(page, "råsunda")
    text = plain_text(tooltip(page, MESSAGE))
    assert text.startswith("…")
    assert "Råsunda" in text


FILLING = "som inte ryms i en smal kolumn, och därför måste kortas av "
WORDS = ("Råsunda", "ÅÄÖ-gården", "Café", "förmedlingsprovision")
PLACES = {"beginning": "{hit} " + FILLING, "middle": FILLING + "{hit} " + FILLING, "end": FILLING + "{hit}"}


def seen_width(page: ListPage, theme: Theme) -> int:
    found = hit_columns(page, theme)
    return max(found) - min(found) + 1 if found else 0


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("hit", WORDS)
def test_the_whole_hit_is_seen_wherever_it_stands(make_page: MakePage, theme: Theme, hit: str, place: str) -> None:
    """Also where the end of the visible text would cut it; `room` takes the cell's padding and two marks of a cut."""
    text = PLACES[place].format(hit=hit)
    page = open_page(make_page, text)
    width = page.view.fontMetrics().horizontalAdvance(hit)
    search(page, hit.lower())
    for column_width in (width + room + more for room in (56, 90, 160) for more in range(0, 24, 6)):
        page.view.setColumnWidth(TITLE, column_width)
        assert width - 3 <= seen_width(page, theme) <= width + 4, column_width
    assert hit in plain_text(tooltip(page, TITLE))


def test_each_of_several_words_is_seen_if_there_is_room(make_page: MakePage, theme: Theme) -> None:
    page = open_page(make_page, f"Ölandsvilla {FILLING} nära Råsunda {FILLING}")
    metrics = page.view.fontMetrics()
    first, last = metrics.horizontalAdvance("Ölandsvilla"), metrics.horizontalAdvance("Råsunda")
    page.view.setColumnWidth(TITLE, first + last + 70)
    search(page, "råsunda ölandsvilla")
    assert seen_width(page, theme) > first + last
    page.view.setColumnWidth(TITLE, first + 40)
    search(page, "ölandsvilla råsunda")
    assert first - 3 <= seen_width(page, theme) <= first + 4, "no match is hidden for another"


def test_the_tooltip_of_a_long_message_has_each_word_of_the_search(make_page: MakePage) -> None:
    text = f"{200 * 'Hej och tack. '}Ring Råsunda. {200 * 'Hej då. '}Öppet på lördag. {200 * 'Hej igen. '}"
    page = open_page(make_page, text, "tip.message")
    search(page, "lördag råsunda")
    shown = tooltip(page, MESSAGE)
    assert shown.count("<span") == 2
    assert plain_text(shown).startswith("…")
    assert plain_text(shown).endswith("…")
    assert len(plain_text(shown)) < 1_600
