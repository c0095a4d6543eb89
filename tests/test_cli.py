"""The command line: what each command writes, its exit code, and one sentence when it cannot."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from facilitator_app.__main__ import main
from facilitator_app.database.opening import open_house
from facilitator_app.domain.contract import Contract
from facilitator_app.domain.journal import Gesture
from facilitator_app.domain.values import Month
from facilitator_app.use_cases.demonstration.main_job import run_main_job
from tests.exchange.decp.files import envelope, raw_contract, written

PARTS = {"skills": 35, "travel": 25, "availability": 20, "project": 20}


class Run:
    """One command run in this process: its exit code and what it wrote."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> None:
        capsys.readouterr()
        try:
            self.code = main([str(argument) for argument in arguments])
        except SystemExit as stop:  # argparse's own refusals and --help
            self.code = int(stop.code or 0)
        self.out, self.err = capsys.readouterr()
        assert "Traceback" not in self.err

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one sentence of a command that could not be done."""
        assert (self.code, self.out) == (2, "")
        [sentence] = self.err.splitlines()
        assert sentence.endswith(".")
        return sentence


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where `arrimage demo` has run."""
    folder = tmp_path_factory.mktemp("essai") / "demo"
    assert main(["demo", str(folder)]) == 0
    return folder


@pytest.fixture
def house(demonstration: Path, path: Path) -> Path:
    """The demonstration house, to be changed by one test."""
    shutil.copyfile(demonstration / "arrimage.db", path)
    return path


def query(house: Path, sql: str) -> Any:
    with closing(sqlite3.connect(house)) as connection:
        return connection.execute(sql).fetchone()[0]


# --- demo


