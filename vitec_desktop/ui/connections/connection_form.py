"""Reads the fields of the connection dialog."""

from enum import StrEnum

from msgspec import Struct

from vitec_desktop.accounts.basic_auth_string import SignInStringUnreadable, decode_basic_auth
from vitec_desktop.accounts.connections import Connection
from vitec_desktop.accounts.offices import Office, OfficesUnreadable, parse_offices
from vitec_desktop.accounts.pasted_text import has_control_characters, strip_invisible
from vitec_desktop.webservice.base_url import normalise_base_url
from vitec_desktop.webservice.errors import AddressRefused


class FormProblem(StrEnum):
    """Why a form cannot be tested or saved."""

    NAME_TAKEN = "name taken"
    NO_USER = "no user"
    COLON_IN_USER = "colon in user"
    CONTROL_IN_USER = "control character in user"
    NO_PASSWORD = "no password"  # noqa: S105
    CONTROL_IN_PASSWORD = "control character in password"  # noqa: S105
    PORTAL_STRING = "portal string"
    NO_OFFICES = "no offices"
    OFFICES = "offices"
    ADDRESS = "address"


class FormError(Exception):
    """A form is invalid. `parts` are the invalid ones of a field with several parts."""

    def __init__(self, problem: FormProblem, parts: tuple[str, ...] = ()) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.parts = parts


class FormTexts(Struct, frozen=True):
    """The texts of the fields. With `uses_portal_string`, user and password are decoded from `portal_string`."""

    name: str
    user: str
    password: str
    portal_string: str
    uses_portal_string: bool
    customer_ids: str
    base_url: str

    def __repr__(self) -> str:
        return "FormTexts(…)"


class FilledForm(Struct, frozen=True):
    """A connection, and its new password; None to leave the saved one unchanged."""

    connection: Connection
    password: str | None

    def __repr__(self) -> str:
        return f"FilledForm({self.connection!r})"


def read_form(
    texts: FormTexts, connection_id: str, taken_names: frozenset[str] = frozenset(), saved_user: str | None = None
) -> FilledForm:
    """Return the connection that the fields describe. One without a name is named after its first office.

    `saved_user` is the user whose password is saved: for that one the password may be empty.

    Raises:
        FormError: for the first invalid field from the top.
    """
    name = texts.name.strip()
    if name.casefold() in {taken.casefold() for taken in taken_names}:
        raise FormError(FormProblem.NAME_TAKEN)
    user, password = _sign_in(texts, saved_user)
    offices = _offices(texts.customer_ids)
    try:
        base_url = normalise_base_url(texts.base_url)
    except AddressRefused:
        raise FormError(FormProblem.ADDRESS) from None
    connection = Connection(connection_id, name or offices[0].name or offices[0].id, user, offices, base_url)
    return FilledForm(connection, password)


def _sign_in(texts: FormTexts, saved_user: str | None) -> tuple[str, str | None]:
    if texts.uses_portal_string and (texts.portal_string.strip() or saved_user is None):
        try:
            return decode_basic_auth(texts.portal_string)
        except SignInStringUnreadable:
            raise FormError(FormProblem.PORTAL_STRING) from None
    user = strip_invisible(texts.user.strip()).strip()
    if not user:
        raise FormError(FormProblem.NO_USER)
    if has_control_characters(user):
        raise FormError(FormProblem.CONTROL_IN_USER)
    if ":" in user:
        # HTTP Basic ends the user name at the first colon.
        raise FormError(FormProblem.COLON_IN_USER)
    password = strip_invisible(texts.password)
    if has_control_characters(password):
        raise FormError(FormProblem.CONTROL_IN_PASSWORD)
    if password:
        return user, password
    if user != saved_user:
        raise FormError(FormProblem.NO_PASSWORD)
    return user, None


def _offices(text: str) -> tuple[Office, ...]:
    if not text.strip(" ,;\n"):
        raise FormError(FormProblem.NO_OFFICES)
    try:
        return parse_offices(text)
    except OfficesUnreadable as error:
        raise FormError(FormProblem.OFFICES, tuple(error.parts)) from None
