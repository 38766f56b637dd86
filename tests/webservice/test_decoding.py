import json
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.webservice.strategies import as_read, part_results, read_fields
from vitec_desktop.webservice.decoding import decode_report
from vitec_desktop.webservice.errors import AnswerCutShort, NotAReport, NotAReportReason, ServiceError
from vitec_desktop.webservice.models import (
    Company,
    Contact,
    DecisionStatus,
    Estate,
    IncomingLead,
    IncomingLeadFacts,
    ListKind,
    OutgoingLead,
    OutgoingLeadFacts,
    Party,
    SentTip,
    TipFacts,
    TipReceiver,
    User,
    WireRow,
)
from vitec_desktop.webservice.result import PartResult

JSON = "application/json; charset=utf-8"

DOCUMENTED_PARTY: dict[str, Any] = {
    "id": "sample string 1",
    "name": "sample string 2",
    "company": {"id": "sample string 1", "name": "sample string 2", "customerNumber": "sample string 3"},
}
DOCUMENTED_CONTACT = {"id": "sample string 1", "firstName": "sample string 2", "lastName": "sample string 3"}
DOCUMENTED_ESTATE = {
    "id": "sample string 1",
    "estateStatus": "AssignmentAttempt",
    "status": {"id": 1, "text": "sample string 2"},
}
DOCUMENTED_LEAD = {
    "id": "sample string 1",
    "title": "sample string 2",
    "type": "sample string 3",
    "message": "sample string 4",
}
DOCUMENTED: dict[str, list[dict[str, Any]]] = {
    "incomingLeads": [
        {
            "createdAt": "2024-11-21T10:11:56.8635797+01:00",
            "sender": DOCUMENTED_PARTY,
            "receiver": DOCUMENTED_PARTY,
            "lead": {**DOCUMENTED_LEAD, "state": "New"},
            "contact": DOCUMENTED_CONTACT,
            "estate": DOCUMENTED_ESTATE,
        }
    ],
    "outgoingLeads": [
        {
            "createdAt": "2024-11-21T10:11:56.8635797+01:00",
            "user": {
                "id": "sample string 1",
                "name": "sample string 2",
                "type": "User",
                "employeeNumber": "sample string 3",
            },
            "sender": DOCUMENTED_PARTY,
            "receiver": DOCUMENTED_PARTY,
            "lead": DOCUMENTED_LEAD,
            "contact": DOCUMENTED_CONTACT,
        }
    ],
    "tips": [
        {
            "createdAt": "2024-11-21T10:11:56.8635797+01:00",
            "sender": DOCUMENTED_PARTY,
            "receiver": {**DOCUMENTED_PARTY, "employeeNumber": "sample string 3", "type": "User"},
            "tip": {
                "id": "sample string 1",
                "title": "sample string 2",
                "state": "New",
                "message": "sample string 3",
                "type": "FromUser",
            },
            "contact": DOCUMENTED_CONTACT,
            "estate": DOCUMENTED_ESTATE,
        }
    ],
}

_COMPANY = Company("sample string 1", "sample string 2", "sample string 3")
_PARTY = Party("sample string 1", "sample string 2", _COMPANY)
_CONTACT = Contact("sample string 1", "sample string 2", "sample string 3")
_ESTATE = Estate("sample string 1", "AssignmentAttempt", DecisionStatus(1, "sample string 2"))
_MOMENT = "2024-11-21T10:11:56.8635797+01:00"
DOCUMENTED_ANSWER = PartResult(
    {
        ListKind.INCOMING: [
            IncomingLead(
                _MOMENT,
                _PARTY,
                _PARTY,
                IncomingLeadFacts("sample string 1", "sample string 2", "sample string 3", "New", "sample string 4"),
                _CONTACT,
                _ESTATE,
            )
        ],
        ListKind.OUTGOING: [
            OutgoingLead(
                _MOMENT,
                User("sample string 1", "sample string 2", "User", "sample string 3"),
                _PARTY,
                _PARTY,
                OutgoingLeadFacts("sample string 1", "sample string 2", "sample string 3", "sample string 4"),
                _CONTACT,
            )
        ],
        ListKind.TIPS: [
            SentTip(
                _MOMENT,
                _PARTY,
                TipReceiver("sample string 1", "sample string 2", "sample string 3", "User", _COMPANY),
                TipFacts("sample string 1", "sample string 2", "New", "sample string 3", "FromUser"),
                _CONTACT,
                _ESTATE,
            )
        ],
    }
)


