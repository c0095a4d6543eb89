"""Whatever is given to a command in the place of a house: one sentence, exit code 2, nothing written, no traceback."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from facilitator_app.cli import _parser
from facilitator_app.cli import run as run_command
from facilitator_app.cli_french import in_french
from facilitator_app.database import backups, key_slots
from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.database.phrase_cost import LEAST
from tests.exchange.decp.files import envelope, raw_contract, written
from tests.make import a_beneficiary

HELENE, PHRASE = "Hélène Arnoux", "drapeau cidre violon marbre ficelle tilleul rideau"
COMMANDS: dict[str, tuple[str, ...]] = {
    "import": ("IMPORTED",),
    "match": (),
    "print": ("follow-up", "--lot", "M-1-L1", "--month", "2026-10", "--to", "OUT"),
    "check": (),
    "history": (),
    "undo": (),
    "backup": ("--to", "OUT"),
    "restore": ("--from", "COPY"),
    "duplicates": (),
    "eligibility": ("--person", "0" * 32),
    "exposed": ("--to", "OUT"),
    "account": ("--lot", "M-1-L1"),
    "danger": (),
}
"""Each command with what it needs; IMPORTED, COPY and OUT are made by the test."""


def nonsense(path: Path) -> None:
    path.write_text("Ceci n’est pas une base. " * 400, "utf-8")


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE films (title TEXT)")


def nothing(_path: Path) -> None:
    pass


def empty(path: Path) -> None:
    path.write_bytes(b"")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def newer(path: Path) -> None:
    open_house(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def encrypted(path: Path) -> None:
    key = key_slots.create(path, HELENE, PHRASE, cost=LEAST)
    open_house(path, HELENE, key).close()


CASES: dict[str, tuple[Callable[[Path], None], str]] = {
    "nonsense": (nonsense, "abîmée"),
    "of another program": (of_another_program, "n’est pas une base d’Arrimage"),
    "absent": (nothing, "n’existe pas"),
    "empty": (empty, "est vide"),
    "folder": (Path.mkdir, "est un dossier"),
    "pipe": (pipe, "n’est pas un fichier"),
    "newer": (newer, "plus récente"),
    "encrypted": (encrypted, "chiffrée"),
}
MAKES_IT = {("import", "absent")}  # with a good file to import
PUTS_BACK = {"nonsense", "of another program", "absent", "empty", "newer", "encrypted"}  # what a copy may replace


@pytest.fixture(scope="module")
def a_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("copie") / "maison.db"
    open_house(path).close()
    return backups.back_up(path, "essai")


@pytest.fixture(scope="module")
def real_houses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each case that is a whole house: long to make, quick to copy."""
    folder = tmp_path_factory.mktemp("maisons")
    for make_it in (newer, encrypted):
        (folder / make_it.__name__).mkdir()
        make_it(folder / make_it.__name__ / "maison.db")
    return folder


