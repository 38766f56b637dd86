"""The login of an export without a window, its password from the keyring or from standard input."""

import codecs
import sys
from collections.abc import Iterator
from typing import BinaryIO

from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.credential_store import CredentialStore, KeyringFailed, KeyringProblem
from vitec_desktop.accounts.offices import Office
from vitec_desktop.accounts.pasted_text import has_control_characters, strip_invisible
from vitec_desktop.cli import texts
from vitec_desktop.cli.arguments import UsageError
from vitec_desktop.cli.console import Console
from vitec_desktop.cli.export_arguments import ExportArguments, SignInArguments
from vitec_desktop.report.language import Language
from vitec_desktop.storage.profile import CONNECTIONS_FILE, profile_folder
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers

_KEYRING_PROBLEMS = {
    KeyringProblem.NONE_FOUND: texts.KEYRING_NONE_FOUND,
    KeyringProblem.PLAIN_TEXT: texts.KEYRING_PLAIN_TEXT,
    KeyringProblem.LOCKED: texts.KEYRING_LOCKED,
    KeyringProblem.REFUSED: texts.KEYRING_REFUSED,
    KeyringProblem.NOT_ANSWERING: texts.KEYRING_NOT_ANSWERING,
}


_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
"""The encodings by their byte order marks."""


class PasswordUnavailable(Exception):
    """The keyring gives no password for a connection; the message says why, in the user's language.

    `problem` is None if the keyring works and has none.
    """

    def __init__(self, message: str, problem: KeyringProblem | None = None) -> None:
        super().__init__(message)
        self.problem = problem


def login_from_connection_name(
    arguments: ExportArguments, store: CredentialStore, cancellation: CancellationToken, language: Language
) -> LoginCustomers:
    """Return the login of the connection that the command line names.

    Raises:
        UsageError: there is no such connection, or it has no customer ids.
        PasswordUnavailable: the keyring does not give its password.
        Cancelled: the user cancelled.
    """
    connection = find_connection(arguments, language)
    if not connection.offices:
        raise UsageError(_text(language, texts.CONNECTION_WITHOUT_OFFICES, name=connection.name))
    return login_from_connection(connection, store, cancellation, language)


def login_from_connection(
    connection: Connection, store: CredentialStore, cancellation: CancellationToken, language: Language
) -> LoginCustomers:
    """Return the login of a connection.

    Raises:
        PasswordUnavailable: the keyring does not give its password.
        Cancelled: the user cancelled.
    """
    try:
        password = store.get_password(connection.id, connection.user, cancellation)
    except KeyringFailed as failure:
        cancellation.raise_if_cancelled()
        sources = (texts.KEYRING_FAILED, _KEYRING_PROBLEMS[failure.problem])
        text = " ".join(_text(language, source, name=connection.name) for source in sources)
        raise PasswordUnavailable(text, failure.problem) from None
    if password is None:
        raise PasswordUnavailable(_text(language, texts.NO_PASSWORD_KEPT, name=connection.name))
    return LoginCustomers(Login(connection.base_url, connection.user, password), _customers(connection.offices))


def login_from_stdin(sign_in: SignInArguments, console: Console) -> LoginCustomers:
    """Return the login of the command line; the password is the first line of standard input.

    Line ends and invisible characters at its ends go; `console` says so.

    Raises:
        UsageError: there is no password, it is not UTF-8 or marked UTF-16, or it has control characters in it.
    """
    line = read_first_line(sys.stdin.buffer if sys.stdin else None, _text(console.language, texts.PASSWORD_NOT_UTF8))
    password = strip_invisible(line)
    if has_control_characters(password):
        raise UsageError(_text(console.language, texts.CONTROL_IN_PASSWORD))
    if not password:
        raise UsageError(_text(console.language, texts.NO_PASSWORD_GIVEN))
    if password != line:
        console.info(_text(console.language, texts.PASSWORD_STRIPPED))
    return LoginCustomers(Login(sign_in.base_url, sign_in.user, password), _customers(sign_in.offices))


def read_first_line(stream: BinaryIO | None, not_utf8: str) -> str:
    """Return the first line without its end; Windows' shells begin their output with a byte order mark.

    Raises:
        UsageError: it is neither UTF-8 nor marked UTF-16; `not_utf8` is the message, which says what was to be read.
    """
    if stream is None:
        return ""
    start = stream.read(1)
    if start in (b"\xff", b"\xfe"):
        start += stream.read(1)
    try:
        if start in _UTF_16:
            text = "".join(_characters_of_line(stream, _UTF_16[start]))
        else:
            text = (start if start == b"\n" else start + stream.readline()).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(not_utf8) from None
    return text.partition("\n")[0].removesuffix("\r")


def _characters_of_line(stream: BinaryIO, encoding: str) -> Iterator[str]:
    """Yield the characters of a line of UTF-16, with its end: no more is read, as more may never come."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for unit in iter(lambda: stream.read(2), b""):
        character = decoder.decode(unit)
        yield character
        if character == "\n":
            return
    yield decoder.decode(b"", final=True)


def find_connection(arguments: ExportArguments, language: Language) -> Connection:
    """Return the connection of that name; else the only one whose name differs in case alone."""
    file = ConnectionFile(profile_folder(arguments.profile) / CONNECTIONS_FILE)
    loaded = file.load()
    name = arguments.connection or ""
    found = [one for one in loaded.entries if one.name == name]
    found = found or [one for one in loaded.entries if one.name.casefold() == name.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(_text(language, texts.SEVERAL_CONNECTIONS, name=name))
    message = [_text(language, texts.NO_SUCH_CONNECTION, name=name)]
    if loaded.is_unreadable:
        message.append(_text(language, texts.CONNECTIONS_UNREADABLE, path=file.path))
    elif loaded.is_damaged:
        message.append(_text(language, texts.CONNECTIONS_DAMAGED, path=loaded.backup_path or file.path))
    elif loaded.entries:
        names = ", ".join(f"”{one.name}”" for one in loaded.entries)
        message.append(_text(language, texts.KNOWN_CONNECTIONS, names=names))
    else:
        message.append(_text(language, texts.NO_CONNECTIONS))
    raise UsageError(" ".join(message))


def _customers(offices: tuple[Office, ...]) -> tuple[Customer, ...]:
    return tuple(Customer(office.id, office.name) for office in offices)


def _text(language: Language, source: str, **facts: object) -> str:
    return language.text("CommandLine", source).format(**facts)
