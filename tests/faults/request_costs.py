"""What a server that is down or that limits costs: requests and seconds for 3 and for 50 offices, in virtual time."""

from collections.abc import Callable

from tests.faults.case import Env, Fault, Observed
from tests.webservice.simulated_server import Answer, SpacedLimit, WindowLimit, fetch, plan
from vitec_desktop.webservice.errors import ServiceDown

_GROUP = "costs"
_HOUR = 3600.0


def _fetch_from(answer: Callable[[], Answer], offices: int, windows: int) -> Callable[[Env], Observed]:
    def case(_: Env) -> Observed:
        fetched = fetch(plan(offices, windows), answer())
        complete = len(fetched.completed) - len(fetched.failed)
        facts = f"{len(fetched.sent)} requests in {fetched.seconds:.1f} s"
        return Observed(None, None, f"{facts}, {complete} of {offices * windows} parts")

    return case


def _always(status: int, retry_after: float | None = None) -> Callable[[], Answer]:
    error = ServiceDown(status, retry_after)
    return lambda: lambda _now, _request: error


_SERVERS: tuple[tuple[str, Callable[[], Answer], tuple[str, str, str]], ...] = (
    (
        "502 always",
        _always(502),
        (
            "14 requests in 22.8 s, 0 of 21 parts",
            "14 requests in 22.8 s, 0 of 50 parts",
            "14 requests in 22.8 s, 0 of 350 parts",
        ),
    ),
    (
        "503 always",
        _always(503),
        (
            "14 requests in 22.8 s, 0 of 21 parts",
            "14 requests in 22.8 s, 0 of 50 parts",
            "14 requests in 22.8 s, 0 of 350 parts",
        ),
    ),
    (
        "504 always",
        _always(504),
        (
            "14 requests in 22.8 s, 0 of 21 parts",
            "14 requests in 22.8 s, 0 of 50 parts",
            "14 requests in 22.8 s, 0 of 350 parts",
        ),
    ),
    (
        "429 always",
        _always(429),
        (
            "5 requests in 21.0 s, 0 of 21 parts",
            "5 requests in 21.0 s, 0 of 50 parts",
            "5 requests in 21.0 s, 0 of 350 parts",
        ),
    ),
    (
        "429 always, Retry-After 4 s",
        _always(429, 4.0),
        (
            "5 requests in 21.0 s, 0 of 21 parts",
            "5 requests in 21.0 s, 0 of 50 parts",
            "5 requests in 21.0 s, 0 of 350 parts",
        ),
    ),
    (
        "429, Retry-After an hour",
        _always(429, _HOUR),
        (
            "1 requests in 0.2 s, 0 of 21 parts",
            "1 requests in 0.2 s, 0 of 50 parts",
            "1 requests in 0.2 s, 0 of 350 parts",
        ),
    ),
    (
        "503, Retry-After an hour",
        _always(503, _HOUR),
        (
            "1 requests in 0.2 s, 0 of 21 parts",
            "1 requests in 0.2 s, 0 of 50 parts",
            "1 requests in 0.2 s, 0 of 350 parts",
        ),
    ),
    (
        "3 requests in 4 s, Retry-After 4 s",
        lambda: WindowLimit(3, 4.0, retry_after=4.0),
        (
            "33 requests in 29.0 s, 21 of 21 parts",
            "82 requests in 76.8 s, 50 of 50 parts",
            "582 requests in 556.8 s, 350 of 350 parts",
        ),
    ),
    (
        "30 requests a minute",
        lambda: SpacedLimit(2.0),
        (
            "32 requests in 52.2 s, 21 of 21 parts",
            "71 requests in 127.6 s, 50 of 50 parts",
            "471 requests in 907.6 s, 350 of 350 parts",
        ),
    ),
)
"""A server, and what it costs for 3 offices and a year, 50 offices and a month, 50 offices and a year."""

_SIZES = (("3 offices, a year", 3, 7), ("50 offices, a month", 50, 1), ("50 offices, a year", 50, 7))

FAULTS = tuple(
    Fault(_GROUP, f"{name}: {size}", _fetch_from(server, offices, windows), None, None, cost)
    for name, server, costs in _SERVERS
    for (size, offices, windows), cost in zip(_SIZES, costs, strict=True)
)
