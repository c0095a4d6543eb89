"""Importing published contracts: what becomes of each, what is never overwritten, and undoing the whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select

from facilitator_app.database.connection import Database
from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Contract, ContractState, Lot, LotHolder
from facilitator_app.domain.journal import Gesture, JournalEntry
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import euros
from facilitator_app.use_cases import gestures, import_report
from facilitator_app.use_cases.contract_import import Choice, ContractImport, Line
from facilitator_app.use_cases.import_report import Outcome
from tests.exchange.decp.files import envelope, raw_contract, written
from tests.make import a_contract

OTHER_HOLDER = [{"titulaire": {"typeIdentifiant": "SIRET", "id": "13002526500013"}}]


class RolledBack(Exception):
    """Leaves the transaction without writing."""


def run(
    database: Database, path: Path, choices: dict[str, Choice] | None = None, *, dry: bool = False
) -> ContractImport:
    done = ContractImport(path, choices, keep_lines=True)
    try:
        with database.transaction() as session:
            for _ in done.run(session):
                pass
            if dry:
                raise RolledBack
    except RolledBack:
        pass
    return done


def import_of(database: Database, folder: Path, *raw: Any, choices: dict[str, Choice] | None = None) -> ContractImport:
    return run(database, written(folder, envelope(*raw)), choices)


def outcomes(done: ContractImport) -> list[Outcome]:
    return [line.outcome for line in done.lines]


def count(database: Database, what: Any) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(what)) or 0


def contracts(database: Database) -> list[Contract]:
    with database.reading() as session:
        return list(session.scalars(select(Contract).order_by(Contract.number)))


def only(database: Database) -> Contract:
    [contract] = contracts(database)
    return contract


def change(database: Database, **values: Any) -> None:
    """Correct the only contract by hand."""
    with database.transaction() as session:
        contract = session.scalars(select(Contract)).one()
        for name, value in values.items():
            setattr(contract, name, value)


def undo_last(database: Database) -> None:
    with database.transaction() as session:
        last = gestures.last_to_undo(session)
        assert last is not None
        gestures.undo(session, last.gesture_id)


def amendment(**values: Any) -> dict[str, Any]:
    return {"modifications": [{"modification": {"id": 1, "dateNotificationModification": "2026-05-04", **values}}]}


def test_the_counts_add_up_to_what_was_read(database: Database, tmp_path: Path) -> None:
    import_of(database, tmp_path, raw_contract(id="1"), raw_contract(id="2"))
    done = import_of(
        database,
        tmp_path,
        raw_contract(id="1"),
        raw_contract(id="2", montant=900000),
        raw_contract(id="3"),
        raw_contract(id=None),
        "pas un marché",
    )
    counts = done.report.counts
    assert dict(counts) == {Outcome.IDENTICAL: 1, Outcome.UPDATED: 1, Outcome.CREATED: 1, Outcome.SET_ASIDE: 2}
    assert done.report.read == len(done.lines) == 5
    assert all(reason for _, reason in done.report.set_aside)


def test_a_contract_brings_its_buyer_its_lot_and_its_holders(database: Database, tmp_path: Path) -> None:
    import_of(database, tmp_path, raw_contract())
    contract = only(database)
    assert contract.state is ContractState.TO_SORT
    assert contract.considerations == ("clause", "criterion")
    assert (contract.amount, contract.notified_on) == (euros(843210), dt.date(2026, 2, 3))
    with database.reading() as session:
        lot = session.scalars(select(Lot)).one()
        assert lot.contract_id == contract.id
        assert lot.code == f"{contract.number}-L1"
    assert count(database, LotHolder) == count(database, Company) == 2


def test_a_dry_run_says_what_the_import_then_does(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, envelope(raw_contract(id="1"), raw_contract(id="2", objet="Voirie"), "rien"))
    said = run(database, path, dry=True)
    assert count(database, Contract) == count(database, Gesture) == 0
    done = run(database, path)
    assert [(line.key, line.outcome, line.joined) for line in said.lines] == [
        (line.key, line.outcome, line.joined) for line in done.lines
    ]


def test_importing_the_same_file_again_writes_nothing(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, envelope(raw_contract(id="1"), raw_contract(id="2")))
    run(database, path)
    before = count(database, JournalEntry), count(database, Gesture)
    assert outcomes(run(database, path)) == [Outcome.IDENTICAL, Outcome.IDENTICAL]
    assert (count(database, JournalEntry), count(database, Gesture)) == before


def test_what_was_corrected_by_hand_stays_when_the_same_file_comes_again(database: Database, tmp_path: Path) -> None:
    import_of(database, tmp_path, raw_contract())
    change(database, subject="École des Tilleuls", amount=euros(1), state=ContractState.FOLLOWED)
    assert outcomes(import_of(database, tmp_path, raw_contract())) == [Outcome.IDENTICAL]
    kept = only(database)
    assert (kept.subject, kept.amount, kept.state) == ("École des Tilleuls", euros(1), ContractState.FOLLOWED)


def test_an_update_names_what_differs(database: Database, tmp_path: Path) -> None:
    import_of(database, tmp_path, raw_contract())
    [line] = import_of(database, tmp_path, raw_contract(montant=900000, dureeMois=18)).lines
    assert line.outcome is Outcome.UPDATED
    assert set(line.differences) == {"montant", "durée"}
    assert line.joined == only(database).number
    assert only(database).amount == euros(900000)


@pytest.mark.parametrize("filler", [{"montant": 0}, {"montant": 1}, {"montant": "NC"}, {"dureeMois": 1}, {}])
def test_the_fillers_of_an_amendment_overwrite_nothing(database: Database, tmp_path: Path, filler: Any) -> None:
    import_of(database, tmp_path, raw_contract())
    import_of(database, tmp_path, raw_contract(**amendment(**filler)))
    assert (only(database).amount, only(database).duration_months) == (euros(843210), 14)


def test_an_amendment_gives_the_new_total(database: Database, tmp_path: Path) -> None:
    import_of(database, tmp_path, raw_contract())
    import_of(database, tmp_path, raw_contract(**amendment(montant=911000.5)))
    assert only(database).amount == Decimal("911000.50")


def test_an_unknown_consideration_never_becomes_none(database: Database, tmp_path: Path) -> None:
    [line] = import_of(database, tmp_path, raw_contract(considerationsSociales=None)).lines
    assert line.considerations == ()
    assert only(database).considerations == ()
    assert only(database).state is ContractState.TO_SORT


def test_an_unknown_consideration_never_overwrites_a_known_one(database: Database, tmp_path: Path) -> None:
    import_of(database, tmp_path, raw_contract())
    import_of(database, tmp_path, raw_contract(considerationsSociales=None, montant=900000))
    assert only(database).considerations == ("clause", "criterion")


def test_only_a_contract_said_to_carry_nothing_is_set_aside(database: Database, tmp_path: Path) -> None:
    said = {"considerationSociale": ["Pas de considération sociale"]}
    import_of(database, tmp_path, raw_contract(considerationsSociales=said))
    assert only(database).state is ContractState.SET_ASIDE


def test_two_lots_under_one_number_are_two_contracts(database: Database, tmp_path: Path) -> None:
    lots = [raw_contract(objet=f"Réhabilitation de l’école – lot {lot}") for lot in (1, 2)]
    assert outcomes(import_of(database, tmp_path, *lots)) == [Outcome.CREATED, Outcome.CREATED]
    assert outcomes(import_of(database, tmp_path, *lots)) == [Outcome.IDENTICAL, Outcome.IDENTICAL]
    assert count(database, Contract) == 2


def test_a_corrected_subject_updates_the_right_lot(database: Database, tmp_path: Path) -> None:
    one = raw_contract(objet="Lot 1 : gros œuvre", codeCPV="45223220-4")
    two = raw_contract(objet="Lot 2 : peinture", codeCPV="45442100-8", titulaires=OTHER_HOLDER)
    import_of(database, tmp_path, one, two)
    done = import_of(database, tmp_path, one, two | {"objet": "Lot 2 : peinture et sols souples"})
    assert outcomes(done) == [Outcome.IDENTICAL, Outcome.UPDATED]
    assert [contract.subject for contract in contracts(database)] == [
        "Lot 1 : gros œuvre",
        "Lot 2 : peinture et sols souples",
    ]


def test_a_lot_published_later_under_the_same_number_is_another_contract(database: Database, tmp_path: Path) -> None:
    one, two = (raw_contract(objet=f"Réhabilitation de l’école, {work}") for work in ("gros œuvre", "peinture"))
    import_of(database, tmp_path, one)
    assert outcomes(import_of(database, tmp_path, two, one)) == [Outcome.CREATED, Outcome.IDENTICAL]
    assert {contract.subject for contract in contracts(database)} == {one["objet"], two["objet"]}


def test_a_contract_published_twice_in_a_file_far_apart_settles(database: Database, tmp_path: Path) -> None:
    """Its two deliveries are not read in the same batch; which one wins may not change at each import."""
    others = [raw_contract(id=f"A{number}", objet=f"Objet {number}") for number in range(600)]
    path = written(tmp_path, envelope(raw_contract(), *others, raw_contract(montant=900000)))
    run(database, path)
    before = count(database, JournalEntry)
    again = run(database, path)
    assert again.report.counts[Outcome.UPDATED] == 0
    assert count(database, JournalEntry) == before


def typed_twin(database: Database) -> Key:
    """A contract typed by hand that the invented file brings again."""
    with database.transaction() as session:
        subject = "Réhabilitation de l’école des Tilleuls, lot 1 gros œuvre"
        return a_contract(session, number="M-2026-021", subject=subject).id


def test_a_twin_typed_by_hand_is_proposed_not_imposed(database: Database, tmp_path: Path) -> None:
    twin = typed_twin(database)
    [line] = import_of(database, tmp_path, raw_contract()).lines
    assert line.outcome is Outcome.CREATED
    assert [key for key, _ in line.twins] == [twin]
    assert count(database, Contract) == 2


def test_the_choice_to_join_is_honoured_once_and_for_all(database: Database, tmp_path: Path) -> None:
    twin = typed_twin(database)
    [proposed] = run(database, written(tmp_path, envelope(raw_contract())), dry=True).lines
    choices = {proposed.key: Choice(contract_id=twin)}
    [line] = import_of(database, tmp_path, raw_contract(), choices=choices).lines
    assert (line.outcome, line.joined) == (Outcome.UPDATED, "M-2026-021")
    assert (only(database).id, only(database).amount) == (twin, euros(843210))
    assert outcomes(import_of(database, tmp_path, raw_contract())) == [Outcome.IDENTICAL]


def test_the_choice_to_leave_is_honoured(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, envelope(raw_contract(id="1"), raw_contract(id="2")))
    first, _ = run(database, path, dry=True).lines
    done = run(database, path, {first.key: Choice(leave=True)})
    assert outcomes(done) == [Outcome.SET_ASIDE, Outcome.CREATED]
    assert only(database).published_id == "2"


def test_an_import_is_one_gesture_undone_in_one_gesture_then_possible_again(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, envelope(*(raw_contract(id=f"N{number}") for number in range(3))))
    run(database, path)
    assert count(database, Gesture) == 1
    undo_last(database)
    assert contracts(database) == []
    assert outcomes(run(database, path)) == [Outcome.CREATED] * 3
    assert len(contracts(database)) == 3


def test_undoing_asks_the_base_by_batches_whatever_the_number_of_contracts(database: Database, tmp_path: Path) -> None:
    import_of(database, tmp_path, *(raw_contract(id=f"N{number}", objet=f"Objet {number}") for number in range(300)))
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    undo_last(database)
    assert contracts(database) == []
    assert len(asked) < 100


def test_undoing_an_update_gives_back_what_was(database: Database, tmp_path: Path) -> None:
    import_of(database, tmp_path, raw_contract())
    import_of(database, tmp_path, raw_contract(montant=900000))
    undo_last(database)
    assert only(database).amount == euros(843210)
    assert outcomes(import_of(database, tmp_path, raw_contract(montant=900000))) == [Outcome.UPDATED]


def test_a_file_broken_further_on_writes_nothing(database: Database, tmp_path: Path) -> None:
    whole = written(tmp_path, envelope(*(raw_contract(id=f"N{number}") for number in range(900))))
    broken = written(tmp_path, whole.read_bytes()[:-400], "coupe.json")
    with pytest.raises(Refusal):
        run(database, broken)
    assert count(database, Contract) == count(database, Gesture) == count(database, JournalEntry) == 0


def test_stopping_in_the_middle_writes_nothing(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, envelope(*(raw_contract(id=f"N{number}") for number in range(900))))

    def job() -> Generator[tuple[int, int], None, None]:
        with database.transaction() as session:
            yield from ContractImport(path).run(session)

    steps = job()
    done, total = next(steps)
    assert 0 < done < total
    steps.close()
    assert count(database, Contract) == count(database, Gesture) == 0


def test_every_sample_file_imports_twice_without_a_second_change(
    database: Database, shared_data: Path, subtests: pytest.Subtests
) -> None:
    folder = shared_data / "decp"
    files = sorted(
        path for path in folder.rglob("*") if path.suffix in (".json", ".xml") and "schemas" not in path.parts
    )
    assert len(files) > 40
    for path in files:
        with subtests.test(path.name):
            try:
                first = run(database, path)
            except Refusal:
                before = count(database, JournalEntry)
                with pytest.raises(Refusal):
                    run(database, path)
                assert count(database, JournalEntry) == before
                continue
            assert first.report.read == first.report.counts.total() == len(first.lines)
            before = count(database, JournalEntry)
            again = run(database, path)
            assert again.report.counts[Outcome.CREATED] == again.report.counts[Outcome.UPDATED] == 0
            assert again.report.read == first.report.read
            assert count(database, JournalEntry) == before


def test_the_report_as_json_counts_every_record(database: Database, tmp_path: Path) -> None:
    report = import_of(database, tmp_path, raw_contract(), raw_contract(id=None)).report.as_json()
    assert report["file"] == "marches.json"
    assert report["read"] == report["created"] + report["updated"] + report["identical"] + len(report["set_aside"])


def test_hostile_names_are_kept_as_they_are(database: Database, tmp_path: Path) -> None:
    subject = "<b>Voirie</b> & \u202eréseaux\u202c « nord » 🙂"
    [line] = import_of(database, tmp_path, raw_contract(objet=subject)).lines
    assert isinstance(line, Line)
    assert only(database).subject == line.subject
    assert "<b>Voirie</b> &" in line.subject


def test_the_warnings_of_an_endless_file_do_not_fill_the_memory(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_report, "WARNINGS_TOLD", 3)
    raw = [raw_contract(id=f"2026T{number:04}", montant=0) for number in range(9)]
    report = import_of(database, tmp_path, *raw).report
    assert report.read == 9
    assert len(report.warnings) == 4
    assert "autres remarques" in report.warnings[-1]
