"""The name of the sign-in that stands on a file."""

from pathlib import Path

from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.accounts.offices import Office
from vitec_desktop.ui.connections.connection_store import ConnectionStore
from vitec_desktop.webservice.request import Customer

SOLNA, VASASTAN, OTHER = Customer("M1", "Solna"), Customer("M2", "Vasastan"), Customer("M3", "Lund")


def test_offices_of_one_connection_have_its_name_and_those_of_several_none(tmp_path: Path) -> None:
    def connection(name: str, *customers: Customer) -> Connection:
        offices = tuple(Office(one.id, one.name) for one in customers)
        return Connection(name, name, "user", offices, "https://example.com")

    store = ConnectionStore(ConnectionFile(tmp_path / "connections.json"), CredentialStore())
    store.add_or_replace(connection("Norrby Mäkleri", SOLNA, VASASTAN))
    store.add_or_replace(connection("Syd", OTHER))
    assert store.name_of([SOLNA]) == store.name_of([VASASTAN, SOLNA]) == "Norrby Mäkleri"
    assert store.name_of([SOLNA, OTHER]) == ""
    store.add_or_replace(connection("Samma kontor", SOLNA))
    assert store.name_of([SOLNA]) == ""