def test_the_demonstration_ends_with_documents(demonstration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = {file.name[:2] for file in (demonstration / "documents").glob("*.pdf")}
    assert names == {"fs", "at"}
    assert all(file.read_bytes().startswith(b"%PDF") for file in (demonstration / "documents").iterdir())
    assert Run(capsys, "check", "--database", demonstration / "arrimage.db").code == 0


def test_the_same_seed_and_day_give_the_same_sheets(demonstration: Path, tmp_path: Path) -> None:
    day = query(demonstration / "arrimage.db", "SELECT DISTINCT issued_at FROM issued_document")[:10]
    house = open_house(tmp_path / "arrimage.db", author="Hélène Arnoux")
    try:
        for _ in run_main_job(house.transaction, house.reading, tmp_path, today=dt.date.fromisoformat(day)):
            pass
    finally:
        house.close()
    assert sheets(tmp_path)
    assert sheets(tmp_path) == sheets(demonstration)


def sheets(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (folder / "documents").glob("fs-*.pdf")}


def test_a_demonstration_never_covers_a_house(demonstration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (demonstration / "arrimage.db").read_bytes()
    assert "déjà une base" in Run(capsys, "demo", demonstration).refusal
    assert (demonstration / "arrimage.db").read_bytes() == before


def test_a_demonstration_with_an_unreadable_file_builds_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, b"\x00\x01 not a contract file")
    assert Run(capsys, "demo", tmp_path / "demo", "--contracts", file).refusal
    assert not list((tmp_path / "demo").glob("documents/*"))


def test_a_demonstration_that_failed_can_be_run_again_in_its_folder_and_imports_the_files_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert Run(capsys, "demo", tmp_path / "demo", "--contracts", tmp_path / "absent.json").refusal
    assert list((tmp_path / "demo").iterdir()) == []
    file = written(tmp_path, envelope(raw_contract()))
    done = Run(capsys, "demo", tmp_path / "demo", "--contracts", file)
    assert done.code == 0
    assert (
        "Import de marches.json (json-2022) : 1 contrat lu, 1 créé, 0 mis à jour, 0 identique, 0 laissé de côté."
        in done.out
    )
    assert {file.suffix for file in (tmp_path / "demo").iterdir() if file.is_file()} == {".db"}


@pytest.mark.parametrize("scale", ["0", "1001", "beaucoup", "-1"])
def test_a_scale_out_of_bounds_is_refused(scale: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = Run(capsys, "demo", tmp_path / "demo", f"--scale={scale}")
    assert done.code == 2
    assert "entre 1 et 1000" in done.err
    assert not (tmp_path / "demo").exists()


# --- import


def test_the_report_of_an_import_has_exactly_its_shape(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, envelope(raw_contract(), raw_contract(id="2026T0002"), raw_contract(id=None)))
    done = Run(capsys, "import", file, "--database", path, "--json")
    assert (done.code, done.err) == (0, "")
    report = done.json
    assert list(report) == [
        "file", "format", "read", "created", "updated", "identical", "set_aside", "warnings",
    ]  # fmt: skip
    assert (report["file"], report["read"], report["created"]) == ("marches.json", 3, 2)
    assert sum_of(report) == report["read"]
    [aside] = report["set_aside"]
    assert set(aside) == {"record", "reason"}
    assert all(isinstance(value, str) and value for value in aside.values())
    assert all(isinstance(warning, str) for warning in report["warnings"])


def sum_of(report: Any) -> int:
    return int(report["created"] + report["updated"] + report["identical"] + len(report["set_aside"]))


def test_importing_again_changes_nothing(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, envelope(raw_contract(), raw_contract(id="2026T0002")))
    Run(capsys, "import", file, "--database", path)
    again = Run(capsys, "import", file, "--database", path, "--json").json
    assert (again["created"], again["updated"], again["identical"]) == (0, 0, 2)


def test_without_json_the_report_is_a_sentence(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = Run(capsys, "import", written(tmp_path, envelope(raw_contract())), "--database", path)
    assert done.code == 0
    assert "1 contrat lu, 1 créé" in done.out


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02", "[]]", '{"autre": 1}', '<!DOCTYPE a [<!ENTITY b "c">]><marches>&b;</marches>'],
    ids=["empty", "binary", "broken", "something else", "entities"],
)
def test_an_unreadable_file_is_one_sentence_and_nothing_is_written(
    content: bytes | str, house: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = counted(house)
    name = "marches.xml" if isinstance(content, str) and content.startswith("<") else "marches.json"
    done = Run(capsys, "import", written(tmp_path, content, name), "--database", house, "--json")
    assert done.refusal.startswith(name)
    assert counted(house) == before


def counted(path: Path) -> tuple[int, int]:
    house = open_house(path)
    try:
        with house.reading() as session:
            contracts, acts = (session.scalar(select(func.count()).select_from(kind)) for kind in (Contract, Gesture))
            return contracts or 0, acts or 0
    finally:
        house.close()


def test_a_good_file_is_imported_beside_a_bad_one(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = written(tmp_path, b"", "vide.json"), written(tmp_path, envelope(raw_contract()))
    done = Run(capsys, "import", bad, tmp_path / "absent.json", good, "--database", path, "--json")
    assert done.code == 2
    assert done.json["created"] == 1
    assert [line.split(" : ")[0] for line in done.err.splitlines()] == ["vide.json", "absent.json"]


# --- match


def test_the_people_for_a_need_come_ranked_with_parts_and_reasons(
    demonstration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = demonstration / "arrimage.db"
    need = query(database, "SELECT code FROM need ORDER BY code LIMIT 1")
    answer = Run(capsys, "match", "--database", database, "--need", need, "--json").json
    assert answer["need"] == need
    assert answer["candidates"]
    scores = [candidate["score"] for candidate in answer["candidates"]]
    assert scores == sorted(scores, reverse=True)
    for candidate in answer["candidates"]:
        assert candidate["parts"].keys() == PARTS.keys()
        assert all(0 <= value <= PARTS[part] for part, value in candidate["parts"].items())
        assert sum(candidate["parts"].values()) == candidate["score"]
    assert all(line["reasons"] for line in answer["left_out"])
    told = Run(capsys, "match", "--database", database, "--need", need).out
    assert answer["candidates"][0]["name"] in told


def test_without_a_need_the_best_allocation_is_given_with_its_total(
    demonstration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = demonstration / "arrimage.db"
    answer = Run(capsys, "match", "--database", database, "--json").json
    assert answer["filled"] == len(answer["assigned"]) <= answer["posts"]
    assert answer["total"] == sum(line["score"] for line in answer["assigned"]) >= answer["today"]["total"]
    assert len({line["person"] for line in answer["assigned"]}) == answer["filled"]
    assert f"note totale {answer['total']}" in Run(capsys, "match", "--database", database).out


def test_an_unknown_need_is_refused_with_an_example(demonstration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = Run(capsys, "match", "--database", demonstration / "arrimage.db", "--need", "B-9999")
    assert "B-9999" in done.refusal
    assert "B-112" in done.refusal


# --- print


@pytest.mark.parametrize("kind", ["follow-up", "attestation"])
def test_a_document_of_a_lot_is_saved(
    kind: str, house: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lot = query(house, "SELECT code FROM lot WHERE code <> '' ORDER BY code LIMIT 1")
    month = Month.of(dt.date.today()).plus(-1)
    asked = ("--lot", lot, "--month", str(month), "--to", tmp_path / "papiers" / "octobre")
    done = Run(capsys, "print", kind, "--database", house, *asked)
    assert (done.code, done.err) == (0, "")
    [file] = (tmp_path / "papiers" / "octobre").iterdir()
    assert file.read_bytes().startswith(b"%PDF")
    assert file.name in done.out


@pytest.mark.parametrize(
    ("lot", "month", "said"), [("M-0000-000-L0", "2026-10", "M-0000-000-L0"), ("L1", "10/2026x", "n’est pas un mois")]
)
def test_an_unknown_lot_or_a_bad_month_is_refused(
    lot: str, month: str, said: str, house: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = query(house, "SELECT COUNT(*) FROM issued_document")
    done = Run(capsys, "print", "follow-up", "--database", house, "--lot", lot, "--month", month, "--to", tmp_path)
    assert said in done.refusal
    assert query(house, "SELECT COUNT(*) FROM issued_document") == before


def test_a_folder_that_is_a_file_is_refused(house: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "", "fichier")
    lot = query(house, "SELECT code FROM lot ORDER BY code")
    asked = ("--lot", lot, "--month", "2026-10", "--to", file)
    assert "fichier" in Run(capsys, "print", "follow-up", "--database", house, *asked).refusal


# --- check


def test_a_sound_house_is_said_to_be_in_order(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = Run(capsys, "check", "--database", house)
    assert (done.code, done.err) == (0, "")
    assert "en ordre" in done.out


def test_a_damaged_total_is_found(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(house)) as connection:
        key = connection.execute("SELECT lot_id FROM lot_total WHERE hours > 0").fetchone()[0]
        connection.execute("UPDATE lot_total SET hours = hours + 1 WHERE lot_id = ?", (key,))
        connection.commit()
    done = Run(capsys, "check", "--database", house)
    assert done.code == 1
    assert "total de lot dans 1 cas" in done.out


# --- what every command refuses


@pytest.mark.parametrize(
    "command",
    [("match",), ("check",), ("print", "follow-up", "--lot", "L1", "--month", "2026-10", "--to", ".")],
    ids=lambda command: command[0],
)
def test_a_missing_house_is_not_created(
    command: tuple[str, ...], path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert path.name in Run(capsys, *command, "--database", path).refusal
    assert not path.exists()


def test_a_file_of_another_program_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "Chère collègue, voici le compte rendu de la réunion.\n" * 50, "lettre.txt")
    before = file.read_bytes()
    for command in ("check", "match"):
        assert Run(capsys, command, "--database", file).refusal
    assert file.read_bytes() == before


def test_two_databases_are_one_too_many(capsys: pytest.CaptureFixture[str]) -> None:
    done = Run(capsys, "--database", "a.db", "b.db")
    assert done.code == 2
    assert "un seul fichier" in done.err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize("arguments", [[], ["--database", "maison.db"], ["--database=maison.db"]])
def test_without_a_screen_the_window_is_refused_in_one_sentence(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("Aucun écran sur ce poste.")


def test_help_is_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    done = Run(capsys, "--help")
    assert done.code == 0
    assert all(command in done.out for command in ("demo", "import", "match", "print", "check"))
    assert "construit une maison de démonstration" in done.out


def test_a_reader_who_leaves_early_gets_no_complaint(demonstration: Path) -> None:
    """As in `arrimage match | head -1`."""
    database = demonstration / "arrimage.db"
    program = [sys.executable, "-m", "facilitator_app", "match", "--json", "--database", str(database)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""


@pytest.mark.parametrize("before", [None, "mes-bibliotheques"])
def test_the_frozen_program_lends_its_libraries_to_no_other(
    before: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "arrimage/_internal")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    Run(capsys, "--version")
    told = subprocess.run(
        [sys.executable, "-c", "import os; print(os.environ.get('LD_LIBRARY_PATH'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == str(before)


# --- anything


@pytest.mark.parametrize("lot", ["", "%", "M-2026%", "a'b", "x" * 1000, "\udcff", "a\nb"], ids=range(7))
def test_a_lot_of_any_name_is_not_found_in_one_sentence(
    lot: str, house: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = Run(
        capsys, "print", "follow-up", "--database", house, "--lot", lot, "--month", "2026-10", "--to", tmp_path / "pdf"
    )
    assert (done.code, done.out) == (2, "")
    assert "Aucun lot ne porte le code" in done.err


@pytest.mark.parametrize("need", ["", "%", "x" * 1000])
def test_a_need_of_any_name_is_not_found_in_one_sentence(
    need: str, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Aucun besoin" in Run(capsys, "match", "--database", house, "--need", need).refusal


@pytest.mark.parametrize("place", ["x" * 300, "x" * 300 + "/maison.db", "", "."])
def test_a_house_of_an_impossible_name_is_one_sentence(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, envelope(raw_contract()))
    assert Run(capsys, "check", "--database", place).refusal
    assert Run(capsys, "import", file, "--database", place).refusal


def test_a_folder_of_an_impossible_name_is_one_sentence(
    house: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lot = query(house, "SELECT code FROM lot ORDER BY code")
    (tmp_path / "fichier").write_text("Bonjour")
    for folder in (tmp_path / ("x" * 300), tmp_path / "fichier", tmp_path / "fichier" / "sous"):
        done = Run(
            capsys, "print", "follow-up", "--database", house, "--lot", lot, "--month", "2026-10", "--to", folder
        )
        assert "Choisissez-en un autre" in done.refusal


def test_what_is_written_in_a_pipe_is_in_utf_8_whatever_the_machine_speaks(house: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "facilitator_app", "match", "--database", str(house)],
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
        cwd=Path(__file__).parents[1],
        capture_output=True,
        check=True,
    )
    assert "Meilleure répartition" in done.stdout.decode("utf-8")
