"""Splits a report in JSON into its rows where one of them breaks the rules of JSON, so that it alone is lost."""

import re
from collections.abc import Mapping, Sequence, Set

from vitec_desktop.webservice.errors import AnswerCutShort

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|"|[\[\]{},:]', re.DOTALL)
_OPENING = {b"]": b"[", b"}": b"{"}
_LIST_DEPTH = 2  # the brackets that are open in a list of the report


class _NotSplit(Exception):
    """The damage is not within rows."""


def split_lists(body: bytes, names: Set[str]) -> Mapping[str, Sequence[bytes]] | None:
    """Return the rows of the lists with these names, in the outermost object; None if the damage is not within rows.

    Brackets and quotes are counted, whatever is between them. Raises AnswerCutShort if some are still open at the end.
    """
    try:
        return _split(body, {name.encode(): name for name in names})
    except _NotSplit:
        return None


def _split(body: bytes, names: Mapping[bytes, str]) -> Mapping[str, Sequence[bytes]]:
    lists: dict[str, list[bytes]] = {}
    rows: list[bytes] | None = None  # of the list that is open
    stack: list[bytes] = []
    name = text = b""
    row_start = end = 0
    for found in _TOKEN.finditer(body):
        token = found[0]
        if not stack and (end or token != b"{" or body[: found.start()].strip()):
            raise _NotSplit
        end = found.end()
        if token in (b"[", b"{"):
            stack.append(token)
            if len(stack) == _LIST_DEPTH and name in names:
                rows = lists.setdefault(names[name], [])
                row_start = end
        elif token in (b"]", b"}"):
            if stack.pop() != _OPENING[token]:
                raise _NotSplit
            if rows is not None and len(stack) < _LIST_DEPTH:
                if token != b"]":
                    raise _NotSplit
                if rows or body[row_start : found.start()].strip():
                    rows.append(body[row_start : found.start()])
                rows = None
        elif token == b"," and rows is not None and len(stack) == _LIST_DEPTH:
            rows.append(body[row_start : found.start()])
            row_start = end
        elif len(stack) == 1:
            name = text[1:-1] if token == b":" else b""
        text = token
    if stack:
        raise AnswerCutShort
    if not lists or body[end:].strip():
        raise _NotSplit
    return lists
