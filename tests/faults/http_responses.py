"""Connections to the service that fail or hang, and replies with an error status."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.faults.case import Env, Fault, Observed
from tests.faults.two_offices import (
    LAST,
    MISSES_LAST_WINDOW,
    MISSES_MIDDLE_WINDOW,
    MISSES_OFFICE,
    VASASTAN,
    WINDOWS,
    fail_one_office,
    fail_one_part,
    one_row_each,
    reply_normally,
)
from tests.helpers.fault_server import Hang, Reply
from vitec_desktop.webservice.retry_policy import Timeouts

_GROUP = "service"
NO_CONNECTION = (
    "Tjänsten tar inte emot någon anslutning. Försök igen om en stund. Hjälper inte det, "
    "kontrollera adressen i anslutningen."
)
CUT_SHORT = "Svaret bröts innan det var klart. Försök igen. Händer det ofta, kontrollera nätverket."
_TIMED_OUT = "Tjänsten svarade inte i tid. Försök igen om en stund."
_REDIRECTED = "Tjänsten hänvisar till en annan adress (localhost). Kontrollera adressen i anslutningen."
_GOOD = one_row_each(VASASTAN.id, WINDOWS[1].date_from[:10])
_LONG = b"x" * 4000
_PAGE = b"<html><body><h1>Blocked</h1></body></html>"
_ASK_WHO_STOPS = (
    "Kontrollera adressen i anslutningen. Stämmer den, fråga er it-ansvariga om något på nätverket stoppar programmet."
)
_REFUSAL = '{"message": "Begäran är ogiltig.", "modelState": {"dateTo": ["Högst två månader."]}}'.encode()


def _connection_refused(env: Env) -> Observed:
    with env.serve(reply_normally) as gone:
        pass
    return fail_one_office(gone.base_url)


def _retry_after_a_date() -> Callable[[Env], Observed]:
    now = datetime(2026, 5, 4, 12, tzinfo=UTC)
    until = now + timedelta(seconds=11)
    headers = {"Date": format_datetime(now, usegmt=True), "Retry-After": format_datetime(until, usegmt=True)}
    return fail_one_part(Reply(429, headers=headers), _GOOD, min_wait=11)


def _redirect(status: int) -> Callable[[Env], Observed]:
    """Return the case of a redirect, which must not be followed."""

    def case(env: Env) -> Observed:
        with env.serve(reply_normally) as elsewhere:
            observed = fail_one_part(
                Reply(status, headers={"Location": f"{elsewhere.base_url.replace('127.0.0.1', 'localhost')}/in?back=1"})
            )(env)
            assert elsewhere.connections == 0
        return observed

    return case


BREAKS = (
    Fault(
        _GROUP,
        "connection refused",
        _connection_refused,
        MISSES_OFFICE + NO_CONNECTION,
        3,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "closed before any answer",
        fail_one_part(Reply(close_at_once=True), window=LAST),
        MISSES_LAST_WINDOW + NO_CONNECTION,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "reset before any answer",
        fail_one_part(Reply(close_at_once=True, reset=True), window=LAST),
        MISSES_LAST_WINDOW + NO_CONNECTION,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "reset in mid-body, once",
        fail_one_part(Reply(body=_LONG, cut_at=900, reset=True), _GOOD),
        "",
        1,
        "all 6 parts, 3 rows of the answer",
    ),
    Fault(
        _GROUP,
        "reset in mid-body, always",
        fail_one_part(Reply(body=_LONG, cut_at=900, reset=True)),
        MISSES_MIDDLE_WINDOW + CUT_SHORT,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "body cut short",
        fail_one_part(Reply(body=_LONG, cut_at=900)),
        MISSES_MIDDLE_WINDOW + CUT_SHORT,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "chunked body cut short",
        fail_one_part(Reply(body=_LONG, cut_at=900, chunked=True)),
        MISSES_MIDDLE_WINDOW + CUT_SHORT,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "body that drips",
        fail_one_part(Reply(body=_LONG, drip=0.01), timeouts=Timeouts(attempt=0.1)),
        MISSES_MIDDLE_WINDOW + _TIMED_OUT,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "silence before the headers",
        fail_one_part(Reply(hang=Hang.BEFORE_HEADERS), timeouts=Timeouts(read=0.05)),
        MISSES_MIDDLE_WINDOW + _TIMED_OUT,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "silence in the headers",
        fail_one_part(Reply(hang=Hang.IN_HEADERS), timeouts=Timeouts(read=0.05)),
        MISSES_MIDDLE_WINDOW + _TIMED_OUT,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "silence after the headers",
        fail_one_part(Reply(body=_LONG, hang=Hang.AFTER_HEADERS), timeouts=Timeouts(read=0.05)),
        MISSES_MIDDLE_WINDOW + _TIMED_OUT,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "silence in mid-body, once",
        fail_one_part(Reply(body=_LONG, hang=Hang.IN_BODY), _GOOD, timeouts=Timeouts(read=0.05)),
        "",
        1,
        "all 6 parts, 3 rows of the answer",
    ),
    Fault(
        _GROUP,
        "not HTTP at all",
        fail_one_part(Reply(raw=b"SSH-2.0-OpenSSH_9.2\r\n\r\n")),
        MISSES_MIDDLE_WINDOW + "Svaret gick inte att läsa. Försök igen. Händer det flera gånger, kontakta Vitec.",
        0,
        "5 of 6 parts",
    ),
)
"""Answers that break off, hang, or are no answers."""

FAULTS = (
    *BREAKS,
    Fault(
        _GROUP,
        "400 with the service's sentences",
        fail_one_part(Reply(400, _REFUSAL)),
        MISSES_MIDDLE_WINDOW
        + (
            "Tjänsten godtog inte frågan (400): ”Begäran är ogiltig.” ”Högst två månader.” "
            "Kontrollera kund-id i anslutningen och perioden, och försök igen."
        ),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "400 without a word",
        fail_one_part(Reply(400)),
        MISSES_MIDDLE_WINDOW
        + ("Tjänsten godtog inte frågan (400). Kontrollera kund-id i anslutningen och perioden, och försök igen."),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "401 in mid-report",
        fail_one_part(Reply(401), window=LAST),
        MISSES_LAST_WINDOW
        + ("Inloggningen nekades (401). Jämför med uppgifterna i partnerportalen; där syns också dina senaste anrop."),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "403",
        fail_one_part(Reply(403)),
        MISSES_MIDDLE_WINDOW
        + (
            "Åtkomst nekad (403). Jämför kund-id och behörighet med uppgifterna i "
            "partnerportalen; där syns också dina senaste anrop."
        ),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "404",
        fail_one_part(Reply(404)),
        MISSES_MIDDLE_WINDOW + "Det finns ingen rapport på adressen (404). Kontrollera adressen i anslutningen.",
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "407, though nobody knows of a proxy",
        fail_one_part(Reply(407), window=LAST),
        MISSES_LAST_WINDOW
        + (
            "Nätverkets proxy vill ha en egen inloggning (407). Be er it-ansvariga släppa igenom programmet "
            "utan inloggning i proxyn, eller ange den i miljövariabeln HTTPS_PROXY."
        ),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "429 once, without Retry-After",
        fail_one_part(Reply(429), _GOOD),
        "",
        1,
        "all 6 parts, 3 rows of the answer",
    ),
    Fault(
        _GROUP,
        "429 once, Retry-After in seconds",
        fail_one_part(Reply(429, headers={"Retry-After": "12"}), _GOOD, min_wait=12),
        "",
        1,
        "all 6 parts, 3 rows of the answer",
    ),
    Fault(_GROUP, "429 once, Retry-After a date", _retry_after_a_date(), "", 1, "all 6 parts, 3 rows of the answer"),
    Fault(
        _GROUP,
        "429, Retry-After an hour",
        fail_one_part(Reply(429, headers={"Retry-After": "3600"}), window=LAST, comes_last=True),
        MISSES_LAST_WINDOW + "Tjänsten tar inte emot fler frågor just nu (429). Försök igen efter klockan HH:MM.",
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "429 always",
        fail_one_part(Reply(429), window=LAST, comes_last=True),
        MISSES_LAST_WINDOW + "Tjänsten tar inte emot fler frågor just nu (429). Försök igen om en stund.",
        4,
        "5 of 6 parts",
    ),
    *(
        Fault(_GROUP, f"{status} once", fail_one_part(Reply(status), _GOOD), "", 1, "all 6 parts, 3 rows of the answer")
        for status in (500, 502, 503, 504)
    ),
    Fault(
        _GROUP,
        "500 always",
        fail_one_part(Reply(500)),
        MISSES_MIDDLE_WINDOW
        + ("Tjänsten fick ett oväntat fel (500). Försök igen om en stund. Händer det flera gånger, kontakta Vitec."),
        1,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "502 always",
        fail_one_part(Reply(502)),
        MISSES_MIDDLE_WINDOW + "Tjänsten är inte tillgänglig just nu (502). Försök igen om en stund.",
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "503 always",
        fail_one_part(Reply(503)),
        MISSES_MIDDLE_WINDOW + "Tjänsten är inte tillgänglig just nu (503). Försök igen om en stund.",
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "504 always",
        fail_one_part(Reply(504)),
        MISSES_MIDDLE_WINDOW + "Tjänsten är inte tillgänglig just nu (504). Försök igen om en stund.",
        3,
        "5 of 6 parts",
    ),
    *(
        Fault(
            _GROUP,
            f"{status} that nginx answered",
            fail_one_part(Reply(status, _PAGE, {"Server": "nginx"}, content_type="text/html")),
            f"{MISSES_MIDDLE_WINDOW}Något annat än tjänsten verkar ha svarat: ”nginx” ({status}). {_ASK_WHO_STOPS}",
            0,
            "5 of 6 parts",
        )
        for status in (400, 403, 413)
    ),
    *(
        Fault(
            _GROUP,
            f"{status} by which a firewall wants proof of a human",
            fail_one_part(Reply(status, headers={"x-amzn-waf-action": "challenge"})),
            f"{MISSES_MIDDLE_WINDOW}Något annat än tjänsten verkar ha svarat: ”AWS WAF” ({status}). {_ASK_WHO_STOPS}",
            0,
            "5 of 6 parts",
        )
        for status in (202, 405)
    ),
    Fault(
        _GROUP,
        "401 that a firewall answered",
        fail_one_part(Reply(401, headers={"WWW-Authenticate": 'Basic realm="FortiGate"'}), window=LAST),
        MISSES_LAST_WINDOW
        + (
            "Inloggningen nekades av ”FortiGate” (401). Jämför med uppgifterna i partnerportalen. Stämmer de, fråga er "
            "it-ansvariga."
        ),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "502 that a proxy answered, always",
        fail_one_part(Reply(502, _PAGE, {"Server": "mitmproxy"}, content_type="text/html")),
        MISSES_MIDDLE_WINDOW
        + (
            "Tjänsten kunde inte nås just nu, svarade ”mitmproxy” på vägen (502). Försök igen om en stund. Hjälper "
            "inte det, fråga er it-ansvariga."
        ),
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "400 with the service's sentences in XML",
        fail_one_part(
            Reply(400, "<Error><Message>Högst två månader.</Message></Error>".encode(), content_type="application/xml")
        ),
        MISSES_MIDDLE_WINDOW
        + (
            "Tjänsten godtog inte frågan (400): ”Högst två månader.” Kontrollera kund-id i anslutningen och perioden, "
            "och försök igen."
        ),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "302 to a page of the same host",
        fail_one_part(Reply(302, headers={"Location": "/Account/Login"})),
        MISSES_MIDDLE_WINDOW
        + (
            "Tjänsten hänvisar till en annan sida på samma server (127.0.0.1). Kontrollera adressen i anslutningen. "
            "Stämmer den, kontakta Vitec."
        ),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "301 to another host",
        _redirect(301),
        MISSES_MIDDLE_WINDOW + _REDIRECTED,
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "302 to another host",
        _redirect(302),
        MISSES_MIDDLE_WINDOW + _REDIRECTED,
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "307 to a sign-in page",
        _redirect(307),
        MISSES_MIDDLE_WINDOW + _REDIRECTED,
        0,
        "5 of 6 parts",
    ),
)
