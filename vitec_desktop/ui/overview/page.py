"""The first tab, with the statistics of the report; `OverviewController` decides what it shows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from vitec_desktop.report.filters import RowFilter
from vitec_desktop.report.steps import Steps, run_to_end
from vitec_desktop.ui.overview.layout import CARDS, GridShape, compute_layout, shape_for_width
from vitec_desktop.ui.overview.toolbar import ComparisonNotice, OverviewToolbar
from vitec_desktop.ui.table import texts as table_texts
from vitec_desktop.ui.theme.metrics import HeightRange, Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.empty_state import EmptyState, EmptyStateText
from vitec_desktop.ui.widgets.labels import SeparatorLine
from vitec_desktop.ui.widgets.notice_area import NoticeArea
from vitec_desktop.ui.widgets.skeleton import Skeleton, SkeletonShape, card_shapes

if TYPE_CHECKING:
    from vitec_desktop.ui.overview.dashboard import Dashboard
    from vitec_desktop.ui.overview.overview_data import OverviewData

_SKELETON_TILE, _SKELETON_TILES, _SKELETON_CARD = 103, 6, 240


class OverviewPage(QWidget):
    """Shows an overview, or why there is none; `filter_requested` carries the rows of a clicked tile or bar, named."""

    filter_requested = Signal(RowFilter, str)
    older_requested = Signal()  # unhandled rows from before the period
    copied = Signal(str)  # what has been copied of a chart
    fetch_requested = Signal()
    period_change_requested = Signal()
    correction_requested = Signal()
    guide_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._empty_action: SignalInstance = self.fetch_requested
        self.setObjectName("overviewPage")
        self.setProperty("background", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.dashboard: Dashboard | None = None
        self._handling_time = ("", "")
        self._is_preparing = False
        self._create_widgets()
        self._lay_out()
        self.empty_state.action_requested.connect(lambda: self._empty_action.emit())
        self.show_nothing_fetched()

    # Content --------------------------------------------------------------------------------------------------

    def show_overview(self, overview: "OverviewData") -> None:
        """Show `overview`; create the dashboard the first time."""
        run_to_end(self.show_overview_steps(overview))

    def show_overview_steps(self, overview: "OverviewData") -> Steps[None]:
        """Show `overview` in steps: the screen shows what it showed until all of it is there.

        If the last step is not reached, the page shows again what it showed; a dashboard that was visible is mixed.
        """
        self.toolbar.set_texts(overview.period, overview.caption, overview.filter_note)
        dashboard = self.dashboard or self._create_dashboard(overview)
        dashboard.setUpdatesEnabled(False)
        try:
            yield
            yield from self._show_area_steps(dashboard.show_overview_steps(overview))
        finally:
            if isValid(dashboard):
                dashboard.setUpdatesEnabled(True)

    def _show_area_steps(self, show_dashboard: Steps[None]) -> Steps[None]:
        """Show the heading and the dashboard; until that is filled the screen shows what it showed before."""
        index = self._stack.currentIndex()
        if index == self._stack.indexOf(self._area):
            yield from show_dashboard
            self._fit_width()
            return
        self._is_preparing = True
        self._stack.setUpdatesEnabled(False)
        # Nobody can click on what he does not see.
        self._area.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        try:
            self._stack.setCurrentWidget(self._area)
            yield
            yield from show_dashboard
            self._fit_width()
            yield from self._paint_ahead_steps()
            index = self._stack.indexOf(self._area)
        finally:
            self._is_preparing = False
            if isValid(self._stack):
                self._stack.setCurrentIndex(index)
                self._area.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
                self._stack.setUpdatesEnabled(True)
        # Without the dashboard, all parts of which would be painted a second time with this.
        self._stack.repaint()
        yield

    def _paint_ahead_steps(self) -> Steps[None]:
        if self.dashboard is None or not self.isVisible():
            return
        for card in self.dashboard.cards.values():
            yield
            card.paint_ahead()

    def show_handling_time(self, text: str, hint: str) -> None:
        """Show how long it took until rows were handled, a line and its tooltip; "" for not known."""
        self._handling_time = text, hint
        if self.dashboard is not None:
            self.dashboard.show_handling_time(text, hint)
            self._fit_width()

    def show_waiting(self) -> None:
        """Show grey shapes of the cards, while a fetch has brought no rows yet."""
        self._stack.setCurrentWidget(self._skeleton)

    def show_nothing_fetched(self) -> None:
        """Say that no report has been fetched yet."""
        self.show_empty(table_texts.nothing_fetched(), self.fetch_requested)

    def show_failed(self, reason: str) -> None:
        """Say that the fetch failed, and why."""
        self.show_empty(table_texts.fetch_failed(reason), self.fetch_requested)

    def show_empty(self, empty: EmptyStateText, action: SignalInstance) -> None:
        """Say why there are no statistics; the button emits `action`."""
        self._empty_action = action
        self.empty_state.set_content(empty)
        self._stack.setCurrentWidget(self.empty_state)

    @property
    def is_showing_overview(self) -> bool:
        return self._stack.currentWidget() is self._area and not self._is_preparing

    def show_definitions(self) -> None:
        """Open the dialog that says how what is shown is counted."""
        if self.dashboard is None:
            return
        from vitec_desktop.ui.overview.definitions_dialog import DefinitionsDialog

        current = self.dashboard.current_definition
        dialog = DefinitionsDialog(self._theme, self.dashboard.definitions, current, self.window())
        dialog.guide_requested.connect(self.guide_requested)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # Layout ---------------------------------------------------------------------------------------------------

    def _create_widgets(self) -> None:
        """Create the widgets from the outside in: Qt styles one and all below it anew when it gets another parent."""
        self._stack = QStackedWidget(self)
        self.empty_state = EmptyState(self._theme, self._stack)
        self._skeleton = Skeleton(self._theme, self._skeleton_shapes, self._stack)
        self._skeleton.setObjectName("overviewSkeleton")
        self._area = QScrollArea(self._stack)
        # To find out what Qt's own viewport is, PySide would load the classes of all widgets that there are.
        viewport = QWidget(autoFillBackground=True)
        self._area.setViewport(viewport)
        self._content = QWidget(viewport)
        self.toolbar = OverviewToolbar(self._theme, self._content)
        self._cards = QWidget(self._content)
        self.notice_area = NoticeArea(self._cards, self._content, gap=Spacing.MEDIUM)
        self.comparison_notice = ComparisonNotice(self._theme, self.notice_area)
        self.notice_area.add(self.comparison_notice)

    def _lay_out(self) -> None:
        self._content.setProperty("background", "window")
        self._column = column = QVBoxLayout(self._content)
        column.setContentsMargins(Spacing.OVERVIEW_MARGIN, Spacing.MEDIUM, Spacing.OVERVIEW_MARGIN, Spacing.MEDIUM)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addSpacing(Spacing.MEDIUM)
        column.addWidget(self.notice_area.room)
        column.addWidget(self._cards, 1)
        self._cards_column = QVBoxLayout(self._cards)
        self._cards_column.setContentsMargins(0, 0, 0, 0)
        self._cards_column.setSpacing(0)
        self._cards.installEventFilter(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._content)
        self._area.viewport().installEventFilter(self)
        for widget in (self.empty_state, self._skeleton, self._area):
            self._stack.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(SeparatorLine(self._theme, parent=self))
        layout.addWidget(self._stack)

    def _skeleton_shapes(self, size: QSize) -> list[SkeletonShape]:
        """Return the shapes of heading, tiles and cards."""
        px, margin = self._theme.metrics.px, Spacing.OVERVIEW_MARGIN
        top = Spacing.MEDIUM + self._theme.metrics.control + Spacing.MEDIUM
        heading = QRectF(margin, Spacing.MEDIUM + px(8), px(180), px(16))
        layout = compute_layout(
            size.width() - 2 * margin,
            size.height() - top - Spacing.MEDIUM,
            HeightRange(px(_SKELETON_TILE), px(_SKELETON_TILE)),
            _SKELETON_TILES,
            dict.fromkeys(CARDS, HeightRange(px(_SKELETON_CARD), px(_SKELETON_CARD))),
            shape_for_width(self.width(), self._theme.metrics.factor),
        )
        shapes = [SkeletonShape(heading)]
        for rect in (*layout.tiles, *layout.cards.values()):
            shapes.extend(card_shapes(self._theme, rect.translated(margin, top)))
        return shapes

    def _create_dashboard(self, overview: "OverviewData") -> "Dashboard":
        # Importing charts and statistics takes milliseconds that the first window does not need.
        from vitec_desktop.ui.overview.dashboard import Dashboard

        self.dashboard = dashboard = Dashboard(self._theme, overview, self._cards)
        dashboard.filter_requested.connect(self.filter_requested)
        dashboard.older_requested.connect(self.older_requested)
        dashboard.copied.connect(self.copied)
        dashboard.show_handling_time(*self._handling_time)
        self._cards_column.addWidget(dashboard, 1)
        self.notice_area.lead_in_tab_order(dashboard)
        dashboard.installEventFilter(self)
        return dashboard

    # Size and keys --------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_width()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # What stands above the dashboard comes, goes and grows: it moves.
        is_moved = event.type() == QEvent.Type.Move and watched in (self.dashboard, self._cards)
        is_resized = event.type() == QEvent.Type.Resize and watched is self._area.viewport()
        if is_moved or is_resized:
            self._fit_width()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.toolbar.progress.isVisible():
            self.toolbar.cancel_requested.emit()
            return
        super().keyPressEvent(event)

    def _fit_width(self) -> None:
        """Lay out for the window's width; a dashboard higher than the window scrolls."""
        shape = shape_for_width(self.width(), self._theme.metrics.factor)
        self.toolbar.set_compact(shape is not GridShape.WIDE)
        if self.dashboard is None:
            return
        self.dashboard.set_shape(shape)
        viewport = self._area.viewport()
        top = self.dashboard.mapTo(self._content, QPoint()).y()
        self.dashboard.set_visible_height(max(viewport.height() - top, 0))
        width = viewport.width() - 2 * Spacing.OVERVIEW_MARGIN
        height = self.dashboard.minimum_height_for(width)
        self.dashboard.setMinimumHeight(height)
        # Where all is seen without the margin at its end, nothing scrolls.
        rest = viewport.height() - top - height
        self._column.setContentsMargins(
            Spacing.OVERVIEW_MARGIN,
            Spacing.MEDIUM,
            Spacing.OVERVIEW_MARGIN,
            rest if 0 <= rest < Spacing.MEDIUM else Spacing.MEDIUM,
        )
