"""Long computations as generators: run to the end at once, or in slices by whoever must stay responsive.

A `…_steps` function yields nothing of use and returns the result; each `yield` is a place where it may pause.
"""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")

Steps = Generator[None, None, T]
"""A computation that stops at every `yield` to let others have a turn (at most some milliseconds apart)."""


def run_to_end(steps: Steps[T]) -> T:
    """The result of `steps`, computed to the end without a pause."""
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            result: T = stop.value
            return result
