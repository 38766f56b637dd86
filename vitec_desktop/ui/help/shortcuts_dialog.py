"""The dialog with all keyboard shortcuts."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from vitec_desktop.report.language import Language
from vitec_desktop.ui.common.shortcuts import GROUPS, ShortcutGroup
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.dialog import BaseDialog
from vitec_desktop.ui.widgets.labels import make_label

_WIDTH = 760
_COLUMN_GAP = 40
_MIN_HEIGHT, _WINDOW_MARGIN = 440, 200


class ShortcutsDialog(BaseDialog):
    """Lists the shortcuts in groups, scrolling where there is no room for all."""

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(theme, _WIDTH, parent)
        self._language = language
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(self.tr("Kortkommandon"))
        self.body.setContentsMargins(0, 0, 0, 0)
        self._content = self._create_content()
        self._area = self._create_area()
        self.body.addWidget(self._area, 1)
        close = self.make_action_button(self.tr("Stäng"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.footer.add_helper(make_label(self.tr("Alt och en understruken bokstav öppnar en meny."), "caption"))
        self.footer.add_button(close)
        close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _create_content(self) -> QWidget:
        content = QWidget()
        content.setProperty("background", "surface")
        columns = QHBoxLayout(content)
        columns.setContentsMargins(Spacing.DIALOG, Spacing.DIALOG, Spacing.DIALOG, Spacing.CARD)
        columns.setSpacing(_COLUMN_GAP)
        for groups in (GROUPS[:2], GROUPS[2:]):
            column = QVBoxLayout()
            column.setSpacing(0)
            for group in groups:
                self._add_group(column, group)
            column.addStretch(1)
            columns.addLayout(column, 1)
        return content

    def _create_area(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.windowTitle())
        area.setWidget(self._content)
        return area

    def _measure_content(self) -> QSize:
        height, most = self._content.heightForWidth(self._content_width()), self._max_list_height()
        # A scroll bar would narrow the texts: for some of them there would be no room without scrolling then.
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if height <= most else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._area.setVerticalScrollBarPolicy(policy)
        self._area.setMinimumHeight(min(height, most))
        return super()._measure_content()

    def _max_list_height(self) -> int:
        """Return the greatest height of the list, in pixels, at which the dialog fits into the window."""
        min_height, margin = self.theme.metrics.px(_MIN_HEIGHT), self.theme.metrics.px(_WINDOW_MARGIN)
        window = self.parentWidget()
        return min_height if window is None else max(min_height, window.height() - margin)

    def _add_group(self, column: QVBoxLayout, group: ShortcutGroup) -> None:
        if column.count():
            column.addSpacing(Spacing.CARD)
        column.addWidget(make_label(self._text(group.name), "strong"))
        column.addSpacing(Spacing.SMALL)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Spacing.MARGIN)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for row, shortcut in enumerate(group.shortcuts):
            grid.addWidget(make_label(self._text(shortcut.text), wraps=True), row, 0)
            keys = make_label(shortcut.shown_keys, "quiet")
            grid.addWidget(keys, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        column.addLayout(grid)

    def _text(self, source: str) -> str:
        return self._language.text("Shortcuts", source)
