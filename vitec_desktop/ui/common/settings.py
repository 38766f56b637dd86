"""The settings of the window and their file: period, offices, layout, folders. Nothing about a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.periods import Preset
from vitec_desktop.storage.json_file import JsonFile, LoadedFile
from vitec_desktop.webservice.models import ActiveStatus
from vitec_desktop.webservice.proxy import ProxySetting, parse_proxy_setting

_SYSTEM_PROXY = ProxySetting()


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, with their defaults.

    Attributes:
        offices: keys of the selected offices; None for all, offices added later included.
        preset: the period; None where it is `first_day` to `last_day`.
        tables: layout by list, in the tables' own format.
        window: the window's geometry in Qt's format, base64.
        language: "sv", "en" or "" for the system's.
        scheme: "light", "dark" or "system".
    """

    offices: tuple[str, ...] | None = None
    preset: Preset | None = Preset.LAST_MONTH
    first_day: date | None = None
    last_day: date | None = None
    status: ActiveStatus = ActiveStatus.ACTIVE
    tab: int = 0
    tables: Mapping[str, Any] = field(default_factory=dict)
    window: str = ""
    export_folder: str = ""
    exports_shown: bool = False
    export_format: str = ""
    exports_folder_of_files: bool = False
    exports_anonymised: bool = False
    export_left_out: tuple[str, ...] = ()
    language: str = ""
    scheme: str = "system"
    proxy: ProxySetting = _SYSTEM_PROXY

    def to_dict(self) -> dict[str, Any]:
        """Return the values for the settings file."""
        return {
            "offices": None if self.offices is None else list(self.offices),
            "preset": self.preset.value if self.preset else "",
            "first_day": self.first_day.isoformat() if self.first_day else "",
            "last_day": self.last_day.isoformat() if self.last_day else "",
            "status": self.status.value,
            "tab": self.tab,
            "tables": dict(self.tables),
            "window": self.window,
            "export_folder": self.export_folder,
            "exports_shown": self.exports_shown,
            "export_format": self.export_format,
            "exports_folder_of_files": self.exports_folder_of_files,
            "exports_anonymised": self.exports_anonymised,
            "export_left_out": list(self.export_left_out),
            "language": self.language,
            "scheme": self.scheme,
            "proxy": self.proxy.choice.value,
            "proxy_address": self.proxy.address,
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Settings":
        """Build settings from the file's values; use the default for a missing or invalid one."""
        default = cls()
        offices = values.get("offices")
        first_day, last_day = _read_day(values.get("first_day")), _read_day(values.get("last_day"))
        has_own_days = values.get("preset") == "" and first_day and last_day and first_day <= last_day
        return cls(
            offices=tuple(filter(_is_text, offices)) if isinstance(offices, list) else None,
            preset=None if has_own_days else _read_member(Preset, values.get("preset"), Preset.LAST_MONTH),
            first_day=first_day if has_own_days else None,
            last_day=last_day if has_own_days else None,
            status=_read_member(ActiveStatus, values.get("status"), default.status),
            tab=_read_number(values.get("tab"), default.tab),
            tables=tables if isinstance(tables := values.get("tables"), dict) else {},
            window=_read_text(values.get("window"), default.window),
            export_folder=_read_text(values.get("export_folder"), default.export_folder),
            exports_shown=values.get("exports_shown") is True,
            export_format=_read_text(values.get("export_format"), default.export_format),
            exports_folder_of_files=values.get("exports_folder_of_files") is True,
            exports_anonymised=values.get("exports_anonymised") is True,
            export_left_out=tuple(filter(_is_text, left_out))
            if isinstance(left_out := values.get("export_left_out"), list)
            else (),
            language=_read_text(values.get("language"), default.language),
            scheme=_read_text(values.get("scheme"), default.scheme),
            proxy=parse_proxy_setting(values.get("proxy"), values.get("proxy_address")),
        )


class SettingsStore(QObject):
    """The settings while the program runs, and their file; `update` on the UI thread only."""

    changed = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = JsonFile(path)
        self.loaded: LoadedFile = self._file.load()
        self._current = self._saved = Settings.from_dict(self.loaded.values)
        self._save_lock = Lock()

    @property
    def current(self) -> Settings:
        return self._current

    @property
    def is_dirty(self) -> bool:
        """Whether the settings differ from those that were loaded or saved last."""
        return self._current != self._saved

    def update(self, settings: Settings) -> None:
        """Set the settings: `dataclasses.replace(store.current, …)` with the fields that change."""
        self._current = settings
        if self.is_dirty:
            self.changed.emit()

    def save(self) -> None:
        """Write the settings to their file; on any thread, best on a worker's.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        # Of two threads, the later one reads and writes the later settings.
        with self._save_lock:
            settings = self._current
            self._file.save(settings.to_dict())
            self._saved = settings


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _read_text(value: Any, default: str) -> str:
    return value if isinstance(value, str) else default


def _read_number(value: Any, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100 else default


def _read_day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _read_member(options: Any, value: Any, default: Any) -> Any:
    return next((option for option in options if option.value == value), default)
