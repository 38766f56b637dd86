"""The dialog that says how the figures of the overview are counted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vitec_desktop.ui.overview.overview_data import Definition
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.buttons import AlignedLink
from vitec_desktop.ui.widgets.dialog import ScrollingDialog
from vitec_desktop.ui.widgets.labels import make_label, make_paragraph

_WIDTH = 600


class DefinitionsDialog(ScrollingDialog):
    """Lists the figures with their definitions, scrolled to the one that was asked about."""

    guide_requested = Signal()

    def __init__(
        self, theme: Theme, definitions: Sequence[Definition], current: str, parent: QWidget | None = None
    ) -> None:
        """`current` is the name of the figure that was asked about; "" for the first."""
        super().__init__(theme, _WIDTH, parent)
        self.setObjectName("definitionsDialog")
        self.setWindowTitle(self.tr("Så räknas det"))
        self._current: QWidget | None = None
        for definition in definitions:
            entry = self._create_entry(definition)
            if definition.name == current:
                self._current = entry
            self.body.addWidget(entry)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrow keys scroll
        self._scroll.setAccessibleName(self.windowTitle())
        guide = AlignedLink(theme, self.tr("Öppna handboken"), self)
        guide.setObjectName("openGuide")
        guide.clicked.connect(self.accept)
        guide.clicked.connect(self.guide_requested)
        self.footer.add_helper(guide)
        close = self.make_action_button(self.tr("Stäng"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.footer.add_button(close)
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self) -> None:
        super().open()
        if self._current is not None:
            # At the top: what follows is often what is asked next.
            self.scroll_to(self._current)
            self._scroll.verticalScrollBar().setValue(self._current.y() - self.body.contentsMargins().top())

    @staticmethod
    def _create_entry(definition: Definition) -> QWidget:
        entry = QWidget()
        column = QVBoxLayout(entry)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Spacing.SMALL // 2)
        column.addWidget(make_label(definition.name, "strong", wraps=True))
        column.addWidget(make_paragraph(definition.text))
        return entry