def decode_tips(*raw_rows: bytes) -> tuple[list[WireRow], int]:
    result = decode_report(b'{"tips":[' + b",".join(raw_rows) + b"]}", JSON)
    return list(read_fields(result).rows[ListKind.TIPS]), result.damaged_rows


def error_of(body: bytes, content_type: str = JSON) -> ServiceError:
    with pytest.raises(ServiceError) as caught:
        decode_report(body, content_type)
    assert caught.value.__cause__ is None
    assert (
        caught.value.__suppress_context__ or caught.value.__context__ is None
    )  # msgspec's message could quote the body
    return caught.value


def decode_or_error(body: bytes, content_type: str = JSON) -> PartResult | ServiceError:
    try:
        return decode_report(body, content_type)
    except ServiceError as error:
        return error


def test_the_documented_response_is_decoded() -> None:
    assert decode_report(json.dumps(DOCUMENTED).encode(), JSON) == DOCUMENTED_ANSWER


@given(part_results(st.text()))
def test_every_value_of_the_models_is_decoded_as_sent(sent: PartResult) -> None:
    assert read_fields(decode_report(msgspec.json.encode(sent.rows), JSON)) == as_read(sent)


def test_null_and_missing_fields_and_lists_are_none_and_empty() -> None:
    body = b'{"incomingLeads":null,"tips":[{"tip":null},{"sender":null,"tip":{"id":null}}]}'
    assert read_fields(decode_report(body, JSON)).rows == {
        ListKind.INCOMING: [],
        ListKind.OUTGOING: [],
        ListKind.TIPS: [SentTip(), SentTip(tip=TipFacts(None))],
    }


def test_unknown_fields_are_ignored_and_unknown_states_kept() -> None:
    rows, damaged = decode_tips(b'{"tip":{"state":"PreSale","colour":"red"},"extra":[{"a":1}]}')
    assert (rows, damaged) == ([SentTip(tip=TipFacts(None, state="PreSale"))], 0)


@pytest.mark.parametrize(
    ("raw", "row"),
    [
        (
            b'{"createdAt":"2026-01-05","tip":{"id":17,"title":1.50,"message":"m"}}',
            SentTip("2026-01-05", tip=TipFacts("17", "1.50", None, "m")),
        ),
        (
            b'{"createdAt":"2026-01-05","tip":{"id":' + b"9" * 5000 + b"}}",
            SentTip("2026-01-05", tip=TipFacts("9" * 5000)),
        ),
        (b'{"createdAt":true,"tip":{"id":"a","title":["x"],"state":{}}}', SentTip(tip=TipFacts("a"))),
        (b'{"sender":"Anna","receiver":[1],"contact":{"id":"a"}}', SentTip(contact=Contact("a"))),
        (
            b'{"estate":{"id":"a","status":{"id":"7","text":8}}}',
            SentTip(estate=Estate("a", status=DecisionStatus(7, "8"))),
        ),
        (
            b'{"estate":{"id":"a","status":{"id":2.5,"text":"t"}}}',
            SentTip(estate=Estate("a", status=DecisionStatus(None, text="t"))),
        ),
        (b'{"tip":{"id":"a","title":"\xff\xe5"}}', SentTip(tip=TipFacts("a", "\ufffd\ufffd"))),
        (rb'{"tip":{"id":"a","title":"halv \ud83d emoji"}}', SentTip(tip=TipFacts("a", "halv \ufffd emoji"))),
        (rb'{"tip":{"id":"a","title":"\udc00\ud800"}}', SentTip(tip=TipFacts("a", "\ufffd\ufffd"))),
        (rb'{"tip":{"id":5,"title":"\\ud800 \ud83d\ude00 \u00e5"}}', SentTip(tip=TipFacts("5", "\\ud800 😀 å"))),
    ],
)
def test_a_wrong_value_loses_its_field_only_and_the_row_is_counted(raw: bytes, row: WireRow) -> None:
    sound = SentTip(tip=TipFacts("sound \\", "😀"))
    raw_sound = rb'{"tip":{"id":"sound \\","title":"\ud83d\ude00"}}'
    assert decode_tips(raw_sound, raw, raw_sound) == ([sound, row, sound], 1)


@pytest.mark.parametrize("raw", [b"null", b"5", b'"text"', b"[]", b"[{}]", b"true"])
def test_a_row_that_is_not_an_object_is_kept_blank_and_counted(raw: bytes) -> None:
    assert decode_tips(b'{"createdAt":"2026-01-05"}', raw) == ([SentTip("2026-01-05"), SentTip()], 1)


