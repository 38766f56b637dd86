"""Answers with status 200 whose body is no report, or a report with something wrong in it."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator

from tests.connect.fault_server import Reply
from tests.faults.row import Bench, Fault, Observed
from tests.faults.scene import MIDDLE_MISSES, WINDOWS, one_server

_GROUP = "body"
_DAY = WINDOWS[1].date_from[:10]
_MOMENT = f"{_DAY}T12:00:00.1234567+01:00"
_XML = "application/xml; charset=utf-8"

_HTML = "<!DOCTYPE html><html><body><h1>Logga in på gästnätet</h1></body></html>".encode()

_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE Report [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<Report><Tips><Tip><Tip><Title>&d;</Title></Tip></Tip></Tips></Report>"""
_OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE Report [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<Report><Tips><Tip><Tip><Title>&a;</Title></Tip></Tip></Tips></Report>"""


def _json(value: object) -> Callable[[Bench], Observed]:
    return _bytes(json.dumps(value).encode())


def _bytes(body: bytes, content_type: str = "application/json; charset=utf-8") -> Callable[[Bench], Observed]:
    return one_server(Reply(body=body, content_type=content_type))


def _tip(row_id: str, created_at: str | None = _MOMENT, **facts: object) -> dict[str, object]:
    return {"createdAt": created_at, "tip": {"id": row_id, "title": "Säljtips", **facts}}


def _tips(*rows: object) -> dict[str, object]:
    return {"incomingLeads": [], "outgoingLeads": [], "tips": list(rows)}


def _spoilt(mark: bytes) -> bytes:
    """Four tips; `mark` stands in the title of two of them."""
    body = json.dumps(_tips(_tip("1"), _tip("2", title="MARK"), _tip("3", title="MARK"), _tip("4"))).encode()
    return body.replace(b"MARK", mark)


def _a_gigabyte_of_zeros() -> Iterator[bytes]:
    """The pieces of a gzip body of a few kilobytes' worth of deflated megabytes, a thousand and twenty-four of them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    megabyte = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    yield gzip.compress(b"")[:10]
    for _ in range(1024):
        yield megabyte


def _gzip_bomb(bench: Bench) -> Observed:
    bomb = b"".join(_a_gigabyte_of_zeros())
    return one_server(Reply(body=bomb, headers={"Content-Encoding": "gzip"}))(bench)


def _many_rows(bench: Bench) -> Observed:
    count = 100_000 if bench.strength.is_full else 20_000
    rows = ",".join(json.dumps(_tip(str(number))) for number in range(count))
    observed = _bytes(f'{{"tips": [{rows}]}}'.encode())(bench)
    assert f"{count} rows" in observed.kept, observed.kept
    return Observed(observed.sees, observed.retries, observed.kept.replace(str(count), "all"), note=f"{count} rows")


_NULLS = {
    "createdAt": None,
    "sender": None,
    "receiver": {"id": None, "name": None, "company": {"id": None, "name": None}},
    "tip": {"id": None, "title": None, "state": None, "message": None, "type": None},
    "contact": {"id": None, "firstName": None, "lastName": None},
    "estate": {"id": None, "estateStatus": None, "status": {"id": None, "text": None}},
}
_WRONG_TYPES = {
    "createdAt": 17,
    "sender": ["anna"],
    "receiver": {"id": 5, "name": {"first": "Bo"}, "company": "Solna"},
    "tip": {"id": "wrong types", "title": [1], "state": True},
    "contact": "Cecilia",
    "estate": {"id": None, "status": {"id": "x", "text": 3}},
}

FAULTS = (
    Fault(
        _GROUP,
        "HTML sign-in page, status 200",
        one_server(Reply(body=_HTML, content_type="text/html")),
        MIDDLE_MISSES
        + (
            "Svaret var en webbsida, ingen rapport. Öppna webbläsaren och se om du behöver logga "
            "in. Annars: kontrollera adressen i anslutningen."
        ),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "HTML that says it is JSON",
        _bytes(_HTML),
        MIDDLE_MISSES
        + (
            "Svaret var en webbsida, ingen rapport. Öppna webbläsaren och se om du behöver logga "
            "in. Annars: kontrollera adressen i anslutningen."
        ),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "empty body",
        _bytes(b""),
        MIDDLE_MISSES + "Svaret var tomt. Försök igen. Händer det flera gånger, kontakta Vitec.",
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "null",
        _bytes(b"null"),
        MIDDLE_MISSES + "Svaret var tomt. Försök igen. Händer det flera gånger, kontakta Vitec.",
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "[]",
        _bytes(b"[]"),
        MIDDLE_MISSES
        + (
            "Svaret ser inte ut som en rapport ($). Kontrollera adressen i anslutningen, och om "
            "det finns en ny version av programmet."
        ),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "{}",
        _bytes(b"{}"),
        MIDDLE_MISSES
        + (
            "Svaret ser inte ut som en rapport ($). Kontrollera adressen i anslutningen, och om "
            "det finns en ny version av programmet."
        ),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "lists that are null",
        _json({"incomingLeads": None, "outgoingLeads": None, "tips": None}),
        "",
        0,
        "all 6 parts, 0 rows of the answer",
    ),
    Fault(
        _GROUP,
        "a list that is an object",
        _json({"incomingLeads": [], "outgoingLeads": [], "tips": {"0": {}}}),
        MIDDLE_MISSES
        + (
            "Svaret ser inte ut som en rapport ($.tips). Kontrollera adressen i anslutningen, och "
            "om det finns en ny version av programmet."
        ),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "half a JSON document",
        _bytes(json.dumps(_tips(_tip("1"))).encode()[:-9]),
        MIDDLE_MISSES + ("Svaret bröts innan det var klart. Försök igen. Händer det ofta, kontrollera nätverket."),
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "not JSON",
        _bytes(b"{tips: []}"),
        MIDDLE_MISSES + ("Svaret gick inte att läsa (byte 1). Försök igen. Händer det flera gånger, kontakta Vitec."),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "gzip that is none",
        one_server(Reply(body=b"no gzip", headers={"Content-Encoding": "gzip"})),
        MIDDLE_MISSES + "Svaret gick inte att läsa. Försök igen. Händer det flera gånger, kontakta Vitec.",
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "a gigabyte of zeros in gzip",
        _gzip_bomb,
        MIDDLE_MISSES + "Svaret var för stort. Prova en kortare period.",
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "deep nesting, of the document",
        _bytes(b"[" * 200_000),
        MIDDLE_MISSES
        + (
            "Svaret ser inte ut som en rapport ($). Kontrollera adressen i anslutningen, och om "
            "det finns en ny version av programmet."
        ),
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "deep nesting, in one row",
        _bytes(_spoilt(b'", "x": ' + b"[" * 50_000 + b"]" * 50_000 + b', "y": "')),
        "",
        0,
        "all 6 parts, 4 rows of the answer",
    ),
    Fault(
        _GROUP,
        "XML entity bomb",
        _bytes(_LAUGHS, _XML),
        MIDDLE_MISSES + "Svaret gick inte att läsa. Försök igen. Händer det flera gånger, kontakta Vitec.",
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "XML that reads a local file",
        _bytes(_OUTSIDE, _XML),
        MIDDLE_MISSES + "Svaret gick inte att läsa. Försök igen. Händer det flera gånger, kontakta Vitec.",
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "byte order mark",
        _bytes("\ufeff".encode() + json.dumps(_tips(_tip("1"))).encode()),
        "",
        0,
        "all 6 parts, 1 rows of the answer",
    ),
    Fault(
        _GROUP,
        "UTF-16",
        _bytes(json.dumps(_tips(_tip("1"))).encode("utf-16")),
        "",
        0,
        "all 6 parts, 1 rows of the answer",
    ),
    Fault(
        _GROUP,
        "invalid UTF-8 in one value",
        _bytes(_spoilt(b"f\xf6rs\xe4ljning")),
        "2 rader innehöll något oläsligt. Det som gick att läsa av dem är med.",
        0,
        "all 6 parts, 4 rows of the answer, 2 damaged",
    ),
    Fault(
        _GROUP,
        "a lone surrogate in one value",
        _bytes(_spoilt(rb"half \ud800")),
        "2 rader innehöll något oläsligt. Det som gick att läsa av dem är med.",
        0,
        "all 6 parts, 4 rows of the answer, 2 damaged",
    ),
    Fault(
        _GROUP,
        "wrong types deep inside one row",
        _json(_tips(_tip("1"), _WRONG_TYPES, {**_WRONG_TYPES, "tip": {"id": "4"}}, _tip("3"))),
        "2 rader innehöll något oläsligt. Det som gick att läsa av dem är med.",
        0,
        "all 6 parts, 4 rows of the answer, 2 damaged",
    ),
    Fault(
        _GROUP,
        "rows that are no objects",
        _json(_tips(_tip("1"), 5, "x", ["y"], None, _tip("3"))),
        "4 rader innehöll något oläsligt. Det som gick att läsa av dem är med.",
        0,
        "all 6 parts, 2 rows of the answer, 4 damaged",
    ),
    Fault(_GROUP, "every field null", _json(_tips(_NULLS, _tip("3"))), "", 0, "all 6 parts, 2 rows of the answer"),
    Fault(_GROUP, "every field missing", _json(_tips({}, _tip("3"))), "", 0, "all 6 parts, 2 rows of the answer"),
    Fault(
        _GROUP,
        "unknown enumeration values",
        _json(_tips(_tip("1", state="Parked", type="Rumour"))),
        "",
        0,
        "all 6 parts, 1 rows of the answer",
    ),
    Fault(
        _GROUP,
        "unknown fields",
        _json({**_tips({**_tip("1"), "novelty": {"a": [1]}}), "more": [1]}),
        "",
        0,
        "all 6 parts, 1 rows of the answer",
    ),
    Fault(_GROUP, "the same row twice", _json(_tips(_tip("1"), _tip("1"))), "", 0, "all 6 parts, 1 rows of the answer"),
    Fault(
        _GROUP,
        "one id, two different rows",
        _json(_tips(_tip("1"), _tip("1", title="Annat"))),
        "",
        0,
        "all 6 parts, 1 rows of the answer",
    ),
    Fault(
        _GROUP,
        "date without offset",
        _json(_tips(_tip("1", f"{_DAY}T12:00:00"))),
        "",
        0,
        "all 6 parts, 1 rows of the answer",
    ),
    Fault(
        _GROUP, "date with Z", _json(_tips(_tip("1", f"{_DAY}T12:00:00Z"))), "", 0, "all 6 parts, 1 rows of the answer"
    ),
    Fault(
        _GROUP,
        "date in the year 1",
        _json(_tips(_tip("1", "0001-01-01T00:00:00"))),
        "",
        0,
        "all 6 parts, 1 rows of the answer",
    ),
    Fault(
        _GROUP,
        "date that is none",
        _json(_tips(_tip("1", "yesterday"), _tip("2", "2026-02-30T00:00:00"))),
        "2 rader innehöll något oläsligt. Det som gick att läsa av dem är med.",
        0,
        "all 6 parts, 2 rows of the answer, 2 damaged",
    ),
    Fault(_GROUP, "100,000 rows in one window", _many_rows, "", 0, "all 6 parts, all rows of the answer"),
)
