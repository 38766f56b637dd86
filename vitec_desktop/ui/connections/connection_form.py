"""What the connection dialog's fields say, made into a connection or into sentences about what is wrong."""

from dataclasses import dataclass
from enum import StrEnum

from vitec_desktop.accounts.basic_auth_string import SignInStringUnreadable, decode_basic_auth
from vitec_desktop.accounts.connections import Connection
from vitec_desktop.accounts.offices import Office, OfficesUnreadable, parse_offices
from vitec_desktop.webservice.base_url import normalise_base_url
from vitec_desktop.webservice.errors import AddressRefused


class FormProblem(StrEnum):
    """Something that has to be put right before a connection can be tested or kept."""

    NAME_TAKEN = "name taken"
    NO_USER = "no user"
    COLON_IN_USER = "colon in user"
    NO_PASSWORD = "no password"  # noqa: S105
    PORTAL_STRING = "portal string"
    NO_OFFICES = "no offices"
    OFFICES = "offices"
    ADDRESS = "address"


class FormError(Exception):
    """`fault` and, where the field holds several things, the ones that are wrong."""

    def __init__(self, fault: FormProblem, parts: tuple[str, ...] = ()) -> None:
        super().__init__(fault.value)
        self.problem = fault
        self.parts = parts


@dataclass(frozen=True, slots=True)
class FormTexts:
    """The fields as they are written. With `uses_portal_string` user and password come out of that string."""

    name: str
    user: str
    password: str
    portal_string: str
    uses_portal_string: bool
    customer_ids: str
    base_url: str

    def __repr__(self) -> str:
        return "FormTexts(…)"


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A connection, and the password to use for it; None where the one that is kept is to stay."""

    connection: Connection
    password: str | None

    def __repr__(self) -> str:
        return f"FilledForm({self.connection!r})"


def read_form(
    texts: FormTexts, connection_id: str, taken_names: frozenset[str] = frozenset(), kept_user: str | None = None
) -> FilledForm:
    """The connection that the fields describe.

    `kept_user` is the user name under which a password is kept already: with the same name the password may stay
    empty. A connection without a name is called after its first office.

    Raises:
        FormFault: the first thing that is wrong, from the top.
    """
    name = texts.name.strip()
    if name.casefold() in {taken.casefold() for taken in taken_names}:
        raise FormError(FormProblem.NAME_TAKEN)
    user, password = _sign_in(texts, kept_user)
    offices = _offices(texts.customer_ids)
    try:
        base_url = normalise_base_url(texts.base_url)
    except AddressRefused:
        raise FormError(FormProblem.ADDRESS) from None
    connection = Connection(connection_id, name or offices[0].name or offices[0].id, user, offices, base_url)
    return FilledForm(connection, password)


def _sign_in(texts: FormTexts, kept_user: str | None) -> tuple[str, str | None]:
    if texts.uses_portal_string and (texts.portal_string.strip() or kept_user is None):
        try:
            return decode_basic_auth(texts.portal_string)
        except SignInStringUnreadable:
            raise FormError(FormProblem.PORTAL_STRING) from None
    user = texts.user.strip()
    if not user:
        raise FormError(FormProblem.NO_USER)
    if ":" in user:
        # HTTP Basic ends the user name at the first colon.
        raise FormError(FormProblem.COLON_IN_USER)
    if texts.password:
        return user, texts.password
    if user != kept_user:
        raise FormError(FormProblem.NO_PASSWORD)
    return user, None


def _offices(text: str) -> tuple[Office, ...]:
    if not text.strip(" ,;\n"):
        raise FormError(FormProblem.NO_OFFICES)
    try:
        return parse_offices(text)
    except OfficesUnreadable as error:
        raise FormError(FormProblem.OFFICES, tuple(error.parts)) from None
