"""Errors of a request to the service: one class for each case in which the user can do something different.

The classes carry facts only; the texts for users are in `report.error_messages`. No class holds a password, a header or
the content of a row. A class's name and field names are shown as technical details.
"""

from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import Enum, StrEnum, auto
from typing import ClassVar


class ErrorScope(Enum):
    """Which further requests cannot succeed after an error."""

    PART = auto()  # the failed one only
    LOGIN = auto()  # all with the same login
    SERVER = auto()  # all to the same base URL


@dataclass(eq=False, repr=False)
class ServiceError(Exception):
    """The root of all errors of a request.

    Compared by value: here, since methods made for each class would take long to import. Not frozen: Python sets the
    traceback of an exception that is raised.
    """

    scope: ClassVar[ErrorScope] = ErrorScope.PART

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash((type(self), self._compared()))

    def __repr__(self) -> str:
        facts = (f"{field.name}={getattr(self, field.name)!r}" for field in fields(self))
        return f"{type(self).__name__}({', '.join(facts)})"

    def __str__(self) -> str:
        return repr(self)

    def _compared(self) -> tuple[object, ...]:
        return tuple(getattr(self, field.name) for field in fields(self) if field.compare)


@dataclass(eq=False, repr=False)
class SignInRefused(ServiceError):
    """401: wrong user name or password. Send nothing more with this login: that could lock the account.

    `speaker` as of ServiceDown; here it can be the realm too.
    """

    speaker: str | None = None

    scope: ClassVar[ErrorScope] = ErrorScope.LOGIN


@dataclass(eq=False, repr=False)
class AccessRefused(ServiceError):
    """403: the login is accepted, but may not read this customer's report."""

    customer_id: str


@dataclass(eq=False, repr=False)
class RequestRefused(ServiceError):
    """400 or 422: the service rejects the request; `messages` are its own sentences, if any were found."""

    messages: tuple[str, ...] = ()


@dataclass(eq=False, repr=False)
class AnsweredByOther(ServiceError):
    """A refusal that seems to come from a firewall, a proxy or a web server on the way, not from the service itself.

    `speaker` is the name that it gave, or "".
    """

    status: int
    speaker: str = ""


@dataclass(eq=False, repr=False)
class ServiceDown(ServiceError):
    """429 or 5xx: the service cannot answer now.

    `retry_after` is the wait that it asks for, in seconds; `retry_at` is the same as a time of this computer's clock,
    without a time zone. None if not given. `speaker` is the name of a firewall, proxy or web server that seems to have
    answered instead of the service, "" if it gave none; None if the service itself seems to have answered.
    """

    status: int
    retry_after: float | None = None
    retry_at: datetime | None = field(default=None, compare=False)
    speaker: str | None = None


class ServiceGivenUp(ServiceDown):
    """Not sent, because parts of several customers failed in a row; the fields are those of the last one's error."""


@dataclass(eq=False, repr=False)
class ConnectionRefused(ServiceError):
    """The server was reached, but refused the connection or closed it before any response."""

    scope: ClassVar[ErrorScope] = ErrorScope.SERVER


@dataclass(eq=False, repr=False)
class NoNetwork(ServiceError):
    """The server cannot be found or reached: no network, or a wrong address."""

    host: str

    scope: ClassVar[ErrorScope] = ErrorScope.SERVER


class CertificateFault(StrEnum):
    EXPIRED = "expired"
    WRONG_HOST = "wrong host"
    UNKNOWN_ISSUER = "unknown issuer"
    OTHER = "other"


@dataclass(eq=False, repr=False)
class CertificateRefused(ServiceError):
    """The server's certificate was not accepted; `detail` is the library's own message, for the user's IT support."""

    fault: CertificateFault = CertificateFault.OTHER
    detail: str = ""

    scope: ClassVar[ErrorScope] = ErrorScope.SERVER


class TlsFault(StrEnum):
    NOT_TLS = "not TLS"  # the server does not speak TLS
    TOO_OLD = "too old"  # no version or cipher of the server is safe enough
    CLIENT_CERTIFICATE = "client certificate"  # the server requires a certificate of this computer
    OTHER = "other"


@dataclass(eq=False, repr=False)
class TlsFailed(ServiceError):
    """No TLS connection could be agreed on, for a reason other than the certificate; `detail` is OpenSSL's reason."""

    fault: TlsFault = TlsFault.OTHER
    detail: str = ""

    scope: ClassVar[ErrorScope] = ErrorScope.SERVER


class ProxyDemand(StrEnum):
    """What a proxy requires that it did not get."""

    WINDOWS_SIGN_IN = "windows sign-in"  # NTLM or Kerberos
    SCRIPT = "script"  # the proxy is found by a PAC file
    OTHER_SIGN_IN = "other sign-in"  # those in the proxy's address are wrong


@dataclass(eq=False, repr=False)
class ProxyFailed(ServiceError):
    """The proxy failed, refused, or requires a login of its own (407). `proxy` is host and port, without a password."""

    proxy: str = ""
    status: int | None = None
    demand: ProxyDemand | None = None

    scope: ClassVar[ErrorScope] = ErrorScope.SERVER


class ProxyFault(StrEnum):
    SOCKS = "socks"
    INVALID_ADDRESS = "invalid address"
    NOT_HTTP = "not http"  # what answers at the proxy's address does not speak HTTP
    CERTIFICATE = "certificate"  # that of a proxy with TLS was not accepted


@dataclass(eq=False, repr=False)
class ProxyUnusable(ServiceError):
    """The proxy cannot be used at all, however often it is tried. `proxy` is host and port, "" for no valid address."""

    fault: ProxyFault
    proxy: str = ""

    scope: ClassVar[ErrorScope] = ErrorScope.SERVER


class NotAReportReason(StrEnum):
    HTML = "html"  # a web page, usually a login page
    EMPTY = "empty"  # no body, or null
    BROKEN = "broken"  # neither valid JSON nor valid XML
    WRONG_SHAPE = "wrong shape"  # valid JSON or XML, but not a report
    REDIRECT = "redirect"  # to another host; redirects are not followed
    SAME_HOST = "same host"  # a redirect to another page of the same host
    NOT_FOUND = "not found"  # 404 or 410
    TOO_LARGE = "too large"  # more than the client's limit, or than memory


@dataclass(eq=False, repr=False)
class NotAReport(ServiceError):
    """The response is not a report. `where` is the place of the fault ("$.tips", a line, a host) or ""."""

    reason: NotAReportReason
    where: str = ""
    status: int = 200


class AnswerCutShort(ServiceError):
    """The connection ended before the response was complete."""


@dataclass(eq=False, repr=False)
class TimedOut(ServiceError):
    """No response within `seconds`."""

    seconds: float


@dataclass(eq=False, repr=False)
class ConnectTimedOut(TimedOut):
    """No connection within `seconds`: name look-up, firewall or TLS handshake did not answer."""

    scope: ClassVar[ErrorScope] = ErrorScope.SERVER


class Interrupted(ServiceError):
    """Not fetched because the user cancelled the fetch."""


@dataclass(eq=False, repr=False)
class UnexpectedError(ServiceError):
    """An exception that no other class stands for: `kind` is its class, `raised_in` the file and line it is from."""

    kind: str
    raised_in: str = ""


@dataclass(eq=False, repr=False)
class AddressRefused(ServiceError):
    """No password may be sent to the base URL: it is neither https nor http to this computer."""

    base_url: str

    scope: ClassVar[ErrorScope] = ErrorScope.SERVER
