"""Rules against hostile input that must hold in every file of the program, read from its source."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

import facilitator_app

ROOT = Path(facilitator_app.__file__).parent
RUN_SQL = {"text", "exec_driver_sql", "execute", "executemany", "executescript", "scalar", "scalars"}

BUILT_SQL = {
    "database/backups.py": "names of our own tables",
    "database/checks.py": "two constant queries compared",
    "database/driver.py": "constants, and a key of hexadecimal digits",
    "database/rekeying.py": "a key of hexadecimal digits, and the names of tables of the file itself, quoted",
    "database/restoring.py": "names of our own tables",
    "database/snapshots.py": "names of our own tables",
    "database/totals.py": "constant endings",
    "database/uncounted.py": "as many question marks as there are keys",
}
"""Files that build SQL from pieces, and why no typed text can be one of them."""

XML = {"exchange/safe_xml.py": "the one parser, with DTD and entities forbidden"}
ZIP = {
    "exchange/safe_zip.py": "checks before anything is unpacked",
    "exchange/reference/opened.py": "after safe_zip.check, under names of ours, in a temporary folder",
    "documents/form_odt.py": "writes one, opens none",
}
SPREADSHEETS = {
    "exchange/workbook_process/answering.py": "in the other process",
    "exchange/tables_out.py": "the one writer, texts forced",
    "exchange/spreadsheet/csv_text.py": "the one reader of CSV",
    "exchange/reference/shipped.py": "the tables shipped with the program",
}
PATTERNS = {
    "use_cases/beneficiary_search.py": "folded words, which hold neither % nor _; twice as quick",
}

BARE_LABELS = {
    "ui/form.py": "titles of fields, with the letter that leads to them",
    "ui/hours/sheet.py": "the title of the note",
    "ui/hours/chooser.py": "titles of fields",
    "ui/documents/chooser.py": "titles of fields",
    "ui/documents/person_documents.py": "titles of fields",
    "ui/navigation.py": "titles of groups of pages",
    "ui/pages/security_page.py": "the title of a choice, with the letter that leads to it",
}
BOXES = {"ui/dialogs.py": "sets plain text"}
TIPS = {"ui/plain.py": "which escapes them"}


Sources = dict[str, list[ast.AST]]


@pytest.fixture(scope="module")
def sources() -> Sources:
    """All that is written in each file of the program, read once for all the rules and forgotten after them."""
    return {
        file.relative_to(ROOT).as_posix(): [*ast.walk(ast.parse(file.read_text("utf-8")))]
        for file in sorted(ROOT.rglob("*.py"))
    }


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def offenders(sources: Sources, wrong: Callable[[ast.AST], bool], allowed: dict[str, str]) -> list[str]:
    return [
        f"{file}:{getattr(node, 'lineno', 0)}"
        for file, nodes in sources.items()
        if file not in allowed
        for node in nodes
        if wrong(node)
    ]


def is_built(value: ast.AST) -> bool:
    """A text put together from values: f"…{x}", "…" + x, "…" % x, "…".format(x)."""
    if isinstance(value, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in value.values)
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add | ast.Mod):
        return any(is_text(side) for side in (value.left, value.right))
    return isinstance(value, ast.Call) and called(value) == "format" and not value.keywords


def is_text(value: ast.AST) -> bool:
    return is_built(value) or (isinstance(value, ast.Constant) and isinstance(value.value, str))


def builds_sql(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and called(node) in RUN_SQL and bool(node.args) and is_built(node.args[0])


def imports(*packages: str) -> Callable[[ast.AST], bool]:
    def wrong(node: ast.AST) -> bool:
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        return any(name == package or name.startswith(f"{package}.") for name in names for package in packages)

    return wrong


def seeks_a_raw_pattern(node: ast.AST) -> bool:
    """`like` with signs of patterns in what was typed; `startswith` and `contains` without their escape."""
    if not isinstance(node, ast.Call):
        return False
    if called(node) in {"like", "ilike", "not_like", "notlike"}:
        return not any(word.arg == "escape" for word in node.keywords) and not (
            node.args and isinstance(node.args[0], ast.Constant)
        )
    if called(node) not in {"icontains", "istartswith", "iendswith"}:
        return False
    return not any(word.arg == "autoescape" for word in node.keywords)


def bare_label(node: ast.AST) -> bool:
    """A QLabel guesses whether its text is HTML; our Label never does."""
    return isinstance(node, ast.Call) and called(node) == "QLabel"


def rich_text(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute) and node.attr in {"RichText", "AutoText", "MarkdownText"}:
        return True
    names = {"setHtml", "insertHtml", "setMarkdown", "appendHtml", "QTextBrowser", "QTextDocument"}
    return isinstance(node, ast.Call) and called(node) in names


def box_of_its_own(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and called(node) in {"QMessageBox", "QErrorMessage", "MessageBox"}


def tip_of_its_own(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and called(node) in {"showText", "showMessage", "setWhatsThis", "setStatusTip"}


def runs_data(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"eval", "exec"}


@pytest.mark.parametrize(
    ("wrong", "allowed"),
    [
        pytest.param(builds_sql, BUILT_SQL, id="SQL is never put together from values"),
        pytest.param(seeks_a_raw_pattern, PATTERNS, id="what is sought is never a pattern"),
        pytest.param(imports("xml", "defusedxml", "lxml"), XML, id="XML is read in one place"),
        pytest.param(imports("zipfile", "tarfile", "shelve"), ZIP, id="archives are opened in one place"),
        pytest.param(imports("pickle", "marshal", "yaml"), {}, id="nothing read can run"),
        pytest.param(imports("python_calamine", "xlsxwriter", "csv"), SPREADSHEETS, id="tables go through one door"),
        pytest.param(bare_label, BARE_LABELS, id="labels show what was typed to the letter"),
        pytest.param(rich_text, {}, id="nothing is shown as HTML"),
        pytest.param(box_of_its_own, BOXES, id="messages come from one place"),
        pytest.param(tip_of_its_own, TIPS, id="tips are escaped"),
        pytest.param(runs_data, {}, id="no text is run"),
    ],
)
def test_the_rule_holds_everywhere(sources: Sources, wrong: Callable[[ast.AST], bool], allowed: dict[str, str]) -> None:
    assert offenders(sources, wrong, allowed) == []
    unused = [file for file in allowed if not any(wrong(node) for node in sources[file])]
    assert unused == [], "exceptions that are none any more"


@pytest.mark.parametrize(
    "code",
    [
        'text(f"SELECT {x}")', 'session.execute("SELECT " + x)', 'c.exec_driver_sql("SELECT %s" % x)',
        'c.execute("SELECT {}".format(x))', 'c.execute("a" + x + "b")',
    ],
)  # fmt: skip
def test_built_sql_is_seen(code: str) -> None:
    assert any(builds_sql(node) for node in ast.walk(ast.parse(code)))


@pytest.mark.parametrize("code", ['text("SELECT 1")', 'c.execute(text("SELECT :x"), {"x": x})', "s.execute(select(x))"])
def test_bound_sql_is_not(code: str) -> None:
    assert not any(builds_sql(node) for node in ast.walk(ast.parse(code)))
