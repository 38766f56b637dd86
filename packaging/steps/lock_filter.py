"""Reading the lists of pinned versions, for this system or another: pip judges conditions by the system it runs on."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from steps import metadata

SHIPPED = metadata.PACKAGING / "lock.txt"
"""What goes into the packages."""

BUILD_TOOLS = metadata.PACKAGING / "build-tools.txt"
"""What makes the packages."""

LISTS = (SHIPPED, BUILD_TOOLS)

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+))?", re.MULTILINE)
_CONDITION = re.compile(r"""(?P<fact>\w+) (?P<sign>==|!=|<|>=) (?P<quote>["'])(?P<value>[^"']*)(?P=quote)""")


def canonical_name(name: str) -> str:
    """Return a package's name as PyPI normalises it (PEP 503): "Foo_Bar" is "foo-bar"."""
    return re.sub(r"[-_.]+", "-", name).lower()


def iter_pinned(lists: Iterable[Path]) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the version and the condition ("" if there is none) of every requirement of the lists."""
    for path in lists:
        yield from _PINNED.findall(path.read_text(encoding="utf-8"))


def system_facts(platform: str, python: str) -> dict[str, str]:
    """Return the values that conditions compare, for CPython `python` ("3.13") on `platform` ("win32")."""
    return {
        "sys_platform": platform,
        "python_version": python,
        "python_full_version": python,
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }


def requirement_lines(lists: Sequence[Path], facts: Mapping[str, str]) -> list[str]:
    """Return the requirements whose conditions hold for `facts`, with their hashes and without the conditions.

    Raises:
        ValueError: a condition has a form that is not supported.
    """
    return [line for path in lists for line in _iter_lines(path.read_text(encoding="utf-8"), facts)]


def _iter_lines(text: str, facts: Mapping[str, str]) -> Iterator[str]:
    for entry in re.sub(r"\\\n", " ", text).splitlines():
        if not entry.strip() or entry.startswith("#"):
            continue
        requirement, *hashes = re.split(r"\s+--hash=", entry.strip())
        name, _, condition = requirement.partition(";")
        if not condition.strip() or _is_true(condition.strip(), facts):
            yield " ".join((name.strip(), *(f"--hash={one.strip()}" for one in hashes)))


def _is_true(condition: str, facts: Mapping[str, str]) -> bool:
    """Whether all parts joined by "and" are true; "or" and brackets are not supported, our lists have none."""
    return all(_is_part_true(part.strip(), facts) for part in condition.split(" and "))


def _is_part_true(part: str, facts: Mapping[str, str]) -> bool:
    found = _CONDITION.fullmatch(part)
    if found is None or found["fact"] not in facts:
        raise ValueError(f"condition not understood: {part}")
    actual, value = facts[found["fact"]], found["value"]
    if found["sign"] in ("==", "!="):
        return (actual == value) == (found["sign"] == "==")
    is_older = _numbers(actual) < _numbers(value)
    return is_older if found["sign"] == "<" else not is_older


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
