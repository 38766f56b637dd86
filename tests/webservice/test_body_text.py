"""Bodies that are labelled wrongly, in any character set, or with one row that breaks the rules of their format."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitec_desktop.webservice.decoding import decode_report
from vitec_desktop.webservice.errors import NotAReport, NotAReportReason
from vitec_desktop.webservice.models import ListKind, SentTip
from vitec_desktop.webservice.refusal_messages import parse_error_messages

DAY = "2026-01-05T12:00:00+01:00"
CHARSETS = (
    "iso-8859-1",
    "ISO-8859-1",
    "latin1",
    "windows-1252",
    "iso-8859-15",
    "utf-8",
    "utf-16",
    "utf-16le",
    "utf-32",
)
XML = f"<R><Tips><T><CreatedAt>{DAY}</CreatedAt><Tip><Title>%s</Title></Tip></T></Tips></R>"


def json_body(title: str) -> str:
    return json.dumps({"tips": [{"createdAt": DAY, "tip": {"title": title}}]}, ensure_ascii=False)


def titles(body: bytes, content_type: str) -> tuple[list[str | None], int]:
    """Return the titles of the tips in a body, and the number of damaged rows."""
    result = decode_report(body, content_type)
    rows = result.rows[ListKind.TIPS]
    return [row.tip.title if isinstance(row, SentTip) and row.tip else None for row in rows], result.damaged_rows


# -- character sets ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("label", ["{}; charset={}", '{};Charset="{}"; q=1'])
def test_the_declared_charset_is_heeded(charset: str, label: str) -> None:
    text = "Gård åt Åsa Öberg"
    encoded = json_body(text).encode(charset)
    assert titles(encoded, label.format("application/json", charset)) == ([text], 0)
    assert titles((XML % text).encode(charset), label.format("application/xml", charset)) == ([text], 0)


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("label", ["", "; charset=utf-16", "; charset=utf-8", "; charset=klingon"])
def test_wide_characters_are_recognised_without_a_byte_order_mark(charset: str, label: str) -> None:
    assert titles(json_body("åäö").encode(charset), f"application/json{label}") == (["åäö"], 0)
    assert titles((XML % "åäö").encode(charset), f"application/xml{label}") == (["åäö"], 0)


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_goes_before_the_declared_charset(mark: str) -> None:
    assert titles(json_body("åäö").encode(mark), "application/json; charset=iso-8859-1") == (["åäö"], 0)
    assert titles((XML % "åäö").encode(mark), "application/xml; charset=iso-8859-1") == (["åäö"], 0)


@pytest.mark.parametrize(
    "charset", ["klingon", "hex", "rot13", "unicode_escape", "utf-16", "ascii", "", "zip", "utf-7"]
)
def test_a_charset_that_cannot_be_is_utf8(charset: str) -> None:
    assert titles(json_body("åäö").encode(), f"application/json; charset={charset}") == (["åäö"], 0)
    assert titles((XML % "åäö").encode(), f"application/xml; charset={charset}") == (["åäö"], 0)


def test_the_header_goes_before_the_xml_declaration() -> None:
    def declared(encoding: str) -> str:
        return f'<?xml version="1.0" encoding="{encoding}"?>{XML % "åäö"}'

    assert titles(declared("utf-8").encode("latin-1"), "application/xml; charset=iso-8859-1") == (["åäö"], 0)
    assert titles(declared("iso-8859-1").encode(), "application/xml; charset=utf-8") == (["åäö"], 0)
    assert titles(declared("iso-8859-1").encode("latin-1"), "application/xml") == (["åäö"], 0)


@given(st.text(st.characters(codec="cp1252", exclude_characters="\x81\x8d\x8f\x90\x9d")))
def test_any_text_of_windows_1252_is_read_as_sent(text: str) -> None:
    body = json_body(text).encode("cp1252")
    assert titles(body, "application/json; charset=windows-1252") == ([text], 0)


def test_a_byte_that_the_charset_lacks_damages_its_row_only() -> None:
    rows = b",".join(b'{"createdAt":"%b","tip":{"title":"%b"}}' % (DAY.encode(), title) for title in (b"\xe5", b"\x81"))
    read, damaged = titles(b'{"tips":[' + rows + b"]}", "application/json; charset=windows-1252")
    assert read[0] == "å"
    assert damaged == 1
    xml = (XML % "MARK").encode().replace(b"MARK", b"\xe5 \x81")
    assert titles(xml, "text/xml; charset=windows-1252") == (["å \ufffd"], 1)


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_refusal_is_read_in_its_charset(charset: str) -> None:
    body = json.dumps({"message": "Högst två månader."}, ensure_ascii=False).encode(charset)
    assert parse_error_messages(body, f"application/json; charset={charset}") == ("Högst två månader.",)


# -- labels -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label", ["text/html", "text/html; charset=utf-8", "text/plain", "application/xml", "image/png", ""]
)
def test_what_begins_as_json_is_json(label: str) -> None:
    assert titles(f"\n {json_body('å')}".encode(), label) == (["å"], 0)


@pytest.mark.parametrize("label", ["text/html", "text/plain", "application/json", "application/octet-stream"])
@pytest.mark.parametrize("start", ["", '<?xml version="1.0"?>\n', "\ufeff"])
def test_what_begins_as_xml_is_xml(label: str, start: str) -> None:
    report = (XML % "å").replace("<R>", "<TipsAndLeadsReport>").replace("</R>", "</TipsAndLeadsReport>")
    assert titles(f"{start}{report}".encode(), label) == (["å"], 0)


@pytest.mark.parametrize(
    "page", ["<h1>Logga in</h1>", "<HEAD><TITLE>x</TITLE>", "<script>{}</script>", "[Error] blocked"]
)
def test_a_piece_of_a_web_page_is_one(page: str) -> None:
    with pytest.raises(NotAReport) as caught:
        decode_report(page.encode(), "text/html")
    assert caught.value.reason is NotAReportReason.HTML


# -- one row that breaks the rules of its format ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        '{"tip":{"title":NaN}}',
        '{"tip":{"title":-Infinity}}',
        '{"tip":{"title":undefined}}',
        '{"tip":{"title" "a"}}',
        "{\"tip\":{'title':'a'}}",
        '{"tip":{"title":"a",}}',
        '{"tip":{"title":"a\nb"}}',
        '{"tip":{"title":01}}',
        "",
    ],
)
def test_a_row_that_is_no_json_costs_itself_only(row: str) -> None:
    sound = f'{{"createdAt":"{DAY}","tip":{{"title":"sound, [ }} \\""}}}}'
    body = f'{{"x":{{"y":[1,2]}},"incomingLeads":[],"tips":[{sound},{row},{sound}]}}'
    read, damaged = titles(body.encode(), "application/json")
    assert (read[0], read[-1]) == ('sound, [ } "', 'sound, [ } "')
    assert damaged == 1


@pytest.mark.parametrize(
    "title", ["Ek & Ask", "a < b", "&nbsp;x", "&#xzz;", "&;", "AT&T &amp; co", "<![CDATA[a & b]]> & c"]
)
def test_a_row_that_is_no_xml_costs_itself_only(title: str) -> None:
    row = f"<T><CreatedAt>{DAY}</CreatedAt><Tip><Title>%s</Title></Tip></T>"
    body = f"<R><Tips>{row % 'sound'}{row % title}{row % '<![CDATA[a & b]]>'}</Tips></R>"
    read, damaged = titles(body.encode(), "application/xml")
    assert (read[0], read[2]) == ("sound", "a & b")
    assert len(read) == 3
    assert damaged == 1


@pytest.mark.parametrize("body", ['{"tips":[{"a":NaN}],"incomingLeads":{}}', '{"tips":NaN}', '{"x":[NaN]}'])
def test_damage_outside_the_rows_is_no_report(body: str) -> None:
    with pytest.raises(NotAReport) as caught:
        decode_report(body.encode(), "application/json")
    assert caught.value.reason is NotAReportReason.BROKEN
