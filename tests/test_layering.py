"""The shape of the package: layers, sizes, and one place for column names."""

import ast
from pathlib import Path

import pytest

from harassclf.tables.columns import MESSAGE_TYPES, OPTIONAL_MESSAGE_TYPES, SCORE_TYPES

PACKAGE = Path(__file__).parents[1] / "harassclf"
MAX_FILE_LINES = 400
MAX_BODY_LINES = 40

# Low to high. A unit imports from lower layers only; two units of one layer are
# siblings and do not know each other. Units that are not built yet have their place.
LAYERS = [
    {"errors"},
    {"tables", "resources"},
    {"readers", "text"},
    {"indicators", "model"},
    {"scoring", "senders"},
    {"case", "triage"},
    {"report", "service", "spark"},
    {"cli"},
    {"__main__"},
]
RANK = {unit: rank for rank, layer in enumerate(LAYERS) for unit in layer}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")
EVERY_MODULE = sorted(PACKAGE.rglob("*.py"))
# Words that mean nothing but our column; "text" or "kind" occur for other reasons.
COLUMN_NAMES = {
    name
    for name in (*MESSAGE_TYPES, *OPTIONAL_MESSAGE_TYPES, *SCORE_TYPES)
    if "_" in name
}


def short(path):
    return str(path.relative_to(PACKAGE))


def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def own_unit(path):
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_units(path):
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            package, _, rest = name.partition(".")
            if package == "harassclf":
                yield node.lineno, rest.partition(".")[0]


def body_lines(function):
    """Return how many lines a function has below its head and docstring."""
    body = function.body
    if ast.get_docstring(function, clean=False) is not None:
        body = body[1:]
    return function.end_lineno - body[0].lineno + 1 if body else 0


def test_every_unit_has_a_layer():
    assert {own_unit(path) for path in MODULES} <= set(RANK)


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_imports_point_downward(path):
    own = own_unit(path)
    for lineno, unit in imported_units(path):
        # The version is the one name that may come from the root, which imports all.
        if (own, unit) == ("cli", "__version__"):
            continue
        downward = unit == own or RANK.get(unit, len(LAYERS)) < RANK[own]
        assert downward, f"{path}:{lineno}: {own} may not import {unit or 'the root'}"


@pytest.mark.parametrize("path", EVERY_MODULE, ids=short)
def test_imports_are_absolute(path):
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}"


@pytest.mark.parametrize("path", EVERY_MODULE, ids=short)
def test_files_and_functions_are_short(path):
    assert len(path.read_text("utf-8").splitlines()) <= MAX_FILE_LINES
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            where = f"{path}:{node.lineno}: {node.name}"
            assert body_lines(node) <= MAX_BODY_LINES, where


def test_the_names_that_are_looked_for():
    known = {"message_id", "sent_at", "time_basis", "raw_sha256", "sender_name"}
    assert known <= COLUMN_NAMES


@pytest.mark.parametrize(
    "path", [p for p in MODULES if own_unit(p) != "tables"], ids=short
)
def test_column_names_are_spelled_in_one_place(path):
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert node.value not in COLUMN_NAMES, f"{path}:{node.lineno}"
