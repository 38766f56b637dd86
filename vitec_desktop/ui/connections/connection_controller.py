"""Connections in the window: adds, changes, tests and removes them, and asks for passwords."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from vitec_desktop.accounts.connections import Connection
from vitec_desktop.accounts.credential_store import KeyringFailed, KeyringProblem, PasswordLocation, SaveResult
from vitec_desktop.accounts.machine_defaults import load_machine_defaults
from vitec_desktop.report.language import Language
from vitec_desktop.storage.json_file import SettingsNotSaved
from vitec_desktop.ui.common.jobs import Job, JobContext, JobRunner
from vitec_desktop.ui.connections import texts
from vitec_desktop.ui.connections.connection_form import FilledForm
from vitec_desktop.ui.connections.connection_store import ConnectionRemoved, ConnectionStore, PasswordNeeded
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.notice import Notice, NoticeAction, NoticeLevel
from vitec_desktop.webservice.connection_check import CheckResult, check_connection
from vitec_desktop.webservice.errors import SignInRefused
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers
from vitec_desktop.webservice.result import FailedPart
from vitec_desktop.webservice.session import Session

if TYPE_CHECKING:
    from vitec_desktop.ui.connections.connection_dialog import ConnectionDialog
    from vitec_desktop.ui.connections.connections_dialog import ConnectionsDialog


class ConnectionController(QObject):
    """Opens the dialogs over `window`.

    A save, a removal and a test that is not cancelled each emit exactly one of two signals at their end.
    """

    notice_requested = Signal(Notice)
    error_occurred = Signal(Exception)
    password_entered = Signal()
    tested = Signal(CheckResult)
    test_failed = Signal(Exception)
    saved = Signal(object)  # SaveResult, or None where the password stays as it was
    save_failed = Signal(Exception)  # the connection can be used until the program ends
    removed = Signal()
    remove_failed = Signal(Exception)
    corrected = Signal()  # what a fetch failed by was changed, and is saved or used until the program ends

    def __init__(
        self,
        session: Session,
        connection_store: ConnectionStore,
        runner: JobRunner,
        theme: Theme,
        language: Language,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._connection_store = connection_store
        self._runner = runner
        self._theme = theme
        self._language = language
        self._window = window
        self._dialog: ConnectionDialog | None = None
        self._page: ConnectionsDialog | None = None
        self._results: dict[str, Mapping[str, str]] = {}  # of the last tests, for the page
        self._tested_on_page: Connection | None = None
        self._tested_form: FilledForm | None = None
        self._form_errors: Mapping[str, str] | None = None  # of its test, by office; None before that has ended
        self._test_job: Job | None = None
        self._save_job: Job | None = None
        self._removal_job: Job | None = None  # before the question
        self._is_correcting = False  # the dialog is open for a part that could not be fetched
        self.keyring_problem: KeyringProblem | None = None  # why passwords cannot be saved on this computer
        self.tested.connect(self._on_tested)
        self.test_failed.connect(self._on_test_failed)
        self.saved.connect(self._on_saved)
        self.save_failed.connect(self._on_save_failed)
        self.remove_failed.connect(self._on_save_failed)

    # All connections ------------------------------------------------------------------------------------------

    def show_connections_dialog(self) -> None:
        """Open the page of all connections."""
        if self._page:
            self._page.raise_()
            return
        from vitec_desktop.ui.connections.connections_dialog import ConnectionsDialog

        self._page = page = ConnectionsDialog(
            self._theme, self._connection_store.connections, self._results, self._window
        )
        page.add_requested.connect(self.show_add_dialog)
        page.change_requested.connect(self.show_change_dialog)
        page.remove_requested.connect(self.confirm_removal)
        page.test_requested.connect(self._test_on_page)
        self._connection_store.changed.connect(self._update_page)
        page.finished.connect(self._on_page_finished)
        page.open()

    def _update_page(self) -> None:
        if self._page:
            self._page.show_connections(self._connection_store.connections)

    def _test_on_page(self, connection: Connection) -> None:
        if self._page:
            self._page.show_testing(connection)
            self.test(connection, None)
            self._tested_on_page = connection

    def _on_page_finished(self) -> None:
        self.cancel_test()
        self._connection_store.changed.disconnect(self._update_page)
        page, self._page = self._page, None
        if page:
            page.deleteLater()

    # The dialog of one connection -----------------------------------------------------------------------------

    def show_add_dialog(self) -> None:
        """Open the dialog for a new connection."""
        self._open_dialog(None)

    def show_change_dialog(self, connection: Connection) -> None:
        """Open the dialog for a saved connection."""
        self._open_dialog(connection)

    def show_change_dialog_for_part(self, failed: FailedPart) -> None:
        """Open the dialog for the connection of a part that could not be fetched."""
        part = failed.part
        for connection in self._connection_store.connections:
            reads_office = any(office.id == part.customer.id for office in connection.offices)
            # Two connections may read the same office; a login key begins with the user's name.
            if reads_office and part.login_key.startswith(f"{connection.user}@"):
                self._open_dialog(connection)
                self._is_correcting = True
                if self._dialog:
                    self._dialog.focus_cause(failed.error)
                return
        self._show_removed((part.customer,))

    def _show_removed(self, customers: Sequence[Customer]) -> None:
        add = NoticeAction(self.tr("Lägg till anslutning"), self.show_add_dialog)
        self.notice_requested.emit(replace(texts.connection_removed_notice(customers), actions=(add,)))

    def _open_dialog(self, connection: Connection | None) -> None:
        if self._dialog:
            self._dialog.raise_()
            return
        taken_names = [
            other.name for other in self._connection_store.connections if not connection or other.id != connection.id
        ]
        keyring = texts.keyring_name(self.keyring_problem)
        # Loaded each time: an administrator may just have installed the file.
        defaults = load_machine_defaults()
        from vitec_desktop.ui.connections.connection_dialog import ConnectionDialog

        self._dialog = dialog = ConnectionDialog(
            self._theme, keyring, connection, taken_names, self._page or self._window, defaults
        )
        dialog.test_requested.connect(self._on_test_requested)
        dialog.test_cancel_requested.connect(self.cancel_test)
        dialog.save_requested.connect(lambda form: self._on_save_requested(form, connection))
        dialog.finished.connect(self._on_dialog_finished)
        dialog.open()

    def _on_test_requested(self, form: FilledForm) -> None:
        if self._dialog:
            self._dialog.show_testing()
        self.test(form.connection, form.password)
        self._tested_form, self._form_errors = form, None

    def _on_tested(self, result: CheckResult) -> None:
        notice = texts.check_result_notice(result, self._language)
        errors = texts.office_errors(result, self._language)
        if self._page and self._tested_on_page:
            self._page.show_result(self._tested_on_page, notice, errors)
        elif self._dialog:
            self._form_errors = errors
            self._dialog.show_result(notice)

    def _on_test_failed(self, error: Exception) -> None:
        if isinstance(error, PasswordNeeded):
            why = texts.password_reason(error.failure, was_refused=error.was_refused)
            notice = Notice(NoticeLevel.ERR, self.tr("Lösenordet behövs för testet."), why)
        else:
            notice = Notice(NoticeLevel.ERR, self.tr("Testet kunde inte göras."))
        if self._page and self._tested_on_page:
            self._page.show_result(self._tested_on_page, notice)
        elif self._dialog:
            self._dialog.show_result(notice)
        else:
            return
        if not isinstance(error, PasswordNeeded):
            self.error_occurred.emit(error)

    def _on_save_requested(self, form: FilledForm, old: Connection | None) -> None:
        if self._dialog:
            self._dialog.show_saving()
        self.cancel_test()
        if self._page:
            self._page.forget_result(form.connection)
        self._results.pop(form.connection.id, None)
        errors, offices = self._form_errors, form.connection.offices
        if errors is not None and self._tested_form and _reads_the_same(form, self._tested_form):
            self._results[form.connection.id] = {office.id: errors.get(office.id, "") for office in offices}
        self.save(form.connection, form.password, old.user if old else None)

    def _on_saved(self, result: SaveResult | None) -> None:
        self._accept_dialog()
        notice = texts.saved_notice(result)
        if notice:
            self.notice_requested.emit(notice)

    def _accept_dialog(self) -> None:
        """Close the dialog; what is fetched with its connection can be tried again."""
        is_correcting, self._is_correcting = self._is_correcting, False
        if self._dialog:
            self._dialog.accept()
            if is_correcting:
                self.corrected.emit()

    def _on_save_failed(self, error: Exception) -> None:
        self._accept_dialog()
        if isinstance(error, SettingsNotSaved):
            self.notice_requested.emit(texts.not_saved_notice(error))
        elif isinstance(error, KeyringFailed):
            what = self.tr("Lösenordet kan ligga kvar i nyckelringen.")
            self.notice_requested.emit(Notice(NoticeLevel.WARN, what, texts.keyring_text(error.problem)))
        else:
            self.error_occurred.emit(error)

    def _on_dialog_finished(self) -> None:
        self.cancel_test()
        dialog, self._dialog = self._dialog, None
        self._tested_form = self._form_errors = None
        self._is_correcting = False
        if dialog:
            dialog.deleteLater()
            if self._save_job and not dialog.result():
                self._save_job.cancel()  # the keyring waits for its user, who waits no longer

    # Testing, saving and removing -----------------------------------------------------------------------------

    def test(self, connection: Connection, password: str | None) -> None:
        """Request a report of each office of the connection; with the saved password where `password` is None."""

        def work(context: JobContext) -> CheckResult:
            used = password
            if used is None:
                used = self._connection_store.get_password(connection, context.cancellation)
            login = Login(connection.base_url, connection.user, used)
            customers = tuple(Customer(office.id, office.name) for office in connection.offices)
            result = check_connection(self._session, LoginCustomers(login, customers), context.cancellation)
            if any(isinstance(failed.error, SignInRefused) for failed in result.failed_parts):
                self._connection_store.forget_refused_password(login)
            return result

        self.cancel_test()
        self._test_job = self._runner.start_job(work, self.tested, self.test_failed)

    def cancel_test(self) -> None:
        """Cancel the test that runs, if one does; neither of its signals is emitted."""
        if self._test_job and self._test_job.is_running:
            self._test_job.cancel()
        self._test_job = None
        if self._page and self._tested_on_page:
            self._page.show_connections(self._connection_store.connections)
        self._tested_on_page = None

    def save(self, connection: Connection, password: str | None, old_user: str | None = None) -> None:
        """Save a new or changed connection, and its password unless that is None."""
        self._connection_store.add_or_replace(connection)

        def work(context: JobContext) -> SaveResult | None:
            return self._connection_store.save(connection, password, old_user, context.cancellation)

        self._save_job = job = self._runner.create_job(work)
        job.succeeded.connect(self.saved)
        job.failed.connect(self.save_failed)
        # The password is used until the program ends, and the file is written all the same.
        kept = SaveResult(PasswordLocation.SESSION, KeyringProblem.NOT_ANSWERING)
        job.cancelled.connect(lambda: self.saved.emit(kept if password is not None else None))
        job.start()

    def confirm_removal(self, connection: Connection) -> None:
        """Say what goes with the connection, ask the user, then remove it."""
        if self._removal_job and self._removal_job.is_running:
            return
        self._removal_job = self._runner.start_job(
            lambda context: self._connection_store.has_saved_reports(),
            lambda has_reports: self._ask_to_remove(connection, has_reports),
            self.error_occurred,
        )

    def _ask_to_remove(self, connection: Connection, has_reports: bool) -> None:
        what = [self.tr("Lösenordet tas också bort ur datorns nyckelring.")]
        if has_reports:
            what.append(self.tr("Rapporter som programmet har sparat från anslutningen raderas."))
        what.append(self.tr("Filer som du har exporterat ligger kvar."))
        from vitec_desktop.ui.widgets.question_dialog import QuestionDialog

        dialog = QuestionDialog(
            self._theme,
            self.tr("Ta bort anslutning"),
            self.tr("Ta bort anslutningen ”{name}”?").format(name=connection.name),
            " ".join(what),
            self.tr("Ta bort"),
            self.tr("Behåll"),
            self._page or self._window,
        )
        dialog.setObjectName("removeConnectionBox")
        dialog.accepted.connect(lambda: self.remove(connection))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def remove(self, connection: Connection) -> None:
        """Remove a connection and its password."""
        self._connection_store.remove(connection)
        self._runner.start_job(
            lambda context: self._connection_store.delete(connection), self.removed, self.remove_failed
        )

    # Passwords ------------------------------------------------------------------------------------------------

    def on_fetch_failed(self, error: Exception) -> None:
        """Ask for the password that a fetch lacked; tell of a removed connection; emit any other error."""
        if isinstance(error, PasswordNeeded):
            self._ask_for_password(error)
        elif isinstance(error, ConnectionRemoved):
            self._show_removed(error.customers)
        else:
            self.error_occurred.emit(error)

    def _ask_for_password(self, needed: PasswordNeeded) -> None:
        connection, failure = needed.connection, needed.failure
        reason = texts.password_reason(failure, was_refused=needed.was_refused)
        from vitec_desktop.ui.connections.password_dialog import PasswordDialog

        dialog = PasswordDialog(self._theme, connection, reason, failure is None, self._window)
        dialog.password_entered.connect(lambda password, keep: self._on_password_entered(connection, password, keep))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_password_entered(self, connection: Connection, password: str, keep: bool) -> None:
        self._results.pop(connection.id, None)
        self._connection_store.set_session_password(connection, password)
        if keep:
            self.save(connection, password)
        self.password_entered.emit()


def _reads_the_same(one: FilledForm, other: FilledForm) -> bool:
    """Whether both fetch from the same offices with the same sign-in; their names do not matter."""

    def what(form: FilledForm) -> tuple[object, ...]:
        offices = {office.id for office in form.connection.offices}
        return form.connection.base_url, form.connection.user, form.password, offices

    return what(one) == what(other)
