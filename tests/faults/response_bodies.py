"""Replies with status 200 whose body is not a report, or is a damaged one."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator

from tests.faults.case import Env, Fault, Observed
from tests.faults.two_offices import MISSES_MIDDLE_WINDOW, WINDOWS, fail_one_part
from tests.helpers.fault_server import Reply

_GROUP = "body"
DAY = WINDOWS[1].date_from[:10]
_MOMENT = f"{DAY}T12:00:00.1234567+01:00"
_XML = "application/xml; charset=utf-8"

_NO_REPORT = (
    "Svaret ser inte ut som en rapport ($). Kontrollera adressen i anslutningen, och om det finns en ny version av "
    "programmet."
)
_WEB_PAGE = (
    "Svaret var en webbsida, ingen rapport. Öppna webbläsaren och se om du behöver logga in. Annars: kontrollera "
    "adressen i anslutningen."
)
_UNREADABLE = "Svaret gick inte att läsa. Försök igen. Händer det flera gånger, kontakta Vitec."
_EMPTY = "Svaret var tomt. Försök igen. Händer det flera gånger, kontakta Vitec."

_NON_ASCII = json.dumps({"tips": [{"createdAt": _MOMENT, "tip": {"id": "1", "title": "Säljtips"}}]}, ensure_ascii=False)
_HTML = "<!DOCTYPE html><html><body><h1>Logga in på gästnätet</h1></body></html>".encode()

_ENTITY_BOMB = b"""<?xml version="1.0"?><!DOCTYPE Report [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<Report><Tips><Tip><Tip><Title>&d;</Title></Tip></Tip></Tips></Report>"""
_EXTERNAL_ENTITY = b"""<?xml version="1.0"?><!DOCTYPE Report [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<Report><Tips><Tip><Tip><Title>&a;</Title></Tip></Tip></Tips></Report>"""


def json_body(value: object) -> Callable[[Env], Observed]:
    return bytes_body(json.dumps(value).encode())


def bytes_body(body: bytes, content_type: str = "application/json; charset=utf-8") -> Callable[[Env], Observed]:
    return fail_one_part(Reply(body=body, content_type=content_type))


def tip(row_id: str, created_at: str | None = _MOMENT, **facts: object) -> dict[str, object]:
    return {"createdAt": created_at, "tip": {"id": row_id, "title": "Säljtips", **facts}}


def tips(*rows: object) -> dict[str, object]:
    return {"incomingLeads": [], "outgoingLeads": [], "tips": list(rows)}


def insert_into_titles(mark: bytes) -> bytes:
    """Return a body with four tips, with `mark` in the title of two of them."""
    body = json.dumps(tips(tip("1"), tip("2", title="MARK"), tip("3", title="MARK"), tip("4"))).encode()
    return body.replace(b"MARK", mark)


def _iter_gzip_bomb() -> Iterator[bytes]:
    """Yield the pieces of a gzip body that inflates to 1,024 MB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    megabyte = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    yield gzip.compress(b"")[:10]
    for _ in range(1024):
        yield megabyte


def _gzip_bomb(env: Env) -> Observed:
    bomb = b"".join(_iter_gzip_bomb())
    return fail_one_part(Reply(body=bomb, headers={"Content-Encoding": "gzip"}))(env)


FAULTS = (
    Fault(
        _GROUP,
        "HTML sign-in page, status 200",
        fail_one_part(Reply(body=_HTML, content_type="text/html")),
        MISSES_MIDDLE_WINDOW + _WEB_PAGE,
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "HTML that says it is JSON",
        bytes_body(_HTML),
        MISSES_MIDDLE_WINDOW + _WEB_PAGE,
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "empty body",
        bytes_body(b""),
        MISSES_MIDDLE_WINDOW + _EMPTY,
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "null",
        bytes_body(b"null"),
        MISSES_MIDDLE_WINDOW + _EMPTY,
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "[]",
        bytes_body(b"[]"),
        MISSES_MIDDLE_WINDOW + _NO_REPORT,
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "{}",
        bytes_body(b"{}"),
        MISSES_MIDDLE_WINDOW + _NO_REPORT,
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "lists that are null",
        json_body({"incomingLeads": None, "outgoingLeads": None, "tips": None}),
        "",
        0,
        "all 6 parts, 0 rows of the answer",
    ),
    Fault(
        _GROUP,
        "a list that is an object",
        json_body({"incomingLeads": [], "outgoingLeads": [], "tips": {"0": {}}}),
        MISSES_MIDDLE_WINDOW
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
        bytes_body(json.dumps(tips(tip("1"))).encode()[:-9]),
        MISSES_MIDDLE_WINDOW + "Svaret bröts innan det var klart. Försök igen. Händer det ofta, kontrollera nätverket.",
        3,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "not JSON",
        bytes_body(b"{tips: []}"),
        MISSES_MIDDLE_WINDOW
        + "Svaret gick inte att läsa (byte 1). Försök igen. Händer det flera gånger, kontakta Vitec.",
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "gzip that is none",
        fail_one_part(Reply(body=b"no gzip", headers={"Content-Encoding": "gzip"})),
        MISSES_MIDDLE_WINDOW + _UNREADABLE,
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "a gigabyte of zeros in gzip",
        _gzip_bomb,
        MISSES_MIDDLE_WINDOW + "Svaret var för stort. Prova en kortare period.",
        0,
        "5 of 6 parts",
        is_slow=True,
    ),
    Fault(
        _GROUP,
        "deep nesting, of the document",
        bytes_body(b"[" * 200_000),
        MISSES_MIDDLE_WINDOW + _NO_REPORT,
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "deep nesting, in one row",
        bytes_body(insert_into_titles(b'", "x": ' + b"[" * 50_000 + b"]" * 50_000 + b', "y": "')),
        "",
        0,
        "all 6 parts, 4 rows of the answer",
    ),
    Fault(
        _GROUP,
        "XML entity bomb",
        bytes_body(_ENTITY_BOMB, _XML),
        MISSES_MIDDLE_WINDOW + _UNREADABLE,
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "XML that reads a local file",
        bytes_body(_EXTERNAL_ENTITY, _XML),
        MISSES_MIDDLE_WINDOW + _UNREADABLE,
        0,
        "5 of 6 parts",
    ),
    Fault(
        _GROUP,
        "byte order mark",
        bytes_body("\ufeff".encode() + json.dumps(tips(tip("1"))).encode()),
        "",
        0,
        "all 6 parts, 1 rows of the answer",
    ),
    *(
        Fault(
            _GROUP,
            f"{charset} as declared",
            bytes_body(_NON_ASCII.encode(charset), f"application/json; charset={charset}"),
            "",
            0,
            "all 6 parts, 1 rows of the answer",
        )
        for charset in ("iso-8859-1", "windows-1252", "utf-16le")
    ),
    Fault(
        _GROUP,
        "a report that says it is HTML",
        bytes_body(_NON_ASCII.encode(), "text/html"),
        "",
        0,
        "all 6 parts, 1 rows of the answer",
    ),
    Fault(
        _GROUP,
        "UTF-16",
        bytes_body(json.dumps(tips(tip("1"))).encode("utf-16")),
        "",
        0,
        "all 6 parts, 1 rows of the answer",
    ),
)
