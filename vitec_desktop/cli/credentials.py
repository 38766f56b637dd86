"""Under which sign-in a report is fetched from the command line, and where its password comes from."""

import sys
from typing import BinaryIO

from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.credential_store import CredentialStore, KeyringFailed, KeyringProblem
from vitec_desktop.accounts.offices import Office
from vitec_desktop.cli import texts as words
from vitec_desktop.cli.arguments import ExportArguments, SignInArguments
from vitec_desktop.cli.parsing import UsageError
from vitec_desktop.report.language import Language
from vitec_desktop.storage.profile import profile_folder
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers

CONNECTIONS_FILE = "connections.json"
"""The file's name in the profile folder."""

_KEYRING_PROBLEMS = {
    KeyringProblem.NONE_FOUND: words.KEYRING_NONE_FOUND,
    KeyringProblem.PLAIN_TEXT: words.KEYRING_PLAIN_TEXT,
    KeyringProblem.LOCKED: words.KEYRING_LOCKED,
    KeyringProblem.REFUSED: words.KEYRING_REFUSED,
    KeyringProblem.NOT_ANSWERING: words.KEYRING_NOT_ANSWERING,
}


class PasswordUnavailable(Exception):
    """The keyring does not give a connection's password; the text says why, in the user's language.

    `problem` is None where it answered, and merely holds none.
    """

    def __init__(self, told: str, problem: KeyringProblem | None = None) -> None:
        super().__init__(told)
        self.problem = problem


def login_from_connection_name(
    arguments: ExportArguments, vault: CredentialStore, cancellation: CancellationToken, language: Language
) -> LoginCustomers:
    """The saved connection that the command line names, with its password out of the keyring.

    Raises:
        UsageError: there is no such connection, or it has no customer ids.
        PasswordUnavailable
        Cancelled
    """
    connection = _find_connection(arguments, language)
    if not connection.offices:
        raise UsageError(_text(language, words.CONNECTION_WITHOUT_OFFICES, name=connection.name))
    return login_from_connection(connection, vault, cancellation, language)


def login_from_connection(
    connection: Connection, vault: CredentialStore, cancellation: CancellationToken, language: Language
) -> LoginCustomers:
    """A connection with its password out of the keyring.

    Raises:
        PasswordUnavailable
        Cancelled
    """
    try:
        password = vault.get_password(connection.id, connection.user, cancellation)
    except KeyringFailed as failure:
        cancellation.raise_if_cancelled()
        told = (words.KEYRING_FAILED, _KEYRING_PROBLEMS[failure.problem])
        text = " ".join(_text(language, part, name=connection.name) for part in told)
        raise PasswordUnavailable(text, failure.problem) from None
    if password is None:
        raise PasswordUnavailable(_text(language, words.NO_PASSWORD_KEPT, name=connection.name))
    return LoginCustomers(Login(connection.base_url, connection.user, password), _customers(connection.offices))


def login_from_stdin(sign_in: SignInArguments, language: Language, stream: BinaryIO | None = None) -> LoginCustomers:
    """The sign-in of the command line, its password the first line of standard input.

    Raises:
        UsageError: no password comes, or none in UTF-8.
    """
    password = _read_password(stream or (sys.stdin.buffer if sys.stdin else None), language)
    return LoginCustomers(Login(sign_in.base_url, sign_in.user, password), _customers(sign_in.offices))


def _read_password(stream: BinaryIO | None, language: Language) -> str:
    line = stream.readline() if stream else b""
    try:
        # Windows' shells put a byte order mark before what they hand over.
        password = line.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise UsageError(_text(language, words.PASSWORD_NOT_UTF8)) from None
    if not password:
        raise UsageError(_text(language, words.NO_PASSWORD_GIVEN))
    return password


def _find_connection(arguments: ExportArguments, language: Language) -> Connection:
    """The connection of that name, or the only one whose name differs by upper and lower case alone."""
    file = ConnectionFile(profile_folder(arguments.profile) / CONNECTIONS_FILE)
    loaded = file.load()
    name = arguments.connection or ""
    found = [one for one in loaded.entries if one.name == name]
    found = found or [one for one in loaded.entries if one.name.casefold() == name.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(_text(language, words.SEVERAL_CONNECTIONS, name=name))
    told = [_text(language, words.NO_SUCH_CONNECTION, name=name)]
    if loaded.is_unreadable:
        told.append(_text(language, words.CONNECTIONS_UNREADABLE, path=file.path))
    elif loaded.is_damaged:
        told.append(_text(language, words.CONNECTIONS_DAMAGED, path=loaded.backup_path or file.path))
    elif loaded.entries:
        names = ", ".join(f"”{one.name}”" for one in loaded.entries)
        told.append(_text(language, words.KNOWN_CONNECTIONS, names=names))
    else:
        told.append(_text(language, words.NO_CONNECTIONS))
    raise UsageError(" ".join(told))


def _customers(offices: tuple[Office, ...]) -> tuple[Customer, ...]:
    return tuple(Customer(office.id, office.name) for office in offices)


def _text(language: Language, source: str, **facts: object) -> str:
    return language.text("CommandLine", source).format(**facts)
