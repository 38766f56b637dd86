"""Reads the sample texts of `resources/demo/` and fills in their templates."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from vitec_desktop.resources import resource_path

WordLists = Mapping[str, Sequence[str]]

_BRACES = re.compile(r"\{(\w+)\}")


def load_table(name: str) -> dict[str, Any]:
    """Read one file of sample texts: `load_table("tips")` reads `resources/demo/tips.toml`."""
    return tomllib.loads(resource_path("demo", f"{name}.toml").read_text(encoding="utf-8"))


def fill_template(template: str, facts: Mapping[str, str], words: WordLists, random: Random) -> str:
    """Replace each {name} by its fact, or by a random word of its list; {Home} is {home} with a capital.

    Raises:
        KeyError: a name is in neither `facts` nor `words`.
    """

    def word(match: re.Match[str]) -> str:
        name = match[1]
        key = name[0].lower() + name[1:]
        text = facts[key] if key in facts else random.choice(words[key])
        return text if key == name else capitalise(text)

    return _BRACES.sub(word, template)


def capitalise(text: str) -> str:
    """Return `text` with a capital first letter, the rest unchanged."""
    return text[:1].upper() + text[1:]


def pick_weighted(random: Random, weights: Mapping[str, float]) -> str:
    """Return a random key, with probabilities in proportion to the weights."""
    return random.choices(list(weights), list(weights.values()))[0]
