import re
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, structs

from tests.webservice.strategies import as_read, part_results, read_fields
from tests.webservice.test_decoding import DOCUMENTED_ANSWER, decode_or_error
from vitec_desktop.webservice.decoding import decode_report
from vitec_desktop.webservice.errors import AnswerCutShort, NotAReport, NotAReportReason, ServiceError
from vitec_desktop.webservice.models import Contact, DecisionStatus, Estate, ListKind, SentTip, TipFacts, WireRow
from vitec_desktop.webservice.result import PartResult

XML = "application/xml; charset=utf-8"

_MODELS = "http://schemas.datacontract.org/2004/07/Vitec.Housing.Connect.Api.Models.BusinessIntelligense"
_ROOT = f'<TipsAndLeadsReport xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="{_MODELS}">'

_COMPANY = """<Company>
          <CustomerNumber>sample string 3</CustomerNumber>
          <Id>sample string 1</Id>
          <Name>sample string 2</Name>
        </Company>"""
_PARTY = f"{_COMPANY}<Id>sample string 1</Id><Name>sample string 2</Name>"
_PARTIES = f"<Receiver>{_PARTY}</Receiver>\n<Sender>{_PARTY}</Sender>"
_CONTACT = """<Contact>
        <FirstName>sample string 2</FirstName>
        <Id>sample string 1</Id>
        <LastName>sample string 3</LastName>
      </Contact>
      <CreatedAt>2024-11-21T10:11:56.8635797+01:00</CreatedAt>"""
_ESTATE = """<Estate>
        <EstateStatus>AssignmentAttempt</EstateStatus>
        <Id>sample string 1</Id>
        <Status>
          <Id>1</Id>
          <Text>sample string 2</Text>
        </Status>
      </Estate>"""

DOCUMENTED = f"""{_ROOT}
  <IncomingLeads>
    <IncomingLead>
      {_CONTACT}
      {_ESTATE}
      <Lead xmlns:d4p1="{_MODELS}.Incomming">
        <d4p1:Id>sample string 1</d4p1:Id>
        <d4p1:Message>sample string 4</d4p1:Message>
        <d4p1:State>New</d4p1:State>
        <d4p1:Title>sample string 2</d4p1:Title>
        <d4p1:Type>sample string 3</d4p1:Type>
      </Lead>
      {_PARTIES}
    </IncomingLead>
  </IncomingLeads>
  <OutgoingLeads>
    <OutgoingLead>
      {_CONTACT}
      <Lead xmlns:d4p1="{_MODELS}.Outgoing">
        <d4p1:Id>sample string 1</d4p1:Id>
        <d4p1:Message>sample string 4</d4p1:Message>
        <d4p1:Title>sample string 2</d4p1:Title>
        <d4p1:Type>sample string 3</d4p1:Type>
      </Lead>
      {_PARTIES}
      <User>
        <EmployeeNumber>sample string 3</EmployeeNumber>
        <Id>sample string 1</Id>
        <Name>sample string 2</Name>
        <Type>User</Type>
      </User>
    </OutgoingLead>
  </OutgoingLeads>
  <Tips>
    <SentTip>
      {_CONTACT}
      {_ESTATE}
      <Receiver xmlns:d4p1="{_MODELS}.Tips">
        <d4p1:Company>
          <CustomerNumber>sample string 3</CustomerNumber>
          <Id>sample string 1</Id>
          <Name>sample string 2</Name>
        </d4p1:Company>
        <d4p1:EmployeeNumber>sample string 3</d4p1:EmployeeNumber>
        <d4p1:Id>sample string 1</d4p1:Id>
        <d4p1:Name>sample string 2</d4p1:Name>
        <d4p1:Type>User</d4p1:Type>
      </Receiver>
      <Sender>{_PARTY}</Sender>
      <Tip>
        <Id>sample string 1</Id>
        <Message>sample string 3</Message>
        <State>New</State>
        <Title>sample string 2</Title>
        <Type>FromUser</Type>
      </Tip>
    </SentTip>
  </Tips>
</TipsAndLeadsReport>"""


def as_xml(sent: PartResult) -> bytes:
    """Return a report as the service's serialiser writes it: null as i:nil, names in PascalCase."""
    lists = "".join(
        f"<{_pascal(kind)}>{''.join(_element('Row', row) for row in rows)}</{_pascal(kind)}>"
        for kind, rows in sent.rows.items()
    )
    return f"{_ROOT}{lists}</TipsAndLeadsReport>".encode()


def _element(name: str, value: object) -> str:
    if value is None:
        return f'<{name} i:nil="true"/>'
    if not isinstance(value, Struct):
        return f"<{name}>{escape(str(value))}</{name}>"
    children = (_element(_pascal(field.encode_name), getattr(value, field.name)) for field in structs.fields(value))
    return f"<{name}>{''.join(children)}</{name}>"


def _pascal(name: str) -> str:
    return name[:1].upper() + name[1:]


