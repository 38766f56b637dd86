"""Reads the sentences in the body of a 400, whose shape the service does not document."""

import json
import re
from collections.abc import Iterator

from defusedxml.ElementTree import fromstring

from vitec_desktop.webservice.body_text import BodyKind, find_kind, to_utf8

MAX_MESSAGES = 10
MAX_MESSAGE_LENGTH = 300
_MAX_DEPTH = 20

# Fields with codes, URLs and traces instead of sentences: RFC 9457 and ASP.NET's own.
_TECHNICAL_FIELDS = frozenset(
    {"type", "traceid", "instance", "status", "statuscode", "code", "errorcode", "requestid", "correlationid"}
    | {"exceptiontype", "stacktrace"}
)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_WHITESPACE = re.compile(r"[\s\x00-\x1f\x7f]+")


def parse_error_messages(body: bytes, content_type: str) -> tuple[str, ...]:
    """Return the sentences of an error response in their order, each once, at most MAX_MESSAGES; none of a web page.

    Expected: {"message", "modelState": {field: [...]}} as of ASP.NET Web API, {"title", "detail", "errors": {field:
    [...]}} of RFC 9457, a list, one string, either of them in XML, or plain text.
    """
    utf8 = to_utf8(body, content_type)
    text = utf8.decode(errors="replace").strip()
    kind = find_kind(utf8, content_type)
    if kind is BodyKind.HTML:
        return ()
    try:
        found = list(_iter_xml_texts(text) if kind is BodyKind.XML else _iter_texts(json.loads(text), 0))
    except (ValueError, SyntaxError, RecursionError):  # the XML parser's errors are SyntaxErrors
        found = [] if text.startswith("<") else [text]
    sentences = dict.fromkeys(filter(None, map(_clean_message, found)))
    return tuple(sentences)[:MAX_MESSAGES]


def _iter_xml_texts(text: str) -> Iterator[str]:
    for element in fromstring(text, forbid_dtd=True).iter():
        if not len(element) and element.tag.rpartition("}")[2].casefold() not in _TECHNICAL_FIELDS:
            yield element.text or ""


def _iter_texts(value: object, depth: int) -> Iterator[str]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _iter_texts(item, depth + 1)
    elif isinstance(value, dict):
        for name, item in value.items():
            if not (isinstance(item, str) and name.casefold() in _TECHNICAL_FIELDS):
                yield from _iter_texts(item, depth + 1)


def _clean_message(text: str) -> str:
    whole = text.encode("utf-8", errors="replace").decode()  # a lone surrogate can be neither shown nor saved
    plain = _WHITESPACE.sub(" ", _MARKUP.sub(" ", whole)).strip()
    return plain if len(plain) <= MAX_MESSAGE_LENGTH else f"{plain[: MAX_MESSAGE_LENGTH - 1].rstrip()}…"
