"""Decodes the body of a report, JSON or XML, into rows.

The lists are split into raw rows and each row is decoded by itself, so that a bad row does not lose the others, and
other threads run in between. Errors carry a position or a field name, never content, which is personal data.
"""

import re
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from vitec_desktop.webservice.body_text import UNREADABLE_BYTE, BodyKind, find_kind, to_utf8
from vitec_desktop.webservice.errors import AnswerCutShort, NotAReport, NotAReportReason
from vitec_desktop.webservice.json_splitting import split_lists
from vitec_desktop.webservice.lenient_decoding import read_json_row
from vitec_desktop.webservice.models import ROW_MODELS, ListKind, WireRow
from vitec_desktop.webservice.result import PartResult
from vitec_desktop.webservice.xml_decoding import decode_xml

_ROWS_PER_SLICE = 256  # decoded in about 1 ms; then other threads get the interpreter lock

_POSITION = re.compile(r"\((byte \d+)\)")
_JSON_PATH = re.compile(r"at `(\$[^`]*)`")

_ESCAPE = re.compile(
    rb"\\(?:(?P<valid>[^u]|u(?![dD][89a-fA-F])|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    rb"|u[dD][89a-fA-F][0-9a-fA-F]{2})"  # otherwise: a lone surrogate
)

_TEXT_OR_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)
_MAX_DEPTH = 100  # a row of the service is nested four levels deep


class _Envelope(Struct, rename="camel"):
    incoming_leads: list[Raw] | UnsetType | None = UNSET
    outgoing_leads: list[Raw] | UnsetType | None = UNSET
    tips: list[Raw] | UnsetType | None = UNSET


_LIST_NAMES = {kind.value for kind in ListKind}
_ENVELOPE = msgspec.json.Decoder(_Envelope | None)
_FIELDS = msgspec.json.Decoder(dict[str, Raw])
_ROWS_START = re.compile(rb"\s*\[\s*\{")
_ROWS: Mapping[ListKind, msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(model) for kind, model in ROW_MODELS.items()
}


def decode_report(body: bytes, content_type: str) -> PartResult:
    """Return the rows of a response with status 200.

    Raises:
        NotAReport: the body is not a report.
        AnswerCutShort: the body ends too early.
    """
    text = to_utf8(body, content_type)
    if not text or text.isspace():
        raise NotAReport(NotAReportReason.EMPTY)
    kind = find_kind(text, content_type)
    if kind is BodyKind.HTML:
        raise NotAReport(NotAReportReason.HTML)
    return decode_xml(body, content_type) if kind is BodyKind.XML else _decode_json(text)


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


def _decode_envelope(body: bytes) -> Mapping[ListKind, Sequence[Raw | bytes]]:
    try:
        envelope = _ENVELOPE.decode(body)
    except RecursionError:
        body = _cut_deep_nesting(body)
        envelope = _ENVELOPE.decode(body)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        # The parser rejects the whole body for a lone surrogate in any row, sometimes as truncated.
        body = _ESCAPE.sub(lambda escape: escape[0] if escape["valid"] else UNREADABLE_BYTE, body)
        try:
            envelope = _ENVELOPE.decode(body)
        except msgspec.DecodeError as error:
            rows_by_name = None if "truncated" in str(error) else split_lists(body, _LIST_NAMES)
            if rows_by_name is None:
                raise
            return {kind: rows_by_name.get(kind.value, ()) for kind in ListKind}
    if envelope is None:
        raise NotAReport(NotAReportReason.EMPTY)
    lists = {
        ListKind.INCOMING: envelope.incoming_leads,
        ListKind.OUTGOING: envelope.outgoing_leads,
        ListKind.TIPS: envelope.tips,
    }
    missing = [kind for kind, rows in lists.items() if rows is UNSET]
    if len(missing) == len(lists):
        raise NotAReport(NotAReportReason.WRONG_SHAPE, "$")
    if missing and _has_unknown_rows(body):
        raise NotAReport(NotAReportReason.WRONG_SHAPE, f"$.{missing[0]}")
    return {kind: rows or () for kind, rows in lists.items()}


def _has_unknown_rows(body: bytes) -> bool:
    """Return True if a list of objects has an unknown name: it may be a list of the report that was renamed."""
    try:
        fields = _FIELDS.decode(body)
    except ValueError:  # a name with an invalid character
        return False
    return any(_ROWS_START.match(bytes(value)) for name, value in fields.items() if name not in _LIST_NAMES)


def _cut_deep_nesting(body: bytes) -> bytes:
    """Return the body with UNREADABLE_BYTE for each value deeper than _MAX_DEPTH, which damages that row only."""
    pieces: list[bytes] = []
    depth = start = 0
    for token in _TEXT_OR_BRACKET.finditer(body):
        if token[0] in (b"[", b"{"):
            depth += 1
            if depth == _MAX_DEPTH:
                pieces.append(body[start : token.start()])
        elif token[0] in (b"]", b"}"):
            if depth == _MAX_DEPTH:
                pieces.append(b'"%b"' % UNREADABLE_BYTE)
                start = token.end()
            depth -= 1
    return b"".join((*pieces, body[start:] if depth < _MAX_DEPTH else b""))


def _decode_rows(lists: Mapping[ListKind, Sequence[Raw | bytes]]) -> PartResult:
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
                datetime.fromisoformat(row.created_at)
                if not row.row_id:
                    raise ValueError
            except (ValueError, TypeError, RecursionError) as error:  # msgspec's are ValueErrors; no time: TypeError
                is_valid = isinstance(error, msgspec.ValidationError) or not isinstance(error, msgspec.DecodeError)
                row = read_json_row(kind, bytes(raw), is_valid)
                damaged_rows += row.is_damaged
            decoded.append(row)
    return PartResult(rows, damaged_rows)