def decode_tips(*rows: bytes) -> tuple[list[WireRow], int]:
    body = f"{_ROOT}<Tips>".encode() + b"".join(rows) + b"</Tips></TipsAndLeadsReport>"
    result = decode_report(body, XML)
    return list(read_fields(result).rows[ListKind.TIPS]), result.damaged_rows


def error_of(body: bytes) -> ServiceError:
    with pytest.raises(ServiceError) as caught:
        decode_report(body, XML)
    return caught.value


def test_the_documented_xml_equals_the_documented_json() -> None:
    assert decode_report(DOCUMENTED.encode(), XML) == DOCUMENTED_ANSWER


_XML_TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff") | st.just("\n")
)


@given(part_results(_XML_TEXTS))
def test_every_value_of_the_models_is_decoded_as_sent(sent: PartResult) -> None:
    assert read_fields(decode_report(as_xml(sent), XML)) == as_read(sent)


def test_nil_missing_and_empty_are_none_none_and_empty() -> None:
    tip = b'<Tip><Id i:nil="true"/><Title/><State></State></Tip>'
    row = b'<SentTip><Sender i:nil="true"/><Contact i:nil="1"/>' + tip + b"</SentTip>"
    assert decode_tips(row) == ([SentTip(tip=TipFacts(None, title="", state=""))], 0)
    assert decode_tips(b"<SentTip><Contact/><Estate>\n</Estate></SentTip>") == (
        [SentTip(contact=Contact(None), estate=Estate(None))],
        0,
    )


def test_lists_may_be_nil_empty_or_missing() -> None:
    body = f'{_ROOT}<Tips i:nil="true"/><IncomingLeads>\n</IncomingLeads></TipsAndLeadsReport>'
    assert decode_report(body.encode(), XML) == PartResult({kind: [] for kind in ListKind})


def test_unknown_elements_are_ignored_however_deep() -> None:
    deep = b"<Deep>" * 50_000 + b"</Deep>" * 50_000
    row = (
        b"<SentTip><Colour>red</Colour>"
        + deep
        + b"<CreatedAt>2026-01-05</CreatedAt><Tip><State>PreSale</State></Tip></SentTip>"
    )
    assert decode_tips(row) == ([SentTip("2026-01-05", tip=TipFacts(None, state="PreSale"))], 0)
    assert read_fields(decode_report(b"<R><Other><Row/></Other><Tips/></R>", XML)).rows[ListKind.TIPS] == []
    whole = b"<R><Other><Row><Id>1</Id></Row></Other><IncomingLeads/><OutgoingLeads/><Tips/></R>"
    assert decode_report(whole, XML) == PartResult({kind: [] for kind in ListKind})


def test_text_of_several_pieces_is_complete() -> None:
    row = b"<SentTip><CreatedAt>a &lt;b&gt; &amp;<!-- note --><![CDATA[ <c> ]]>&#229;&#x1F600;\n</CreatedAt></SentTip>"
    assert decode_tips(row) == ([SentTip("a <b> & <c> å😀\n")], 1)


@pytest.mark.parametrize(
    ("raw", "row"),
    [
        (b"<Tip>text</Tip><CreatedAt>2026-01-05</CreatedAt>", SentTip("2026-01-05")),
        (b"<Tip><Id>a</Id><Title><B>x</B></Title></Tip>", SentTip(tip=TipFacts("a"))),
        (
            b"<Estate><Id>a</Id><Status><Id>ett</Id><Text>t</Text></Status></Estate>",
            SentTip(estate=Estate("a", status=DecisionStatus(None, text="t"))),
        ),
        (b"<Tip><Id>a</Id><Title>x\xffy</Title></Tip>", SentTip(tip=TipFacts("a", "x\ufffdy"))),
        (b"<Tip><Id>a</Id><Title>x&#xD83D;y&#0;</Title></Tip>", SentTip(tip=TipFacts("a", "x\ufffdy\ufffd"))),
        (b"<Tip><Id>a</Id><Title>x\x0by&#xFFFFFFFFF;</Title></Tip>", SentTip(tip=TipFacts("a", "x\ufffdy\ufffd"))),
    ],
)
def test_a_wrong_value_loses_its_field_only_and_the_row_is_counted(raw: bytes, row: WireRow) -> None:
    sound = SentTip(tip=TipFacts(None, title="å \U0001f600"))
    raw_sound = "<SentTip><Tip><Title>å &#x1F600;</Title></Tip></SentTip>".encode()
    assert decode_tips(raw_sound, b"<SentTip>" + raw + b"</SentTip>", raw_sound) == ([sound, row, sound], 1)


@pytest.mark.parametrize("raw", [b"<SentTip>text</SentTip>", b'<SentTip i:nil="true"/>'])
def test_a_row_that_is_not_an_object_is_kept_blank_and_counted(raw: bytes) -> None:
    sound = b"<SentTip><CreatedAt>2026-01-05</CreatedAt></SentTip>"
    assert decode_tips(sound, raw) == ([SentTip("2026-01-05"), SentTip()], 1)


_SERIALIZATION = b'xmlns:z="http://schemas.microsoft.com/2003/10/Serialization/"'


