"""Windows Internet Settings on any system, read by Python's own code for Windows."""

import importlib.util
import os
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from unittest import mock

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


def _registry(values: Mapping[str, object]) -> ModuleType:
    """Return a fake `winreg` module with one key."""

    def open_key(root: object, path: str) -> _Key:
        assert (root, path) == ("HKCU", PATH)
        return _Key(values)

    def query_value(key: _Key, name: str) -> tuple[object, int]:
        if name not in key.values:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return key.values[name], 1

    registry = ModuleType("winreg")
    vars(registry).update(HKEY_CURRENT_USER="HKCU", OpenKey=open_key, QueryValueEx=query_value)
    return registry


def _windows_urllib() -> ModuleType:
    """Return urllib.request as on Windows; it checks the system when it is imported."""
    spec = importlib.util.spec_from_file_location("urllib_request_on_windows", urllib.request.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with mock.patch.object(os, "name", "nt"):
        spec.loader.exec_module(module)
    return module


@contextmanager
def windows_internet_settings(**values: object) -> Iterator[None]:
    """Simulate Windows with these Internet Settings and no proxy in the environment."""
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    system = SimpleNamespace(platform="win32")
    windows_urllib = _windows_urllib()
    with (
        mock.patch.dict(os.environ, environment, clear=True),
        mock.patch.dict(sys.modules, {"winreg": _registry(values)}),
        mock.patch.object(proxy, "sys", system),
        mock.patch.object(urllib.request, "getproxies", windows_urllib.getproxies),
        mock.patch.object(urllib.request, "proxy_bypass", windows_urllib.proxy_bypass),
    ):
        yield
