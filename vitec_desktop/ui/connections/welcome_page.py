"""The page that is shown while there is no connection."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.app_mark import AppMark
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import Button
from vitec_desktop.ui.widgets.containers import Card
from vitec_desktop.ui.widgets.empty_state import IconLabel
from vitec_desktop.ui.widgets.labels import make_label, make_paragraph

_CARD_WIDTH = 316
_CARD_PADDING = 24


class WelcomePage(QWidget):
    """Offers to add a connection, or to try the program with sample data."""

    connection_requested = Signal()
    demo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcomePage")
        column = QVBoxLayout(self)
        column.setContentsMargins(Spacing.DIALOG, Spacing.DIALOG, Spacing.DIALOG, Spacing.DIALOG)
        column.setSpacing(0)
        column.addStretch(10)
        column.addWidget(AppMark(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(20)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(make_label(self.tr("Välkommen till Vitec Desktop"), "title"), 0, centre)
        column.addSpacing(6)
        purpose = self.tr(
            "Hämta kontorets tips och leads, se vad som väntar och ta med ett färdigt Excelblad till mötet."
        )
        column.addWidget(make_label(purpose, "quiet"), 0, centre)
        column.addSpacing(32)
        column.addLayout(self._create_cards(theme))
        column.addSpacing(24)
        column.addLayout(self._create_keyring_note(theme))
        column.addStretch(13)

    def _create_cards(self, theme: Theme) -> QHBoxLayout:
        add = Button(theme, self.tr("Lägg till anslutning"), ButtonKind.FILLED, "plus", parent=self)
        add.setObjectName("addConnectionButton")
        add.clicked.connect(self.connection_requested)
        text = self.tr(
            "Användarnamn, lösenord och kund-id finns i Vitecs partnerportal. Fråga kontorets IT om du saknar dem."
        )
        sign_in_card = _create_card(theme, "key", self.tr("Jag har inloggning"), text, add)
        demo = Button(theme, self.tr("Prova med exempeldata"), ButtonKind.FRAMED, "play", parent=self)
        demo.setObjectName("tryDemoButton")
        demo.clicked.connect(self.demo_requested)
        text = self.tr(
            "Tre påhittade kontor med några års tips och leads. Inget konto behövs och inget skickas någonstans."
        )
        demo_card = _create_card(theme, "people", self.tr("Jag vill titta först"), text, demo)
        row = QHBoxLayout()
        row.setSpacing(Spacing.MARGIN)
        row.addStretch(1)
        row.addWidget(sign_in_card)
        row.addWidget(demo_card)
        row.addStretch(1)
        return row

    def _create_keyring_note(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(IconLabel(theme, "lock", size=14))
        row.addWidget(make_label(self.tr("Lösenord sparas bara i datorns egen nyckelring."), "caption"))
        row.addStretch(1)
        return row


def _create_card(theme: Theme, icon: str, heading: str, text: str, button: Button) -> Card:
    card = _ChoiceCard(theme, padding=_CARD_PADDING)
    card.setAccessibleName(heading)
    card.body.addWidget(IconLabel(theme, icon, "accent", 24), 0, Qt.AlignmentFlag.AlignLeft)
    card.body.addWidget(make_label(heading, "section"))
    label = make_paragraph(text, "quiet")
    card.body.addWidget(label, 1, Qt.AlignmentFlag.AlignTop)
    card.body.addSpacing(Spacing.MEDIUM)
    card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return card


class _ChoiceCard(Card):
    """A card as wide as the other."""

    def __init__(self, theme: Theme, padding: int) -> None:
        super().__init__(theme, padding)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setFixedWidth(self._theme.metrics.px(_CARD_WIDTH))
