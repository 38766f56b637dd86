"""The service's own sentences out of the body of a 400, whatever its shape: the shape is not documented."""

import json
import re
from collections.abc import Iterator

MAX_MESSAGES = 10
MAX_MESSAGE_LENGTH = 300
_MAX_DEPTH = 20

# Names of values that are not sentences for a person: addresses, codes, traces (RFC 9457 and ASP.NET's own).
_TECHNICAL_FIELDS = frozenset(
    {"type", "traceid", "instance", "status", "statuscode", "code", "errorcode", "requestid", "correlationid"}
    | {"exceptiontype", "stacktrace"}
)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_WHITESPACE = re.compile(r"[\s\x00-\x1f\x7f]+")


def parse_error_messages(body: bytes, content_type: str) -> tuple[str, ...]:
    """The sentences in the order they stand, each once, shortened and few; none from a web page.

    Known shapes: {"message", "modelState": {field: [...]}} (assumed to be the service's own), {"title", "detail",
    "errors": {field: [...]}}, a list, one string, and plain text.
    """
    text = body.decode("utf-8-sig", errors="replace").strip()
    try:
        found = list(_iter_texts(json.loads(text), 0))
    except (ValueError, RecursionError):
        found = [] if _is_markup(text, content_type) else [text]
    sentences = dict.fromkeys(filter(None, map(_clean_message, found)))
    return tuple(sentences)[:MAX_MESSAGES]


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


def _is_markup(text: str, content_type: str) -> bool:
    return "html" in content_type.casefold() or "xml" in content_type.casefold() or text.startswith("<")


def _clean_message(text: str) -> str:
    whole = text.encode("utf-8", errors="replace").decode()  # half a surrogate pair can be neither shown nor saved
    plain = _WHITESPACE.sub(" ", _MARKUP.sub(" ", whole)).strip()
    return plain if len(plain) <= MAX_MESSAGE_LENGTH else f"{plain[: MAX_MESSAGE_LENGTH - 1].rstrip()}…"
