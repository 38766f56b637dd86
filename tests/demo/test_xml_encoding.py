"""Reports in XML: the content of the JSON, in the documented structure."""

from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from tests.demo.conftest import TODAY, Client
from vitec_desktop.demo.service import BodyFormat, DemoService

NAMESPACE = "http://schemas.datacontract.org/2004/07/Vitec.Housing.Connect.Api.Models.BusinessIntelligense"
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


def plain(element: Element) -> Any:
    """Return an element as in the JSON: an object, a text or null."""
    if element.get(NIL) == "true":
        return None
    if len(element):
        return {local(part.tag)[0].lower() + local(part.tag)[1:]: plain(part) for part in element}
    return element.text


def as_texts(value: Any) -> Any:
    """Return JSON with its numbers as text, as XML has no numbers."""
    if isinstance(value, dict):
        return {name: as_texts(part) for name, part in value.items()}
    return str(value) if isinstance(value, int) else value


def test_xml_and_json_have_the_same_content(client: Client) -> None:
    in_json, in_xml = client.report(), client.report(headers={"Accept": "application/xml"})
    assert in_xml.headers["content-type"].startswith("application/xml")
    root = fromstring(in_xml.body)
    read = {local(part.tag)[0].lower() + local(part.tag)[1:]: [plain(row) for row in part] for part in root}
    written = {name: [as_texts(row) for row in rows] for name, rows in in_json.json().items()}
    assert read == written
    assert any(row["estate"] is None for row in read["incomingLeads"])


def test_xml_has_the_documented_structure(client: Client) -> None:
    root = fromstring(client.report(headers={"Accept": "text/xml"}).body)
    assert root.tag == f"{{{NAMESPACE}}}TipsAndLeadsReport"
    assert [local(part.tag) for part in root] == ["IncomingLeads", "OutgoingLeads", "Tips"]
    incoming, outgoing, tip = (
        next(row for row in rows if row.find(f"{{{NAMESPACE}}}Receiver/*") is not None or row.find("*/*") is not None)
        for rows in root
    )
    assert [local(part.tag) for part in incoming] == ["Contact", "CreatedAt", "Estate", "Lead", "Receiver", "Sender"]
    assert [local(part.tag) for part in outgoing] == ["Contact", "CreatedAt", "Lead", "Receiver", "Sender", "User"]
    assert [local(part.tag) for part in tip] == ["Contact", "CreatedAt", "Estate", "Receiver", "Sender", "Tip"]
    lead = root.find(f".//{{{NAMESPACE}}}IncomingLead/{{{NAMESPACE}}}Lead")
    assert lead is not None
    assert [part.tag for part in lead] == [
        f"{{{NAMESPACE}.Incomming}}{name}" for name in ("Id", "Message", "State", "Title", "Type")
    ]
    receivers = root.iterfind(f".//{{{NAMESPACE}}}SentTip/{{{NAMESPACE}}}Receiver")
    receiver = next(element for element in receivers if len(element))
    assert [part.tag for part in receiver] == [
        f"{{{NAMESPACE}.Tips}}{name}" for name in ("Company", "EmployeeNumber", "Id", "Name", "Type")
    ]
    assert {part.tag for part in receiver[0]} == {f"{{{NAMESPACE}}}{name}" for name in ("CustomerNumber", "Id", "Name")}


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "application/xml"),
        ("application/xml;q=0.5, application/json", "application/json"),
        ("text/xml", "text/xml"),
        ("application/*", "application/json"),
        ("image/png", "application/json"),
        ("application/json;q=0, */*;q=0.1", "text/json"),
        ("application/xml;q=much", "application/json"),
    ],
)
def test_the_client_gets_the_format_it_prefers(client: Client, accept: str, media_type: str) -> None:
    reply = client.report(headers={"Accept": accept})
    assert reply.headers["content-type"] == f"{media_type}; charset=utf-8"


def test_a_service_can_always_send_xml() -> None:
    with DemoService(TODAY, (0, 0), body=BodyFormat.XML) as service:
        reply = Client(service).report(headers={"Accept": "application/json"})
        assert reply.body.startswith(b"<TipsAndLeadsReport ")
