"""The details of the selected row: the pane, and the splitter that shows it beside or below the table."""

import re
from collections.abc import Callable, Sequence
from html import escape
from itertools import pairwise
from math import ceil

from msgspec.structs import replace
from PySide6.QtCore import QLineF, QMimeData, QSizeF, Qt, QUrl, Signal, SignalInstance
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.formatting import display_text
from vitec_desktop.report.labels import ChangeKind
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Row
from vitec_desktop.report.search import match_spans
from vitec_desktop.ui.common.shortcuts import COPY_ALL, DETAILS
from vitec_desktop.ui.table.detail_fields import DetailField, long_texts, row_as_text, row_sections
from vitec_desktop.ui.table.layout_state import ColumnState
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.row_history import HistoryProvider, ObservedHistory
from vitec_desktop.ui.table.view import TableView
from vitec_desktop.ui.theme.metrics import Spacing, TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import AlignedLink, Button, IconButton, LinkButton, with_shortcut
from vitec_desktop.ui.widgets.labels import SelectableLabel, SeparatorLine, make_label, set_text_role
from vitec_desktop.ui.widgets.line_edit import open_text_menu
from vitec_desktop.ui.widgets.long_text import breakable, shortened, without_breaks
from vitec_desktop.ui.widgets.marks import MARK_SIZE, Mark, MarkPixmaps, mark_for
from vitec_desktop.ui.widgets.tab_order import order_tabs

PANE_WIDTH = 380
_LABEL_WIDTH = 132
_MARGIN = 20
_HISTORY_STEP = 46
"""From one observation to the next, in logical pixels at the normal text size."""
_LINE_WIDTH = 1.5
_FOCUS_FRAME = 2
_HEIGHT_SHARE = 0.45
"""The share of the height for a pane below the table."""
_SENDER = "sender.name"
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
_HIT_COLOR = re.compile(r"\s*background-color:\s*#[0-9a-fA-F]{6};")
_STEP = 20_000
"""Characters of a message that are shown at first; Qt lays out some hundred thousand a second."""
_FIELD_SHARE = 10
"""A field other than the message shows so many times less."""
_MAX_HEADING = 200
_MAX_HISTORY = 6
"""Observations of a row that are shown at first."""
_MAX_STATE = 40


class _DetailsText(QTextEdit):
    """A part of the texts about a row, as high as it is: an area scrolls all of them.

    What is copied of it has neither break opportunities nor marked hits of the search.
    """

    def __init__(self, name: str, area: QScrollArea) -> None:
        super().__init__(area.widget())
        self._area = area
        self.setReadOnly(True)
        self.setTextInteractionFlags(_SELECTABLE)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit_height)
        self.cursorPositionChanged.connect(self._show_cursor)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        selection = self.textCursor().selection()
        copied = QMimeData()
        copied.setText(without_breaks(selection.toPlainText()))
        copied.setHtml(_HIT_COLOR.sub("", without_breaks(selection.toHtml())))
        return copied

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        open_text_menu(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not event.modifiers():
            event.ignore()  # a page of the pane, not of this part
            return
        super().keyPressEvent(event)

    def _show_cursor(self) -> None:
        if self.hasFocus():
            self._area.ensureVisible(0, self.y() + self.cursorRect().center().y(), 0, _MARGIN)

    def _fit_height(self, size: QSizeF) -> None:
        self.setFixedHeight(ceil(size.height()) + 2 * _FOCUS_FRAME)


class _HistoryText(_DetailsText):
    """The observations of a row: the marks of the table that comes last are joined by a line."""

    def __init__(self, theme: Theme, name: str, area: QScrollArea) -> None:
        super().__init__(name, area)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        table = next(reversed(self.document().rootFrame().childFrames()), None)
        if not isinstance(table, QTextTable):
            return
        layout, gap = self.document().documentLayout(), Spacing.HAIR
        marks = [
            layout.blockBoundingRect(table.cellAt(row, 0).firstCursorPosition().block()) for row in range(table.rows())
        ]
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("edge"), _LINE_WIDTH))
        for upper, lower in pairwise(marks):
            x = upper.left() + self._theme.metrics.px(MARK_SIZE) / 2
            painter.drawLine(QLineF(x, upper.bottom() + gap, x, lower.top() - gap))


