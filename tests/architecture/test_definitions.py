"""Definitions are values: the syntax trees of standards, indicators, limits and units."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import openpeel

SOURCE = Path(openpeel.__path__[0])
DECIDED = ("standards", "indicators", "lists", "limits")
"""Rooms that hold values and nothing else."""

STATEMENTS = (ast.Expr, ast.Import, ast.ImportFrom, ast.Assign)
DECLARED_BY = {"standards": "Standard", "indicators": "Indicator", "lists": "CaseList", "limits": "Limit"}


def files(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (SOURCE / room).rglob("*.py") if path.name != "__init__.py")


def named(path: Path) -> str:
    return str(path.relative_to(SOURCE).with_suffix(""))


@pytest.mark.parametrize("path", files(*DECIDED), ids=named)
def test_a_definition_is_a_docstring_imports_and_a_value(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for statement in tree.body:
        assert isinstance(statement, STATEMENTS), f"line {statement.lineno}: {type(statement).__name__}"
        if isinstance(statement, ast.Expr):
            assert isinstance(statement.value, ast.Constant), (
                f"line {statement.lineno}: only the docstring stands alone"
            )
        if isinstance(statement, ast.Assign):
            value = statement.value
            assert isinstance(value, ast.Call)
            assert isinstance(value.func, ast.Name)
            assert value.func.id == DECLARED_BY[path.relative_to(SOURCE).parts[0]]
    assert ast.get_docstring(tree)


@pytest.mark.parametrize("path", files(*DECIDED), ids=named)
def test_a_definition_has_no_functions_loops_or_conditions(path: Path) -> None:
    forbidden = (ast.FunctionDef, ast.Lambda, ast.For, ast.While, ast.comprehension, ast.If, ast.IfExp, ast.JoinedStr)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not isinstance(node, forbidden), f"line {getattr(node, 'lineno', '?')}: {type(node).__name__}"


@pytest.mark.parametrize("path", files("standards", "indicators", "lists"), ids=named)
def test_a_standard_imports_the_language_its_unit_and_its_limits_only(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            pytest.fail(f"line {node.lineno}: import {node.names[0].name}")
        if isinstance(node, ast.ImportFrom):
            assert node.module is not None
            allowed = ("openpeel.language.", "openpeel.units.", "openpeel.limits.")
            assert node.module == "datetime" or node.module.startswith(allowed), f"line {node.lineno}: {node.module}"
            assert node.module != "openpeel.language.symbols", f"line {node.lineno}: symbols are the engine's"


@pytest.mark.parametrize("path", files("standards", "indicators", "lists"), ids=named)
def test_a_standard_holds_no_sql(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Attribute) and node.attr in {"sql", "lowest", "highest", "upper"})
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert "select " not in node.value.lower()


TABLES = [path for path in (SOURCE / "records").glob("*.py") if path.name not in ("__init__.py", "loads.py")]


@pytest.mark.parametrize("path", [*files("units", "standards", "indicators", "lists"), *sorted(TABLES)], ids=named)
def test_definitions_never_see_the_day(path: Path) -> None:
    """The moment of judging is the engine's alone: a fact that used it would not mean the same tomorrow."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"now", "utcnow", "today"}, f"line {node.lineno}: .{node.attr}"
        if isinstance(node, ast.Name | ast.alias):
            name = node.id if isinstance(node, ast.Name) else node.name
            assert name not in {"JudgedAt", "time"}, f"line {node.lineno}: {name}"
