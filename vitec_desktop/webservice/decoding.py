"""Decodes the body of a report, JSON or XML, into rows.

The lists are split into raw rows and each row is decoded by itself, so that a bad row does not lose the others, and
other threads run in between. Errors carry a position or a field name, never content, which is personal data.
"""

import codecs
import json
import re
import time
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from vitec_desktop.webservice.errors import AnswerCutShort, NotAReport, NotAReportReason
from vitec_desktop.webservice.lenient_decoding import read_row
from vitec_desktop.webservice.models import ROW_MODELS, ListKind, WireRow
from vitec_desktop.webservice.result import PartResult
from vitec_desktop.webservice.timestamps import is_readable_time
from vitec_desktop.webservice.xml_decoding import decode_xml

_ROWS_PER_SLICE = 256  # decoded in about 1 ms; then other threads get the interpreter lock

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_HTML_START = re.compile(rb"(?>\s+|<\?xml[^>]*\?>|<!--.*?-->)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_SNIFFED_BYTES = 4096  # examined to detect the format of a body

_POSITION = re.compile(r"\((byte \d+)\)")
_JSON_PATH = re.compile(r"at `(\$[^`]*)`")

_ESCAPE = re.compile(
    rb"\\(?:(?P<valid>[^u]|u(?![dD][89a-fA-F])|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    rb"|u[dD][89a-fA-F][0-9a-fA-F]{2})"  # otherwise: a lone surrogate
)
_INVALID_UTF8 = b"\xff"  # invalidates its row only, a lone surrogate the whole body

_TEXT_OR_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)
_MAX_DEPTH = 100  # a row of the service is nested four levels deep


class _Envelope(Struct, rename="camel"):
    incoming_leads: list[Raw] | UnsetType | None = UNSET
    outgoing_leads: list[Raw] | UnsetType | None = UNSET
    tips: list[Raw] | UnsetType | None = UNSET


_ENVELOPE = msgspec.json.Decoder(_Envelope | None)
_ROWS: Mapping[ListKind, msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(model) for kind, model in ROW_MODELS.items()
}


def decode_report(body: bytes, content_type: str) -> PartResult:
    """Return the rows of a response with status 200.

    Raises:
        NotAReport: the body is not a report.
        AnswerCutShort: the body ends too early.
    """
    text = _to_utf8(body)
    if not text or text.isspace():
        raise NotAReport(NotAReportReason.EMPTY)
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type in _HTML_TYPES or _HTML_START.match(text[:_SNIFFED_BYTES]):
        raise NotAReport(NotAReportReason.HTML)
    if _is_xml(media_type, text):
        return decode_xml(body)  # unchanged: the XML parser detects the encoding
    return _decode_json(text)


def _to_utf8(body: bytes) -> bytes:
    """Return the body without a byte order mark; converted if the mark is that of UTF-16."""
    if body.startswith(codecs.BOM_UTF8):
        return body[len(codecs.BOM_UTF8) :]
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        whole_units = len(body) // 2 * 2
        return body[:whole_units].decode("utf-16", "replace").encode()
    return body


def _is_xml(media_type: str, text: bytes) -> bool:
    subtype = media_type.rpartition("/")[2].rpartition("+")[2]
    if subtype in ("json", "xml"):
        return subtype == "xml"
    return text[:_SNIFFED_BYTES].lstrip().startswith(b"<")


def _decode_json(body: bytes) -> PartResult:
    try:
        return _decode_rows(_decode_envelope(body))
    except msgspec.ValidationError as error:
        path = _JSON_PATH.search(str(error))
        raise NotAReport(NotAReportReason.WRONG_SHAPE, path[1] if path else "$") from None
    except RecursionError:
        raise NotAReport(NotAReportReason.BROKEN) from None
    except msgspec.DecodeError as error:
        position = _POSITION.search(str(error))
        if position is None and "truncated" in str(error):
            raise AnswerCutShort from None
        raise NotAReport(NotAReportReason.BROKEN, position[1] if position else "") from None


def _decode_envelope(body: bytes) -> Mapping[ListKind, Sequence[Raw]]:
    try:
        envelope = _ENVELOPE.decode(body)
    except RecursionError:
        envelope = _ENVELOPE.decode(_cut_deep_nesting(body))
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        # The parser rejects the whole body for a lone surrogate in any row, sometimes as truncated.
        envelope = _ENVELOPE.decode(_ESCAPE.sub(lambda escape: escape[0] if escape["valid"] else _INVALID_UTF8, body))
    if envelope is None:
        raise NotAReport(NotAReportReason.EMPTY)
    lists = {
        ListKind.INCOMING: envelope.incoming_leads,
        ListKind.OUTGOING: envelope.outgoing_leads,
        ListKind.TIPS: envelope.tips,
    }
    if all(rows is UNSET for rows in lists.values()):
        raise NotAReport(NotAReportReason.WRONG_SHAPE, "$")
    return {kind: rows or () for kind, rows in lists.items()}


def _cut_deep_nesting(body: bytes) -> bytes:
    """Return the body with _INVALID_UTF8 instead of each value deeper than _MAX_DEPTH, which damages that row only."""
    pieces: list[bytes] = []
    depth = start = 0
    for token in _TEXT_OR_BRACKET.finditer(body):
        if token[0] in (b"[", b"{"):
            depth += 1
            if depth == _MAX_DEPTH:
                pieces.append(body[start : token.start()])
        elif token[0] in (b"]", b"}"):
            if depth == _MAX_DEPTH:
                pieces.append(b'"%b"' % _INVALID_UTF8)
                start = token.end()
            depth -= 1
    return b"".join((*pieces, body[start:] if depth < _MAX_DEPTH else b""))


def _decode_rows(lists: Mapping[ListKind, Sequence[Raw]]) -> PartResult:
    rows: dict[ListKind, list[WireRow]] = {}
    damaged_rows = 0
    for kind, raw_rows in lists.items():
        decode = _ROWS[kind].decode
        rows[kind] = decoded = []
        for number, raw in enumerate(raw_rows):
            if number % _ROWS_PER_SLICE == 0:
                time.sleep(0)
            try:
                row = decode(raw)
                damaged_rows += not is_readable_time(row.created_at)
                decoded.append(row)
            except (ValueError, RecursionError):  # msgspec's errors are ValueErrors
                damaged_rows += 1
                row_part, _ = read_row(ROW_MODELS[kind], _parse_leniently(raw))
                if row_part is not None:
                    decoded.append(row_part)
    return PartResult(rows, damaged_rows)


def _parse_leniently(raw: Raw) -> object:
    """Return plain objects of a row, with numbers as text; None if it cannot be parsed."""
    try:
        return json.loads(bytes(raw).decode("utf-8", "replace"), parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return None
