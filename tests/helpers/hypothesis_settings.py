"""Numbers of examples for properties that need more than the profile's (see conftest.py)."""

from hypothesis import settings


def min_examples(count: int) -> settings:
    """Return a decorator for `count` examples, or for the number of the profile if that is larger."""
    return settings(max_examples=max(count, settings().max_examples))
