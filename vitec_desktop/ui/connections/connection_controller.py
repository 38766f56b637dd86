"""What happens with connections in the window: they are added, changed, tested and deleted, passwords asked for."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from vitec_desktop.accounts.connections import Connection
from vitec_desktop.accounts.credential_store import KeyringFailed, KeyringProblem, SaveResult
from vitec_desktop.accounts.machine_defaults import load_machine_defaults
from vitec_desktop.report.language import Language
from vitec_desktop.storage.json_file import SettingsNotSaved
from vitec_desktop.ui.connections import texts as connection_words
from vitec_desktop.ui.connections.connection_dialog import ConnectionDialog
from vitec_desktop.ui.connections.connection_form import FilledForm
from vitec_desktop.ui.connections.connection_job import ConnectionJob
from vitec_desktop.ui.connections.connection_store import ConnectionStore, PasswordNeeded
from vitec_desktop.ui.connections.password_dialog import PasswordDialog
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.notice import Notice, NoticeLevel
from vitec_desktop.webservice.connection_check import CheckResult
from vitec_desktop.webservice.result import FailedPart


class ConnectionController(QObject):
    """Opens the dialogs over `window`, and tells by `notice_raised` what the user has to know afterwards."""

    notice_requested = Signal(object)  # Notice
    password_entered = Signal()
    error_occurred = Signal(object)  # Exception

    def __init__(
        self, connecting: ConnectionJob, workspace: ConnectionStore, theme: Theme, language: Language, window: QWidget
    ) -> None:
        super().__init__(window)
        self._connection_job = connecting
        self._connection_store = workspace
        self._theme = theme
        self._language = language
        self._window = window
        self._dialog: ConnectionDialog | None = None
        self._keyring_problem: KeyringProblem | None = None
        connecting.tested.connect(self._on_tested)
        connecting.test_failed.connect(self._on_test_failed)
        connecting.saved.connect(self._on_saved)
        connecting.save_failed.connect(self._on_save_failed)
        connecting.remove_failed.connect(self._on_save_failed)

    def set_keyring_problem(self, problem: KeyringProblem | None) -> None:
        """What is known by now about the computer's keyring, for the words in the dialogs."""
        self._keyring_problem = problem

    # Adding and changing --------------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a new connection."""
        self._open_dialog(None)

    def change(self, connection: Connection) -> None:
        self._open_dialog(connection)

    def change_connection_of(self, missing: FailedPart) -> None:
        """Change the connection whose sign-in the service refused."""
        part = missing.part
        for connection in self._connection_store.connections:
            reads_office = any(office.id == part.customer.id for office in connection.offices)
            # Two connections may read the same office; a login key begins with the user's name.
            if reads_office and part.login_key.startswith(f"{connection.user}@"):
                self._open_dialog(connection)
                return

    def _open_dialog(self, connection: Connection | None) -> None:
        if self._dialog:
            self._dialog.raise_()
            return
        others = [
            other.name for other in self._connection_store.connections if not connection or other.id != connection.id
        ]
        keyring = connection_words.keyring_name(self._keyring_problem)
        # Asked anew each time: the IT person may just have put the file there.
        defaults = load_machine_defaults()
        self._dialog = dialog = ConnectionDialog(self._theme, keyring, connection, others, self._window, defaults)
        dialog.test_requested.connect(self._on_test_requested)
        dialog.test_cancel_requested.connect(self._connection_job.cancel_test)
        dialog.save_requested.connect(lambda form: self._on_save_requested(form, connection))
        dialog.finished.connect(self._on_dialog_finished)
        dialog.open()

    def _on_test_requested(self, form: FilledForm) -> None:
        if self._dialog:
            self._dialog.show_testing()
        self._connection_job.test(form.connection, form.password)

    def _on_tested(self, result: CheckResult) -> None:
        if self._dialog:
            self._dialog.show_result(connection_words.check_result_notice(result, self._language))

    def _on_test_failed(self, error: Exception) -> None:
        if not self._dialog:
            return
        if isinstance(error, PasswordNeeded):
            why = connection_words.password_reason(error.failure, was_refused=error.was_refused)
            self._dialog.show_result(Notice(NoticeLevel.ERR, self.tr("Lösenordet behövs för testet."), why))
        else:
            self._dialog.show_result(Notice(NoticeLevel.ERR, self.tr("Testet kunde inte göras.")))
            self.error_occurred.emit(error)

    def _on_save_requested(self, form: FilledForm, old: Connection | None) -> None:
        if self._dialog:
            self._dialog.show_saving()
        self._connection_job.cancel_test()
        self._connection_job.save(form.connection, form.password, old.user if old else None)

    def _on_saved(self, kept: SaveResult | None) -> None:
        if self._dialog:
            self._dialog.accept()
        notice = connection_words.saved_notice(kept)
        if notice:
            self.notice_requested.emit(notice)

    def _on_save_failed(self, error: Exception) -> None:
        if self._dialog:
            self._dialog.accept()
        if isinstance(error, SettingsNotSaved):
            self.notice_requested.emit(connection_words.not_saved_notice(error))
        elif isinstance(error, KeyringFailed):
            what = self.tr("Lösenordet kan ligga kvar i nyckelringen.")
            self.notice_requested.emit(Notice(NoticeLevel.WARN, what, connection_words.keyring_text(error.problem)))
        else:
            self.error_occurred.emit(error)

    def _on_dialog_finished(self) -> None:
        self._connection_job.cancel_test()
        if self._dialog:
            self._dialog.deleteLater()
        self._dialog = None

    # Deleting -------------------------------------------------------------------------------------------------

    def remove(self, connection: Connection) -> None:
        """Delete a connection, once the user has said so twice."""
        box = QMessageBox(self._window)
        box.setObjectName("removeConnectionBox")
        box.setWindowTitle(self.tr("Ta bort anslutning"))
        box.setText(self.tr("Ta bort anslutningen ”{name}”?").format(name=connection.name))
        box.setInformativeText(self.tr("Lösenordet tas också bort ur datorns nyckelring. Sparade filer ligger kvar."))
        remove = box.addButton(self.tr("Ta bort"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Behåll"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.buttonClicked.connect(lambda button: self._connection_job.remove(connection) if button is remove else None)
        box.finished.connect(box.deleteLater)
        box.open()

    # Passwords ------------------------------------------------------------------------------------------------

    def on_fetch_failed(self, error: Exception) -> None:
        """A fetch could not begin: ask for the password that it lacked, or pass on what nobody expected."""
        if isinstance(error, PasswordNeeded):
            self._ask_for_password(error)
        else:
            self.error_occurred.emit(error)

    def _ask_for_password(self, needed: PasswordNeeded) -> None:
        connection, failure = needed.connection, needed.failure
        reason = connection_words.password_reason(failure, was_refused=needed.was_refused)
        prompt = PasswordDialog(self._theme, connection, reason, failure is None, self._window)
        prompt.password_entered.connect(lambda password, keep: self._on_password_entered(connection, password, keep))
        prompt.finished.connect(prompt.deleteLater)
        prompt.open()

    def _on_password_entered(self, connection: Connection, password: str, keep: bool) -> None:
        self._connection_store.set_session_password(connection, password)
        if keep:
            self._connection_job.save(connection, password)
        self.password_entered.emit()
