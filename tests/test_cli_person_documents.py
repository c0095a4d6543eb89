"""`arrimage print` for a person, and `arrimage exposed`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facilitator_app import cli, cli_printing
from facilitator_app.database import backups
from facilitator_app.database.connection import Database
from facilitator_app.domain.person_document import PersonDocumentKind
from tests import make


@pytest.fixture
def person(database: Database) -> str:
    with database.transaction() as session:
        key = make.a_beneficiary(session, last_name="Testard").id
    database.close()
    return key


def test_the_kinds_are_those_of_the_program() -> None:
    assert [kind.value.replace("_", "-") for kind in PersonDocumentKind] == list(cli_printing.OF_PERSON)


def test_a_document_of_a_person_is_saved(
    person: str, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--database", str(path), "--person", person, "--to", str(tmp_path / "papiers")]
    assert cli.run(["print", "proof-checklist", *asked, "--for", "RSA"]) == 0
    (file,) = (tmp_path / "papiers").iterdir()
    assert file.read_bytes().startswith(b"%PDF")
    assert file.name in capsys.readouterr().out


def test_the_whole_file_is_a_pdf_and_a_json(person: str, path: Path, tmp_path: Path) -> None:
    to = tmp_path / "dossier"
    assert cli.run(["print", "whole-file", "--database", str(path), "--person", person, "--to", str(to)]) == 0
    assert sorted(file.suffix for file in to.iterdir()) == [".json", ".pdf"]
    (complete,) = to.glob("*.json")
    assert json.loads(complete.read_text("utf-8"))["personne"]["id"] == person


@pytest.mark.parametrize(("kind", "missing"), [("cv-sheet", "--person"), ("follow-up", "--lot")])
def test_what_is_missing_is_said(
    kind: str, missing: str, person: str, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["print", kind, "--database", str(path), "--to", str(tmp_path / "rien")]) == cli.UNREADABLE
    assert missing in capsys.readouterr().err
    assert not (tmp_path / "rien").exists()


def test_who_was_in_a_file_or_in_a_copy_is_listed(
    person: str, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = backups.back_up(path, "a-la-demande")
    for place, extra in enumerate(([], ["--from", str(copy)])):
        to = tmp_path / f"liste{place}"
        assert cli.run(["exposed", "--database", str(path), *extra, "--to", str(to)]) == 0
        (table,) = to.glob("*.csv")
        assert person in table.read_text("utf-8")
        assert table.name in capsys.readouterr().out


def test_a_copy_that_is_not_a_house_is_refused(
    person: str, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "autre.db"
    other.write_bytes(b"pas une base" * 500)
    asked = ["exposed", "--database", str(path), "--from", str(other), "--to", str(tmp_path / "liste")]
    assert cli.run(asked) == cli.UNREADABLE
    assert "autre.db" in capsys.readouterr().err
