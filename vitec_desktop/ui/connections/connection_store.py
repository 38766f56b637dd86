"""The connections in use: the saved ones, or the built-in sample service."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.credential_store import CredentialStore, KeyringFailed, KeyringProblem, SaveResult
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers

if TYPE_CHECKING:
    from vitec_desktop.demo.service import DemoService

_DEMO_ID = "demo"


class SelectableOffice(Struct, frozen=True):
    """An office that can be selected, and the connection that fetches its report."""

    connection_id: str
    customer: Customer

    @property
    def key(self) -> str:
        """The office's key in the settings file."""
        return f"{self.connection_id}/{self.customer.id}"

    @property
    def is_demo(self) -> bool:
        """Whether it is an office of the sample service."""
        return self.connection_id == _DEMO_ID


class PasswordNeeded(Exception):
    """Neither the session nor the keyring has a connection's password.

    `failure` is why the keyring could not be read; `was_refused` whether the service refused a password of the session.
    """

    def __init__(
        self, connection: Connection, failure: KeyringFailed | None = None, *, was_refused: bool = False
    ) -> None:
        super().__init__(connection.id)
        self.connection = connection
        self.failure = failure
        self.was_refused = was_refused


class ConnectionRemoved(Exception):
    """Offices of a report cannot be fetched again: their connection has been removed."""

    def __init__(self, customers: Sequence[Customer]) -> None:
        super().__init__(", ".join(customer.id for customer in customers))
        self.customers = tuple(customers)


