"""The names of a chain's offices: the chain's own name, which all of them begin with, and the rest of each."""

from collections.abc import Sequence
from itertools import takewhile

from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language

_MOST_NAMES = 6
_OF_OFFICES = QT_TRANSLATE_NOOP("Offices", "{count} av {total} kontor")
_WITH_OTHERS = QT_TRANSLATE_NOOP("Offices", "{offices}, %n andra")
_AND_OTHERS = QT_TRANSLATE_NOOP("Offices", "{names} och {count} andra")


def split_chain(names: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the words that several names all begin with, and the rest of each: "Norrby", ("Solna", "Vasastan").

    Return "" and the names as they are where they have no such words, or one of them has no others.
    """
    words = [name.split() for name in names]
    common = [same[0] for same in takewhile(lambda same: len(set(same)) == 1, zip(*words, strict=False))]
    if len(words) < 2 or not common or any(len(one) == len(common) for one in words):
        return "", tuple(names)
    return " ".join(common), tuple(" ".join(one[len(common) :]) for one in words)


def count_of_offices(count: int, total: int, language: Language) -> str:
    """Return such as "2 av 3 kontor": how many of the offices that were asked for are in a report."""
    text = language.text("Offices", _OF_OFFICES)
    return text.format(count=format_count(count, language), total=format_count(total, language))


def with_others(offices: str, others: int, language: Language) -> str:
    """Return such as "2 kontor, 4 andra": those that nobody asked for, but that rows came from or went to."""
    return language.text("Offices", _WITH_OTHERS, others).format(offices=offices) if others else offices


def list_names(names: Sequence[str], language: Language) -> str:
    """Return such as "Solna, Sundbyberg, Vasastan", or of many offices the first "… och 35 andra"."""
    if len(names) <= _MOST_NAMES:
        return ", ".join(names)
    first = names[: _MOST_NAMES - 1]
    others = format_count(len(names) - len(first), language)
    return language.text("Offices", _AND_OTHERS).format(names=", ".join(first), count=others)
