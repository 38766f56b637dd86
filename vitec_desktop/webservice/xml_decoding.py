"""Decodes a report in XML, which the service documents beside JSON, into the same models.

The elements have PascalCase names in several namespaces; names are compared without their namespace. Document types,
entities and external references are refused.
"""

import codecs
import re
import time
from collections.abc import Mapping
from xml.parsers.expat import errors as expat

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser
from msgspec import Struct, field

from vitec_desktop.webservice.body_text import find_charset, find_encoding, is_utf8
from vitec_desktop.webservice.errors import AnswerCutShort, NotAReport, NotAReportReason
from vitec_desktop.webservice.lenient_decoding import UNREADABLE, read_xml_row
from vitec_desktop.webservice.models import ListKind, WireRow
from vitec_desktop.webservice.result import PartResult

_BYTES_PER_SLICE = 32_768  # parsed in about 5 ms; then other threads get the interpreter lock

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
_REFERENCE = "{http://schemas.microsoft.com/2003/10/Serialization/}Ref"
"""Marks an element whose content stands elsewhere in the document, in .NET's format for objects that occur twice."""

_REPLACEMENT = "\U0010fffd"
"""Replaces what XML does not allow: legal in XML itself, and a private-use character that no text has."""

_DECLARATION = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP = re.compile(
    r"(?P<valid><!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>|<[/!A-Za-z_:]|&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)|[&<]",
    re.DOTALL,
)
_CHARACTER_REFERENCE = re.compile("&#(?:x([0-9a-fA-F]+)|([0-9]+));")

_LIST_DEPTH, _ROW_DEPTH = 2, 3  # the root element has depth 1


def decode_xml(body: bytes, content_type: str) -> PartResult:
    """Return the rows of an XML body; raise NotAReport or AnswerCutShort.

    A character set that the Content-Type declares goes before that of the XML declaration, a byte order mark before
    both (RFC 7303, 3). An invalid byte or character, a bare `&` or `<` and an unknown entity damage their row only.
    """
    encoding = _find_encoding(body, content_type)
    try:
        return _parse(body if encoding is None else _decode(body, encoding), _ReportTarget())
    except DefusedXmlException:
        raise NotAReport(NotAReportReason.BROKEN) from None
    except ParseError as error:
        if error.code in _ENDED_EARLY:
            raise AnswerCutShort from None
        line, column = error.position
        first_error = NotAReport(NotAReportReason.BROKEN, f"line {line}, column {column + 1}")
    except (ValueError, LookupError):  # an encoding that the parser does not support
        first_error = NotAReport(NotAReportReason.BROKEN, "line 1")
    try:
        return _parse(_sanitise(_decode(body, encoding or _declared_encoding(body))), _ReportTarget(_REPLACEMENT))
    except (ParseError, ValueError, NotAReport):
        raise first_error from None


def _parse(body: bytes | str, report: "_ReportTarget") -> PartResult:
    parser = XMLParser(target=report, forbid_dtd=True)
    for start in range(0, len(body), _BYTES_PER_SLICE):
        parser.feed(body[start : start + _BYTES_PER_SLICE])
        time.sleep(0)
    parser.close()
    return report.get_result()


class _Element(Struct):
    """An element that is not closed yet, with its content so far."""

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
    """The parser's target: builds one row after the other, without a tree of the whole document."""

    def __init__(self, replacement: str = "") -> None:
        self._replacement = replacement
        self._open: list[_Element] = []
        self._wire_names: dict[str, str] = {}
        self._rows: dict[ListKind, list[WireRow]] = {kind: [] for kind in ListKind}
        self._damaged_rows = 0
        self._found: set[ListKind] = set()
        self._has_unknown_rows = False
        self._is_null = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._open:
            self._open[-1].has_children = True
        element = _Element(self._wire_name(tag), attributes.get(_NIL) in ("true", "1"))
        if _REFERENCE in attributes:
            element.has_children = True
            element.children[_REFERENCE] = attributes[_REFERENCE]
        self._open.append(element)

    def data(self, text: str) -> None:
        self._open[-1].texts.append(text.replace(self._replacement, UNREADABLE) if self._replacement else text)

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
            self._has_unknown_rows = self._has_unknown_rows or element.has_children
            return
        kind = _KIND_BY_NAME[list_name]
        row = read_xml_row(kind, element.value)
        self._damaged_rows += row.is_damaged
        self._rows[kind].append(row)

    def _end_list(self, element: _Element) -> None:
        if element.name not in _KIND_BY_NAME:
            return
        self._found.add(_KIND_BY_NAME[element.name])
        if not (element.has_children or element.is_blank or element.is_nil):
            raise NotAReport(NotAReportReason.WRONG_SHAPE, f"$.{element.name}")

    def _wire_name(self, tag: str) -> str:
        """Return the JSON name of a tag: `{namespace}FirstName` is `firstName`."""
        try:
            return self._wire_names[tag]
        except KeyError:
            local = tag.rpartition("}")[2]
            return self._wire_names.setdefault(tag, local[:1].lower() + local[1:])

    def get_result(self) -> PartResult:
        if self._is_null:
            raise NotAReport(NotAReportReason.EMPTY)
        if not self._found:
            raise NotAReport(NotAReportReason.WRONG_SHAPE, "$")
        missing = [kind for kind in ListKind if kind not in self._found]
        if missing and self._has_unknown_rows:  # may be those of a list that was renamed
            raise NotAReport(NotAReportReason.WRONG_SHAPE, f"$.{missing[0]}")
        return PartResult(self._rows, self._damaged_rows)


def _find_encoding(body: bytes, content_type: str) -> str | None:
    """Return the encoding that goes before the XML declaration's; None if the parser finds the right one by itself."""
    encoding, mark_length = find_encoding(body, content_type)
    if encoding != "utf-8":
        return None if mark_length and encoding.startswith("utf-16") else encoding
    has_two_labels = find_charset(content_type) == "utf-8" and _DECLARATION.match(body)
    return encoding if has_two_labels and not mark_length and is_utf8(body) else None


def _decode(body: bytes, encoding: str) -> str:
    return body.decode(encoding, "vitec-unreadable").removeprefix("\ufeff")


def _sanitise(text: str) -> str:
    """Return the text of an XML body with _REPLACEMENT for each character that XML 1.0 does not allow where it is."""
    text = _MARKUP.sub(lambda markup: markup[0] if markup["valid"] else _REPLACEMENT, text)
    return _ILLEGAL.sub(_REPLACEMENT, _CHARACTER_REFERENCE.sub(_replace_illegal_reference, text))


def _declared_encoding(body: bytes) -> str:
    """Return the encoding by the byte order mark or the XML declaration."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declaration = _DECLARATION.match(body)
    try:
        name = codecs.lookup(declaration[1].decode()).name if declaration else "utf-8"
    except LookupError:
        return "utf-8"
    # A declaration in ASCII bytes cannot be in UTF-16: .NET's StringWriter declares UTF-16 whatever the bytes are.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name


def _replace_illegal_reference(reference: re.Match[str]) -> str:
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    code = int(digits, base) if len(digits) < 8 else -1
    is_legal = 0 <= code <= 0x10FFFF and not _ILLEGAL.match(chr(code))
    return reference[0] if is_legal else _REPLACEMENT
