"""The program's own modules, each parsed once for all tests that read its source."""

import ast
from functools import cache
from pathlib import Path

import vitec_desktop

PACKAGE = Path(vitec_desktop.__file__).parent
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py") if "_resources" not in path.parts)


@cache
def parse(module: Path) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"))


@cache
def nodes(module: Path) -> tuple[ast.AST, ...]:
    """Return all nodes of a module, as `ast.walk` yields them."""
    return tuple(ast.walk(parse(module)))
