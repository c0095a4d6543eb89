"""Counting again only the people that something was written about gives what counting everybody gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof, Sex, YesNoUnknown
from facilitator_app.domain.contract import Lot, Segment
from facilitator_app.domain.counting_rules import CountingRules
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.public_counts import Dimension
from facilitator_app.domain.values import hours
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.last_written import last_written
from facilitator_app.use_cases.personal_data.erasure import anonymise
from facilitator_app.use_cases.personal_data.restriction import restrict
from facilitator_app.use_cases.publics import kept
from facilitator_app.use_cases.publics.breakdown import breakdown
from facilitator_app.use_cases.publics.changed import people_changed
from facilitator_app.use_cases.publics.left_aside import left_aside
from facilitator_app.use_cases.publics.periods import this_year
from tests.conftest import TODAY

YEAR = this_year(TODAY)
Kind = TypeVar("Kind", bound=Record)


@pytest.fixture(scope="module")
def house(demonstration_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    copy = tmp_path_factory.mktemp("kept") / "maison.db"
    copy.write_bytes(demonstration_house.read_bytes())
    database = open_house(copy)
    yield database
    database.close()


def one_of(session: Session, chance: Random, kind: type[Kind]) -> Kind:
    return chance.choice(list(session.scalars(select(kind).order_by(kind.id))))


def rules_of(session: Session, lot: Key | None) -> CountingRules:
    key = CountingRules.key(lot)
    rules = session.get(CountingRules, key, execution_options={"include_removed": True})
    if rules is None:
        rules = CountingRules(id=key, lot_id=lot)
        session.add(rules)
    rules.removed = False
    return rules


def tell_more(session: Session, chance: Random) -> None:
    person = one_of(session, chance, Beneficiary)
    person.birth_date, person.sex = dt.date(chance.randrange(1950, 2008), 5, 4), chance.choice(list(Sex))
    person.in_qpv, person.jobs_aimed = chance.choice(list(YesNoUnknown)), ("M1601",)


def register(session: Session, _chance: Random) -> None:
    session.add(Beneficiary(last_name="Nouvelle", first_name="Venue", sex=Sex.WOMAN, registered_on=TODAY))


def note_a_proof(session: Session, chance: Random) -> None:
    session.add(EligibilityProof(beneficiary_id=one_of(session, chance, Beneficiary).id, category="LTU"))


def take_a_person_away(session: Session, chance: Random) -> None:
    one_of(session, chance, Beneficiary).removed = True


def archive(session: Session, chance: Random) -> None:
    one_of(session, chance, Beneficiary).archived_on = TODAY


def leave_alone(session: Session, chance: Random) -> None:
    restrict(session, one_of(session, chance, Beneficiary).id, "conteste son adresse", TODAY)


def end_a_contract(session: Session, chance: Random) -> None:
    placement = one_of(session, chance, Placement)
    placement.ends_on = max(placement.starts_on, TODAY - dt.timedelta(days=chance.randrange(1, 300)))


def correct_hours(session: Session, chance: Random) -> None:
    month = one_of(session, chance, MonthlyHours)
    month.declared, month.training = hours(chance.randrange(40, 120)), hours(chance.randrange(40))


def cap_the_training(session: Session, chance: Random) -> None:
    lot = one_of(session, chance, Placement).lot_id
    rules_of(session, lot).training_cap = Decimal("0.01")


def owe_less(session: Session, chance: Random) -> None:
    one_of(session, chance, Lot).due_hours = hours(chance.randrange(100, 4000))


def change_segment(session: Session, chance: Random) -> None:
    session.get_one(Lot, one_of(session, chance, Placement).lot_id).segment = chance.choice(list(Segment))


def move_a_placement(session: Session, chance: Random) -> None:
    one_of(session, chance, Placement).beneficiary_id = one_of(session, chance, Beneficiary).id


def change_the_rules_of_the_house(session: Session, _chance: Random) -> None:
    rules_of(session, None).permanent_months = 3


def undo(session: Session, _chance: Random) -> None:
    last = gestures.last_to_undo(session)
    if last is not None:
        gestures.undo(session, last.gesture_id)


CHANGES: tuple[Callable[[Session, Random], None], ...] = (
    tell_more, register, note_a_proof, correct_hours, cap_the_training, correct_hours, owe_less, change_segment,
    end_a_contract, archive, undo, leave_alone, move_a_placement, take_a_person_away, undo,
    change_the_rules_of_the_house, undo,
)  # fmt: skip


def counted(session: Session) -> tuple[object, ...]:
    return (
        left_aside(session, YEAR, None, TODAY),
        *(breakdown(session, dimension, YEAR, None, TODAY) for dimension in Dimension),
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_correcting_what_was_counted_gives_what_counting_anew_gives(house: Database, seed: int) -> None:
    chance = Random(seed)
    for change in CHANGES:
        with house.reading() as session:
            counted(session)
        with house.transaction() as session:
            change(session, chance)
        with house.reading() as session:
            corrected = counted(session)
            for store in (kept._FACTS, kept._FIGURES):
                store.clear()
            assert corrected == counted(session), change.__name__


def test_somebody_anonymised_is_counted_as_she_was(house: Database) -> None:
    with house.reading() as session:
        counted(session)
    with house.transaction() as session:
        at_work = select(Placement.beneficiary_id).where(Placement.ends_on.is_(None) | (Placement.ends_on >= TODAY))
        done = select(Placement.beneficiary_id).where(
            Placement.ends_on >= YEAR.first_day, Placement.beneficiary_id.not_in(at_work)
        )
        anonymise(session, list(session.scalars(done.limit(1))), TODAY)
    with house.reading() as session:
        corrected = counted(session)
        kept._FACTS.clear()
        kept._FIGURES.clear()
        assert corrected == counted(session)


def test_a_need_changes_nobody_and_a_month_those_of_its_lot(house: Database) -> None:
    with house.reading() as session:
        then = last_written(session)
    with house.transaction() as session:
        one_of(session, Random(4), Need).note = "Accès par le quai"
    with house.reading() as session:
        now = last_written(session)
        assert people_changed(session, then, now) == frozenset()
    with house.transaction() as session:
        month = one_of(session, Random(5), MonthlyHours)
        month.declared = hours(17)
        lot = session.get_one(Placement, month.placement_id).lot_id
    with house.reading() as session:
        workers = frozenset(session.scalars(select(Placement.beneficiary_id).where(Placement.lot_id == lot)))
        assert people_changed(session, now, last_written(session)) == workers


def test_a_counter_given_back_by_a_gesture_that_failed_is_not_trusted(house: Database) -> None:
    with house.reading() as session:
        ((replica, counter, _gesture),) = last_written(session)
        forged = ((replica, counter, "0" * 32),)
        assert people_changed(session, forged, last_written(session)) is None
