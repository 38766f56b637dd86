"""Names: the field's own words, each class once, and translation contexts that name something alive."""

import ast
import re
from collections import Counter
from functools import cache
from xml.etree import ElementTree

import pytest

from tests.helpers.source_code import MODULES, PACKAGE, nodes

OWN_WORDS = {
    "art", "asker", "birth", "crowd", "crowds", "desk", "dialect", "errand", "figures", "furnish", "ground", "handover",
    "hold", "keeper", "keepsake", "kept", "leftover", "leftovers", "lookout", "overseer", "pace", "passing", "post",
    "puppet", "salvage", "sieve", "sieved", "slots", "surroundings", "teller", "tidy", "vault", "wish", "wished",
    "wishes", "withdraw",
}  # fmt: skip
"""Words that stood for something the field has a name for: see what the code calls it now before you add one here."""

UNTYPED_SIGNALS = 6
"""`Signal(object)`: unions, generics and None have no type that Qt knows. The number only falls."""


def words_of(name: str) -> set[str]:
    """The words of a name in any of Python's spellings, in lower case."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)}


@pytest.mark.parametrize("name", ["ExportDesk", "passing_folder", "_PACE", "give_FilterWish"])
def test_a_word_of_our_own_is_found_in_any_spelling(name: str) -> None:
    assert words_of(name) & OWN_WORDS


@pytest.mark.slow
def test_modules_classes_and_functions_are_called_by_the_field_s_words() -> None:
    found = [str(module) for module in MODULES if words_of(module.stem) & OWN_WORDS]
    found += [
        f"{module}:{node.lineno}: {node.name}"
        for module in MODULES
        for node in nodes(module)
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("__")
        and words_of(node.name) & OWN_WORDS
    ]
    assert not found


def test_a_class_name_stands_once() -> None:
    classes = Counter(node.name for module in MODULES for node in nodes(module) if isinstance(node, ast.ClassDef))
    assert [name for name, count in classes.items() if count > 1] == []


@cache
def declared_contexts() -> set[str]:
    """Contexts given as literals, where the text is not a widget's own: `translate("Columns", …)` and its like."""
    calls = {"translate", "text", "QT_TRANSLATE_NOOP"}
    return {
        str(node.args[0].value)
        for module in MODULES
        for node in nodes(module)
        if isinstance(node, ast.Call)
        and (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")) in calls
        and len(node.args) > 1
        and isinstance(node.args[0], ast.Constant)
        and str(node.args[0].value).isidentifier()
    }


@cache
def classes_that_translate() -> set[str]:
    """Classes that call `self.tr`: the class's name is the context."""
    return {
        cls.name
        for module in MODULES
        for cls in nodes(module)
        if isinstance(cls, ast.ClassDef)
        and any(isinstance(node, ast.Attribute) and node.attr == "tr" for node in ast.walk(cls))
    }


@pytest.mark.parametrize("language", ["en", "sv"])
def test_every_translation_context_names_something_alive(language: str) -> None:
    path = PACKAGE.parent / "resources" / "translations" / f"vitec_desktop_{language}.ts"
    contexts = {str(context.findtext("name")) for context in ElementTree.parse(path).getroot().iter("context")}
    alive = declared_contexts() | classes_that_translate()
    assert contexts <= alive
    if language == "en":
        assert alive <= contexts


def test_signals_say_what_they_carry() -> None:
    untyped = [
        f"{module}:{node.lineno}"
        for module in MODULES
        for node in nodes(module)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Signal"
        and any(isinstance(argument, ast.Name) and argument.id == "object" for argument in node.args)
    ]
    assert len(untyped) <= UNTYPED_SIGNALS, untyped