class ConnectionStore(QObject):
    """The connections and their offices, with passwords from the credential store."""

    changed = Signal()  # other connections or offices

    def __init__(
        self,
        connection_file: ConnectionFile,
        credential_store: CredentialStore,
        parent: QObject | None = None,
        *,
        has_saved_reports: Callable[[], bool] = lambda: False,
        erase_reports: Callable[[Connection, Sequence[Connection]], None] = lambda removed, others: None,
    ) -> None:
        """`erase_reports` erases the saved reports of a removed connection; it gets the others too, on a worker.

        `has_saved_reports` tells whether there are any, of whichever connection; on a worker too.
        """
        super().__init__(parent)
        self.has_saved_reports = has_saved_reports
        self._erase_reports = erase_reports
        self._file = connection_file
        self._credential_store = credential_store
        self.loaded = connection_file.load()
        self._connections = self.loaded.entries
        self._demo_logins: LoginCustomers | None = None  # kept, so that a report of sample data can be completed
        self._is_demo = False
        self._refused_ids: set[str] = set()  # ids of connections whose session password the service refused

    @property
    def connections(self) -> tuple[Connection, ...]:
        """The saved connections, also while the sample service is used."""
        return self._connections

    @property
    def is_demo(self) -> bool:
        return self._is_demo

    @property
    def offices(self) -> tuple[SelectableOffice, ...]:
        """All offices that can be selected, in the order of the connections."""
        if self._is_demo and self._demo_logins:
            return tuple(SelectableOffice(_DEMO_ID, customer) for customer in self._demo_logins.customers)
        return tuple(office for connection in self._connections for office in _offices_of(connection))

    def picked(self, keys: Collection[str] | None) -> tuple[SelectableOffice, ...]:
        """Return the offices with `keys`, or all where that is None or has none of them."""
        return tuple(one for one in self.offices if keys is not None and one.key in keys) or self.offices

    def name_of(self, customers: Sequence[Customer]) -> str:
        """Return the name of the one connection that has all these offices; "" if there is none or several."""
        ids = {customer.id for customer in customers}
        names = [one.name for one in self._connections if ids <= {office.id for office in one.offices}]
        return names[0] if len(names) == 1 else ""

    def add_or_replace(self, connection: Connection) -> None:
        """Add a connection, or replace the one with the same id; `save` saves it."""
        if any(known.id == connection.id for known in self._connections):
            self._connections = tuple(connection if known.id == connection.id else known for known in self._connections)
        else:
            self._connections = (*self._connections, connection)
        self._is_demo = False
        self.changed.emit()

    def remove(self, connection: Connection) -> None:
        """Remove a connection; `delete` deletes it from the file and the keyring."""
        self._connections = tuple(known for known in self._connections if known.id != connection.id)
        self.changed.emit()

    def save(
        self,
        connection: Connection,
        password: str | None,
        old_user: str | None = None,
        cancellation: CancellationToken | None = None,
    ) -> SaveResult | None:
        """Save a connection to its file, and its password, unless that is None, to the keyring; on a worker thread.

        Return where the password was saved. It is saved first, so that the connection can be used until the program
        ends even where the file cannot be written. Once cancelled, it is kept for this session.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        result = None
        if password is not None:
            result = self._credential_store.set_password(
                connection.id,
                connection.user,
                password,
                label=connection.name,
                old_user=old_user,
                cancellation=cancellation,
            )
            self._refused_ids.discard(connection.id)
        self._file.save(connection)
        return result

    def delete(self, connection: Connection) -> None:
        """Delete a connection from its file, and its password from the keyring; on a worker thread.

        Raises:
            SettingsNotSaved: the file is as it was.
            KeyringFailed: the password may be left in the keyring.
        """
        self._file.remove(connection.id)
        self._erase_reports(connection, [known for known in self._connections if known.id != connection.id])
        self._credential_store.delete_password(connection.id, connection.user)

    def set_session_password(self, connection: Connection, password: str) -> None:
        """Use `password` until the program ends."""
        self._credential_store.set_session_password(connection.id, connection.user, password)
        self._refused_ids.discard(connection.id)

    def forget_refused_password(self, login: Login) -> None:
        """Forget the password of a sign-in that the service has refused, if it is of this session only.

        A saved password stays, since the refusal may be the service's error. Does not block; on any thread.
        """
        for connection in self._connections:
            if connection.base_url == login.base_url and self._credential_store.delete_session_password(
                connection.id, login.user, login.password
            ):
                self._refused_ids.add(connection.id)

    def use_demo(self, logins: LoginCustomers) -> None:
        """Offer the offices of the sample service instead of the saved connections'."""
        self._demo_logins = logins
        self._is_demo = True
        self.changed.emit()

    def use_connections(self) -> None:
        """Offer the offices of the saved connections again."""
        self._is_demo = False
        self.changed.emit()

    def can_fetch(self, offices: Sequence[SelectableOffice]) -> bool:
        """Whether there is still a connection, or the sample service, for each of `offices`, offered now or not."""
        return not self._without_connection(offices)

    def _without_connection(self, offices: Sequence[SelectableOffice]) -> list[Customer]:
        known_ids = {connection.id for connection in self._connections}
        if self._demo_logins:
            known_ids.add(_DEMO_ID)
        return [office.customer for office in offices if office.connection_id not in known_ids]

    def logins(
        self,
        offices: Sequence[SelectableOffice],
        cancellation: CancellationToken,
        on_awaited: Callable[[PasswordNeeded], None] = lambda needed: None,
    ) -> tuple[LoginCustomers, ...]:
        """Return the logins that fetch `offices`, with their passwords from the keyring; on a worker thread.

        `offices` may be those of a report from before the sample service was switched on or off. `on_awaited` gets what
        would be raised, before each password is read: that can wait for the keyring's user.

        Raises:
            PasswordNeeded: the user has to be asked for a password.
            ConnectionRemoved: nothing can fetch some of `offices`.
        """
        removed = self._without_connection(offices)
        if removed:
            raise ConnectionRemoved(removed)
        logins = []
        demo_customers = tuple(office.customer for office in offices if office.is_demo)
        if demo_customers and self._demo_logins:
            logins.append(LoginCustomers(self._demo_logins.login, demo_customers))
        for connection in self._connections:
            customers = tuple(office.customer for office in offices if office.connection_id == connection.id)
            if customers:
                on_awaited(PasswordNeeded(connection, KeyringFailed(KeyringProblem.NOT_ANSWERING)))
                logins.append(LoginCustomers(self._login(connection, cancellation), customers))
        return tuple(logins)

    def logins_without_passwords(self) -> dict[SelectableOffice, LoginCustomers]:
        """Return the login of each office of the saved connections, offered now or not, with an empty password."""
        return {
            office: LoginCustomers(Login(connection.base_url, connection.user, ""), (office.customer,))
            for connection in self._connections
            for office in _offices_of(connection)
        }

    def get_password(self, connection: Connection, cancellation: CancellationToken) -> str:
        """Return a connection's password, from the session or the keyring; on a worker thread.

        Raises:
            PasswordNeeded: the user has to be asked for it.
        """
        try:
            password = self._credential_store.get_password(connection.id, connection.user, cancellation)
        except KeyringFailed as failure:
            raise PasswordNeeded(connection, failure, was_refused=connection.id in self._refused_ids) from failure
        if password is None:
            raise PasswordNeeded(connection, was_refused=connection.id in self._refused_ids)
        return password

    def _login(self, connection: Connection, cancellation: CancellationToken) -> Login:
        return Login(connection.base_url, connection.user, self.get_password(connection, cancellation))


def _offices_of(connection: Connection) -> Iterator[SelectableOffice]:
    for office in connection.offices:
        yield SelectableOffice(connection.id, Customer(office.id, office.name))


class DemoConnection(QObject):
    """Starts the sample service, on this computer only, when it is first used."""

    def __init__(self, connection_store: ConnectionStore, parent: QObject) -> None:
        super().__init__(parent)
        self._connection_store = connection_store
        self._service: DemoService | None = None

    @property
    def service(self) -> "DemoService | None":
        """The sample service; None before it is used."""
        return self._service

    def set_enabled(self, is_enabled: bool) -> None:
        """Use the sample service, or the saved connections again."""
        if is_enabled:
            self._connection_store.use_demo(self._start_service().login_customers())
        else:
            self._connection_store.use_connections()

    def stop(self) -> None:
        if self._service:
            self._service.stop()
        self._service = None

    def _start_service(self) -> "DemoService":
        if self._service is None:
            from vitec_desktop.demo.service import DemoService

            self._service = DemoService()
            self._service.start()
        return self._service