def there(folder: Path) -> dict[str, bytes]:
    """Every file and folder but the locks, which opening takes before it can look."""
    return {
        str(item.relative_to(folder)): item.read_bytes() if item.is_file() else b""
        for item in folder.rglob("*")
        if not item.name.endswith(".lock")
    }


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_house_is_one_sentence(
    command: str, case: str, tmp_path: Path, a_copy: Path, real_houses: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if (command, case) in MAKES_IT or (command == "restore" and case in PUTS_BACK):
        pytest.skip("this is what the command is for")
    make_it, said = CASES[case]
    if case == "pipe" and not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes on this system")
    path = tmp_path / "maison.db"
    if (real_houses / case).exists():
        shutil.copytree(real_houses / case, tmp_path, dirs_exist_ok=True)
    else:
        make_it(path)
    imported = written(tmp_path, envelope(raw_contract()))
    places = {"IMPORTED": str(imported), "COPY": str(a_copy), "OUT": str(tmp_path / "sortie")}
    before = there(tmp_path)
    code = run_command([command, "--database", str(path), *(places.get(word, word) for word in COMMANDS[command])])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    (sentence,) = err.splitlines()
    assert said in sentence
    assert sentence.endswith(".")
    assert there(tmp_path) == before


def test_every_command_is_in_the_table() -> None:
    (commands,) = (action for action in _parser()._actions if action.dest == "==SUPPRESS==" or action.choices)
    assert set(commands.choices or ()) == {*COMMANDS, "demo"}


def test_an_import_that_brings_nothing_makes_no_house(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "nouveau" / "dossier" / "maison.db"
    assert run_command(["import", "--database", str(path), str(tmp_path / "absent.json")]) == 2
    assert "introuvable" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    file = written(tmp_path, envelope(raw_contract()))
    monkeypatch.setattr(Path, "mkdir", refuse)
    assert run_command(["import", "--database", str(tmp_path / "ailleurs" / "maison.db"), str(file)]) == 2
    assert capsys.readouterr().err.startswith("Arrimage ne peut pas écrire dans ce dossier.")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("place", ["/proc/maison.db", "/proc/self/maison.db", "fichier/maison.db", "boucle/maison.db"])
def test_a_place_where_nothing_can_be_made_is_one_sentence(
    command: str, place: str, tmp_path: Path, a_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if sys.platform != "linux":
        pytest.skip("folders of the system that only look like some")
    (tmp_path / "fichier").write_bytes(b"")
    (tmp_path / "boucle").symlink_to("boucle")
    imported = written(tmp_path, envelope(raw_contract()))
    places = {"IMPORTED": str(imported), "COPY": str(a_copy), "OUT": str(tmp_path / "sortie")}
    before = set(tmp_path.iterdir())
    house = tmp_path / place  # an absolute one stays as it is
    code = run_command([command, "--database", str(house), *(places.get(word, word) for word in COMMANDS[command])])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    (sentence,) = err.splitlines()
    assert sentence.endswith(".")
    assert set(tmp_path.iterdir()) == before


@pytest.mark.skipif(sys.platform != "linux", reason="folders of the system that only look like some")
@pytest.mark.parametrize("folder", ["/proc/sortie", "/dev/null", "fichier/sortie", "boucle"])
@pytest.mark.parametrize("command", ["backup", "exposed"])
def test_a_folder_where_nothing_can_be_written_is_one_sentence(
    command: str, folder: str, database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database.close()
    (tmp_path / "fichier").write_bytes(b"")
    (tmp_path / "boucle").symlink_to("boucle")
    assert run_command([command, "--database", str(database.path), "--to", str(tmp_path / folder)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    (sentence,) = err.splitlines()
    assert sentence.endswith(".")


def test_a_document_that_cannot_be_made_leaves_no_folder(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        person = a_beneficiary(session).id
    database.close()
    house, out = ("--database", str(database.path)), tmp_path / "sortie"
    assert run_command(["print", "follow-up", "--lot", "x", "--month", "2026-10", *house, "--to", str(out)]) == 2
    wanted = ["print", "positioning-sheet", "--person", person, "--for", "B-999", *house, "--to", str(out)]
    assert run_command(wanted) == 2
    assert not out.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_to_import_is_refused_rather_than_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "tuyau.json"
    os.mkfifo(pipe)
    assert run_command(["import", "--database", str(tmp_path / "maison.db"), str(pipe)]) == 2
    assert "n’est pas un fichier" in capsys.readouterr().err


def test_a_demonstration_in_a_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "maison.db"
    file.write_bytes(b"")
    assert run_command(["demo", str(file)]) == 2
    assert capsys.readouterr().err == "« maison.db » n’est pas un dossier : indiquez un dossier neuf.\n"


def test_an_import_that_brings_something_makes_the_house(tmp_path: Path) -> None:
    path = tmp_path / "nouveau" / "maison.db"
    assert run_command(["import", "--database", str(path), str(written(tmp_path, envelope(raw_contract())))]) == 0
    assert {file.name for file in path.parent.iterdir()} <= {"maison.db", "maison.db.lock"}
    assert run_command(["check", "--database", str(path)]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("follow-up", "--lot", "x", "--month", "2026-10", "--for", "B-112"), "ne se sert pas de --for"),
        (("follow-up", "--lot", "x", "--month", "2026-10", "--person", "p"), "ne se sert pas de --person"),
        (("cv-sheet", "--person", "p", "--for", "B-112"), "ne se sert pas de --for"),
        (("whole-file", "--person", "p", "--lot", "x", "--month", "2026-10"), "ne se sert pas de --lot ni de --month"),
        (("review-sheet", "--person", "p", "--for", "B-112"), "Aucune personne ne porte l’identifiant « p »"),
    ],
)
def test_what_a_document_has_no_use_for_is_said(
    database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    database.close()
    out = tmp_path / "sortie"
    assert run_command(["print", *arguments, "--database", str(database.path), "--to", str(out)]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(("people", "said"), [(0, "Personne n’y est nommé"), (1, "1 personne :"), (2, "2 personnes :")])
def test_how_many_were_exposed_is_said_in_words(
    database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str], people: int, said: str
) -> None:
    with database.transaction() as session:
        for _ in range(people):
            a_beneficiary(session)
    database.close()
    assert run_command(["exposed", "--database", str(database.path), "--to", str(tmp_path)]) == 0
    assert capsys.readouterr().out.replace("\u00a0", " ").startswith(said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "COMMANDE"),
        (("check",), "Il manque : --database."),
        (("check", "--database"), "--database : il manque une valeur."),
        (("check", "--database", "x", "--tout"), "Arguments inconnus : --tout."),
        (("retire",), "n’est pas proposé. Au choix : "),
        (("check", "--database", "x", "--passphrase-fd", "un"), "n’est pas un nombre entier"),
        (("demo", "x", "--scale", "0"), "indiquez un nombre entre 1 et 1000"),
        (("check", "--recovery-key=oui", "--database", "x"), "ne prend pas de valeur"),
        (("import", "--database", "x"), "Il manque : FICHIER."),
    ],
)
def test_what_is_not_understood_is_said_in_french(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code: object
    try:
        code = run_command(arguments)
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Usage : arrimage")
    assert said in err
    assert "error" not in err


@pytest.mark.parametrize("command", ["", *COMMANDS, "demo"])
def test_the_help_speaks_no_english(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run_command([*((command,) if command else ()), "--help"])
    shown = capsys.readouterr().out
    assert shown.startswith("Usage : arrimage")
    for word in ("usage:", "positional", "show ", "exit", "optional arguments", "DATABASE"):
        assert word not in shown


def test_what_nobody_translated_is_said_all_the_same() -> None:
    assert in_french("something new") == "Cette commande n’est pas comprise : something new."
