"""The list of what the keyboard does."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from vitec_desktop.report.language import Language
from vitec_desktop.ui.common.shortcuts import GROUPS, Shortcut, ShortcutGroup
from vitec_desktop.ui.theme.metrics import Gap
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.dialog import FramedDialog
from vitec_desktop.ui.widgets.labels import text_label

_WIDTH = 760
_COLUMN_GAP = 40
_LEAST_HEIGHT, _AROUND = 440, 200


class ShortcutsDialog(FramedDialog):
    """Every shortcut with its words, in groups; what does not fit scrolls."""

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", _WIDTH, parent)
        self._language = language
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(self.tr("Kortkommandon"))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._list(), 1)
        close = self.action(self.tr("Stäng"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.footer.add_helper(text_label(self.tr("Alt och en understruken bokstav öppnar en meny."), "caption"))
        self.footer.add_button(close)
        close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self) -> QScrollArea:
        content = QWidget()
        content.setProperty("ground", "surface")
        columns = QHBoxLayout(content)
        columns.setContentsMargins(Gap.DIALOG, Gap.DIALOG, Gap.DIALOG, Gap.CARD)
        columns.setSpacing(_COLUMN_GAP)
        for groups in (GROUPS[:2], GROUPS[2:]):
            column = QVBoxLayout()
            column.setSpacing(0)
            for group in groups:
                self._add_group(column, group)
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.windowTitle())
        area.setWidget(content)
        area.setMinimumHeight(min(content.sizeHint().height(), self._room()))
        return area

    def _room(self) -> int:
        """What the window over which it stands is sure to have room for."""
        least, around = self.theme.metrics.px(_LEAST_HEIGHT), self.theme.metrics.px(_AROUND)
        window = self.parentWidget()
        return least if window is None else max(least, window.height() - around)

    def _add_group(self, column: QVBoxLayout, group: ShortcutGroup) -> None:
        if column.count():
            column.addSpacing(Gap.CARD)
        column.addWidget(text_label(self._word(group.name), "strong"))
        column.addSpacing(Gap.SMALL)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Gap.MARGIN)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for row, shortcut in enumerate(group.shortcuts):
            grid.addWidget(text_label(self._word(shortcut.text), wraps=True), row, 0)
            grid.addWidget(self._keys(shortcut), row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        column.addLayout(grid)

    def _keys(self, shortcut: Shortcut) -> QLabel:
        return text_label(shortcut.shown_keys, "quiet")

    def _word(self, source: str) -> str:
        return self._language.text("Shortcuts", source)
