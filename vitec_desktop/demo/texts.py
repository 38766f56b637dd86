"""The sample texts of `resources/demo/`, and how their sentences are put together."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from vitec_desktop.resources import resource_path

WordLists = Mapping[str, Sequence[str]]

_BRACES = re.compile(r"\{(\w+)\}")


def load_table(name: str) -> dict[str, Any]:
    """One file of sample texts, such as `load_table("tips")` for `resources/demo/tips.toml`."""
    return tomllib.loads(resource_path("demo", f"{name}.toml").read_text(encoding="utf-8"))


def fill_template(template: str, facts: Mapping[str, str], words: WordLists, random: Random) -> str:
    """Fill in the words in braces: a fact, or one of a list of words; {Home} is {home} with a capital.

    Raises:
        KeyError: the template names a word that nobody knows.
    """

    def word(match: re.Match[str]) -> str:
        name = match[1]
        key = name[0].lower() + name[1:]
        text = facts[key] if key in facts else random.choice(words[key])
        return text if key == name else capitalise(text)

    return _BRACES.sub(word, template)


def capitalise(text: str) -> str:
    """`text` with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def pick_weighted(random: Random, weights: Mapping[str, float]) -> str:
    """One of the keys, as often as its weight says."""
    return random.choices(list(weights), list(weights.values()))[0]
