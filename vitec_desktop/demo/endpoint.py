"""Answers the requests to the sample service, without a socket."""

import base64
import binascii
import calendar
import gzip
from collections.abc import Container, Mapping
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import msgspec
from msgspec import Struct, field

from vitec_desktop.demo.api_variants import BodyFormat, DateToRule
from vitec_desktop.demo.dataset import DemoDataset
from vitec_desktop.demo.timestamps import Ticks, parse_ticks
from vitec_desktop.demo.xml_encoding import encode_xml
from vitec_desktop.webservice.models import ActiveStatus

PATH = "/BusinessIntelligence/TipsAndLeads/Report"
MAX_MONTHS = 2

_JSON_TYPE = "application/json; charset=utf-8"
_XML_TYPES = ("application/xml", "text/xml")
_REPORT_TYPES = ("application/json", "text/json", *_XML_TYPES)


class HttpResponse(Struct, frozen=True):
    """A response; Content-Type and Content-Length are not in `headers`."""

    status: int
    body: bytes = b""
    content_type: str = _JSON_TYPE
    headers: Mapping[str, str] = field(default_factory=dict)


class DemoQuery(Struct, frozen=True):
    """The parsed parameters of a request."""

    customer_id: str
    date_from: Ticks
    date_to: Ticks
    status: ActiveStatus


class InvalidQuery(Exception):
    """Raised for parameters that cannot be served; `errors` are Swedish sentences by parameter name."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(errors)
        self.errors = errors


class DemoEndpoint(Struct, frozen=True):
    """Answers requests from the dataset.

    Attributes:
        credentials: user name and password.
        readable_customers: ids of the customers that the login may read.
    """

    dataset: DemoDataset
    credentials: tuple[str, str]
    readable_customers: Container[str]
    date_to: DateToRule
    body_format: BodyFormat

    def respond(
        self, target: str, authorization: str = "", accept: str = "", accept_encoding: str = ""
    ) -> HttpResponse:
        """Return the response to GET `target`. The other arguments are the headers of these names, "" if missing."""
        url = urlsplit(target)
        if url.path != PATH:
            return _error_response(404, f"Det finns ingen funktion på adressen {url.path}.")
        if not self._is_authorized(authorization):
            challenge = {"WWW-Authenticate": 'Basic realm="Vitec Connect", charset="UTF-8"'}
            return _error_response(401, "Felaktigt användarnamn eller lösenord.", headers=challenge)
        try:
            query = parse_query(url.query)
        except InvalidQuery as error:
            model_state = {name: [sentence] for name, sentence in error.errors.items()}
            return _error_response(400, "Begäran är ogiltig.", model_state)
        if query.customer_id not in self.readable_customers:
            return _error_response(403, f"Behörighet saknas för kund-id {query.customer_id}.")
        return _compress(self._report_response(query, accept), accept_encoding)

    def _is_authorized(self, authorization: str) -> bool:
        scheme, _, credentials = authorization.partition(" ")
        try:
            given = base64.b64decode(credentials, validate=True)
        except (binascii.Error, ValueError):
            return False
        return scheme.lower() == "basic" and given == ":".join(self.credentials).encode()

    def _report_response(self, query: DemoQuery, accept: str) -> HttpResponse:
        report = self.dataset.select_rows(query.customer_id, query.date_from, query.date_to, self.date_to, query.status)
        media_type = _XML_TYPES[0] if self.body_format is BodyFormat.XML else _preferred_type(accept)
        body = encode_xml(report) if media_type in _XML_TYPES else msgspec.json.encode(report)
        return HttpResponse(200, body, f"{media_type}; charset=utf-8")


def parse_query(text: str) -> DemoQuery:
    """Parse a query string. Parameter names may have any case, as in ASP.NET.

    Raises:
        InvalidQuery: a parameter is missing or unreadable, or the interval is longer than MAX_MONTHS.
    """
    given = {name.lower(): values[0].strip() for name, values in parse_qs(text, keep_blank_values=True).items()}
    errors: dict[str, str] = {}
    customer_id = given.get("customerid", "")
    if not customer_id:
        errors["customerId"] = "Fältet customerId är obligatoriskt."
    date_from = _parse_date("dateFrom", given, errors)
    date_to = _parse_date("dateTo", given, errors)
    status = _parse_status(given.get("activestatustiplead", ""), errors)
    if date_from and date_to and (error := _find_interval_error(date_from, date_to)):
        errors["dateTo"] = error
    if errors or not date_from or not date_to or not status:
        raise InvalidQuery(errors)
    return DemoQuery(customer_id, date_from, date_to, status)


def _parse_date(name: str, given: Mapping[str, str], errors: dict[str, str]) -> Ticks | None:
    text = given.get(name.lower(), "")
    if not text:
        errors[name] = f"Fältet {name} är obligatoriskt."
        return None
    try:
        return parse_ticks(text)
    except ValueError:
        errors[name] = f"Värdet '{text}' är inte giltigt för {name}."
        return None


def _parse_status(text: str, errors: dict[str, str]) -> ActiveStatus | None:
    if not text:
        return ActiveStatus.ACTIVE
    for status in ActiveStatus:
        if status.lower() == text.lower():
            return status
    errors["activeStatusTipLead"] = f"Värdet '{text}' är inte giltigt för activeStatusTipLead."
    return None


def _find_interval_error(date_from: Ticks, date_to: Ticks) -> str | None:
    if date_to < date_from:
        return "Från-datum måste vara före till-datum."
    try:
        latest = Ticks(_add_months(date_from.wall, MAX_MONTHS), date_from.tick)
    except ValueError:  # beyond the year 9999
        return None
    return "Datumintervallet får inte överstiga två månader." if date_to > latest else None


def _add_months(moment: datetime, months: int) -> datetime:
    """Return the same day and time `months` later, or the last day of a shorter month."""
    year, month = divmod(12 * moment.year + moment.month - 1 + months, 12)
    last_day = calendar.monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last_day))


def _preferred_type(accept: str) -> str:
    """Return the report's media type that an Accept header prefers; JSON if it prefers none."""
    quality: dict[str, float] = {}
    for part in accept.lower().split(","):
        media_type, *parameters = (piece.strip() for piece in part.split(";"))
        quality[media_type] = _quality(parameters)
    named = {
        name: quality.get(name, quality.get(f"{name.split('/')[0]}/*", quality.get("*/*", 0.0)))
        for name in _REPORT_TYPES
    }
    best = max(_REPORT_TYPES, key=lambda name: (named[name], name in quality))
    return best if named[best] else _REPORT_TYPES[0]


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def _compress(response: HttpResponse, accept_encoding: str) -> HttpResponse:
    """Return the response in gzip if the client accepts that, else unchanged."""
    codings = (part.partition(";") for part in accept_encoding.lower().split(","))
    taken = {name.strip() for name, _, weight in codings if weight.replace(" ", "") not in ("q=0", "q=0.0")}
    if "gzip" not in taken:
        return response
    headers = {**response.headers, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return HttpResponse(response.status, gzip.compress(response.body, 1, mtime=0), response.content_type, headers)


def _error_response(
    status: int,
    message: str,
    model_state: Mapping[str, list[str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    body: dict[str, object] = {"message": message}
    if model_state:
        body["modelState"] = model_state
    return HttpResponse(status, msgspec.json.encode(body), headers=headers or {})


def method_not_allowed(method: str) -> HttpResponse:
    """Return the response to a method other than GET."""
    return _error_response(405, f"Metoden {method} stöds inte.", headers={"Allow": "GET"})
