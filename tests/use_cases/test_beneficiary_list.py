"""The list and the sheet of people, from a real file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.exits import ExitReason
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.need import Proposal, ProposalState
from facilitator_app.domain.office import RULES_KEY, Rules
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.proofs import ProofSeen
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import beneficiaries, eligibility, eligibility_decisions
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft
from facilitator_app.use_cases.beneficiary_list import PersonRow, rows
from facilitator_app.use_cases.beneficiary_order import Order, in_order
from facilitator_app.use_cases.beneficiary_search import ELSEWHERE, Filter, counts, search
from facilitator_app.use_cases.beneficiary_sheet import sheet
from facilitator_app.use_cases.following import EventDraft, ExitDraft, Standing, keep_event, keep_exit
from facilitator_app.use_cases.matching.profiles import Spelling, members
from tests import make

TODAY = dt.date(2026, 11, 24)


def _registered(session: Session, last: str, first: str = "Camille", **details: object) -> Key:
    draft = BeneficiaryDraft(last, first, dt.date(1992, 4, 2), **details)  # type: ignore[arg-type]
    return beneficiaries.register(session, draft, TODAY)


def _placed(session: Session, key: Key, starts_on: dt.date, ends_on: dt.date | None = None) -> None:
    frozen = eligibility.freeze(session, key, starts_on)
    make.a_placement(
        session,
        beneficiary_id=key,
        starts_on=starts_on,
        ends_on=ends_on,
        eligible_until=frozen.eligible_until,
        eligibility=frozen.eligibility,
        categories=frozen.categories,
    )


def _proved(session: Session, key: Key, day: dt.date) -> None:
    make.proved(session, key, ProofSeen("LTU", "", day, day), TODAY)


def _row(session: Session, key: Key) -> PersonRow:
    return rows(session, [key], TODAY)[0]


@pytest.mark.parametrize(
    "typed",
    [
        "ferrandi", "FERRANDI nadia", "nadia ferrandi", "ferr", "la garde", "garde nadia", "macon", "l’œuvre", "oeuvre",
        "l'oeuvre",
    ],
)  # fmt: skip
def test_people_are_found_by_name_town_or_job(session: Session, typed: str) -> None:
    _registered(session, "Belkacem", "Yanis", postal_code="83500", town="La Seyne-sur-Mer")
    key = _registered(
        session, "Ferrandi de l’Œuvre", "Nadia", postal_code="83130", town="La Garde", jobs_aimed=("F1703",)
    )
    assert search(session, typed, Filter.ALL, TODAY) == [key]


@pytest.mark.parametrize("typed", ["%", "_", "a%", "randi", "ferrandi xyz"])
def test_signs_and_ends_of_words_find_nobody_by_accident(session: Session, typed: str) -> None:
    _registered(session, "Ferrandi", "Nadia")
    found = search(session, typed, Filter.ALL, TODAY)
    assert found == []


def test_names_that_begin_with_the_text_come_first(session: Session) -> None:
    by_first_name = _registered(session, "Abric", "Marc")
    by_last_name = _registered(session, "Martel", "Zoé")
    assert search(session, "mar", Filter.ALL, TODAY) == [by_last_name, by_first_name]
    assert search(session, "", Filter.ALL, TODAY) == [by_first_name, by_last_name]


def test_the_badge_says_where_each_person_stands(session: Session) -> None:
    free, soon = _registered(session, "A"), _registered(session, "B", available_from=dt.date(2027, 5, 1))
    at_work, ended, proposed = _registered(session, "C"), _registered(session, "D"), _registered(session, "E")
    closed = _registered(session, "F")
    for key, day in ((at_work, dt.date(2026, 3, 2)), (ended, dt.date(2024, 10, 10))):
        _proved(session, key, day)
        _placed(session, key, day, None if key == at_work else dt.date(2025, 10, 10))
    need = make.a_need(session)
    make.kept(
        session,
        Proposal(
            id=key_of("proposal", need.id, proposed),
            need_id=need.id,
            beneficiary_id=proposed,
            state=ProposalState.PROPOSED,
            proposed_on=TODAY,
        ),
    )
    beneficiaries.archive(session, closed, "a déménagé", TODAY)
    badges = {key: _row(session, key).situation for key in (free, soon, at_work, ended, proposed, closed)}
    assert badges == {
        free: "Disponible",
        soon: "Dès le 01/05",
        at_work: "En emploi",
        ended: "À recontacter",
        proposed: "Proposée (1)",
        closed: "Archivée",
    }
    assert counts(session, TODAY) == {
        Filter.ALL: 5, Filter.AVAILABLE: 3, Filter.TO_RENEW: 1, Filter.TO_FOLLOW_UP: 0, Filter.OUT_OF_TOUCH: 0,
        Filter.ARCHIVED: 1,
    }  # fmt: skip
    assert search(session, "", Filter.AVAILABLE, TODAY) == [free, ended, proposed]
    assert search(session, "", Filter.TO_RENEW, TODAY) == [ended]
    assert sheet(session, ended, TODAY).situation.label == "À recontacter"


def test_the_line_says_until_when_a_person_is_eligible(session: Session) -> None:
    unproved, fresh, placed, ending = (_registered(session, name) for name in "ABCD")
    _proved(session, fresh, dt.date(2026, 11, 12))
    for key, start in ((placed, dt.date(2026, 3, 12)), (ending, dt.date(2024, 12, 10))):
        _proved(session, key, start)
        _placed(session, key, start)
    assert (_row(session, unproved).eligibility, _row(session, unproved).eligibility_tone) == ("à établir", "warning")
    assert _row(session, fresh).eligible_until == dt.date(2027, 5, 12)
    assert (_row(session, placed).eligible_until, _row(session, placed).eligibility_tone) == (
        dt.date(2028, 3, 11),
        "",
    )
    assert (_row(session, ending).eligible_until, _row(session, ending).eligibility_tone) == (
        dt.date(2026, 12, 9),
        "warning",
    )


def test_lines_come_in_the_order_asked_without_the_removed(session: Session) -> None:
    first, second, gone = _registered(session, "A"), _registered(session, "B"), _registered(session, "C")
    session.get_one(Beneficiary, gone).removed = True
    session.flush()
    assert [row.id for row in rows(session, [second, gone, first], TODAY)] == [second, first]
    assert rows(session, [first], TODAY)[0].second_line == "34\u00a0ans"


def test_the_sheet_adds_up_the_hours_of_each_lot(session: Session) -> None:
    key = _registered(session, "Ferrandi", "Nadia", jobs_aimed=("F1703", "ZZZZZ"))
    lot = make.a_lot(session, title="Gros œuvre")
    placement = make.a_placement(session, beneficiary_id=key, lot_id=lot.id, starts_on=dt.date(2026, 9, 1))
    for month, declared in ((9, hours("151.67")), (10, hours(162)), (11, None)):
        key_of_month = MonthlyHours.key(placement.id, Month(2026, month))
        make.kept(
            session,
            MonthlyHours(id=key_of_month, placement_id=placement.id, month=Month(2026, month), declared=declared),
        )
    shown = sheet(session, key, TODAY)
    assert shown.total_hours == Decimal("313.67")
    assert shown.hours_since == Month(2026, 9)
    assert [(line.month.number, line.declared) for line in shown.months][:2] == [(11, None), (10, Decimal(162))]
    assert shown.placements[0].lot == "Lot 1 Gros œuvre"
    assert shown.jobs_aimed[1] == "ZZZZZ"
    assert shown.initials == "NF"


def test_the_sheet_of_nobody_is_refused(session: Session) -> None:
    with pytest.raises(Refusal, match="n’est plus dans le fichier"):
        sheet(session, Key("0" * 32), TODAY)


@pytest.mark.parametrize("typed", ["", "b", "ba", "bar", "toulon", "nadia", "b nadia", "zzz"])
def test_the_first_people_are_those_the_whole_list_begins_with(session: Session, typed: str) -> None:
    for last, first in (
        ("Barre", "Nadia"),
        ("Abad", "Barbara"),
        ("Bello", "Nadia"),
        ("Zidi", "Bruno"),
        ("Barre", "Zoé"),
    ):
        _registered(session, last, first, town="Toulon")
    for filter in Filter:
        whole = search(session, typed, filter, TODAY)
        for most in (1, 2, 5, 60):
            assert search(session, typed, filter, TODAY, most) == whole[:most]


def test_people_are_counted_again_after_each_gesture_even_one_that_failed(database: Database) -> None:
    def counted() -> int:
        with database.reading() as session:
            return counts(session, TODAY)[Filter.ALL]

    assert counted() == 0
    with pytest.raises(ZeroDivisionError), database.transaction() as session:
        _registered(session, "Barre")
        session.flush()
        assert counts(session, TODAY)[Filter.ALL] == 1
        raise ZeroDivisionError
    assert counted() == 0
    with database.transaction() as session:
        _registered(session, "Bello")
        _registered(session, "Zidi")
    assert counted() == 2
    with database.transaction() as session:
        beneficiaries.archive(session, search(session, "zidi", Filter.ALL, TODAY)[0], "a déménagé", TODAY)
    assert counted() == 1


@pytest.fixture
def asked(database: Database) -> Iterator[list[str]]:
    """What is asked of the file from here on."""
    questions: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        questions.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield questions
    event.remove(Engine, "before_cursor_execute", note)


def test_people_are_not_counted_again_for_what_no_chip_looks_at(database: Database, asked: list[str]) -> None:
    with database.transaction() as session:
        lot_id = make.a_lot(session).id
        _registered(session, "Barre")
    asked.clear()
    with database.reading() as session:
        first = counts(session, TODAY)
    assert not [table for table in ELSEWHERE for question in asked if re.search(rf"(FROM|JOIN) {table}\b", question)]
    assert {table.name for table in Record.metadata.tables.values()} >= ELSEWHERE
    with database.transaction() as session:
        session.get_one(Lot, lot_id).title = "Gros œuvre"
    asked.clear()
    with database.reading() as session:
        assert counts(session, TODAY) == first
    assert not [question for question in asked if "beneficiary" in question]


def test_the_list_says_who_must_act_next_and_finds_those_to_be_called_again(session: Session) -> None:
    late, later, left, quiet = (make.a_beneficiary(session) for _ in range(4))
    yesterday = TODAY - dt.timedelta(days=1)
    for person, before in ((late, yesterday), (later, TODAY + dt.timedelta(days=9))):
        draft = EventDraft(yesterday, text="Appelée", next_action="Rappeler", next_by="Paul", next_before=before)
        keep_event(session, person.id, draft, TODAY)
    keep_exit(session, left.id, ExitDraft(dt.date(2026, 8, 3), ExitReason.COMPLETED), TODAY)
    assert search(session, "", Filter.TO_FOLLOW_UP, TODAY) == [late.id, left.id]
    assert counts(session, TODAY)[Filter.TO_FOLLOW_UP] == 2
    stands = [row.standing for row in rows(session, [late.id, quiet.id], TODAY)]
    assert stands == [Standing(yesterday, "Rappeler", "Paul", yesterday), Standing()]
    assert stands[0].is_late(TODAY)
    everybody = [quiet.id, later.id, late.id]
    assert in_order(session, everybody, Order.NEXT_ACTION, TODAY) == [late.id, later.id, quiet.id]
    assert in_order(session, everybody, Order.LAST_ACT, TODAY)[-1] == quiet.id


def test_newer_proofs_after_a_break_are_told_by_the_list_as_by_the_sheet(session: Session) -> None:
    make.kept(session, Rules(id=RULES_KEY, new_period_gap_months=12))
    key = _registered(session, "Ferrandi")
    _proved(session, key, dt.date(2023, 1, 5))
    _placed(session, key, dt.date(2023, 2, 1), dt.date(2023, 12, 31))
    assert (_row(session, key).eligibility, _row(session, key).eligibility_tone) == ("31/01/2025", "danger")
    _proved(session, key, dt.date(2026, 11, 12))
    line, shown = _row(session, key), sheet(session, key, TODAY)
    assert (line.eligible_until, line.eligibility_tone, line.situation) == (dt.date(2027, 5, 12), "", "Disponible")
    assert shown.waiting
    assert shown.covered_until == dt.date(2028, 11, 23)
    assert shown.eligibility_title == "Éligible, premier contrat au plus tard le 12/05/2027"


def test_a_contract_begun_without_eligibility_does_not_spoil_the_line(session: Session) -> None:
    key = _registered(session, "Ferrandi")
    make.a_placement(session, beneficiary_id=key, starts_on=dt.date(2026, 1, 10), eligible=False)
    _proved(session, key, dt.date(2026, 11, 12))
    assert _row(session, key).eligible_until == dt.date(2027, 5, 12)
    assert members(session, TODAY, Spelling())[key].candidate.eligible_until == dt.date(2027, 5, 12)


def test_a_period_made_longer_by_hand_is_not_to_be_renewed(session: Session) -> None:
    key = _registered(session, "Ferrandi")
    _proved(session, key, dt.date(2024, 10, 10))
    _placed(session, key, dt.date(2024, 10, 10), dt.date(2025, 10, 10))
    assert search(session, "", Filter.TO_RENEW, TODAY) == [key]
    eligibility_decisions.extend(session, key, dt.date(2027, 10, 10), "accord de l’acheteur", TODAY)
    assert search(session, "", Filter.TO_RENEW, TODAY) == []
