"""A step of the self-test, and its failure."""

from collections.abc import Callable
from typing import NamedTuple


class StepFailed(Exception):
    """A step found a defect; the message says which."""


class SelfTestStep(NamedTuple):
    """A step's name, and the function that runs it and returns what it found."""

    name: str
    run: Callable[[], str]
