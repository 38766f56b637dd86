"""How many examples a property is tried on where the usual number (see conftest.py) would be too few."""

from hypothesis import settings


def min_examples(count: int) -> settings:
    """A decorator for where the risk is: `count` examples, or more where the profile asks for more of everything."""
    return settings(max_examples=max(count, settings().max_examples))
