"""Lists of people on the command line: the same command and the same report as for contracts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facilitator_app.__main__ import main
from tests.exchange.people.lists import TITLES, in_csv, in_xlsx


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_report_has_the_shape_of_that_of_contracts(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [("Martel", "Lucie", "14/06/2002"), ("Roy", "Zoé", "14/06/2042"), ("Martel", "LUCIE", "2002-06-14")]
    file = in_xlsx(tmp_path, TITLES, *people)
    code, out, err = run(capsys, "import", file, "--database", path, "--json")
    report = json.loads(out)
    assert (code, err) == (0, "")
    assert list(report) == [
        "file", "format", "read", "created", "updated", "identical", "set_aside", "warnings",
    ]  # fmt: skip
    assert (report["file"], report["format"], report["read"]) == ("personnes.xlsx", "people-xlsx", 3)
    assert (report["created"], report["updated"], report["identical"]) == (1, 0, 1)
    aside = {"record": "ligne 3, Roy Zoé", "reason": "La date de naissance 14/06/2042 est dans le futur."}
    assert report["set_aside"] == [aside]


def test_a_list_without_birth_dates_is_refused_and_nothing_written(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = in_csv(tmp_path, ("Nom", "Prénom"), ("Martel", "Lucie"))
    code, out, err = run(capsys, "import", file, "--database", path)
    assert (code, out) == (2, "")
    assert err.startswith("personnes.csv : Il manque une colonne")
    good = in_csv(tmp_path, TITLES, ("Martel", "Lucie", "14/06/2002"), name="bonne.csv")
    assert "1 personne lue, 1 créée" in run(capsys, "import", good, "--database", path)[1]


def test_the_lists_of_services_are_imported_and_what_is_in_doubt_is_told(
    path: Path, shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shared_data / "people"
    code, out, _ = run(capsys, "import", folder / "import_beneficiaires.csv", "--database", path)
    told = out.splitlines()
    assert code == 0
    assert told[0].endswith("4 personnes lues, 2 créées, 0 complétée, 1 identique, 1 laissée de côté")
    assert told[1].endswith(
        "ligne 5, fondue charlot : À décider, ressemble à la ligne 3 du fichier\u00a0: Fondue Charlie."
    )
    code, out, _ = run(capsys, "import", folder / "import_beneficiaires_buggy.csv", "--database", path, "--json")
    report = json.loads(out)
    assert (code, report["read"], report["created"], report["identical"]) == (0, 3, 0, 1)
    assert [aside["reason"] for aside in report["set_aside"]] == [
        "Il manque la date de naissance.", "La date de naissance «\u00a019970-04-22\u00a0» n’est pas une date.",
    ]  # fmt: skip


def test_a_file_that_is_no_table_is_one_sentence(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = tmp_path / "photo.xlsx"
    photo.write_bytes(b"PK\x03\x04" + bytes(400))
    code, out, err = run(capsys, "import", photo, "--database", path)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
