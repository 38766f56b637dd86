"""The service turned away, cut off, silent, slow, or answering with another status than a report's."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.faults.row import Bench, Fault, Observed
from tests.faults.scene import (
    LAST,
    LAST_MISSES,
    MIDDLE_MISSES,
    OFFICE_MISSES,
    VASASTAN,
    WINDOWS,
    answer_well,
    one_server,
    ordinary,
    two_servers,
)
from tests.helpers.fault_server import FaultServer, Hang, Reply
from vitec_desktop.webservice.retry_policy import Timeouts

_GROUP = "service"
_NOBODY_THERE = (
    "Tjänsten tar inte emot någon anslutning. Försök igen om en stund. Hjälper inte det, "
    "kontrollera adressen i anslutningen."
)
_CUT_SHORT = "Svaret bröts innan det var klart. Försök igen. Händer det ofta, kontrollera nätverket."
_NOT_IN_TIME = "Tjänsten svarade inte i tid. Försök igen om en stund."
_ELSEWHERE = "Tjänsten hänvisar till en annan adress (127.0.0.1). Kontrollera adressen i anslutningen."
_GOOD = ordinary(VASASTAN.id, WINDOWS[1].date_from[:10])
_LONG = b"x" * 4000
_REFUSAL = '{"message": "Begäran är ogiltig.", "modelState": {"dateTo": ["Högst två månader."]}}'.encode()


def _refused(_: Bench) -> Observed:
    with FaultServer(answer_well) as gone:
        pass
    return two_servers(gone.base_url)


def _retry_after_a_date() -> Callable[[Bench], Observed]:
    now = datetime(2026, 5, 4, 12, tzinfo=UTC)
    until = now + timedelta(seconds=11)
    headers = {"Date": format_datetime(now, usegmt=True), "Retry-After": format_datetime(until, usegmt=True)}
    return one_server(Reply(429, headers=headers), _GOOD, least_wait=11)


def _redirected(status: int) -> Callable[[Bench], Observed]:
    """The Authorization header, and any connection at all, must stay away from where the answer points."""

    def case(bench: Bench) -> Observed:
        with FaultServer(answer_well) as elsewhere:
            observed = one_server(Reply(status, headers={"Location": f"{elsewhere.base_url}/in?back=1"}))(bench)
            assert elsewhere.connections == 0
        return observed

    return case


FAULTS = (
    Fault(
        _GROUP,
        "connection refused",
        _refused,
        OFFICE_MISSES + _NOBODY_THERE,
        3,
        "3 of 6 parts",
    ),
    Fault(
        _GROUP,
        "closed before any answer",
        one_server(Reply(close_at_once=True), window=LAST),
        LAST_MISSES + _NOBODY_THERE,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "reset before any answer",
        one_server(Reply(close_at_once=True, reset=True), window=LAST),
        LAST_MISSES + _NOBODY_THERE,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "reset in mid-body, once",
        one_server(Reply(body=_LONG, cut_at=900, reset=True), _GOOD),
        "",
        1,
        "all 6 parts, 3 rows of the answer",
    ),
    Fault(
        _GROUP,
        "reset in mid-body, always",
        one_server(Reply(body=_LONG, cut_at=900, reset=True)),
        MIDDLE_MISSES + _CUT_SHORT,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "body cut short",
        one_server(Reply(body=_LONG, cut_at=900)),
        MIDDLE_MISSES + _CUT_SHORT,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "chunked body cut short",
        one_server(Reply(body=_LONG, cut_at=900, chunked=True)),
        MIDDLE_MISSES + _CUT_SHORT,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "body that drips",
        one_server(Reply(body=_LONG, drip=0.01), timeouts=Timeouts(attempt=0.1)),
        MIDDLE_MISSES + _NOT_IN_TIME,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "silence before the headers",
        one_server(Reply(hang=Hang.BEFORE_HEADERS), timeouts=Timeouts(read=0.05)),
        MIDDLE_MISSES + _NOT_IN_TIME,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "silence in the headers",
        one_server(Reply(hang=Hang.IN_HEADERS), timeouts=Timeouts(read=0.05)),
        MIDDLE_MISSES + _NOT_IN_TIME,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "silence after the headers",
        one_server(Reply(body=_LONG, hang=Hang.AFTER_HEADERS), timeouts=Timeouts(read=0.05)),
        MIDDLE_MISSES + _NOT_IN_TIME,
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "silence in mid-body, once",
        one_server(Reply(body=_LONG, hang=Hang.IN_BODY), _GOOD, timeouts=Timeouts(read=0.05)),
        "",
        1,
        "all 6 parts, 3 rows of the answer",
    ),
    Fault(
        _GROUP,
        "not HTTP at all",
        one_server(Reply(raw=b"SSH-2.0-OpenSSH_9.2\r\n\r\n")),
        MIDDLE_MISSES + "Svaret gick inte att läsa. Försök igen. Händer det flera gånger, kontakta Vitec.",
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "400 with the service's sentences",
        one_server(Reply(400, _REFUSAL)),
        MIDDLE_MISSES
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
        one_server(Reply(400)),
        MIDDLE_MISSES
        + ("Tjänsten godtog inte frågan (400). Kontrollera kund-id i anslutningen och perioden, och försök igen."),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "401 in mid-report",
        one_server(Reply(401), window=LAST),
        LAST_MISSES
        + ("Inloggningen nekades (401). Jämför med uppgifterna i partnerportalen; där syns också dina senaste anrop."),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "403",
        one_server(Reply(403)),
        MIDDLE_MISSES
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
        one_server(Reply(404)),
        MIDDLE_MISSES + "Det finns ingen rapport på adressen (404). Kontrollera adressen i anslutningen.",
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "407, though nobody knows of a proxy",
        one_server(Reply(407), window=LAST),
        LAST_MISSES
        + (
            "Nätverkets proxy vill ha en egen inloggning (407). Be er it-ansvariga släppa igenom programmet "
            "utan inloggning i proxyn."
        ),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "429 once, without Retry-After",
        one_server(Reply(429), _GOOD),
        "",
        1,
        "all 6 parts, 3 rows of the answer",
    ),
    Fault(
        _GROUP,
        "429 once, Retry-After in seconds",
        one_server(Reply(429, headers={"Retry-After": "12"}), _GOOD, least_wait=12),
        "",
        1,
        "all 6 parts, 3 rows of the answer",
    ),
    Fault(_GROUP, "429 once, Retry-After a date", _retry_after_a_date(), "", 1, "all 6 parts, 3 rows of the answer"),
    Fault(
        _GROUP,
        "429, Retry-After an hour",
        one_server(Reply(429, headers={"Retry-After": "3600"})),
        MIDDLE_MISSES + "Tjänsten tar inte emot fler frågor just nu (429). Försök igen om 60 min.",
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "429 always",
        one_server(Reply(429)),
        MIDDLE_MISSES + "Tjänsten tar inte emot fler frågor just nu (429). Försök igen om en stund.",
        3,
        "5 of 6 parts",
    ),
    *(
        Fault(_GROUP, f"{status} once", one_server(Reply(status), _GOOD), "", 1, "all 6 parts, 3 rows of the answer")
        for status in (500, 502, 503, 504)
    ),
    Fault(
        _GROUP,
        "500 always",
        one_server(Reply(500)),
        MIDDLE_MISSES
        + ("Tjänsten fick ett oväntat fel (500). Försök igen om en stund. Händer det flera gånger, kontakta Vitec."),
        1,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "502 always",
        one_server(Reply(502)),
        MIDDLE_MISSES + "Tjänsten är inte tillgänglig just nu (502). Försök igen om en stund.",
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "503 always",
        one_server(Reply(503)),
        MIDDLE_MISSES + "Tjänsten är inte tillgänglig just nu (503). Försök igen om en stund.",
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "504 always",
        one_server(Reply(504)),
        MIDDLE_MISSES + "Tjänsten är inte tillgänglig just nu (504). Försök igen om en stund.",
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "301 to another host",
        _redirected(301),
        MIDDLE_MISSES + _ELSEWHERE,
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "302 to another host",
        _redirected(302),
        MIDDLE_MISSES + _ELSEWHERE,
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "307 to a sign-in page",
        _redirected(307),
        MIDDLE_MISSES + _ELSEWHERE,
        0,
        "5 of 6 parts",
    ),
)
