"""Says why a scheduled export cannot be set up yet, and leads to what it needs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.dialog import BaseDialog
from vitec_desktop.ui.widgets.labels import make_paragraph


class ConnectionNeededDialog(BaseDialog):
    """Stands where the schedule would; `connection_requested` when its user wants to add a connection."""

    connection_requested = Signal()

    def __init__(self, theme: Theme, *, is_demo: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", 480, parent)
        self.setObjectName("connectionNeededDialog")
        self.setWindowTitle(self.tr("Schemalagd export"))
        why = self.tr("En schemalagd export hämtar kontorets egen rapport. Lägg till en anslutning först.")
        if is_demo:
            why += " " + self.tr("Exempeldata finns bara medan fönstret är öppet.")
        self.body.addWidget(make_paragraph(why))
        self.body.addStretch(1)
        add = self.make_action_button(self.tr("Lägg till anslutning…"))
        add.setObjectName("connectionNeededAddButton")
        add.clicked.connect(self._on_add)
        self.add_buttons(add, self.tr("Stäng"))

    def _on_add(self) -> None:
        self.accept()
        self.connection_requested.emit()
