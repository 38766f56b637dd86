"""Making XML parsable that a strict parser refuses for single characters: a bad byte shall not cost its window."""

import codecs
import re

REPLACEMENT = "\U0010fffd"
"""Stands where something unreadable stood: legal in XML, and no character anybody writes."""

_DECLARATION = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CHARACTER_REFERENCE = re.compile("&#(?:x([0-9a-fA-F]+)|([0-9]+));")


def sanitise_xml(body: bytes) -> str:
    """The text of an XML body, with MARK for each byte or character that XML does not allow."""
    text = body.decode(_detect_encoding(body), "surrogateescape").removeprefix("\ufeff")
    return _ILLEGAL.sub(REPLACEMENT, _CHARACTER_REFERENCE.sub(_replace_illegal_reference, text))


def _detect_encoding(body: bytes) -> str:
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declaration = _DECLARATION.match(body)
    try:
        name = codecs.lookup(declaration[1].decode()).name if declaration else "utf-8"
    except LookupError:
        return "utf-8"
    # A declaration that can be read byte by byte is not written in what it declares: .NET's text writers do that.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name


def _replace_illegal_reference(reference: re.Match[str]) -> str:
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    code = int(digits, base) if len(digits) < 8 else -1
    is_legal = 0 <= code <= 0x10FFFF and not _ILLEGAL.match(chr(code))
    return reference[0] if is_legal else REPLACEMENT
