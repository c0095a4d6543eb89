"""Who may import whom, and where each outside library may be used."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import facilitator_app

ROOT = Path(facilitator_app.__file__).parent
MAY_IMPORT = {
    "domain": {"domain", "sqlalchemy", "stdnum", "rapidfuzz"},
    "database": {"database", "domain", "sqlalchemy", "alembic", "cryptography", "sqlcipher3", "orjson"},
    "documents": {"documents", "domain", "places", "reportlab", "pikepdf"},
    "exchange": {"exchange", "domain", "defusedxml", "orjson", "python_calamine", "xlsxwriter"},
    "use_cases": {"use_cases", "domain", "documents", "exchange", "places", "sqlalchemy"},
    "ui": {"ui", "use_cases", "domain", "places", "PySide6", "shiboken6"},
}
# The doors between the screens and the file: while the house is open, before, and to its copies.
DATABASE_IN_UI = {"ui/workspace.py", "ui/security/door.py", "ui/backups/copies.py"}
# The menu bar belongs to the one window, and acts on it.
KNOWN_EACH_OTHER = {"facilitator_app.ui.menus": {"facilitator_app.ui.main_window"}}
# Mapping is description; asking and writing belong to the use cases.
NOT_IN_DOMAIN = {"Session", "select", "sessionmaker"}


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in {file}"
            names = [node.module or ""]
        for name in names:
            package, *rest = name.split(".")
            yield rest[0] if package == "facilitator_app" and rest else package


@pytest.mark.parametrize("file", sorted(ROOT.glob("*/**/*.py")), ids=lambda file: file.relative_to(ROOT).as_posix())
def test_imports_point_inwards(file: Path) -> None:
    inside = file.relative_to(ROOT)
    allowed = MAY_IMPORT[inside.parts[0]] | {"facilitator_app"}
    if inside.as_posix() in DATABASE_IN_UI:
        allowed = allowed | {"database", "sqlalchemy"}
    foreign = {name for name in imported(file) if name not in sys.stdlib_module_names}
    assert foreign <= allowed


@pytest.mark.parametrize("file", sorted((ROOT / "domain").rglob("*.py")), ids=lambda file: file.name)
def test_the_domain_never_queries(file: Path) -> None:
    names = {node.id for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Name)}
    assert not names & NOT_IN_DOMAIN


def test_the_trade_runs_without_qt() -> None:
    modules = ", ".join(module_of(file) for file in (ROOT / "use_cases").rglob("*.py"))
    program = f"import sys; sys.modules['PySide6'] = None; import {modules}"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT.parent)


def test_no_two_modules_need_each_other() -> None:
    """Read from either, such a pair cannot be understood alone. Imports for types only count too."""
    # A package's face hands on the names of its modules, which take theirs from each other.
    files = {module_of(file): file for file in ROOT.rglob("*.py") if file.name != "__init__.py"}
    needs = {one: set(modules_imported(file)) & files.keys() for one, file in files.items()}
    for one, others in KNOWN_EACH_OTHER.items():
        needs[one] -= others
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as cycle:
        pytest.fail(" -> ".join(cycle.args[1]))


def module_of(file: Path) -> str:
    parts = file.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules_imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("file", sorted(ROOT.rglob("*.py")), ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_file_is_a_refusal_long(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 500
