"""The report as XML, which the service documents beside JSON: to the same shapes, with the same leniency.

Its elements stand in several namespaces and its names in PascalCase; names are matched without their namespace.
Document types, entities and references to the outside are refused.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers.expat import errors as expat

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

from vitec_desktop.webservice.errors import AnswerCutShort, NotAReport, NotAReportReason
from vitec_desktop.webservice.lenient_decoding import UNREADABLE, read_row
from vitec_desktop.webservice.models import ROW_MODELS, ListKind, WireRow
from vitec_desktop.webservice.result import PartResult
from vitec_desktop.webservice.timestamps import is_readable_time
from vitec_desktop.webservice.xml_sanitizer import REPLACEMENT, sanitise_xml

_BYTES_PER_SLICE = 32_768  # after so much the interpreter lock is given up: some five milliseconds

_ENDED_EARLY = frozenset(
    expat.codes[message]
    for message in (
        expat.XML_ERROR_NO_ELEMENTS,
        expat.XML_ERROR_UNCLOSED_TOKEN,
        expat.XML_ERROR_PARTIAL_CHAR,
        expat.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)

_KIND_BY_NAME: Mapping[str, ListKind] = {kind.value: kind for kind in ListKind}

_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"

_LIST_DEPTH, _ROW_DEPTH = 2, 3  # the root's is 1


def decode_xml(body: bytes) -> PartResult:
    """The rows of an XML body; raises NotAReport or AnswerCutShort."""
    try:
        return _parse(body, _ReportTarget())
    except DefusedXmlException:
        raise NotAReport(NotAReportReason.BROKEN) from None
    except ParseError as error:
        if error.code in _ENDED_EARLY:
            raise AnswerCutShort from None
        line, column = error.position
        first_failure = NotAReport(NotAReportReason.BROKEN, f"line {line}, column {column + 1}")
    except (ValueError, LookupError):  # a declared encoding that the parser does not know
        first_failure = NotAReport(NotAReportReason.BROKEN, "line 1")
    try:
        return _parse(sanitise_xml(body), _ReportTarget(mark=REPLACEMENT))
    except (ParseError, ValueError):
        raise first_failure from None


def _parse(body: bytes | str, report: "_ReportTarget") -> PartResult:
    parser = XMLParser(target=report, forbid_dtd=True)
    for start in range(0, len(body), _BYTES_PER_SLICE):
        parser.feed(body[start : start + _BYTES_PER_SLICE])
        time.sleep(0)
    parser.close()
    return report.get_result()


@dataclass(slots=True)
class _Element:
    """An element that is not closed yet, and what has been read of it."""

    name: str
    is_nil: bool
    texts: list[str] = field(default_factory=list)
    children: dict[str, object] = field(default_factory=dict)
    has_children: bool = False

    @property
    def value(self) -> object:
        if self.is_nil:
            return None
        return self.children if self.has_children else "".join(self.texts)

    @property
    def is_blank(self) -> bool:
        return not self.has_children and not "".join(self.texts).strip()


class _ReportTarget:
    """Takes the parser's events and builds one row after the other; no tree of the whole document ever stands."""

    def __init__(self, mark: str = "") -> None:
        self._mark = mark
        self._open: list[_Element] = []
        self._wire_names: dict[str, str] = {}
        self._rows: dict[ListKind, list[WireRow]] = {kind: [] for kind in ListKind}
        self._damaged_rows = 0
        self._is_report = False
        self._is_null = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._open:
            self._open[-1].has_children = True
        self._open.append(_Element(self._wire_name(tag), attributes.get(_NIL) in ("true", "1")))

    def data(self, text: str) -> None:
        self._open[-1].texts.append(text.replace(self._mark, UNREADABLE) if self._mark else text)

    def end(self, _tag: str) -> None:
        depth = len(self._open)
        element = self._open.pop()
        if depth > _ROW_DEPTH:
            self._open[-1].children[element.name] = element.value
        elif depth == _ROW_DEPTH:
            self._end_row(self._open[-1].name, element)
        elif depth == _LIST_DEPTH:
            self._end_list(element)
        else:
            self._is_null = element.is_nil

    def _end_row(self, list_name: str, element: _Element) -> None:
        if list_name not in _KIND_BY_NAME:
            return
        kind = _KIND_BY_NAME[list_name]
        plain = {} if element.is_blank and not element.is_nil else element.value
        row, is_sound = read_row(ROW_MODELS[kind], plain)
        self._damaged_rows += not (is_sound and (row is None or is_readable_time(row.created_at)))
        if row is not None:
            self._rows[kind].append(row)

    def _end_list(self, element: _Element) -> None:
        if element.name not in _KIND_BY_NAME:
            return
        self._is_report = True
        if not (element.has_children or element.is_blank or element.is_nil):
            raise NotAReport(NotAReportReason.WRONG_SHAPE, f"$.{element.name}")

    def _wire_name(self, tag: str) -> str:
        """`{namespace}FirstName` is `firstName` on the wire."""
        try:
            return self._wire_names[tag]
        except KeyError:
            local = tag.rpartition("}")[2]
            return self._wire_names.setdefault(tag, local[:1].lower() + local[1:])

    def get_result(self) -> PartResult:
        if self._is_null:
            raise NotAReport(NotAReportReason.EMPTY)
        if not self._is_report:
            raise NotAReport(NotAReportReason.WRONG_SHAPE, "$")
        return PartResult(self._rows, self._damaged_rows)
