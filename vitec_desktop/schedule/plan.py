"""What is to be exported by itself, where to, and when."""

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from vitec_desktop.report.periods import Preset
from vitec_desktop.storage.json_file import JsonFile, SaveProblem, SettingsNotSaved
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

    id: str
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
"""The file's name in the profile folder."""


@dataclass(frozen=True, slots=True)
class LoadedPlans:
    """The plans of the file, as many as could be read; `is_damaged` where something in it could not.

    `set_aside` is where the whole file lies if all of it was damaged. The other two are as in `LoadedFile`.
    """

    plans: tuple[Plan, ...] = ()
    is_damaged: bool = False
    backup_path: Path | None = None
    is_newer_version: bool = False
    is_unreadable: bool = False

    def find(self, plan_id: str) -> Plan | None:
        return next((plan for plan in self.plans if plan.id == plan_id), None)


class PlanFile:
    """Reads and changes the file; each change happens under the profile's lock."""

    def __init__(self, profile: Path) -> None:
        self._file = JsonFile(profile / PLANS_FILE)

    @property
    def path(self) -> Path:
        return self._file.path

    def load(self) -> LoadedPlans:
        """What the file holds; never raises. Single plans that are damaged are left out, the file stays as it is."""
        file = self._file.load()
        found = file.values.get("schedules", [])
        entries = found if isinstance(found, list) else [found]
        plans: dict[str, Plan] = {}
        for entry in entries:
            with suppress(KeyError, TypeError, ValueError):
                plan = _plan_from_dict(entry)
                plans.setdefault(plan.id, plan)
        # What a newer version wrote is no damage: this one merely cannot read all of it.
        is_damaged = file.is_damaged or (len(plans) < len(entries) and not file.is_newer_version)
        return LoadedPlans(
            tuple(plans.values()), is_damaged, file.backup_path, file.is_newer_version, file.is_unreadable
        )

    def save(self, plan: Plan) -> None:
        """Add a plan, or put it in the place of the one with its id.

        Raises:
            SettingsNotSaved: the file is as it was.
        """

        def change(plans: tuple[Plan, ...]) -> tuple[Plan, ...]:
            if any(other.id == plan.id for other in plans):
                return tuple(plan if other.id == plan.id else other for other in plans)
            return (*plans, plan)

        self._update(change)

    def remove(self, plan_id: str) -> None:
        """Take a plan out, if it is there.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        self._update(lambda plans: tuple(plan for plan in plans if plan.id != plan_id))

    def _update(self, change: Callable[[tuple[Plan, ...]], tuple[Plan, ...]]) -> None:
        with self._file.locked():
            loaded = self.load()
            if loaded.is_unreadable:
                # What cannot be read cannot be kept: writing now would lose the other plans.
                raise SettingsNotSaved(self._file.path, SaveProblem.READ_ONLY)
            if loaded.is_damaged:
                self._file.create_backup()
            self._file.save({"schedules": [_plan_to_dict(plan) for plan in change(loaded.plans)]})


def _plan_to_dict(plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.id,
        "connection": plan.connection_id,
        "folder": plan.folder,
        "period": plan.preset.value,
        "pace": plan.recurrence.frequency.value,
        "day": plan.recurrence.day,
        "at": f"{plan.recurrence.time_of_day:%H:%M}",
        "since": plan.changed_at.isoformat(timespec="seconds"),
        "format": plan.format.value,
        "status": plan.status.value,
        "anonymised": plan.is_anonymised,
    }


def _plan_from_dict(entry: Mapping[str, Any]) -> Plan:
    """Raises KeyError, TypeError or ValueError where the entry makes no plan."""
    identity, connection, folder = entry["id"], entry["connection"], entry["folder"]
    if not (isinstance(identity, str) and identity.isalnum() and identity.isascii()):
        raise ValueError("id")
    if not isinstance(connection, str) or not isinstance(folder, str) or type(entry["day"]) is not int:
        raise TypeError
    return Plan(
        identity,
        connection,
        folder,
        Preset(entry["period"]),
        Recurrence(Frequency(entry["pace"]), entry["day"], time.fromisoformat(entry["at"])),
        datetime.fromisoformat(entry["since"]).replace(tzinfo=None),
        FileFormat(entry["format"]),
        ActiveStatus(entry["status"]),
        entry["anonymised"] is True,
    )
