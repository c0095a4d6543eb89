"""T14: somebody anonymised in the window is named in no file that the program has, be it only for a moment."""

from __future__ import annotations

import datetime as dt
import faulthandler
import logging
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from facilitator_app.database import backups, key_slots, passing
from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.database.phrase_cost import LEAST
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.values import Month, hours
from facilitator_app.places import data_folder
from facilitator_app.start import Start
from facilitator_app.ui import dialogs
from facilitator_app.ui.crash import keep_a_log
from facilitator_app.ui.pages.documents_page import DocumentsPage
from facilitator_app.ui.pages.personal_data_page import PersonalDataPage
from facilitator_app.use_cases.personal_data import erasure
from tests import make
from tests.journeys.conftest import Opened, Said
from tests.journeys.keyboard import Keyboard
from tests.journeys.test_locked_house import HELENE, PHRASE, unlock

StartProgram = Callable[..., Opened]
APRIL = Month(2021, 4)


@pytest.fixture
def everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the program writes of itself: its data, its log, its temporary files."""
    for name in ("XDG_DATA_HOME", "TMPDIR", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
        (tmp_path / name.lower()).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(faulthandler, "enable", lambda _file: None)
    monkeypatch.setattr("facilitator_app.database.phrase_cost.for_this_machine", lambda: LEAST)
    known = list(logging.root.handlers)
    yield tmp_path
    for handler in [
        one for one in logging.root.handlers if one not in known and isinstance(one, logging.StreamHandler)
    ]:
        if handler.stream.name.startswith(str(tmp_path)):
            logging.root.removeHandler(handler)
            handler.stream.close()


def naming(folder: Path) -> list[str]:
    """The files whose bytes or whose name hold the name, as typed or as it is searched for."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if b"vandermeulen" in (file.name.encode() + file.read_bytes()).lower()]


def a_house(path: Path, key: bytes | None) -> tuple[Key, Key]:
    """Somebody who left the house five years ago, and the lot on which she worked."""
    house = open_house(path, HELENE, key)
    with house.transaction() as session:
        person = make.a_beneficiary(
            session, last_name="Vandermeulen", first_name="Aurélie", registered_on=dt.date(2021, 1, 5)
        )
        lot = make.a_lot(session, contract_id=make.a_contract(session).id)
        placed = make.a_placement(
            session, beneficiary_id=person.id, lot_id=lot.id, starts_on=dt.date(2021, 4, 1),
            ends_on=dt.date(2021, 4, 30),
        )  # fmt: skip
        line = MonthlyHours.key(placed.id, APRIL)
        make.kept(session, MonthlyHours(id=line, placement_id=placed.id, month=APRIL, declared=hours(12)))
        known = person.id, lot.id
    backups.back_up(path, "du-jour", key)
    house.close()
    return known


def show_in_the_reader(program: Start, lot: Key, shown: list[Path]) -> None:
    program.window.go_to("documents")
    page = program.window.page()
    assert isinstance(page, DocumentsPage)
    page.open(lot=lot, month=APRIL)
    page.open_shown()
    assert shown[0].read_bytes().startswith(b"%PDF")


def use_everything(program: Start, hand: Keyboard, person: Key) -> None:
    """What may leave a name on the disk: a first page kept, a copy looked into, errors that quote a value."""
    assert program.workspace is not None
    program.window.go_to("beneficiaries", beneficiary=person)
    hand.until(lambda: True)
    program.workspace.remember()
    copy = program.workspace.copies()[0]
    assert program.workspace.ask_copy(copy, lambda session: session.scalar(select(func.count(Beneficiary.id)))) == 1
    try:
        raise ValueError("Vandermeulen Aurélie")
    except ValueError as error:
        logging.getLogger("facilitator_app.essai").error("Une erreur", exc_info=error)
        logging.getLogger("openpyxl.essai").warning("Cellule illisible : %s", "Vandermeulen")


@pytest.mark.parametrize("encrypted", [False, True])
def test_nothing_names_her_any_more(
    start_program: StartProgram, everything: Path, path: Path, said: Said, monkeypatch: pytest.MonkeyPatch,
    encrypted: bool,
) -> None:  # fmt: skip
    keep_a_log()
    shown: list[Path] = []

    def show(file: Path) -> bool:
        shown.append(file)
        return True

    monkeypatch.setattr(dialogs, "open_outside", show)
    key = key_slots.create(path, HELENE, PHRASE) if encrypted else None
    person, lot = a_house(path, key)
    program, hand = start_program(path)
    if encrypted:
        unlock(program, hand)
    show_in_the_reader(program, lot, shown)
    use_everything(program, hand, person)
    assert len(naming(everything)) == (0 if encrypted else 2)  # the base and its copy
    assert passing.folder_of(path) in shown[0].parents
    program.window.go_to("personal_data")
    page = program.window.page()
    assert isinstance(page, PersonalDataPage)
    hand.until(lambda: "1" in page.tabs.tabText(1))
    page.anonymise()
    hand.until(lambda: not page.background.busy)
    assert "dans aucun fichier" in page.banner.text()
    assert naming(everything) == []
    assert not list(everything.rglob("*.pdf"))  # its text is compressed: it must not be there at all
    log = (data_folder() / "journal-technique.log").read_text("utf-8")
    assert "ValueError" in log
    assert "openpyxl" in log
    program.window.close()
    program.close()
    assert naming(everything) == []
    for file in (path, *backups.copies(backups.folder_of(path))):
        house = Database(file, key=key)
        with house.reading() as session:
            assert erasure.is_erased(session, person)
            assert session.get_one(Beneficiary, person).last_name == "Anonymisée"
        house.close()


def test_what_a_killed_program_was_showing_goes_at_the_next_opening(path: Path) -> None:
    left = passing.new_folder(path) / "FS-2021-04.pdf"
    left.write_bytes(b"Vandermeulen")
    unfinished = backups.folder_of(path) / "2026-01-01-000000-000000-du-jour.db.0123.new"
    unfinished.parent.mkdir()
    unfinished.write_bytes(b"Vandermeulen")
    open_house(path).close()
    assert naming(path.parent) == []
