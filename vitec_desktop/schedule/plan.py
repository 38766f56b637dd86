"""Plans of scheduled exports: what to export, where to, and when."""

import secrets
from datetime import datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct

from vitec_desktop.report.periods import Preset
from vitec_desktop.storage.json_list import JsonList, LoadedList
from vitec_desktop.webservice.models import ActiveStatus

MAX_DAY_OF_MONTH = 28
"""A day that every month has."""

_DAY = timedelta(days=1)


class Frequency(StrEnum):
    """How often a plan runs. The values are written to the file."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


class FileFormat(StrEnum):
    """The format of the exported file. The values are its suffix, without the dot."""

    WORKBOOK = "xlsx"
    CSV = "zip"


class Recurrence(Struct, frozen=True):
    """When a plan runs: `day` is 1 (Monday) to 7 for a weekly plan, 1 to 28 for a monthly one; local time."""

    frequency: Frequency
    day: int
    time_of_day: time

    def __post_init__(self) -> None:
        last = 7 if self.frequency is Frequency.WEEKLY else MAX_DAY_OF_MONTH
        if not 1 <= self.day <= last:
            raise ValueError(f"no day {self.day} in a {self.frequency.value} recurrence")
        if self.time_of_day.second or self.time_of_day.microsecond or self.time_of_day.tzinfo:
            raise ValueError("a recurrence has hours and minutes of local time only")

    def next_after(self, moment: datetime) -> datetime:
        """Return the first time after `moment`; both local, without a time zone."""
        candidate = datetime.combine(moment.date(), self.time_of_day)
        while candidate <= moment or not self._falls_on(candidate):
            candidate += _DAY
        return candidate

    def last_before(self, moment: datetime) -> datetime:
        """Return the latest time that is not after `moment`."""
        candidate = datetime.combine(moment.date(), self.time_of_day)
        while candidate > moment or not self._falls_on(candidate):
            candidate -= _DAY
        return candidate

    def _falls_on(self, moment: datetime) -> bool:
        return self.day == (moment.isoweekday() if self.frequency is Frequency.WEEKLY else moment.day)


class Plan(Struct, frozen=True):
    """One scheduled export.

    Attributes:
        id: letters and digits; never changes; the scheduler's entry is named after it.
        connection_id: "" for all connections together, also those added later.
        preset: the report's period, relative to the day of the run.
        changed_at: when the plan was created or last changed, local time in whole seconds; no earlier run is missed.
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
        """Return the suffix of its files, such as ".xlsx"."""
        return f".{self.format.value}"

    def last_due(self, now: datetime) -> datetime | None:
        """Return when the plan was last due; None if it has not been due since it was changed."""
        due = self.recurrence.last_before(now)
        return due if due > self.changed_at else None


def new_plan_id() -> str:
    """Return an id that no other plan has, on any computer."""
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
        """Accept what earlier versions do: a time zone is ignored, and only `true` is true."""
        at, since = time.fromisoformat(entry["at"]), datetime.fromisoformat(entry["since"]).replace(tzinfo=None)
        recurrence = {"frequency": entry["pace"], "day": entry["day"], "time_of_day": at}
        is_anonymised = entry["anonymised"] is True
        return super()._decode({**entry, "recurrence": recurrence, "since": since, "anonymised": is_anonymised})

    def _encode(self, plan: Plan) -> dict[str, Any]:
        """Write the recurrence as three values, where earlier versions do."""
        entry: dict[str, Any] = {}
        for name, value in super()._encode(plan).items():
            if name == "recurrence":
                at = f"{plan.recurrence.time_of_day:%H:%M}"
                entry |= {"pace": value["frequency"], "day": value["day"], "at": at}
            else:
                entry[name] = value
        return entry