@pytest.mark.parametrize(
    ("raw", "row"),
    [
        (b"{}", SentTip()),
        (b'{"$ref":"7"}', SentTip()),
        (b'{"$id":"1","colour":"red"}', SentTip()),
        (b'{"createdAt":"2026-01-05","tip":{"$ref":"7"}}', SentTip("2026-01-05", tip=TipFacts(None))),
        (
            b'{"createdAt":"2026-01-05","tip":{"id":"a"},"sender":{"id":"b","company":{"$ref":"7"}}}',
            SentTip("2026-01-05", sender=Party("b", company=Company(None)), tip=TipFacts("a")),
        ),
        (
            b'{"CreatedAt":"2026-01-05","Tip":{"Id":"a","Title":"t"},"Sender":{"Name":"Bo","Company":{"Id":"b"}}}',
            SentTip("2026-01-05", Party(None, "Bo", Company("b")), tip=TipFacts("a", "t")),
        ),
        (
            b'{"CREATEDAT":"2026-01-05","TIP":{"ID":5},"RECEIVER":{"EMPLOYEENUMBER":"e"}}',
            SentTip("2026-01-05", receiver=TipReceiver(None, employee_number="e"), tip=TipFacts("5")),
        ),
        (
            b'{"created_at":"2026-01-05","contact":{"first_name":"Cecilia"}}',
            SentTip("2026-01-05", contact=Contact(None, "Cecilia")),
        ),
        (b'{"createdAt":"2026-01-05","Tip":{"id":"a"}}', SentTip("2026-01-05", tip=TipFacts("a"))),
        (b'{"createdAt":"/Date(1)/","tip":{"id":"a"}}', SentTip("/Date(1)/", tip=TipFacts("a"))),
        (b'{"createdAt":1,"tip":{"id":"a"}}', SentTip("1", tip=TipFacts("a"))),
    ],
)
def test_a_row_in_another_format_is_damaged_and_kept_as_far_as_it_can_be_read(raw: bytes, row: WireRow) -> None:
    assert decode_tips(raw) == ([row], 1)
    assert decode_tips(b'{"tip":{"id":"sound"}}', raw) == ([SentTip(tip=TipFacts("sound")), row], 1)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"createdAt":null}',
        b'{"createdAt":"","tip":null}',
        b'{"createdAt":"2026-01-05","tip":{},"sender":{}}',
        b'{"createdAt":"2026-01-05","contact":{"firstName":"Cecilia"}}',
        b'{"createdAt":"2026-01-05","tip":{"id":null,"state":"Parked","type":"Rumour","$id":"1"},"novelty":[1]}',
        b'{"createdAt":"2026-01-05T12:00:00.1234567+01:00","tip":{"id":"a"},"Tip":{"id":"b"},"sender":{"id":null}}',
        b'{"createdAt":"0001-01-01T00:00:00","tip":{"id":"a"}}',
    ],
)
def test_null_missing_and_unknown_further_fields_and_values_are_no_damage(raw: bytes) -> None:
    assert decode_tips(raw)[1] == 0


@pytest.mark.parametrize("novelty", [b"NaN", b"-Infinity", b"undefined", b"'x'"])
def test_a_row_that_is_not_valid_json_is_damaged_wherever_the_fault_is(novelty: bytes) -> None:
    sound = b'{"createdAt":"2026-01-05","tip":{"id":"a"}}'
    rows, damaged = decode_tips(sound, b'{"createdAt":"2026-01-05","tip":{"id":"b"},"novelty":' + novelty + b"}", sound)
    assert (len(rows), damaged) == (3, 1)


def test_a_further_list_is_no_missing_one() -> None:
    nothing = PartResult({kind: [] for kind in ListKind})
    whole = b'{"incomingLeads":[],"outgoingLeads":[],"tips":null,"novelties":[{"id":"a"}]}'
    assert decode_report(whole, JSON) == nothing
    assert decode_report(b'{"tips":[],"warnings":["a"],"novelties":[],"novelty":{"id":"a"}}', JSON) == nothing


def test_a_whole_number_may_be_written_as_a_decimal() -> None:
    row = SentTip(estate=Estate("a", status=DecisionStatus(2)))
    assert decode_tips(b'{"estate":{"id":"a","status":{"id":2.0}}}') == ([row], 0)


