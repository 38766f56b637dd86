"""The report as the documentation writes it in XML: elements in alphabetical order, some in their own namespace."""

from collections.abc import Mapping, Sequence
from functools import cache
from xml.sax.saxutils import escape

from msgspec import Struct
from msgspec.structs import fields

from vitec_desktop.webservice.models import (
    ROW_MODELS,
    IncomingLeadFacts,
    ListKind,
    OutgoingLeadFacts,
    TipReceiver,
    WireRow,
)
from vitec_desktop.webservice.result import RowsByList

_NAMESPACE = "http://schemas.datacontract.org/2004/07/Vitec.Housing.Connect.Api.Models.BusinessIntelligense"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_PREFIX = "d4p1:"
_NAMESPACE_BY_MODEL: Mapping[type[Struct], str] = {
    IncomingLeadFacts: f"{_NAMESPACE}.Incomming",  # spelt so by the service
    OutgoingLeadFacts: f"{_NAMESPACE}.Outgoing",
    TipReceiver: f"{_NAMESPACE}.Tips",
}
_CARRIAGE_RETURN = {"\r": "&#xD;"}


def encode_xml(report: RowsByList) -> bytes:
    """The whole answer, in UTF-8 and without a declaration, as documented."""
    lists = "".join(_encode_list(kind, report[kind]) for kind in ListKind)
    return f'<TipsAndLeadsReport xmlns:i="{_INSTANCE}" xmlns="{_NAMESPACE}">{lists}</TipsAndLeadsReport>'.encode()


def _encode_list(kind: ListKind, rows: Sequence[WireRow]) -> str:
    tag, row_tag = _to_pascal_case(kind.value), ROW_MODELS[kind].__name__
    return f"<{tag}>{''.join(_encode_element(row_tag, row) for row in rows)}</{tag}>"


def _encode_element(tag: str, value: object, prefix: str = "") -> str:
    """One element. The parts of a shape with a namespace of its own carry its prefix, but not their parts in turn."""
    if value is None:
        return f'<{prefix}{tag} i:nil="true"/>'
    if not isinstance(value, Struct):
        return f"<{prefix}{tag}>{escape(str(value), _CARRIAGE_RETURN)}</{prefix}{tag}>"
    shape = type(value)
    own = _NAMESPACE_BY_MODEL.get(shape)
    attribute = f' xmlns:{_PREFIX[:-1]}="{own}"' if own else ""
    parts = "".join(
        _encode_element(name, getattr(value, field), _PREFIX if own else "") for name, field in _element_names(shape)
    )
    return f"<{prefix}{tag}{attribute}>{parts}</{prefix}{tag}>"


@cache
def _element_names(shape: type[Struct]) -> tuple[tuple[str, str], ...]:
    """The element names of a shape and the fields they hold, in the alphabetical order of the service's serialiser."""
    return tuple(sorted((_to_pascal_case(field.encode_name), field.name) for field in fields(shape)))


def _to_pascal_case(name: str) -> str:
    return name[0].upper() + name[1:]
