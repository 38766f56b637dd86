"""Reports with damage in single rows, which must cost no other row."""

import json
from collections.abc import Callable
from dataclasses import replace

from tests.faults.case import Env, Fault, Observed
from tests.faults.response_bodies import DAY, bytes_body, insert_into_titles, json_body, tip, tips

_GROUP = "body"
_UNREADABLE = (
    "{count} rader innehöll något oläsligt. Det som gick att läsa är med. Det gäller Vasastan. Hämta rapporten "
    "igen. Hjälper inte det, se om det finns en ny version av programmet, och kontakta annars Vitec."
)
_TWO_DAMAGED = _UNREADABLE.format(count=2)


def _many_rows(*marks: bytes) -> Callable[[Env], Observed]:
    """Return a case of many rows, in which each mark is in the title of one row."""

    def case(env: Env) -> Observed:
        count = 100_000 if env.workload.is_full else 5_000
        rows = [json.dumps(tip(str(number))).encode() for number in range(count)]
        for number, mark in enumerate(marks, 1):
            place = number * count // (len(marks) + 1)
            rows[place] = rows[place].replace(b"ljtips", mark)
        assert all(any(mark in row for row in rows) for mark in marks)
        observed = bytes_body(b'{"tips": [' + b",".join(rows) + b"]}")(env)
        assert observed.kept is not None
        return replace(observed, kept=observed.kept.replace(f" {count} rows", " all rows"), note=f"{count} rows")

    return case


def _xml_row(title: str) -> str:
    return f"<T><CreatedAt>{DAY}</CreatedAt><Tip><Title>{title}</Title></Tip></T>"


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
        "invalid UTF-8 in one value",
        bytes_body(insert_into_titles(b"f\xf6rs\xe4ljning")),
        _TWO_DAMAGED,
        0,
        "all 6 parts, 4 rows of the answer, 2 damaged",
    ),
    Fault(
        _GROUP,
        "a lone surrogate in one value",
        bytes_body(insert_into_titles(rb"half \ud800")),
        _TWO_DAMAGED,
        0,
        "all 6 parts, 4 rows of the answer, 2 damaged",
    ),
    Fault(
        _GROUP,
        "NaN in one value",
        bytes_body(insert_into_titles(b'", "x": NaN, "y": "')),
        _TWO_DAMAGED,
        0,
        "all 6 parts, 4 rows of the answer, 2 damaged",
    ),
    Fault(
        _GROUP,
        "a bare & in one value of XML",
        bytes_body(f"<R><Tips>{_xml_row('Ek & Ask')}{_xml_row('Sol & Hav')}</Tips></R>".encode(), "text/xml"),
        _TWO_DAMAGED,
        0,
        "all 6 parts, 2 rows of the answer, 2 damaged",
    ),
    Fault(
        _GROUP,
        "wrong types deep inside one row",
        json_body(tips(tip("1"), _WRONG_TYPES, {**_WRONG_TYPES, "tip": {"id": "4"}}, tip("3"))),
        _TWO_DAMAGED,
        0,
        "all 6 parts, 4 rows of the answer, 2 damaged",
    ),
    Fault(
        _GROUP,
        "rows that are no objects",
        json_body(tips(tip("1"), 5, "x", ["y"], None, tip("3"))),
        _UNREADABLE.format(count=4),
        0,
        "all 6 parts, 6 rows of the answer, 4 damaged",
    ),
    Fault(_GROUP, "every field null", json_body(tips(_NULLS, tip("3"))), "", 0, "all 6 parts, 2 rows of the answer"),
    Fault(
        _GROUP,
        "every field missing",
        json_body(tips({}, {}, tip("3"))),
        _TWO_DAMAGED,
        0,
        "all 6 parts, 3 rows of the answer, 2 damaged",
    ),
    Fault(
        _GROUP,
        "references instead of rows",
        json_body(tips({"$ref": "1"}, {"$ref": "2"})),
        _TWO_DAMAGED,
        0,
        "all 6 parts, 2 rows of the answer, 2 damaged",
    ),
    Fault(
        _GROUP,
        "names in another case",
        json_body(tips({"CreatedAt": f"{DAY}T12:00:00+01:00", "Tip": {"Id": "1"}}, {"TIP": {"ID": "2"}})),
        _TWO_DAMAGED,
        0,
        "all 6 parts, 2 rows of the answer, 2 damaged",
    ),
    Fault(
        _GROUP,
        "dates of an older .NET",
        json_body(tips(tip("1", "/Date(1)/"), tip("2", "/Date(1767222000000+0100)/"))),
        _TWO_DAMAGED,
        0,
        "all 6 parts, 2 rows of the answer, 2 damaged",
    ),
    Fault(
        _GROUP,
        "unknown enumeration values",
        json_body(tips(tip("1", state="Parked", type="Rumour"))),
        "",
        0,
        "all 6 parts, 1 rows of the answer",
    ),
    Fault(
        _GROUP,
        "unknown fields",
        json_body({**tips({**tip("1"), "novelty": {"a": [1]}}), "more": [1]}),
        "",
        0,
        "all 6 parts, 1 rows of the answer",
    ),
    Fault(
        _GROUP, "the same row twice", json_body(tips(tip("1"), tip("1"))), "", 0, "all 6 parts, 1 rows of the answer"
    ),
    Fault(
        _GROUP,
        "one id, two different rows",
        json_body(tips(tip("1"), tip("1", title="Annat"))),
        "",
        0,
        "all 6 parts, 2 rows of the answer",
    ),
    Fault(
        _GROUP,
        "date without offset",
        json_body(tips(tip("1", f"{DAY}T12:00:00"))),
        "",
        0,
        "all 6 parts, 1 rows of the answer",
    ),
    Fault(
        _GROUP, "date with Z", json_body(tips(tip("1", f"{DAY}T12:00:00Z"))), "", 0, "all 6 parts, 1 rows of the answer"
    ),
    Fault(
        _GROUP,
        "date in the year 1",
        json_body(tips(tip("1", "0001-01-01T00:00:00"))),
        "",
        0,
        "all 6 parts, 1 rows of the answer",
    ),
    Fault(
        _GROUP,
        "date that is none",
        json_body(tips(tip("1", "yesterday"), tip("2", "2026-02-30T00:00:00"))),
        _TWO_DAMAGED,
        0,
        "all 6 parts, 2 rows of the answer, 2 damaged",
    ),
    Fault(_GROUP, "100,000 rows in one window", _many_rows(), "", 0, "all 6 parts, all rows of the answer"),
    Fault(
        _GROUP,
        "a bad byte and a lone surrogate among 100,000 rows",
        _many_rows(b"s\xe4lj", rb"\ud800"),
        _TWO_DAMAGED,
        0,
        "all 6 parts, all rows of the answer, 2 damaged",
    ),
)