def test_damaged_rows_are_equal_if_all_they_had_is_equal() -> None:
    rows = decode_report(
        b'{"tips":[{"$ref":"1"},{"$ref":"2"},{"$ref":"1"},{"tip":{"id":[1]}},{"tip":{"id":[2]}}]}', JSON
    ).rows[ListKind.TIPS]
    assert len(set(rows)) == 4
    assert rows[0] == rows[2]


def test_a_lone_surrogate_outside_the_rows_loses_nothing() -> None:
    assert read_fields(decode_report(rb'{"\ud800":"\udfff","tips":[{"createdAt":"2026-01-05"}]}', JSON)).rows[
        ListKind.TIPS
    ] == [SentTip("2026-01-05")]


def test_deep_nesting_in_an_unknown_field_is_ignored() -> None:
    assert decode_tips(b'{"createdAt":"2026-01-05","extra":' + b"[" * 200 + b"]" * 200 + b"}") == (
        [SentTip("2026-01-05")],
        0,
    )


@pytest.mark.parametrize("opening", [b'{"tips":[{"x":', b'{"x":', b'{"tips":[{"tip":{"id":', b""])
@pytest.mark.parametrize("brackets", [(b"[", b"]"), (b'{"a":', b"}")])
def test_too_deep_nesting_is_an_error(opening: bytes, brackets: tuple[bytes, bytes]) -> None:
    body = opening + brackets[0] * 100_000 + b"1" + brackets[1] * 100_000
    assert isinstance(error_of(body), NotAReport | AnswerCutShort)


@pytest.mark.parametrize(
    "body",
    [
        b'\xef\xbb\xbf{"tips":[{"createdAt":"\xc3\xa5"}]}',
        '\ufeff{"tips":[{"createdAt":"å"}]}'.encode("utf-16-le"),
        '\ufeff{"tips":[{"createdAt":"å"}]}'.encode("utf-16-be"),
        b' \r\n\t{"tips":[{"createdAt":"\\u00e5"}]}\n',
    ],
)
def test_byte_order_marks_and_blanks_around_a_body_are_ignored(body: bytes) -> None:
    assert read_fields(decode_report(body, JSON)).rows[ListKind.TIPS] == [SentTip("å")]


@pytest.mark.parametrize(
    "content_type", ["application/json", "TEXT/JSON", "application/problem+json", "text/plain", "", "x"]
)
def test_json_is_detected_by_its_type_or_its_content(content_type: str) -> None:
    assert read_fields(decode_report(b'\n{"tips":[{}]}', content_type)).rows[ListKind.TIPS] == [SentTip()]


@pytest.mark.parametrize(
    "content_type",
    ["application/xml", "text/xml; charset=utf-8", "application/soap+xml", "application/octet-stream", ""],
)
def test_xml_is_detected_by_its_type_or_its_content(content_type: str) -> None:
    assert read_fields(decode_report(b"\xef\xbb\xbf<R><Tips><SentTip/></Tips></R>", content_type)).rows[
        ListKind.TIPS
    ] == [SentTip()]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"<h1>Logga in</h1>", "text/html"),
        (b"Logga in", "Text/HTML; charset=utf-8"),
        (b"<!DOCTYPE html><html><body>Logga in", JSON),
        (b"\r\n <HTML lang='sv'>", "application/json"),
        (b"\xef\xbb\xbf<!-- portal -->\n<!doctype HTML>", "application/xml"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">', "text/xml"),
        (b'<html xmlns="http://www.w3.org/1999/xhtml">', ""),
    ],
)
def test_a_web_page_is_detected_whatever_its_type(body: bytes, content_type: str) -> None:
    assert error_of(body, content_type) == NotAReport(NotAReportReason.HTML)


def test_many_comments_are_scanned_in_linear_time() -> None:
    assert error_of(b"<!---->" * 500 + b"x", JSON) == NotAReport(NotAReportReason.BROKEN, "line 1, column 3501")


