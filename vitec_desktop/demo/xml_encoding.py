"""Writes the report as XML, as documented: elements in alphabetical order, some in a namespace of their own."""

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
    IncomingLeadFacts: f"{_NAMESPACE}.Incomming",  # the service's own spelling
    OutgoingLeadFacts: f"{_NAMESPACE}.Outgoing",
    TipReceiver: f"{_NAMESPACE}.Tips",
}
_CARRIAGE_RETURN = {"\r": "&#xD;"}


def encode_xml(report: RowsByList) -> bytes:
    """Return the body in UTF-8, without an XML declaration."""
    lists = "".join(_encode_list(kind, report[kind]) for kind in ListKind)
    return f'<TipsAndLeadsReport xmlns:i="{_INSTANCE}" xmlns="{_NAMESPACE}">{lists}</TipsAndLeadsReport>'.encode()


def _encode_list(kind: ListKind, rows: Sequence[WireRow]) -> str:
    tag, row_tag = _to_pascal_case(kind.value), ROW_MODELS[kind].__name__
    return f"<{tag}>{''.join(_encode_element(row_tag, row) for row in rows)}</{tag}>"


def _encode_element(tag: str, value: object, prefix: str = "") -> str:
    """Return one element. The children of a model with a namespace of its own have its prefix, grandchildren do not."""
    if value is None:
        return f'<{prefix}{tag} i:nil="true"/>'
    if not isinstance(value, Struct):
        return f"<{prefix}{tag}>{escape(str(value), _CARRIAGE_RETURN)}</{prefix}{tag}>"
    model = type(value)
    own = _NAMESPACE_BY_MODEL.get(model)
    attribute = f' xmlns:{_PREFIX[:-1]}="{own}"' if own else ""
    children = "".join(
        _encode_element(name, getattr(value, field), _PREFIX if own else "") for name, field in _element_names(model)
    )
    return f"<{prefix}{tag}{attribute}>{children}</{prefix}{tag}>"


@cache
def _element_names(model: type[Struct]) -> tuple[tuple[str, str], ...]:
    """Return the element names and field names of a model, in the alphabetical order of the service's serialiser."""
    return tuple(sorted((_to_pascal_case(field.encode_name), field.name) for field in fields(model)))


def _to_pascal_case(name: str) -> str:
    return name[0].upper() + name[1:]
