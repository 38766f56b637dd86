"""What can go wrong between this program and the service: one class for each thing that a user can act on.

The classes carry facts only. Their words, in the user's language, stand in `report.problems`. No class ever holds a
password, a header or a row's content.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto


class ErrorScope(Enum):
    """How much is pointless to ask for after an error."""

    PART = auto()  # only what was asked for
    LOGIN = auto()  # everything under the same sign-in
    SERVER = auto()  # everything at the same address


@dataclass(unsafe_hash=True)
class ServiceError(Exception):
    """A part of a report that could not be fetched.

    Compared by value; not frozen, for Python writes the traceback into an exception on its way up.
    """

    def __str__(self) -> str:
        return repr(self)

    @property
    def scope(self) -> ErrorScope:
        return ErrorScope.PART


@dataclass(unsafe_hash=True)
class SignInRefused(ServiceError):
    """401: wrong user name or password. Nothing more may be sent under this sign-in: that could lock the account."""

    @property
    def scope(self) -> ErrorScope:
        return ErrorScope.LOGIN


@dataclass(unsafe_hash=True)
class AccessRefused(ServiceError):
    """403: the sign-in is right, but has no right to this customer's report."""

    customer_id: str


@dataclass(unsafe_hash=True)
class RequestRefused(ServiceError):
    """400: the service does not accept the request; `messages` are its own sentences, as far as they could be found."""

    messages: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class ServiceDown(ServiceError):
    """The service answers that it cannot serve (429, 5xx). `retry_after` is in seconds, None where it names none."""

    status: int
    retry_after: float | None = None


@dataclass(unsafe_hash=True)
class ConnectionRefused(ServiceError):
    """The computer was found, but nothing answers there: refused, or closed before any answer came."""

    @property
    def scope(self) -> ErrorScope:
        return ErrorScope.SERVER


@dataclass(unsafe_hash=True)
class NoNetwork(ServiceError):
    """The service's computer cannot be found or reached: no network, or a wrong address."""

    host: str

    @property
    def scope(self) -> ErrorScope:
        return ErrorScope.SERVER


class CertificateFault(StrEnum):
    EXPIRED = "expired"
    WRONG_HOST = "wrong host"
    UNKNOWN_ISSUER = "unknown issuer"
    OTHER = "other"


@dataclass(unsafe_hash=True)
class CertificateRefused(ServiceError):
    """TLS failed: `detail` is the library's own sentence, for whoever runs the network."""

    fault: CertificateFault = CertificateFault.OTHER
    detail: str = ""

    @property
    def scope(self) -> ErrorScope:
        return ErrorScope.SERVER


class ProxyDemand(StrEnum):
    """What a network wants of its proxy's users that this program cannot do."""

    WINDOWS_SIGN_IN = "windows sign-in"  # NTLM or Kerberos
    SCRIPT = "script"  # a PAC file is to be run that names the proxy


@dataclass(unsafe_hash=True)
class ProxyFailed(ServiceError):
    """The network's proxy refuses or wants a sign-in of its own (407). `proxy` is host and port, without a password."""

    proxy: str = ""
    status: int | None = None
    demand: ProxyDemand | None = None

    @property
    def scope(self) -> ErrorScope:
        return ErrorScope.SERVER


class NotAReportReason(StrEnum):
    HTML = "html"  # a web page, most often somebody's sign-in page
    EMPTY = "empty"  # no body, or null
    BROKEN = "broken"  # neither JSON nor XML can be read from it
    WRONG_SHAPE = "wrong shape"  # readable, but not a report
    REDIRECT = "redirect"  # the service sends us elsewhere, and we do not follow
    NOT_FOUND = "not found"  # 404 and other answers that say that no report lives at this address
    TOO_LARGE = "too large"  # more than can be taken in


@dataclass(unsafe_hash=True)
class NotAReport(ServiceError):
    """An answer came, but no report. `where` says where reading failed ("$.tips", a line, a host) or is empty."""

    reason: NotAReportReason
    where: str = ""
    status: int = 200


@dataclass(unsafe_hash=True)
class AnswerCutShort(ServiceError):
    """The connection ended before the answer did."""


@dataclass(unsafe_hash=True)
class TimedOut(ServiceError):
    """No answer within `seconds`."""

    seconds: float


@dataclass(unsafe_hash=True)
class ConnectTimedOut(TimedOut):
    """Not even a connection within `seconds`: a name look-up, a firewall or a handshake that says nothing."""

    @property
    def scope(self) -> ErrorScope:
        return ErrorScope.SERVER


@dataclass(unsafe_hash=True)
class Interrupted(ServiceError):
    """Not fetched because the user stopped the fetch first."""


@dataclass(unsafe_hash=True)
class AddressRefused(ServiceError):
    """The base address is not one we send a password to: neither https nor plain http on this very computer."""

    base_url: str

    @property
    def scope(self) -> ErrorScope:
        return ErrorScope.SERVER