class DetailsPane(QFrame):
    """Shows every field of one row as selectable text, or how many rows are selected.

    Its widgets are made when it is shown, or has something to show, for the first time: there are four panes, and a
    start needs none of them.
    """

    previous_requested = Signal()
    next_requested = Signal()
    close_requested = Signal()
    copy_rows_requested = Signal()
    copied = Signal()
    """Emitted when everything about the row was copied."""
    sender_filter_requested = Signal()

    def __init__(
        self, columns: tuple[Column, ...], language: Language, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("detailsPane")
        self.setProperty("background", "surface")
        self.setAccessibleName(self.tr("Detaljer"))
        self._columns = columns
        self._language = language
        self._theme = theme
        self._marks = MarkPixmaps(theme)
        self._row: Row | None = None
        self._change_text = ""
        self._search_text = ""
        self._shown_length = _STEP  # of a long text
        self._has_more = False
        self._history_provider: HistoryProvider = lambda columns, row: None
        self._history: _HistoryText | None = None
        self._is_history_whole = False
        self._has_widgets = False

    def setVisible(self, visible: bool) -> None:  # noqa: N802
        if visible and not self._has_widgets:
            self.show_no_selection()
        super().setVisible(visible)

    def show_row(
        self, columns: tuple[Column, ...], row: Row, *, has_previous: bool, has_next: bool, change_text: str = ""
    ) -> None:
        """Show every field of `row`; the flags enable the buttons for the rows before and after it.

        `change_text` says what has changed in it.
        """
        self._create_widgets()
        self.previous_button.setEnabled(has_previous)
        self.next_button.setEnabled(has_next)
        if row != self._row or columns is not self._columns or change_text != self._change_text:
            self._columns, self._row, self._change_text = columns, row, change_text
            self._shown_length = _STEP
            self._is_history_whole = False
            self._update_row()
        self._stack.setCurrentIndex(1)

    def set_search_text(self, text: str) -> None:
        """Mark what is searched for in the values: also in those of columns that the table does not show."""
        if text != self._search_text:
            self._search_text = text
            self._show_texts()

    def show_no_selection(self) -> None:
        """Say that no row is selected."""
        self._show_message(self.tr("Markera en rad för att se allt om den."), can_copy=False)

    def show_selected_count(self, count: int) -> None:
        """Say how many rows are selected."""
        self._show_message(self.tr("%n rader markerade.", "", count), can_copy=True)

    def row_text(self) -> str:
        """Return every field of the row as text; "" if no row is shown."""
        if self._row is None:
            return ""
        text = row_as_text(self._row, self._columns, self._language, self._change_text)
        history = self._history_provider(self._columns, self._row)
        return text if history is None else f"{text}\n{history.as_text()}\n"

    def set_history_provider(self, provider: HistoryProvider) -> None:
        """Set where the history of a row comes from; `update_history` asks again for the row that is shown."""
        self._history_provider = provider

    def update_history(self) -> None:
        """Show what was observed of the row, below its message; nothing if that is not known."""
        self._show_texts()

    def copy_all(self) -> None:
        """Copy every field of the row."""
        QGuiApplication.clipboard().setText(self.row_text())
        self.copied.emit()

    # Widgets

    def _create_widgets(self) -> None:
        if self._has_widgets:
            return
        self._has_widgets = True
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._facts = QBoxLayout(QBoxLayout.Direction.LeftToRight)  # of the row: its state, and when it was created
        self._bar = self._create_bar()
        layout.addLayout(self._bar)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._create_message_page())
        self._stack.addWidget(self._create_row_page())
        layout.addWidget(self._stack, 1)
        self._theme.changed.connect(self._update_row)

    def _create_bar(self) -> QHBoxLayout:
        self.state_icon = QLabel(self)
        self._state_label = make_label("", parent=self)
        self._created_label = make_label("", "quiet", parent=self)
        self.previous_button = self._icon_button("chevron-up", self.tr("Föregående rad"), self.previous_requested)
        self.next_button = self._icon_button("chevron-down", self.tr("Nästa rad"), self.next_requested)
        self.close_button = self._icon_button("close", self.tr("Stäng detaljerna"), self.close_requested)
        self.close_button.setToolTip(with_shortcut(self.close_button.accessibleName(), DETAILS.shown_keys))
        bar = QHBoxLayout()
        bar.setContentsMargins(_MARGIN, Spacing.SMALL, Spacing.SMALL, 0)
        bar.setSpacing(Spacing.SMALL)
        state = QHBoxLayout()
        state.setSpacing(Spacing.SMALL)
        state.addWidget(self.state_icon)
        state.addWidget(self._state_label, 1)
        self._facts.addLayout(state)
        self._facts.addWidget(self._created_label)
        bar.addLayout(self._facts)
        bar.addStretch(1)
        for button in (self.previous_button, self.next_button, self.close_button):
            bar.addWidget(button)
        return bar

    def _icon_button(self, icon: str, name: str, requested: SignalInstance) -> IconButton:
        button = IconButton(self._theme, icon, name, parent=self)
        button.clicked.connect(requested)
        return button

    def _create_message_page(self) -> QWidget:
        page = QWidget(self._stack)
        self.message_label = make_label("", "quiet", wraps=True, parent=page)
        self.message_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.copy_rows_button = Button(self._theme, self.tr("Kopiera rader"), icon="copy", parent=page)
        self.copy_rows_button.clicked.connect(self.copy_rows_requested)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(Spacing.MEDIUM)
        layout.addStretch(2)
        layout.addWidget(self.message_label)
        layout.addWidget(self.copy_rows_button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        return page

    def _create_row_page(self) -> QWidget:
        page = QWidget(self._stack)
        self.heading = SelectableLabel(page)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        set_text_role(self.heading, "section")
        self.heading.setTextInteractionFlags(_SELECTABLE)
        self.heading.setContentsMargins(_MARGIN, Spacing.HAIR, _MARGIN, Spacing.SMALL)
        self.area = self._create_area(page)
        self.copy_all_button = Button(self._theme, self.tr("Kopiera allt"), icon="copy", parent=page)
        self.copy_all_button.set_hint(self.tr("Allt om raden, som text"), COPY_ALL.keys)
        self.copy_all_button.clicked.connect(self.copy_all)
        self.sender_filter_button = Button(
            self._theme, self.tr("Filtrera på avsändaren"), ButtonKind.QUIET, icon="funnel", parent=page
        )
        self.sender_filter_button.clicked.connect(self.sender_filter_requested)
        foot = QHBoxLayout()
        foot.setContentsMargins(_MARGIN, Spacing.SMALL, Spacing.MARGIN, Spacing.SMALL)
        foot.setSpacing(Spacing.SMALL)
        foot.addWidget(self.copy_all_button)
        foot.addWidget(self.sender_filter_button)
        foot.addStretch(1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.heading)
        layout.addWidget(self.area, 1)
        layout.addWidget(self._create_more_row(page))
        layout.addWidget(SeparatorLine(self._theme, parent=page))
        layout.addLayout(foot)
        return page

    def _create_area(self, page: QWidget) -> QScrollArea:
        """Return the texts below each other: the history has its place between them when there is one."""
        area = QScrollArea(page)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        self._texts = QWidget(area.viewport())
        self._texts.setProperty("background", "surface")
        area.setWidget(self._texts)
        self.body = _DetailsText(self.tr("Allt om raden"), area)
        self._fields = _DetailsText(self.tr("Allt om raden"), area)
        self._column = QVBoxLayout(self._texts)
        self._column.setContentsMargins(0, Spacing.SMALL, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.body)
        self._column.addWidget(self._fields)
        self._column.addStretch(1)
        return area

    def _create_more_row(self, page: QWidget) -> QWidget:
        """Return the row that is shown while a text is too long to show all of it at once."""
        self._more_row = QWidget(page)
        self.show_more_button = LinkButton(self._theme, self.tr("Visa mer"), self._more_row)
        self.show_more_button.clicked.connect(self._on_show_more)
        row = QHBoxLayout(self._more_row)
        row.setContentsMargins(_MARGIN, Spacing.HAIR, Spacing.SMALL, Spacing.HAIR)
        row.addWidget(make_label(self.tr("En del av texten visas."), "caption", parent=self._more_row))
        row.addStretch(1)
        row.addWidget(self.show_more_button)
        return self._more_row

    # Contents

    def _on_show_more(self) -> None:
        """Show twice as much of the long texts, at the same place."""
        self._shown_length *= 2
        self._show_texts()

    def _show_message(self, text: str, *, can_copy: bool) -> None:
        self._create_widgets()
        self._row = None
        self.message_label.setText(text)
        self.copy_rows_button.setVisible(can_copy)
        for widget in (self.state_icon, self._state_label, self._created_label):
            widget.hide()
        for button in (self.previous_button, self.next_button):
            button.setEnabled(False)
        self._stack.setCurrentIndex(0)

    def _update_row(self) -> None:
        self._update_body_style()
        row = self._row
        if row is None:
            return
        self._update_bar(row)
        title = self._find_value(row, lambda column: column.key.endswith(".title"))
        self.heading.setText(breakable(shortened(str(title or self.tr("Utan rubrik")), _MAX_HEADING)))
        self.sender_filter_button.setEnabled(bool(self._find_value(row, lambda column: column.key == _SENDER)))
        self._show_texts()
        self.area.verticalScrollBar().setValue(0)

    def _show_texts(self) -> None:
        """Show all about the row: its message, its history if that is known, and its fields."""
        row = self._row
        if row is None:
            return
        self._has_more = False
        message, fields = self._messages_html(row), self._sections_html(row)
        history = self._history_provider(self._columns, row)
        self._show_history(history)
        self._fields.setVisible(history is not None)
        self._fields.setHtml("" if history is None else self._line_html() + self._line_html().join(fields))
        self.body.setHtml(self._line_html().join(message if history is not None else message + fields))
        self._more_row.setVisible(self._has_more)

    # History

    def _show_history(self, history: ObservedHistory | None) -> None:
        if history is None:
            if self._history is not None:
                self._history.hide()
                self.all_history_button.hide()
            return
        if self._history is None:
            self._history = self._create_history()
        shown = history
        if len(history.entries) > _MAX_HISTORY and not self._is_history_whole:
            shown = replace(history, entries=history.entries[:_MAX_HISTORY])
        self.all_history_button.set_text(self.tr("Visa alla {count}").format(count=len(history.entries)))
        self.all_history_button.setVisible(shown is not history)
        self._add_marks(self._history.document(), shown)
        self._history.setHtml(self._history_html(shown))
        self._history.show()

    def _create_history(self) -> _HistoryText:
        history = _HistoryText(self._theme, self.tr("Historik"), self.area)
        history.setObjectName("historySection")
        self.all_history_button = AlignedLink(self._theme, "", self._texts)
        self.all_history_button.setObjectName("historyShowAll")
        self.all_history_button.clicked.connect(self._on_all_history)
        place = self._column.indexOf(self._fields)
        self._column.insertWidget(place, history)
        row = QHBoxLayout()  # the words begin below those of the note
        row.setContentsMargins(_MARGIN - round(AlignedLink.padding), 0, 0, 0)
        row.addWidget(self.all_history_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.insertLayout(place + 1, row)
        order_tabs(self.body, history, self.all_history_button, self._fields)
        return history

    def _on_all_history(self) -> None:
        """Show every observation of the row."""
        self._is_history_whole = True
        self.update_history()

    def _add_marks(self, document: QTextDocument, history: ObservedHistory) -> None:
        marks: dict[str, Mark | None] = {str(number): entry.mark for number, entry in enumerate(history.entries)}
        for name, mark in {**marks, "change": history.change_mark}.items():
            if mark is not None:
                pixmap = self._mark_pixmap(mark)
                document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"mark:{name}"), pixmap)

    def _history_html(self, history: ObservedHistory) -> str:
        size, quiet = self._marks.size, f"color: {self._theme.colors.text2}"
        metrics, last = self._theme.metrics, len(history.entries) - 1
        step_gap = max(metrics.px(_HISTORY_STEP) - metrics.text_height - metrics.caption_height, Spacing.SMALL)
        rows = []
        for number, entry in enumerate(history.entries):
            image = f"<img src='mark:{number}' width='{size}' height='{size}'>" if entry.mark is not None else ""
            weight = "font-weight: 600" if number == 0 else ""
            moment = f"<span style='{quiet}; {self._font_size_css(TextSize.CAPTION)}'>{escape(entry.moment)}</span>"
            text = f"<span style='{weight}'>{escape(breakable(shortened(entry.text, _MAX_HEADING)))}</span>"
            style = f"padding: 0 0 {Spacing.SMALL if number == last else step_gap}px 0"
            rows.append(
                f"<tr><td width='{size + Spacing.SMALL}' style='{style}'>{image}</td>"
                f"<td style='{style}'>{text}<br>{moment}</td></tr>"
            )
        table = f"<table width='100%' cellspacing='0'>{''.join(rows)}</table>"
        style = f"margin: 0; line-height: 135%; {quiet}; {self._font_size_css(TextSize.CAPTION)}"
        note = f"<p style='{style}'>{escape(history.note)}</p>"
        return f"{self._line_html()}{self._history_heading_html(history)}{table}{note}"

    def _history_heading_html(self, history: ObservedHistory) -> str:
        """Return the heading, and what has happened since the report that is compared with at the right of it."""
        heading = self._section_heading_html(history.heading)
        size = self._marks.size
        image = f"<img src='mark:change' width='{size}' height='{size}' style='vertical-align: middle'>&nbsp;"
        image = image if history.change_mark else ""
        style = f"color: {self._theme.colors.text2}; {self._font_size_css(TextSize.CAPTION)}"
        change = f"{image}<span style='{style}'>{escape(history.change)}</span>"
        padding = f"padding: {Spacing.SMALL}px 0"
        return (
            f"<table width='100%' cellspacing='0'><tr><td style='{padding}'>{heading}</td>"
            f"<td align='right' style='{padding}'>{change}</td></tr></table>"
        )

    # Texts of the row

    def _update_bar(self, row: Row) -> None:
        state_column = next((n for n, column in enumerate(self._columns) if column.kind is ColumnKind.STATE), None)
        state = row[state_column] if state_column is not None else None
        mark = mark_for(ColumnKind.STATE, state)
        set_text_role(self._state_label, "quiet" if self._is_gone else "body")
        if mark is not None:
            self.state_icon.setPixmap(self._mark_pixmap(mark))
        if state_column is not None:
            text = display_text(self._columns[state_column], state, self._language)
            self._state_label.setText(shortened(text, _MAX_STATE))
        created = next(n for n, column in enumerate(self._columns) if column.kind is ColumnKind.DATETIME)
        self._created_label.setText(display_text(self._columns[created], row[created], self._language))
        self._arrange_facts()
        self.state_icon.setVisible(mark is not None)
        self._state_label.setVisible(state is not None)
        self._created_label.setVisible(row[created] is not None)

    def _arrange_facts(self) -> None:
        """Place the time below a long state that would make the pane wider, and the table narrower.

        Qt makes the pane wider as soon as one of them is shown.
        """
        facts = (self.state_icon, self._state_label, self._created_label)
        parts = (*facts, self.previous_button, self.next_button, self.close_button)
        margins, gaps = self._bar.contentsMargins(), Spacing.SMALL * (len(parts) - 1)
        needed = margins.left() + margins.right() + gaps + sum(part.sizeHint().width() for part in parts)
        is_narrow = needed > (self.width() if self.isVisible() else self._theme.metrics.px(PANE_WIDTH))
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._facts.setDirection(direction)
        self._facts.setSpacing(0 if is_narrow else Spacing.SMALL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._row is not None:
            self._arrange_facts()

    @property
    def _is_gone(self) -> bool:
        """Whether the row is no longer in the report: its marks then have no colour."""
        row = self._row
        return row is not None and self._find_value(row, lambda one: one.kind is ColumnKind.CHANGE) == ChangeKind.GONE

    def _mark_pixmap(self, mark: Mark) -> QPixmap:
        return self._marks.pixmap(mark, self.devicePixelRatioF(), is_quiet=self._is_gone)

    def _find_value(self, row: Row, matches: Callable[[Column], bool]) -> Value:
        return next((value for column, value in zip(self._columns, row, strict=True) if matches(column)), None)

    def _update_body_style(self) -> None:
        metrics = QFontMetrics(self._theme.font())
        labels = {self._language.text("Columns", column.label) for column in self._columns}
        widest = max(metrics.horizontalAdvance(label) for label in labels) + Spacing.SMALL
        self._label_width = max(self._theme.metrics.px(_LABEL_WIDTH), widest)
        set_text_role(self.heading, "section")
        colors = self._theme.colors
        frame = _FOCUS_FRAME
        self._texts.setStyleSheet(
            "QTextEdit { background: transparent; border: none; border-radius: 0;"
            f" padding: {frame}px {Spacing.MEDIUM}px {frame}px {_MARGIN}px; }}"
            f'QTextEdit[keyboardFocus="true"]:focus {{ border: {frame}px solid {colors.accent};'
            f" padding: 0 {Spacing.MEDIUM - frame}px 0 {_MARGIN - frame}px; }}"
        )

    def _messages_html(self, row: Row) -> list[str]:
        return [self._long_text_html(field) for field in long_texts(row, self._columns, self._language)]

    def _sections_html(self, row: Row) -> list[str]:
        parts: list[str] = []
        in_head = self._columns_in_head(row)
        for section in row_sections(row, self._columns, self._language, self._change_text):
            fields = [field for field in section.fields if field.column not in in_head]
            if not fields:
                continue
            rows = "".join(self._field_html(field) for field in fields)
            table = f"<table width='100%' cellspacing='0' style='margin-top: 4px'>{rows}</table>"
            parts.append(self._section_heading_html(section.name) + table)
        return parts

    def _line_html(self) -> str:
        return f"<hr style='background-color: {self._theme.colors.line}'>"

    def _columns_in_head(self, row: Row) -> set[int]:
        """Return the columns whose whole texts stand above the sections."""
        in_head: set[int] = set()
        for number, column in enumerate(self._columns):
            text = display_text(column, row[number], self._language)
            limit = _MAX_HEADING if column.key.endswith(".title") else _MAX_STATE
            is_shown_there = column.key.endswith(".title") or column.kind in (ColumnKind.STATE, ColumnKind.DATETIME)
            if is_shown_there and text and len(text) <= limit:
                in_head.add(number)
        return in_head

    def _section_heading_html(self, name: str) -> str:
        style = f"color: {self._theme.colors.text2}; font-weight: 600; {self._font_size_css(TextSize.CAPTION)}"
        return f"<p style='margin: {Spacing.SMALL}px 0; {style}'>{escape(name)}</p>"

    def _long_text_html(self, field: DetailField) -> str:
        nothing = self.tr("Inget meddelande")
        missing = f"<span style='color: {self._theme.colors.text2}'>{escape(nothing)}</span>"
        text = self._escape_part(field.text, self._shown_length) if field.text else missing
        style = "margin: 2px 0 6px 0; line-height: 135%; white-space: pre-wrap"
        return f"{self._section_heading_html(field.label)}<p style='{style}'>{text}</p>"

    def _field_html(self, field: DetailField) -> str:
        colors = self._theme.colors
        width = self._label_width
        label = f"<td width='{width}' style='padding: 3px 4px 3px 0; color: {colors.text2}'>"
        text = self._escape_part(field.text, self._shown_length // _FIELD_SHARE)
        text = text or f"<span style='color: {colors.text2}'>–</span>"
        return f"<tr>{label}{escape(field.label)}</td><td style='padding: 3px 0'>{text}</td></tr>"

    def _escape_part(self, text: str, max_length: int) -> str:
        """Return the beginning of a text as HTML, its hits marked; note whether there is more."""
        self._has_more |= len(text) > max_length
        shown = shortened(text, max_length)
        style = f"background-color: {self._theme.colors.hit}"
        if self._theme.is_high_contrast:  # which guarantees text colours only on the pane's background
            style = "text-decoration: underline"
        parts, place = [], 0
        for start, end in match_spans(shown, self._search_text):
            hit = f"<span style='{style}'>{escape(breakable(shown[start:end]))}</span>"
            parts += [escape(breakable(shown[place:start])), hit]
            place = end
        return "".join(parts) + escape(breakable(shown[place:]))

    def _font_size_css(self, size: TextSize) -> str:
        return f"font-size: {self._theme.font(size).pointSizeF():.2f}pt;"


class DetailsSplitter(QSplitter):
    """Shows the selected row in the details pane, beside the table in a wide window and below it in a narrow one.

    Whether the pane is open is kept for wide and for narrow windows separately. Until a row is chosen it takes no room,
    and again when that is hidden.
    """

    toggled = Signal()
    """Emitted when the pane is opened or closed, and when the window has become wide or narrow."""

    def __init__(
        self,
        model: ReportTableModel,
        columns: Sequence[ColumnState],
        language: Language,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """`columns` are the table's, from left to right."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self._theme = theme
        # Made here, since Qt styles a widget and all below it anew each time it gets another parent.
        self.table = table = TableView(model, theme, self, columns=columns)
        self.pane = pane = DetailsPane(model.columns, language, theme, self)
        self._is_wide = True
        self._has_shared_height = False
        self._is_open = {True: True, False: False}
        self._is_needed = False
        self._is_wanted = False  # opened by the user, not by the row that he chose
        self.addWidget(table)
        self.addWidget(pane)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setCollapsible(0, False)
        self.setHandleWidth(1)
        self.setSizes([3 * PANE_WIDTH, theme.metrics.px(PANE_WIDTH)])
        model.rows_updated.connect(self._update_pane)
        model.search_text_changed.connect(pane.set_search_text)
        for changed in (model.collapsed_changed, model.grouping_changed, model.filters_changed):
            changed.connect(self._close_without_row)
        table.selected_rows_changed.connect(self._on_selected_rows_changed)
        table.details_requested.connect(lambda: self.set_open(True))
        pane.previous_requested.connect(lambda: self._select_neighbour(-1))
        pane.next_requested.connect(lambda: self._select_neighbour(1))
        pane.close_requested.connect(lambda: self.set_open(False))
        pane.sender_filter_requested.connect(self._on_sender_filter_requested)
        self._on_selected_rows_changed()

    def set_open(self, is_open: bool) -> None:
        """Open or close the pane, for windows of this width class."""
        self._is_open[self._is_wide] = self._is_wanted = is_open
        self._is_needed = is_open or self._is_needed
        self._toggle_pane()

    def _close_without_row(self) -> None:
        """Close the pane again that a row has opened which is hidden now."""
        if self._is_needed and not self._is_wanted and not self.table.selected_count():
            self._is_needed = False
            self._toggle_pane()

    def _toggle_pane(self) -> None:
        had_focus = self.pane.isAncestorOf(QGuiApplication.focusObject())  # type: ignore[arg-type]
        self._update_pane()
        if had_focus and self.pane.isHidden():
            self.table.setFocus()
        self.toggled.emit()

    @property
    def is_open(self) -> bool:
        """Whether the pane is open, in windows of this width class; it is closed until a row is chosen."""
        return self._is_needed and self._is_open[self._is_wide]

    @property
    def is_wide(self) -> bool:
        """Whether the pane is beside the table."""
        return self._is_wide

    @property
    def open_by_width(self) -> tuple[bool, bool]:
        """Whether the pane is open in wide windows, and in narrow ones."""
        return self._is_open[True], self._is_open[False]

    def set_open_by_width(self, *, wide: bool, narrow: bool) -> None:
        """Open or close the pane for wide and for narrow windows."""
        self._is_open = {True: wide, False: narrow}
        self._update_pane()

    def set_wide(self, is_wide: bool) -> None:
        """Place the pane beside the table in a wide window, below it in a narrow one."""
        self._is_wide = is_wide
        self.setOrientation(Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical)
        self._update_pane()
        if is_wide:
            self._share_width()
        else:
            self._share_height()
        self.toggled.emit()

    def _share_width(self) -> None:
        pane = self._theme.metrics.px(PANE_WIDTH)
        self.setSizes([max(1, self.width() - pane), pane])

    def _share_height(self) -> None:
        share = round(self.height() * _HEIGHT_SHARE)
        self.setSizes([self.height() - share, share])
        self._has_shared_height = not self.pane.isHidden()

    def _update_pane(self) -> None:
        """Show the pane if it is open; hide it below a table whose empty state needs the room."""
        is_all_hidden = bool(self._model.total_count and not self._model.has_shown_rows)
        was_hidden = self.pane.isHidden()
        self.pane.setVisible(self.is_open and (self._is_wide or not is_all_hidden))
        if was_hidden and self._is_wide and not self.pane.isHidden():
            self._share_width()
        if not (self._is_wide or self._has_shared_height or self.pane.isHidden()):
            self._share_height()  # QSplitter gives a hidden widget its minimum height only

    def _on_selected_rows_changed(self) -> None:
        count = self.table.selected_count()
        if count and not self._is_needed:
            self._is_needed = True
            self._update_pane()
            self.toggled.emit()
        if count == 1:
            position = self.table.selected_positions()[0]
            self.pane.show_row(
                *self._model.detail_row(position),
                change_text=self._model.change_text(position),
                has_previous=self.table.neighbour(position, -1) is not None,
                has_next=self.table.neighbour(position, 1) is not None,
            )
        elif count:
            self.pane.show_selected_count(count)
        elif self._is_needed:
            self.pane.show_no_selection()

    def _select_neighbour(self, step: int) -> None:
        positions = self.table.selected_positions()
        neighbour = self.table.neighbour(positions[0], step) if positions else None
        if neighbour is not None:
            self.table.select_position(neighbour)

    def _on_sender_filter_requested(self) -> None:
        rows = self.table.selected_rows()
        sender = self._model.column_number(_SENDER)
        if rows and sender is not None:
            self._model.set_filter(sender, ValueFilter(frozenset({rows[0][sender]})))