@pytest.mark.parametrize("body", [b"", b" \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"null", b" null\n"])
def test_an_empty_body_is_not_a_report(body: bytes) -> None:
    assert error_of(body) == NotAReport(NotAReportReason.EMPTY)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"[]", "$"),
        (b'[{"tips":[]}]', "$"),
        (b'"text"', "$"),
        (b"5", "$"),
        (b"true", "$"),
        (b"{}", "$"),
        (b'{"error":"Anna Andersson"}', "$"),
        (b'{"Tips":[]}', "$"),
        (b'{"tips":{}}', "$.tips"),
        (b'{"tips":[],"incomingLeads":5}', "$.incomingLeads"),
        (b'{"outgoingLeads":"Anna Andersson"}', "$.outgoingLeads"),
        (b'{"incomingLeads":[],"outgoingLeads":[],"Tips":[{"tip":{"id":"a"}}]}', "$.tips"),
        (b'{"sentTips": [ {"tip":{"id":"a"}}],"incomingLeads":[]}', "$.outgoingLeads"),
    ],
)
def test_the_error_for_other_json_has_the_path(body: bytes, where: str) -> None:
    assert error_of(body) == NotAReport(NotAReportReason.WRONG_SHAPE, where)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"Service Unavailable", "byte 0"),
        (b'{"tips":[{"tip":{"id":"Anna"}}]]', "byte 31"),
        (b'{"tips":[]}{"tips":[]}', "byte 12"),
        (b'{"tips":Anna}', "byte 8"),
    ],
)
def test_the_error_for_invalid_json_has_the_position(body: bytes, where: str) -> None:
    assert error_of(body) == NotAReport(NotAReportReason.BROKEN, where)


WHOLE = json.dumps(
    {"tips": [{"tip": {"id": "åäö 😀", "title": 'a "b" \\'}, "estate": {"status": {"id": 1}}}] * 3}
).encode()


def test_a_body_is_cut_short_wherever_it_ends_too_early() -> None:
    for length in range(1, len(WHOLE)):
        assert error_of(WHOLE[:length]) == AnswerCutShort(), length


def test_utf16_is_cut_short_wherever_it_ends_too_early() -> None:
    body = '{"tips":[{"createdAt":"å"}]}'.encode("utf-16")
    for length in range(4, len(body) - 1):
        assert error_of(body[:length]) == AnswerCutShort(), length


def test_a_lone_surrogate_does_not_hide_that_a_body_was_cut_short() -> None:
    assert error_of(rb'{"tips":[{"tip":{"id":"\ud800"}},{"tip"') == AnswerCutShort()


@given(st.data())
def test_a_changed_body_is_decoded_or_refused_and_never_quoted(data: st.DataObject) -> None:
    body = bytearray(WHOLE.replace(b'\\"b', b"hemlig"))
    for _ in range(data.draw(st.integers(1, 6))):
        position = data.draw(st.integers(0, len(body) - 1))
        body[position : position + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    result = decode_or_error(bytes(body), data.draw(st.sampled_from([JSON, "", "text/xml"])))
    if isinstance(result, PartResult):
        msgspec.json.encode(result.rows)  # no text has a lone surrogate
    else:
        assert "hemlig" not in repr(result)


_NAMES = st.sampled_from(["tips", "tip", "id", "sender", "company", "estate", "status", "createdAt"])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
)


@given(_VALUES)
@example({"tips": [{"tip": {"id": {"id": []}}}]})
def test_any_json_is_decoded_or_refused(value: object) -> None:
    result = decode_or_error(json.dumps(value).encode())
    if not isinstance(result, PartResult):
        assert isinstance(result, NotAReport)
        assert result.reason in (NotAReportReason.WRONG_SHAPE, NotAReportReason.EMPTY)
    else:
        assert isinstance(value, dict)
        assert len(result.rows[ListKind.TIPS]) == len(value.get("tips") or [])


def test_a_text_that_is_not_a_time_loses_its_field_only_and_is_counted() -> None:
    rows, damaged = decode_tips(
        b'{"createdAt":"yesterday","tip":{"id":"1"}}',
        b'{"createdAt":"2026-02-30T00:00:00","tip":{"id":"2"}}',
        b'{"createdAt":"0001-01-01T00:00:00","tip":{"id":"3"}}',
        b'{"createdAt":"","tip":{"id":"4"}}',
    )
    assert [row.row_id for row in rows] == ["1", "2", "3", "4"]
    assert damaged == 2


def test_a_value_nested_too_deep_loses_its_field_only() -> None:
    deep = b'{"tip":{"id":"2","title":' + b"[" * 50_000 + b'"]"' + b"]" * 50_000 + b',"state":"New"}}'
    rows, damaged = decode_tips(b'{"tip":{"id":"1"}}', deep, b'{"tip":{"id":"3"}}')
    assert rows == [SentTip(tip=TipFacts("1")), SentTip(tip=TipFacts("2", state="New")), SentTip(tip=TipFacts("3"))]
    assert damaged == 1
