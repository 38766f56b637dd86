"""Looking for secrets on a disk: in plain, compressed or encoded."""

import base64
import zlib
from collections.abc import Iterator, Set
from pathlib import Path
from urllib.parse import quote

_LEAST_LENGTH = 6
"""Bytes; shorter ones occur by chance."""


def patterns_of(secret: bytes) -> set[bytes]:
    """Return what to look for of a secret that is bytes."""
    return {form for form in _iter_forms(secret) if len(form) >= _LEAST_LENGTH}


def text_patterns(*texts: str) -> set[bytes]:
    """Return what to look for of texts, in every usual encoding."""
    return {form for text in texts for form in _iter_text_forms(text) if len(form) >= _LEAST_LENGTH}


def found_in(folder: Path, patterns: Set[bytes], besides: Set[Path] = frozenset()) -> set[str]:
    """Return the files below a folder, but for `besides`, that hold one of the patterns, or have it in their name."""
    found = set()
    for path in folder.rglob("*"):
        if path in besides:
            continue
        if any(pattern in str(path.relative_to(folder)).encode() for pattern in patterns):
            found.add(str(path))
        if path.is_file() and any(pattern in content for content in _iter_contents(path) for pattern in patterns):
            found.add(str(path))
    return found


def _iter_forms(secret: bytes) -> Iterator[bytes]:
    """Yield a secret as it could stand in a file: as it is, in hexadecimal digits, and in base64 at each offset."""
    yield secret
    yield secret.hex().encode()
    yield secret.hex().upper().encode()
    for offset in range(3):
        padded = b"\0" * offset + secret
        whole = slice(4 if offset else 0, len(padded) // 3 * 4)  # without what the neighbours decide
        yield base64.b64encode(padded)[whole]
        yield base64.urlsafe_b64encode(padded)[whole]


def _iter_text_forms(text: str) -> Iterator[bytes]:
    for encoded in (text.encode(), text.encode("latin-1"), text.encode("utf-16-le"), text.encode("utf-16-be")):
        yield from _iter_forms(encoded)
    yield quote(text).encode()
    yield text.encode("unicode_escape")


def _iter_contents(path: Path) -> Iterator[bytes]:
    """Yield what a file holds, and all that can be decompressed from anywhere in it."""
    content = path.read_bytes()
    yield content
    for start in range(len(content)):
        for bits in (zlib.MAX_WBITS, zlib.MAX_WBITS | 16, -zlib.MAX_WBITS):
            if bits < 0 and start:
                continue  # a raw stream has no header to know it by
            try:
                yield zlib.decompressobj(bits).decompress(content[start:])
            except zlib.error:
                continue
