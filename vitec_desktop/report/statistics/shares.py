"""Shares and changes. Percentages are rounded half away from zero."""

from msgspec import Struct

MIN_BASE = 5
"""Fewer rows than these have no percentage: one row more or less would change it too much."""


class Share(Struct, frozen=True):
    """`count` of `base` rows."""

    count: int
    base: int

    @property
    def ratio(self) -> float | None:
        """From 0 to 1; None if the base is too small."""
        return None if self.base < MIN_BASE else self.count / self.base

    @property
    def percent(self) -> int | None:
        """In whole per cent; None if the base is too small."""
        return None if self.base < MIN_BASE else _rounded(100 * self.count, self.base)


class Change(Struct, frozen=True):
    """A number of rows now and in another period."""

    now: int
    before: int

    @property
    def difference(self) -> int:
        return self.now - self.before

    @property
    def ratio(self) -> float | None:
        """The difference divided by the number before; None if that is too small."""
        return None if self.before < MIN_BASE else self.difference / self.before

    @property
    def percent(self) -> int | None:
        """The difference in whole per cent of the number before; None if that is too small."""
        return None if self.before < MIN_BASE else _rounded(100 * self.difference, self.before)


def _rounded(dividend: int, divisor: int) -> int:
    rounded = (2 * abs(dividend) + divisor) // (2 * divisor)
    return rounded if dividend >= 0 else -rounded
