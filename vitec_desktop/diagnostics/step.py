"""A step of the self-test, and how it fails."""

from collections.abc import Callable
from typing import NamedTuple


class StepFailed(Exception):
    """A step found something that is not as it must be; the text says what."""


class SelfTestStep(NamedTuple):
    """One thing to try: its name, and what does it and says what it found."""

    name: str
    run: Callable[[], str]
