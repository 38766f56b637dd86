"""argparse in the user's language: what it says of itself is English."""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

from vitec_desktop.cli.console import write_safely
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language


class UsageError(Exception):
    """The command line cannot be done as it stands; the text says why, in the user's language."""


_USAGE = QT_TRANSLATE_NOOP("CommandLine", "användning: ")
_NEEDS_VALUE = QT_TRANSLATE_NOOP("CommandLine", "{name} behöver ett värde efter sig.")
_TAKES_NO_VALUE = QT_TRANSLATE_NOOP("CommandLine", "{name} tar inget värde.")
_UNKNOWN_ARGUMENT = QT_TRANSLATE_NOOP("CommandLine", "”{name}” känns inte igen.")
_UNREADABLE = QT_TRANSLATE_NOOP("CommandLine", "Kommandoraden kunde inte läsas: {name}")

# What argparse says, and what it means.
_MESSAGES = (
    (re.compile(r"argument (?:.*/)?(?P<name>\S+): expected (?:one|at least one) argument.*"), _NEEDS_VALUE),
    (re.compile(r"argument (?:.*/)?(?P<name>\S+): ignored explicit argument .*"), _TAKES_NO_VALUE),
    (re.compile(r"(?P<name>.*)", re.DOTALL), _UNREADABLE),
)


class LocalizedParser(argparse.ArgumentParser):
    """Raises UsageError instead of ending the program; knows options by their whole names only."""

    def __init__(self, language: Language, **settings: Any) -> None:
        self._language = language
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            formatter_class=lambda prog: _HelpFormatter(prog, language.text("CommandLine", _USAGE)),
            **settings,
        )

    def error(self, message: str) -> NoReturn:
        for pattern, words in _MESSAGES:
            if match := pattern.fullmatch(message):
                raise UsageError(self._language.text("CommandLine", words).format(name=match["name"]))
        raise UsageError(message)

    def _print_message(self, message: str, file: Any = None) -> None:
        write_safely(file or sys.stderr, message)

    def reject_unknown(self, rest: list[str]) -> None:
        """Raises UsageError where anything is left over."""
        if rest:
            raise UsageError(self._language.text("CommandLine", _UNKNOWN_ARGUMENT).format(name=rest[0]))


class _HelpFormatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str, usage: str) -> None:
        super().__init__(prog, max_help_position=30, width=100)
        self._usage_word = usage

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, self._usage_word if prefix is None else prefix)
