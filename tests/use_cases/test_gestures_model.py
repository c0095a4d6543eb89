"""Gestures in any order, undone and done again: the house stays whole and its sums right whatever was done.

That a safeguard taken away is found is shown in `test_gestures_model_controls.py`; what these stories have no gesture
for (documents issued, numbers of contracts) is in `test_undoing.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import NeedState, Proposal, ProposalState
from facilitator_app.domain.placement import EmploymentContract, Placement
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import beneficiaries, companies, lots, needs, placements
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft
from facilitator_app.use_cases.companies import CompanyDraft
from facilitator_app.use_cases.hours import entry, statement
from facilitator_app.use_cases.matching import proposals
from facilitator_app.use_cases.needs import NeedDraft
from facilitator_app.use_cases.placement_checks import PlacementDraft
from tests.conftest import TODAY
from tests.use_cases.entangled_house import EntangledHouse, rename
from tests.use_cases.undoing_model import PLACES, Beginning, UndoneHouse, at, tell_stories

MONTHS = st.sampled_from([Month(2026, number) for number in (2, 3, 9, 10, 11, 12)])
DAYS = st.sampled_from([dt.date(2026, 2, 14), dt.date(2026, 3, 1), dt.date(2026, 9, 30), dt.date(2026, 11, 24)])
AMOUNTS = st.sampled_from([None, *map(hours, ("0", "7.5", "151.67", "260", "-1", "999999"))])


class House(EntangledHouse):
    """Every rule is one gesture of a facilitator, possible or not."""

    @rule(lot=PLACES, person=PLACES, company=PLACES, start=DAYS, end=st.none() | DAYS, need=st.none() | PLACES)
    def start(
        self, lot: int, person: int, company: int, start: dt.date, end: dt.date | None, need: int | None
    ) -> None:  # fmt: skip
        draft = PlacementDraft(
            beneficiary_id=at(self.people, person),
            lot_id=at(self.lots, lot),
            employer_id=at(self.companies, company),
            contract_type=EmploymentContract.FIXED_TERM,
            starts_on=start,
            ends_on=end,
            need_id=None if need is None else at(self.needs, need),
            confirmed_reason="Décision du comité",
            confirmed=True,
        )
        self.do(lambda session: self.placements.append(placements.start_placement(session, draft, TODAY)))

    @rule(placement=PLACES, day=st.none() | DAYS)
    def end(self, placement: int, day: dt.date | None) -> None:
        self.on_placement(placement, lambda session, key: placements.end_placement(session, key, day, "fin"))

    @rule(placement=PLACES)
    def take_away(self, placement: int) -> None:
        self.on_placement(placement, placements.remove_placement)

    @rule(placement=PLACES, month=MONTHS, amount=AMOUNTS)
    def type_hours(self, placement: int, month: Month, amount: Any) -> None:
        def typed(session: Session, key: Key) -> None:
            placement = session.get(Placement, key)
            if placement is not None:  # it may have been taken away
                entry.record(session, placement.lot_id, month, {key: amount})

        self.on_placement(placement, typed)

    @rule(placement=PLACES, month=MONTHS)
    def confirm(self, placement: int, month: Month) -> None:
        self.on_placement(placement, lambda session, key: entry.confirm(session, key, month))

    @rule(lot=PLACES, month=MONTHS, how=st.sampled_from([entry.copy_last_month, entry.zero_the_empty]))
    def fill(self, lot: int, month: Month, how: Callable[[Session, str, Month], int]) -> None:
        self.do(lambda session: how(session, at(self.lots, lot), month))

    @rule(lot=PLACES, month=MONTHS)
    def validate(self, lot: int, month: Month) -> None:
        self.do(lambda session: statement.validate_month(session, at(self.lots, lot), month, "Hélène", TODAY))

    @rule(lot=PLACES, month=MONTHS, reason=st.sampled_from(["", "erreur de saisie"]))
    def reopen(self, lot: int, month: Month, reason: str) -> None:
        self.do(lambda session: statement.reopen_month(session, at(self.lots, lot), month, reason, TODAY))

    @rule(placement=PLACES, month=MONTHS, amount=AMOUNTS.filter(bool))
    def correct_validated(self, placement: int, month: Month, amount: Any) -> None:
        self.on_placement(
            placement, lambda session, key: statement.correct_validated(session, key, month, amount, "bulletin reçu")
        )

    @rule(need=PLACES, people=st.lists(PLACES, max_size=3), how=st.sampled_from([0, 1, 2]))
    def propose(self, need: int, people: list[int], how: int) -> None:
        chosen = [at(self.people, person) for person in people]
        act = (proposals.retain, proposals.prepare_proposal)[how] if how < 2 else None
        key = at(self.needs, need)
        self.do(lambda session: act(session, key, chosen, TODAY) if act else proposals.withdraw(session, key, chosen))

    @rule(place=PLACES, state=st.sampled_from([ProposalState.ACCEPTED, ProposalState.REFUSED, ProposalState.PLACED]))
    def answer(self, place: int, state: ProposalState) -> None:
        def answered(session: Session) -> None:
            known = session.scalars(select(Proposal.id).order_by(Proposal.id)).all()
            if known:
                proposals.note_answer(session, at(known, place), state, "", TODAY)

        self.do(answered)

    @rule(need=PLACES, state=st.sampled_from(list(NeedState)))
    def change_need(self, need: int, state: NeedState) -> None:
        self.do(lambda session: needs.change_need_state(session, at(self.needs, need), state))

    @rule(name=st.sampled_from(["Bà", "<b>", "", "x" * 200]))
    def register(self, name: str) -> None:
        draft = BeneficiaryDraft(last_name=name, first_name="Zoé", birth_date=dt.date(1990, 1, 1))
        self.do(lambda session: self.people.append(beneficiaries.register(session, draft, TODAY)))

    @rule(person=PLACES, name=st.sampled_from(["Durand", "Durán", ""]))
    def rename(self, person: int, name: str) -> None:
        self.do(lambda session: rename(session, at(self.people, person), name))

    @rule(person=PLACES)
    def archive(self, person: int) -> None:
        self.do(lambda session: beneficiaries.archive(session, at(self.people, person), "parti", TODAY))

    @rule(company=PLACES)
    def remove_company(self, company: int) -> None:
        self.do(lambda session: companies.remove_company(session, at(self.companies, company)))

    @rule(name=st.sampled_from(["Bâti Sud", ""]))
    def add_company(self, name: str) -> None:
        draft = CompanyDraft(name=name)
        self.do(lambda session: self.companies.append(companies.create_company(session, draft)))

    @rule(lot=PLACES)
    def remove_lot(self, lot: int) -> None:
        self.do(lambda session: lots.remove_lot(session, at(self.lots, lot)))

    @rule(lot=PLACES, posts=st.sampled_from([0, 1, 3]))
    def ask_for_people(self, lot: int, posts: int) -> None:
        def asked(session: Session) -> None:
            draft = NeedDraft(
                company_id=self.companies[0], title="Peintre", starts_on=dt.date(2026, 12, 1), posts=posts
            )
            self.needs.append(needs.create_need(session, at(self.lots, lot), draft))

        self.do(asked)


@pytest.mark.parametrize(("machine", "stories", "steps"), [(EntangledHouse, 6, 15), (House, 7, 25)])
def test_any_order_of_gestures_leaves_the_house_whole(
    machine: type[UndoneHouse], stories: int, steps: int, empty_house: Path, tmp_path: Path
) -> None:
    tell_stories(machine, Beginning.made(empty_house, tmp_path), stories, steps)