@pytest.mark.parametrize(
    ("raw", "row"),
    [
        (b"<SentTip/>", SentTip()),
        (b"<SentTip><Colour>red</Colour></SentTip>", SentTip()),
        (b"<SentTip " + _SERIALIZATION + b' z:Ref="i7"/>', SentTip()),
        (
            b"<SentTip><CreatedAt>2026-01-05</CreatedAt><Tip " + _SERIALIZATION + b' z:Ref="i7"/></SentTip>',
            SentTip("2026-01-05", tip=TipFacts(None)),
        ),
        (b"<SentTip><CREATEDAT>2026-01-05</CREATEDAT></SentTip>", SentTip("2026-01-05")),
        (b"<SentTip><CreatedAt>/Date(1)/</CreatedAt></SentTip>", SentTip("/Date(1)/")),
    ],
)
def test_a_row_in_another_format_is_damaged_and_kept_as_far_as_it_can_be_read(raw: bytes, row: WireRow) -> None:
    assert decode_tips(raw) == ([row], 1)


@pytest.mark.parametrize(
    "body",
    [
        '\ufeff<?xml version="1.0" encoding="utf-8"?><R><Tips><T><CreatedAt>å</CreatedAt></T></Tips></R>'.encode(),
        '<?xml version="1.0" encoding="utf-16"?><R><Tips><T><CreatedAt>å</CreatedAt></T></Tips></R>'.encode("utf-16"),
        '<?xml version="1.0" encoding="utf-16"?><R><Tips><T><CreatedAt>å</CreatedAt></T></Tips></R>'.encode(),
        '<?xml version="1.0" encoding="windows-1252"?><R><Tips><T><CreatedAt>å</CreatedAt></T></Tips></R>'.encode(
            "cp1252"
        ),
        '<?xml version="1.0" encoding="klingon"?><R><Tips><T><CreatedAt>å</CreatedAt></T></Tips></R>'.encode(),
    ],
)
def test_a_body_is_decoded_in_its_real_encoding(body: bytes) -> None:
    assert read_fields(decode_report(body, XML)).rows[ListKind.TIPS] == [SentTip("å")]


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;',
        "<!ELEMENT R ANY>",
    ],
)
def test_document_types_entities_and_external_references_are_refused(declaration: str) -> None:
    body = f"<!DOCTYPE R [{declaration}]><R><Tips><SentTip><CreatedAt>&a;</CreatedAt></SentTip></Tips></R>"
    assert error_of(body.encode()) == NotAReport(NotAReportReason.BROKEN)


def test_an_external_document_type_is_refused() -> None:
    assert error_of(b'<!DOCTYPE R SYSTEM "http://127.0.0.1:9/r.dtd"><R/>') == NotAReport(NotAReportReason.BROKEN)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"<R/>", "$"),
        (b"<Error><Message>Anna Andersson</Message></Error>", "$"),
        (b"<R><Tips>5</Tips></R>", "$.tips"),
        (b"<R><IncomingLeads/><OutgoingLeads>Anna</OutgoingLeads></R>", "$.outgoingLeads"),
        (b"<R><IncomingLeads/><OutgoingLeads/><SentTips><T><Tip/></T></SentTips></R>", "$.tips"),
        (b"<R><SentTips><T><Tip/></T></SentTips><IncomingLeads/></R>", "$.outgoingLeads"),
    ],
)
def test_the_error_for_other_xml_has_the_path(body: bytes, where: str) -> None:
    assert error_of(body) == NotAReport(NotAReportReason.WRONG_SHAPE, where)


def test_a_nil_report_is_not_a_report() -> None:
    body = b'<R xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>'
    assert error_of(body) == NotAReport(NotAReportReason.EMPTY)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"<R><Tips></R>", "line 1, column 12"),
        (b"<R>\n<Tips></Tip></R>", "line 2, column 9"),
        (b"<R><Tips/></R><R/>", "line 1, column 15"),
        (b"<R><Tips>&anna;</Tips></R>", "line 1, column 10"),
        (b"<R><Tips><T\xff/></Tips></R", "line 1, column 12"),
    ],
)
def test_the_error_for_invalid_xml_has_the_position(body: bytes, where: str) -> None:
    assert error_of(body) == NotAReport(NotAReportReason.BROKEN, where)


WHOLE = re.sub(r">\s+<", "><", DOCUMENTED).replace("sample string 1", "åäö &amp; <![CDATA[<]]>😀").encode()


def test_a_body_is_cut_short_wherever_it_ends_too_early() -> None:
    for length in [*range(1, len(WHOLE), 7), len(WHOLE) - 1]:
        assert error_of(WHOLE[:length]) == AnswerCutShort(), length


@given(st.data())
def test_a_changed_body_is_decoded_or_refused(data: st.DataObject) -> None:
    body = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        position = data.draw(st.integers(0, len(body) - 1))
        body[position : position + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    result = decode_or_error(bytes(body), XML)
    if isinstance(result, PartResult):
        assert set(result.rows) == set(ListKind)
    else:
        assert "åäö" not in repr(result)
