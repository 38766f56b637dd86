"""The proxy setting: edited in a dialog, and used from the next request on."""

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from vitec_desktop.ui.common.jobs import JobRunner
from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.dialog import BaseDialog
from vitec_desktop.ui.widgets.form_field import FormField
from vitec_desktop.ui.widgets.labels import make_label, make_paragraph
from vitec_desktop.ui.widgets.line_edit import LineEdit
from vitec_desktop.ui.widgets.radio_button import RadioButton
from vitec_desktop.webservice.proxy import (
    ProxyAddressRefused,
    ProxyChoice,
    ProxySetting,
    has_proxy_script,
    normalise_proxy_address,
)


class ProxyDialog(BaseDialog):
    """Edits the proxy setting; a proxy that needs a sign-in is not supported."""

    save_requested = Signal(ProxySetting)

    def __init__(
        self, theme: Theme, setting: ProxySetting, has_script: bool = False, parent: QWidget | None = None
    ) -> None:
        """`has_script`: the computer uses a proxy script, which this program cannot run."""
        super().__init__(theme, 520, parent)
        self.setObjectName("networkDialog")
        self.setWindowTitle(self.tr("Nätverk"))
        self._build_choices(setting.choice)
        self._build_address_field(setting.address)
        if has_script:
            self.body.addWidget(make_label(self._script_text(), "caption", wraps=True))
        self.body.addStretch(1)
        save = self.make_action_button(self.tr("Spara"))
        save.setObjectName("networkSaveButton")
        save.clicked.connect(self._on_save)
        self.add_buttons(save, self.tr("Avbryt"))
        self._update_address_field()

    def _build_choices(self, choice: ProxyChoice) -> None:
        self.body.addWidget(make_paragraph(self.tr("Vissa nätverk släpper bara ut program som går genom en proxy.")))
        texts = {
            ProxyChoice.SYSTEM: self.tr("Datorns egen inställning (förvalt)"),
            ProxyChoice.NONE: self.tr("Ingen proxy"),
            ProxyChoice.MANUAL: self.tr("En egen proxy"),
        }
        box = QVBoxLayout()
        box.setSpacing(8)
        box.addWidget(make_label(self.tr("Proxy"), "strong"))
        self._group = QButtonGroup(self)
        self._choices: dict[ProxyChoice, RadioButton] = {}
        for proxy_choice, text in texts.items():
            button = RadioButton(text)
            button.setObjectName(f"proxy{proxy_choice.name.capitalize()}")
            button.setChecked(proxy_choice is choice)
            button.toggled.connect(self._update_address_field)
            self._group.addButton(button)
            self._choices[proxy_choice] = button
            box.addWidget(button)
        self.body.addLayout(box)

    def _build_address_field(self, address: str) -> None:
        self._address = LineEdit(address)
        self._address.setObjectName("proxyAddress")
        self._address.setPlaceholderText("proxy.example.se:8080")
        self._field = FormField(self.tr("Proxyns namn och port"), self._address)
        self.body.addWidget(self._field)

    def _script_text(self) -> str:
        return self.tr(
            "Datorn hittar sin proxy med ett skript (PAC). Programmet kan inte köra det: fråga er it-ansvariga efter "
            "proxyns namn och port, och ange dem här."
        )

    def _chosen_proxy(self) -> ProxyChoice:
        return next(choice for choice, button in self._choices.items() if button.isChecked())

    def _update_address_field(self) -> None:
        self._address.setEnabled(self._chosen_proxy() is ProxyChoice.MANUAL)
        if self._chosen_proxy() is not ProxyChoice.MANUAL:
            self._field.set_error("")

    def _on_save(self) -> None:
        choice = self._chosen_proxy()
        try:
            address = normalise_proxy_address(self._address.text())
        except ProxyAddressRefused:
            if choice is ProxyChoice.MANUAL:
                self._field.set_error(self.tr("Skriv namn och port, till exempel proxy.example.se:8080."))
                self._address.setFocus()
                return
            address = ""
        self.accept()
        self.save_requested.emit(ProxySetting(choice, address))


class ProxyController(QObject):
    """Opens the dialog over `window`."""

    error_occurred = Signal(Exception)

    def __init__(self, settings_store: SettingsStore, runner: JobRunner, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._settings_store = settings_store
        self._runner = runner
        self._theme = theme
        self._window = window

    def open_dialog(self) -> None:
        """Open the dialog, once the system has said whether it uses a proxy script."""
        self._runner.start_job(lambda context: has_proxy_script(), self._on_script_checked, self.error_occurred)

    def _on_script_checked(self, has_script: bool) -> None:
        dialog = ProxyDialog(self._theme, self._settings_store.current.proxy, has_script, self._window)
        dialog.save_requested.connect(self._on_save_requested)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_save_requested(self, setting: ProxySetting) -> None:
        self._settings_store.update(replace(self._settings_store.current, proxy=setting))
