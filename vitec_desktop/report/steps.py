"""Long computations as generators, run in one go or in slices between other work.

A `…_steps` function yields nothing: each `yield` is a place to pause, at most some milliseconds after the one before.
Its result is the value that it returns.
"""

from collections.abc import Callable, Generator
from typing import TypeVar

T = TypeVar("T")

Steps = Generator[None, None, T]


def run_to_end(steps: Steps[T], before_step: Callable[[], None] = lambda: None) -> T:
    """Return the result of `steps`; `before_step` is called before each of them and may raise to stop."""
    while True:
        before_step()
        try:
            next(steps)
        except StopIteration as stop:
            result: T = stop.value
            return result
