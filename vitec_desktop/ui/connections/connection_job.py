"""Connections: testing, keeping and deleting them, each in a worker."""

from PySide6.QtCore import QObject, Signal

from vitec_desktop.accounts.connections import Connection
from vitec_desktop.accounts.credential_store import SaveResult
from vitec_desktop.ui.common.jobs import Job, JobContext, JobRunner
from vitec_desktop.ui.connections.connection_store import ConnectionStore
from vitec_desktop.webservice.connection_check import CheckResult, check_connection
from vitec_desktop.webservice.errors import SignInRefused
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers
from vitec_desktop.webservice.session import Session


class ConnectionJob(QObject):
    """What the connection dialog and the menus ask for. Each call is answered once: by its result or its failure."""

    tested = Signal(object)  # CheckResult
    test_failed = Signal(object)  # Exception
    saved = Signal(object)  # Kept, or None where the password stays as it was
    save_failed = Signal(object)  # Exception; the connection works until the program ends
    removed = Signal(object)  # None
    remove_failed = Signal(object)  # Exception

    def __init__(
        self, session: Session, workspace: ConnectionStore, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._connection_store = workspace
        self._runner = runner
        self._test_job: Job | None = None

    def test(self, connection: Connection, password: str | None) -> None:
        """Ask the service for each of the connection's offices; without a password, with the one that is kept."""

        def work(context: JobContext) -> CheckResult:
            used = password
            if used is None:
                used = self._connection_store.get_password(connection, context.cancellation)
            login = Login(connection.base_url, connection.user, used)
            customers = tuple(Customer(office.id, office.name) for office in connection.offices)
            result = check_connection(self._session, LoginCustomers(login, customers), context.cancellation)
            if any(isinstance(missing.error, SignInRefused) for missing in result.missing):
                self._connection_store.forget_refused_password(login)
            return result

        self.cancel_test()
        self._test_job = self._runner.start_job(work, self.tested, self.test_failed)

    def cancel_test(self) -> None:
        """Stop the test that runs, if one does; it is not answered any more."""
        if self._test_job and self._test_job.is_running:
            self._test_job.cancel()
        self._test_job = None

    def save(self, connection: Connection, password: str | None, old_user: str | None = None) -> None:
        """Keep a new or changed connection, and its password, unless that is None: then it stays as it was."""

        def work(context: JobContext) -> SaveResult | None:
            return self._connection_store.save(connection, password, old_user)

        self._connection_store.add_or_replace(connection)
        self._runner.start_job(work, self.saved, self.save_failed)

    def remove(self, connection: Connection) -> None:
        """Delete a connection and its password."""
        self._connection_store.remove(connection)
        self._runner.start_job(
            lambda context: self._connection_store.delete(connection), self.removed, self.remove_failed
        )
