"""Windows' registry on any system: Internet Settings and regional settings."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from unittest import mock

from vitec_desktop.export import list_separator
from vitec_desktop.webservice import proxy

PATH = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"


class _Key:
    def __init__(self, values: Mapping[str, object]) -> None:
        self.values = values

    def __enter__(self) -> "_Key":
        return self

    def __exit__(self, *_: object) -> None:
        self.Close()

    def Close(self) -> None:  # noqa: N802 (winreg's name)
        self.values = {}


def _registry(values: Mapping[str, object], key_path: str = PATH) -> ModuleType:
    """Return a fake `winreg` module with one key."""

    def open_key(root: object, path: str) -> _Key:
        assert (root, path) == ("HKCU", key_path)
        return _Key(values)

    def query_value(key: _Key, name: str) -> tuple[object, int]:
        if name not in key.values:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return key.values[name], 1

    registry = ModuleType("winreg")
    vars(registry).update(HKEY_CURRENT_USER="HKCU", OpenKey=open_key, QueryValueEx=query_value)
    return registry


@contextmanager
def windows_internet_settings(**values: object) -> Iterator[None]:
    """Simulate Windows with these Internet Settings and no proxy in the environment."""
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    system = SimpleNamespace(platform="win32")
    with (
        mock.patch.dict(os.environ, environment, clear=True),
        mock.patch.dict(sys.modules, {"winreg": _registry(values)}),
        mock.patch.object(proxy, "sys", system),
    ):
        yield


@contextmanager
def windows_regional_settings(**values: object) -> Iterator[None]:
    """Simulate Windows with these values of "Control Panel\\International", such as sList and sDecimal."""
    with (
        mock.patch.dict(sys.modules, {"winreg": _registry(values, r"Control Panel\International")}),
        mock.patch.object(list_separator, "sys", SimpleNamespace(platform="win32")),
    ):
        yield
