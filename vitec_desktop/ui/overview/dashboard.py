"""The tiles and the chart cards, laid out for the window's width."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from vitec_desktop.report.filters import RowFilter
from vitec_desktop.report.steps import Steps, run_to_end
from vitec_desktop.ui.charts.chart_view import ChartView
from vitec_desktop.ui.charts.style import screen_style
from vitec_desktop.ui.overview.layout import CARDS, Fold, GridRects, GridShape, compute_layout
from vitec_desktop.ui.overview.overview_data import Definition, OverviewData
from vitec_desktop.ui.overview.tile_button import TileButton, tile_heights
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.segmented import SegmentedControl
from vitec_desktop.ui.widgets.tab_order import order_tabs

_SENDERS, _RECEIVERS = "senders", "receivers"
_SWITCH_MIDDLE, _SWITCH_RIGHT = 24.0, 12.0
_MAX_LAYOUTS = 16
_TITLE_HEIGHT = 37.5
"""From a card's top to between its title and its first line."""


class Dashboard(QWidget):
    """Shows an overview's tiles and charts; `filter_requested` carries the rows of a clicked tile or bar, named."""

    filter_requested = Signal(RowFilter, str)
    older_requested = Signal()  # unhandled rows from before the period
    copied = Signal(str)  # what has been copied of a chart

    def __init__(self, theme: Theme, overview: OverviewData, parent: QWidget | None = None) -> None:
        """Make the tiles, and the cards without their charts: `show_overview` shows these."""
        super().__init__(parent)
        self._theme = theme
        self._overview = overview
        self._shape = GridShape.WIDE
        self._visible_height = 0
        self._layouts: dict[tuple[object, ...], GridRects] = {}
        self._has_new_bars = False
        self.tiles = [TileButton(theme, tile, self) for tile in overview.tiles]
        self.cards = {name: ChartView(theme, self) for name in CARDS}
        self.ranking_switch = SegmentedControl(
            theme,
            ((_SENDERS, self.tr("Avsändare")), (_RECEIVERS, self.tr("Mottagare"))),
            small=True,
            name=self.tr("Flest tips efter"),
            parent=self.cards["top"],
        )
        self._set_object_names()
        for button in self.tiles:
            button.filter_requested.connect(self.filter_requested)
            if button.tile.link:
                button.link.setObjectName("searchOlder")
                hint = self.tr("Sök bland det som skapades de 12 månaderna före perioden, och ännu är obehandlat")
                button.link.set_hint(hint)
                button.link_clicked.connect(self.older_requested)
        for card in self.cards.values():
            card.hide()  # until it has its bars: with each that is shown by itself, Qt asks where the pointer is
            card.filter_requested.connect(self.filter_requested)
            card.copied.connect(self.copied)
            card.bars_made.connect(self._on_bars_made)
        self.ranking_switch.selected.connect(self._show_charts)
        theme.changed.connect(self._on_theme_changed)

    @property
    def overview(self) -> OverviewData:
        return self._overview

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """How everything on the page is counted."""
        has_time = not self.cards["groups"].footer.isHidden()
        return self._overview.definitions(with_receivers=self.is_showing_receivers, with_handling_time=has_time)

    @property
    def current_definition(self) -> str:
        """The name of what is under the pointer, else of what has the focus; "" for nothing."""
        names = [
            *(tile.title for tile in self._overview.tiles),
            *(card.accessibleName() for card in self.cards.values()),
        ]
        parts: list[QWidget] = [*self.tiles, *self.cards.values()]
        focused = self.focusWidget() if self.isAncestorOf(self.window().focusWidget() or self) else None
        for is_asked in (QWidget.underMouse, lambda part: part is focused or part.isAncestorOf(focused or self)):
            for name, part in zip(names, parts, strict=True):
                if is_asked(part):
                    return name
        return ""

    @property
    def is_showing_receivers(self) -> bool:
        return self.ranking_switch.current == _RECEIVERS

    def show_overview(self, overview: OverviewData) -> None:
        """Show other statistics; focus and ranking switch stay as they are."""
        run_to_end(self.show_overview_steps(overview))

    def show_overview_steps(self, overview: OverviewData) -> Steps[None]:
        """Do it in steps; between them, old and new statistics are mixed."""
        self._overview = overview
        for button, tile in zip(self.tiles, overview.tiles, strict=True):
            button.show_tile(tile)
        self._layouts.clear()
        for name, chart in overview.charts(with_receivers=self.is_showing_receivers).items():
            yield
            self.cards[name].show_chart(chart)
        yield
        self._arrange()
        for card in self.cards.values():
            card.show()

    def show_handling_time(self, text: str, hint: str) -> None:
        """Show how long it took until rows were handled, on the card of the offices; "" for not known."""
        self.cards["groups"].set_footer(text, hint)
        self._arrange()

    def set_shape(self, shape: GridShape) -> None:
        if shape is not self._shape:
            self._shape = shape
            self._arrange()

    def set_visible_height(self, height: int) -> None:
        """Say how much of the dashboard can be seen before the page is scrolled, in logical pixels."""
        if height != self._visible_height:
            self._visible_height = height
            self._arrange()

    def minimum_height_for(self, width: float) -> int:
        """Return the least height, in logical pixels, that shows everything at `width`."""
        return round(self._compute_layout(width, 0.0).height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.minimum_height_for(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focus from tile to tile with the arrow keys."""
        tile = next((tile for tile in self.tiles if tile.hasFocus()), None)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if tile is None or not step:
            super().keyPressEvent(event)
            return
        index = self.tiles.index(tile) + step
        if 0 <= index < len(self.tiles):
            self.tiles[index].setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_object_names(self) -> None:
        self.cards["groups"].footer.setObjectName("handlingTime")
        for name, card in self.cards.items():
            card.setObjectName("card" + "".join(word.capitalize() for word in name.split("_")))
        self.ranking_switch.segment(_SENDERS).setObjectName("overviewTopSenders")
        self.ranking_switch.segment(_RECEIVERS).setObjectName("overviewTopReceivers")

    def _on_theme_changed(self) -> None:
        self._layouts.clear()
        self._arrange()

    def _on_bars_made(self) -> None:
        self._has_new_bars = True

    def _order_tabs(self) -> None:
        """Let Tab go through the bars in their order; once for those of all cards."""
        if not self._has_new_bars:
            return
        self._has_new_bars = False
        *others, top = self.cards.values()
        order_tabs(*self.tiles, *others, self.ranking_switch, top)

    def _show_charts(self) -> None:
        self._layouts.clear()
        for name, chart in self._overview.charts(with_receivers=self.is_showing_receivers).items():
            self.cards[name].show_chart(chart)
        self._order_tabs()

    def _arrange(self) -> None:
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            return  # it has no size yet
        layout = self._compute_layout(self.width(), self.height())
        for tile, rect in zip(self.tiles, layout.tiles, strict=True):
            tile.setGeometry(rect.toRect())
        for name, rect in layout.cards.items():
            self.cards[name].setGeometry(rect.toRect())
        self._place_switch()
        self._order_tabs()
        self.updateGeometry()

    def _place_switch(self) -> None:
        metrics, size = self._theme.metrics, self.ranking_switch.sizeHint()
        card = self.cards["top"]
        x = card.width() - metrics.px(_SWITCH_RIGHT) - size.width()
        self.ranking_switch.setGeometry(x, metrics.px(_SWITCH_MIDDLE) - size.height() // 2, size.width(), size.height())

    def _compute_layout(self, width: float, height: float) -> GridRects:
        style = screen_style(self._theme)
        heights = {name: card.heights() for name, card in self.cards.items()}
        # Asked for many times while the page is shown, and each answer takes milliseconds.
        key = (width, height, self._visible_height, self._shape, *heights.values())
        if key in self._layouts:
            return self._layouts[key]
        breaks = {name: card.breaks for name, card in self.cards.items()}
        fold = Fold(self._visible_height, style.px(_TITLE_HEIGHT), breaks) if self._visible_height else None
        if len(self._layouts) >= _MAX_LAYOUTS:
            self._layouts.clear()
        self._layouts[key] = layout = compute_layout(
            width, height, tile_heights(style), len(self.tiles), heights, self._shape, fold
        )
        return layout
