"""Which keyring of the system may hold passwords, and what its errors mean."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from vitec_desktop.accounts import secret_service

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

# `keyring` takes 26 ms to import, so it is imported where a password is first asked for.
_SECRET_SERVICE = "keyring.backends.SecretService"  # noqa: S105 (a module)
_WINDOWS = "keyring.backends.Windows"
_CHAINER = "keyring.backends.chainer"
_NO_KEYRING = ("keyring.backends.fail", "keyring.backends.null")
# Files, plain or with a key that lies beside them, and prompts on a terminal that nobody sees.
_PLAIN_TEXT = "keyrings.alt"


class KeyringProblem(StrEnum):
    """Why the system's keyring does not hold a password, or does not give it out."""

    NONE_FOUND = "none found"
    PLAIN_TEXT = "plain text"  # the only ones found would write the password down for anybody to read
    LOCKED = "locked"  # and the user did not unlock it
    REFUSED = "refused"  # it answered with an error; a password may also be too long for it
    NOT_ANSWERING = "not answering"  # within the time given, or before the caller gave up waiting


class KeyringFailed(Exception):
    """The keyring could not do what was asked. Never says what that was about."""

    def __init__(self, problem: KeyringProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def system_keyring() -> "KeyringBackend":
    """The keyring that the system, or its user's own configuration of `keyring`, offers first."""
    import keyring

    return keyring.get_keyring()


def choose_safe_backend(offered: "KeyringBackend") -> "KeyringBackend":
    """The keyring to use of what is offered: itself, or the first safe one where several are chained.

    On Windows it is told to keep passwords on this computer; they would wander through the domain otherwise. On Linux
    it is made to close its connections.

    Raises:
        KeyringFailed: NONE_FOUND, or PLAIN_TEXT where all there is stores in plain text.
    """
    has_plain_text = False
    for ring in _iter_backends(offered):
        if _is_from(ring, _PLAIN_TEXT):
            has_plain_text = True
        elif not _is_from(ring, *_NO_KEYRING):
            if _is_from(ring, _WINDOWS):
                ring.persist = "local machine"  # type: ignore[attr-defined]
            elif _is_from(ring, _SECRET_SERVICE):
                secret_service.close_connection_on_error(ring)
            return ring
    raise KeyringFailed(KeyringProblem.PLAIN_TEXT if has_plain_text else KeyringProblem.NONE_FOUND)


def may_prompt_user(ring: "KeyringBackend") -> bool:
    """True where the next call can open a prompt of the system, which waits for its user.

    Asks a Secret Service, and so answers only when that does; Windows has no such prompt; others may.
    """
    if _is_from(ring, _WINDOWS):
        return False
    if not _is_from(ring, _SECRET_SERVICE):
        return True
    return secret_service.is_locked(ring)


def problem_from_error(error: BaseException) -> KeyringProblem:
    """What an error of a keyring means for its user.

    Told by the classes' names, for which of their libraries are installed differs from system to system.
    """
    if isinstance(error, KeyringFailed):
        return error.problem
    chain = list(_iter_causes(error))
    for names, problem in _PROBLEMS_BY_CLASS:
        if any(names & _class_names(one) for one in chain):
            return problem
    return KeyringProblem.REFUSED


_PROBLEMS_BY_CLASS = (
    ({"NoKeyringError"}, KeyringProblem.NONE_FOUND),
    (
        {
            "SecretServiceNotAvailableException",
            "TimeoutError",
            "ConnectionError",
            "EOFError",
            "org.freedesktop.DBus.Error.NoReply",
            "org.freedesktop.DBus.Error.ServiceUnknown",
        },
        KeyringProblem.NOT_ANSWERING,
    ),
    (
        {
            "KeyringLocked",
            "LockedException",
            "PromptDismissedException",
            "InitError",
            "org.freedesktop.Secret.Error.IsLocked",
        },
        KeyringProblem.LOCKED,
    ),
)


def _class_names(error: BaseException) -> set[str]:
    """The names of an error's classes, and the one that D-Bus gave it."""
    names = {kind.__name__ for kind in type(error).__mro__}
    given = getattr(error, "name", None)
    return names | {given} if isinstance(given, str) else names


def _iter_causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it was raised from, a bounded number of steps back."""
    one: BaseException | None = error
    for _ in range(8):
        if one is None:
            return
        yield one
        one = one.__cause__ or one.__context__


def _iter_backends(offered: "KeyringBackend") -> "list[KeyringBackend]":
    if not _is_from(offered, _CHAINER):
        return [offered]
    chain: Any = offered
    return list(chain.backends)


def _is_from(ring: "KeyringBackend", *modules: str) -> bool:
    """True where the backend, or a class that it builds on, is of one of these modules or lies below it."""
    return any(
        kind.__module__ == module or kind.__module__.startswith(module + ".")
        for kind in type(ring).__mro__
        for module in modules
    )
