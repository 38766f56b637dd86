"""The finished sign-in string that the partner portal hands out, instead of a user name and a password."""

import base64
import binascii
import re
import unicodedata

_PREFIX = re.compile(r"\s*(?:authorization\s*:\s*)?(?:basic\s+)?", re.IGNORECASE)


class SignInStringUnreadable(Exception):
    """The text is no sign-in string. Says nothing about what it held."""


def decode_basic_auth(text: str) -> tuple[str, str]:
    """User name and password of "Basic dXNlcjpwYXNz" or of the base64 text alone; blanks and line ends do no harm.

    The bytes are UTF-8, else Latin-1 (RFC 7617 leaves it open); the first colon ends the user name.

    Raises:
        PortalStringUnreadable: it is not base64, or what it holds is not a user name and a password.
    """
    decoded = _decode(text)
    user, colon, password = (decoded or "").partition(":")
    if not (user and colon and password) or _has_control_characters(decoded or ""):
        raise SignInStringUnreadable
    return user, password


def _decode(text: str) -> str | None:
    code = "".join(_PREFIX.sub("", text, count=1).split()).rstrip("=")
    try:
        data = base64.b64decode(code + "=" * (-len(code) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _has_control_characters(text: str) -> bool:
    """RFC 7617 allows none; they are the sign of a text that was never a sign-in string."""
    return any(unicodedata.category(character) == "Cc" for character in text)
