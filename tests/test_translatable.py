"""Every text in the code that a user can see is marked for translation, and lupdate finds it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.helpers.source_code import MODULES, parse
from tests.test_translations import fresh as fresh
from tests.test_translations import messages

MARKERS = {"tr", "translate", "text", "QT_TRANSLATE_NOOP"}
"""Calls that translate their literals, or mark them for it."""

TEXT_TAKERS = {
    "make_action_button", "addAction", "addButton", "addItem", "addMenu", "addTab", "insertItem", "make_paragraph",
    "setAccessibleDescription", "setAccessibleName", "setInformativeText", "setLabelText", "setNameFilter",
    "setPlaceholderText", "setStatusTip", "setText", "setTitle", "setToolTip", "setWhatsThis", "setWindowTitle",
    "set_content", "set_error", "set_facts", "set_help_text", "set_name", "set_state", "set_text", "set_texts",
    "set_value", "start", "make_label", "Button", "EmptyState", "FormField", "IconButton",
    "LinkButton", "AlignedLink", "Notice", "NoticeAction", "PickerButton", "ErrorMessage", "QAction", "QCheckBox",
    "QLabel", "QPushButton", "QRadioButton", "QToolButton", "SearchField",
}  # fmt: skip
"""Calls of the user interface whose literals a user reads."""

SAME_IN_EVERY_LANGUAGE = {
    "Vitec Desktop", "S&venska", "&English", "M30011=Norrby Solna, M30012=Norrby Sundbyberg", "Ctrl+F", "Esc",
}  # fmt: skip
SWEDISH = re.compile("[åäöÅÄÖ]")
SEEN = re.compile(r"[A-Za-zÅÄÖåäö]")
ROOMS_WITHOUT_USERS = {"demo"}
"""The sample service speaks Swedish to whoever asks it: its texts are data."""

DATA = {
    "export/xlsx/text_fit.py": {"ETYaŸÈÉÊËÝàáâãäå", "CbdhnopquÇßðñòóôõöøùúûüþ", "AVÀÁÂÃÄÅ", "OQ½¾ÒÓÔÕÖØ"},
    "report/collation.py": {"åäö"},
    "report/people_text.py": {"åäö"},
    "ui/table/detail_fields.py": {"Avsändare"},
    "diagnostics/self_test.py": {"prövning å€ 1", "självtest"},
    "diagnostics/window_check.py": {"profil å", "rapport åäö.xlsx"},
}
"""Swedish letters that no user reads: an alphabet, letters of one width, a section's key, names of test files."""


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for module in MODULES:
        yield module, parse(module)


def name_of(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def literals(node: ast.AST) -> Iterator[ast.Constant]:
    """Text literals below `node` that no marker takes, docstrings aside."""
    if isinstance(node, ast.Call) and name_of(node) in MARKERS:
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from literals(child)


def test_what_a_widget_is_given_to_show_is_translatable() -> None:
    found = []
    for path, tree in modules():
        if path.parts[0] != "ui":
            continue
        for _, call in all_calls(tree):
            if name_of(call) not in TEXT_TAKERS:
                continue
            for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
                if isinstance(argument, ast.Lambda):
                    continue
                found += [
                    f"{path}:{literal.lineno}: {literal.value!r}"
                    for literal in literals(argument)
                    if is_seen(literal.value) and literal.value not in SAME_IN_EVERY_LANGUAGE
                ]
    assert not found


def is_seen(text: object) -> bool:
    """Whether a literal is words rather than a name of ours: it has a blank, a capital or a letter of Swedish."""
    if not isinstance(text, str) or not SEEN.search(text) or text.startswith("<"):
        return False
    words = re.sub(r"\{[^}]*\}|&\w+;", "", text).strip()
    return bool(SWEDISH.search(text) or re.search(r"\w\s+\w", words) or re.match(r"[A-ZÅÄÖ][a-zåäö]+", words))


def test_swedish_letters_stand_in_marked_texts_only() -> None:
    found = [
        f"{path}:{literal.lineno}: {literal.value!r}"
        for path, tree in modules()
        if path.parts[0] not in ROOMS_WITHOUT_USERS
        for literal in literals(tree)
        if len(text := str(literal.value)) > 1 and SWEDISH.search(text) and text not in DATA.get(path.as_posix(), ())
    ]
    assert not found


def marked_texts() -> Iterator[tuple[Path, int, str | None, str]]:
    """Every literal given to a marker of ours: its file, line, context where it is a literal too, and text."""
    for path, tree in modules():
        for class_name, call in all_calls(tree):
            name, arguments = name_of(call), call.args
            if name == "tr" and arguments:
                text, context = arguments[0], class_name
            elif name in ("translate", "QT_TRANSLATE_NOOP") and len(arguments) >= 2:
                if not isinstance(arguments[0], ast.Constant):
                    continue
                text, context = arguments[1], str(arguments[0].value)
            else:
                continue
            if isinstance(text, ast.Constant):
                yield path, call.lineno, context, str(text.value)


@cache
def all_calls(tree: ast.Module) -> tuple[tuple[str | None, ast.Call], ...]:
    """Return all calls of a module, each with the name of the class that it stands in."""
    return tuple(calls_in_classes(tree))


def calls_in_classes(tree: ast.AST, class_name: str | None = None) -> Iterator[tuple[str | None, ast.Call]]:
    for child in ast.iter_child_nodes(tree):
        inner = child.name if isinstance(child, ast.ClassDef) else class_name
        if isinstance(child, ast.Call):
            yield inner, child
        yield from calls_in_classes(child, inner)


def test_every_marked_text_is_in_the_file(fresh: Path) -> None:
    """lupdate is no Python: a call within a call's arguments, or a marker that it does not know, escapes it."""
    known = {key for key, _ in messages(fresh, "en")}
    lost = [
        f"{path}:{line}: {context}: {text!r}"
        for path, line, context, text in marked_texts()
        if context is not None and (context, text) not in known
    ]
    assert not lost


def test_tr_gets_literals() -> None:
    lost = [
        f"{path}:{call.lineno}"
        for path, tree in modules()
        for _, call in all_calls(tree)
        if name_of(call) == "tr" and not (call.args and isinstance(call.args[0], ast.Constant))
    ]
    assert not lost
