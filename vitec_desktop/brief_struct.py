"""The base class of values that do not show all they hold."""

from typing import ClassVar

from msgspec import Struct


class BriefStruct(Struct, frozen=True, dict=True):
    """A value with fields that its `repr` leaves out, since they are as long as a report; it may cache properties."""

    left_out: ClassVar[tuple[str, ...]]

    def __repr__(self) -> str:
        shown = (f"{name}={getattr(self, name)!r}" for name in self.__struct_fields__ if name not in self.left_out)
        return f"{type(self).__name__}({', '.join(shown)})"
