"""How many examples a property is tried with."""

from hypothesis import HealthCheck, settings


def slow_examples() -> settings:
    """A third of the profile's examples, for a property each example of which takes a tenth of a second or more."""
    return settings(
        max_examples=max(1, settings().max_examples // 3), suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
