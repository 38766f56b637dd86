"""The characters of a body, and what it evidently is: services and proxies label both wrongly."""

import codecs
import re
from enum import Enum, auto

UNREADABLE_BYTE = b"\xff"
"""Stands in UTF-8 for what could not be decoded; invalid there, so that it damages one row only."""

_UNREADABLE = "\udcff"  # becomes UNREADABLE_BYTE

_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.:+-]+)""", re.IGNORECASE)
_SINGLE_BYTE = re.compile(r"iso8859-\d+|cp\d+|mac-\w+|koi8-\w")
# What is labelled ISO 8859-1 is Windows-1252 in practice; the web's standard reads it so (WHATWG Encoding, 4.2).
_AS_ON_THE_WEB = {"iso8859-1": "cp1252", "ascii": "utf-8"}

# The first that matches; those of UTF-32 begin as those of UTF-16 do.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Without a mark: the first character of JSON and of XML is in ASCII.
_ZEROS = (
    (re.compile(rb"\0\0\0[^\0]"), "utf-32-be"),
    (re.compile(rb"[^\0]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0[^\0]"), "utf-16-be"),
    (re.compile(rb"[^\0]\0"), "utf-16-le"),
)
_UNIT_BYTES = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}

_SNIFFED_BYTES = 4096
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_HTML_START = re.compile(rb"(?>\s+|<\?xml[^>]*\?>|<!--.*?-->)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
# A root element as services write them: `<TipsAndLeadsReport xmlns=…>`. HTML's names are all lower or all upper case.
_XML_START = re.compile(rb"\s*(?:<\?xml\b|<[A-Z]+[a-z]|<[\w:.-]+\s[^>]*\bxmlns\b)")
_JSON_START = re.compile(rb'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')


class BodyKind(Enum):
    JSON = auto()
    XML = auto()
    HTML = auto()
    TEXT = auto()  # anything else


codecs.register_error("vitec-unreadable", lambda error: (_UNREADABLE, error.end))  # type: ignore[attr-defined]


def find_charset(content_type: str) -> str | None:
    """Return Python's name of the character set that a Content-Type declares; None for none, or an unknown one."""
    found = _CHARSET.search(content_type)
    try:
        name = codecs.lookup(found[1]).name if found else ""
    except LookupError:
        return None
    name = _AS_ON_THE_WEB.get(name, name)
    return name if name.startswith(("utf-8", "utf-16", "utf-32")) or _SINGLE_BYTE.fullmatch(name) else None


def find_encoding(body: bytes, content_type: str) -> tuple[str, int]:
    """Return the encoding of a body by its byte order mark, its zeros or its label, and the length of the mark.

    A mark is certain. So are zeros: no other text has them, while a service of Microsoft's may label UTF-8 as UTF-16.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name, len(mark)
    for zeros, name in _ZEROS:
        if zeros.match(body):
            return name, 0
    declared = find_charset(content_type) or "utf-8"
    return (declared if _SINGLE_BYTE.fullmatch(declared) else "utf-8"), 0


def to_utf8(body: bytes, content_type: str) -> bytes:
    """Return a body in UTF-8, without a byte order mark, with UNREADABLE_BYTE for what its encoding does not allow."""
    encoding, mark_length = find_encoding(body, content_type)
    if encoding == "utf-8":
        return body[mark_length:] if mark_length else body
    unit = _UNIT_BYTES.get(encoding, 1)
    whole = body[mark_length : mark_length + (len(body) - mark_length) // unit * unit]
    return whole.decode(encoding, "vitec-unreadable").encode("utf-8", "surrogateescape")


def is_utf8(body: bytes) -> bool:
    """Return True if all of a body is valid UTF-8."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def find_kind(text: bytes, content_type: str) -> BodyKind:
    """Return what a body in UTF-8 is: by how it evidently begins, else by its label."""
    start = text[:_SNIFFED_BYTES].lstrip()
    media_type = content_type.partition(";")[0].strip().lower()
    subtype = media_type.rpartition("/")[2].rpartition("+")[2]
    if _HTML_START.match(start):
        return BodyKind.HTML
    if _JSON_START.match(start):
        return BodyKind.JSON
    if media_type in _HTML_TYPES:
        return BodyKind.XML if _XML_START.match(start) else BodyKind.HTML
    if start.startswith(b"<"):
        return BodyKind.XML
    return {"json": BodyKind.JSON, "xml": BodyKind.XML}.get(subtype, BodyKind.TEXT)
