"""What is to be exported by itself, where to, and when."""

import secrets
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta

from vitec_desktop.report.periods import Preset
from vitec_desktop.storage.json_list import JsonList, LoadedList
from vitec_desktop.webservice.models import ActiveStatus

MAX_DAY_OF_MONTH = 28
"""A day that every month has."""

_DAY = timedelta(days=1)


class Frequency(StrEnum):
    """How often; the values stand in the file."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


class FileFormat(StrEnum):
    """What kind of file; the values are its ending."""

    WORKBOOK = "xlsx"
    CSV = "zip"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """`day` is 1 (Monday) to 7 for a weekly export, 1 to 28 for a monthly one; `at` is the computer's own clock."""

    frequency: Frequency
    day: int
    time_of_day: time

    def __post_init__(self) -> None:
        last = 7 if self.frequency is Frequency.WEEKLY else MAX_DAY_OF_MONTH
        if not 1 <= self.day <= last:
            raise ValueError(f"no day {self.day} in a {self.frequency.value} rhythm")
        if self.time_of_day.second or self.time_of_day.microsecond or self.time_of_day.tzinfo:
            raise ValueError("a rhythm goes by hours and minutes of the computer's clock")

    def next_after(self, moment: datetime) -> datetime:
        """The first time after `moment` (naive, the computer's own clock)."""
        candidate = datetime.combine(moment.date(), self.time_of_day)
        while candidate <= moment or not self._falls_on(candidate):
            candidate += _DAY
        return candidate

    def last_before(self, moment: datetime) -> datetime:
        """The latest time that is not after `moment`."""
        candidate = datetime.combine(moment.date(), self.time_of_day)
        while candidate > moment or not self._falls_on(candidate):
            candidate -= _DAY
        return candidate

    def _falls_on(self, moment: datetime) -> bool:
        return self.day == (moment.isoweekday() if self.frequency is Frequency.WEEKLY else moment.day)


@dataclass(frozen=True, slots=True)
class Plan:
    """One scheduled export.

    Attributes:
        id: never changes; the scheduler's entry is named after it.
        connection_id: whose report; "" for all connections together, those that are added later included.
        preset: which days, seen from the day of the run.
        since: when it was set up or changed last, by the computer's own clock; no earlier run is missed.
    """

    id: Annotated[str, Meta(pattern=r"\A[0-9A-Za-z]+\Z")]
    connection_id: str
    folder: str
    preset: Preset
    recurrence: Recurrence
    changed_at: datetime
    format: FileFormat = FileFormat.WORKBOOK
    status: ActiveStatus = ActiveStatus.ACTIVE
    is_anonymised: bool = False

    @property
    def suffix(self) -> str:
        """The ending of its files, such as ".xlsx"."""
        return f".{self.format.value}"

    def last_due(self, now: datetime) -> datetime | None:
        """When it ought to have run last; None where that lies before it was set up."""
        due = self.recurrence.last_before(now)
        return due if due > self.changed_at else None


def new_plan_id() -> str:
    """An id that no other plan has, on any computer; letters and digits alone, for it stands in files' names."""
    return secrets.token_hex(6)


PLANS_FILE = "schedules.json"
"""Name of the file in the profile folder."""

LoadedPlans = LoadedList[Plan]


class PlanFile(JsonList[Plan]):
    """The file `schedules.json`. It names connections by their ids, and no person."""

    def __init__(self, profile: Path) -> None:
        names = {
            "connection_id": "connection",
            "preset": "period",
            "changed_at": "since",
            "is_anonymised": "anonymised",
        }
        super().__init__(profile / PLANS_FILE, "schedules", Plan, lambda plan: plan.id, names)

    def find(self, plan_id: str) -> Plan | None:
        """Return the plan with that id; None if there is none or it cannot be read."""
        return next((plan for plan in self.load().entries if plan.id == plan_id), None)

    def _decode(self, entry: Any) -> Plan:
        recurrence = {"frequency": entry["pace"], "day": entry["day"], "time_of_day": f"{entry['at']}:00"}
        return super()._decode({**entry, "recurrence": recurrence})

    def _encode(self, plan: Plan) -> dict[str, Any]:
        entry = super()._encode(plan)
        recurrence = entry.pop("recurrence")
        at = f"{plan.recurrence.time_of_day:%H:%M}"
        return {**entry, "pace": recurrence["frequency"], "day": recurrence["day"], "at": at}
