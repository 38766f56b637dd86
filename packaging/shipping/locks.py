"""Reads the lists of locked versions for another system than this one: pip judges conditions by where it runs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from shipping import project

LISTS = (project.PACKAGING / "lock.txt", project.PACKAGING / "build-tools.txt")
"""What goes into the packages, and what makes them."""

_CONDITION = re.compile(r"""(?P<fact>\w+) (?P<sign>==|!=|<|>=) (?P<quote>["'])(?P<value>[^"']*)(?P=quote)""")


def facts(platform: str, python: str) -> dict[str, str]:
    """What conditions may ask of a system, by their names: CPython `python` ("3.13") on `platform` ("win32")."""
    return {
        "sys_platform": platform,
        "python_version": python,
        "python_full_version": python,
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }


def lines_for(lists: Sequence[Path], facts: Mapping[str, str]) -> list[str]:
    """The requirements, with their hashes, that hold where `facts` are so; the conditions themselves are gone.

    Raises:
        ValueError: a condition that is not understood.
    """
    return [line for path in lists for line in _entries(path.read_text(encoding="utf-8"), facts)]


def _entries(text: str, facts: Mapping[str, str]) -> Iterator[str]:
    for entry in re.sub(r"\\\n", " ", text).splitlines():
        if not entry.strip() or entry.startswith("#"):
            continue
        requirement, *hashes = re.split(r"\s+--hash=", entry.strip())
        name, _, condition = requirement.partition(";")
        if not condition.strip() or _holds(condition.strip(), facts):
            yield " ".join((name.strip(), *(f"--hash={one.strip()}" for one in hashes)))


def _holds(condition: str, facts: Mapping[str, str]) -> bool:
    """All parts of a condition must hold; "or" and brackets are not understood, no list of ours has them."""
    return all(_part_holds(part.strip(), facts) for part in condition.split(" and "))


def _part_holds(part: str, facts: Mapping[str, str]) -> bool:
    found = _CONDITION.fullmatch(part)
    if found is None or found["fact"] not in facts:
        raise ValueError(f"condition not understood: {part}")
    known, value = facts[found["fact"]], found["value"]
    if found["sign"] in ("==", "!="):
        return (known == value) == (found["sign"] == "==")
    is_older = _numbers(known) < _numbers(value)
    return is_older if found["sign"] == "<" else not is_older


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
