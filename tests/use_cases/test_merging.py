"""Two records of one person made one: everything of both is kept, no hour moves, and one undo takes them apart."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof, Sex, YesNoUnknown
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.need import Proposal, ProposalState
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.records import RECORDS
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.totals import LotTotal
from facilitator_app.domain.values import Month
from facilitator_app.use_cases import duplicates, gestures
from facilitator_app.use_cases.merging import merge
from tests import make

DAY = dt.date(2026, 9, 1)


def a_proposal(session: Session, need: str, person: str, state: ProposalState, reason: str = "") -> Proposal:
    return make.kept(
        session,
        Proposal(
            id=key_of("proposal", need, person), need_id=Key(need), beneficiary_id=Key(person), state=state,
            proposed_on=DAY, reason=reason,
        ),
    )  # fmt: skip


def a_house_with_a_double(session: Session) -> tuple[Key, Key]:
    """Lucie twice, each time with a placement, hours, a proof and proposals."""
    keep = make.a_beneficiary(session, last_name="Martel", first_name="Lucie", phone="0612345678", note="Matin.")
    gone = make.a_beneficiary(
        session, last_name="MARTEL", first_name="Lucie-Anne", email="lucie@exemple.fr", sex=Sex.WOMAN, note="Permis B.",
        jobs_aimed=("F1704",), registered_on=dt.date(2025, 2, 3),
    )  # fmt: skip
    lot = make.a_lot(session)
    shared, alone = make.a_need(session), make.a_need(session)
    for person, hours in ((keep, "70"), (gone, "35.5")):
        placement = make.a_placement(session, beneficiary_id=person.id, lot_id=lot.id, starts_on=DAY)
        month = Month(2026, 9)
        make.kept(
            session,
            MonthlyHours(
                id=MonthlyHours.key(placement.id, month),
                placement_id=placement.id,
                month=month,
                declared=Decimal(hours),
            ),
        )
        make.kept(session, EligibilityProof(beneficiary_id=person.id, category="RSA"))
    a_proposal(session, shared.id, keep.id, ProposalState.PROPOSED)
    a_proposal(session, shared.id, gone.id, ProposalState.ACCEPTED, "vue en entretien")
    a_proposal(session, alone.id, gone.id, ProposalState.RETAINED)
    return keep.id, gone.id


def everything(session: Session) -> dict[str, dict[str, Any]]:
    """All that stands in the house, but what is removed."""
    return {
        record.id: {name: getattr(record, name) for name in kind.fields()}
        for kind in RECORDS
        for record in session.scalars(select(kind))
    }


@pytest.fixture
def pair(database: Database) -> tuple[Key, Key]:
    with database.transaction() as session:
        return a_house_with_a_double(session)


def test_everything_of_both_is_kept(database: Database, pair: tuple[Key, Key]) -> None:
    keep, gone = pair
    with database.transaction() as session:
        merge(session, keep, gone)
    with database.reading() as session:
        assert set(session.scalars(select(Placement.beneficiary_id))) == {keep}
        assert session.scalar(select(func.count()).select_from(Placement)) == 2
        assert session.scalars(select(EligibilityProof.beneficiary_id)).all() == [keep, keep]
        proposals = session.scalars(select(Proposal)).all()
        assert {(proposal.beneficiary_id, proposal.state) for proposal in proposals} == {
            (keep, ProposalState.ACCEPTED),
            (keep, ProposalState.RETAINED),
        }
        assert all(proposal.id == key_of("proposal", proposal.need_id, keep) for proposal in proposals)
        merged = session.get_one(Beneficiary, gone, execution_options={"include_removed": True})
        assert (merged.removed, merged.merged_into) == (True, keep)


def test_no_hour_moves(database: Database, pair: tuple[Key, Key]) -> None:
    sums = select(LotTotal.lot_id, LotTotal.hours).order_by(LotTotal.lot_id)
    with database.reading() as session:
        before = session.execute(sums).all()
        assert Decimal("105.5") in [row.hours for row in before]
    with database.transaction() as session:
        merge(session, *pair)
    with database.reading() as session:
        assert session.execute(sums).all() == before


def test_gaps_are_filled_and_chosen_fields_taken(database: Database, pair: tuple[Key, Key]) -> None:
    with database.transaction() as session:
        merge(session, *pair, chosen={"first_name"})
    with database.reading() as session:
        kept = session.get_one(Beneficiary, pair[0])
        assert (kept.last_name, kept.first_name) == ("Martel", "Lucie-Anne")
        assert (kept.phone, kept.email, kept.sex) == ("0612345678", "lucie@exemple.fr", Sex.WOMAN)
        assert (kept.note, kept.jobs_aimed, kept.registered_on) == (
            "Matin.\nPermis B.",
            ("F1704",),
            dt.date(2025, 2, 3),
        )
        assert kept.search_text.startswith("martel lucie anne")


def test_one_undo_takes_them_apart(database: Database, pair: tuple[Key, Key]) -> None:
    with database.reading() as session:
        before = everything(session)
    with database.transaction() as session:
        merge(session, *pair, chosen={"first_name", "last_name"})
    with database.transaction() as session:
        last = gestures.last_to_undo(session)
        assert last is not None
        assert last.label == "Fusion de deux fiches de MARTEL Lucie-Anne"
        gestures.undo(session, last.gesture_id)
    with database.reading() as session:
        assert everything(session) == before


def test_merged_undone_and_merged_again(database: Database, pair: tuple[Key, Key]) -> None:
    for _ in range(2):
        with database.transaction() as session:
            merge(session, *pair)
        with database.reading() as session:
            assert len(session.scalars(select(Proposal)).all()) == 2
            after = everything(session)
        with database.transaction() as session:
            last = gestures.last_to_undo(session)
            assert last is not None
            gestures.undo(session, last.gesture_id)
    with database.transaction() as session:
        merge(session, *pair)
    with database.reading() as session:
        assert everything(session) == after


def test_who_was_said_to_be_another_still_is(database: Database, pair: tuple[Key, Key]) -> None:
    keep, gone = pair
    with database.transaction() as session:
        third = make.a_beneficiary(session, last_name="Martel", first_name="Lucie", phone="0612345678").id
        duplicates.say_not_the_same(session, gone, third)
        duplicates.say_not_the_same(session, keep, gone)
    with database.transaction() as session:
        merge(session, keep, gone)
    with database.reading() as session:
        assert duplicates.suspects(session) == []


@pytest.mark.parametrize(
    ("mine", "its", "chosen", "after"),
    [
        # The commune and the point are those of the address kept.
        (("Toulon", "83137", "1 quai", "43.1, 5.9"), ("Hyères", "83069", "2 rue", "43.2, 6.1"), (), 0),
        (("Toulon", None, "1 quai", ""), ("Hyères", "83069", "2 rue", "43.2, 6.1"), (), 0),
        (("Toulon", "83137", "1 quai", "43.1, 5.9"), ("Hyères", "83069", "2 rue", ""), ("town", "address"), 1),
        (("Toulon", "83137", "1 quai", "43.1, 5.9"), ("Hyères", None, "2 rue", "43.2, 6.1"), ("town", "address"), 1),
        # What only one record knows of the same place, or of the only place known.
        (("Toulon", None, "1 Quai", ""), ("TOULON", "83137", "1 quai", "43.1, 5.9"), (), ("Toulon", "83137", "1 Quai",
                                                                                          "43.1, 5.9")),
        (("", None, "", ""), ("Hyères", "83069", "2 rue", "43.2, 6.1"), (), 1),
    ],
)  # fmt: skip
def test_the_commune_and_the_point_stay_with_the_address(
    session: Session, mine: Any, its: Any, chosen: tuple[str, ...], after: Any
) -> None:
    """Travel times and districts are computed from them."""
    names = ("town", "commune_code", "address", "coordinates")
    keep, gone = (make.a_beneficiary(session, **dict(zip(names, place, strict=True))) for place in (mine, its))
    merge(session, keep.id, gone.id, chosen)
    expected = (mine, its)[after] if isinstance(after, int) else after
    assert tuple(getattr(keep, name) for name in names) == expected


def test_the_district_follows_the_address_chosen(session: Session) -> None:
    keep = make.a_beneficiary(session, address="1 quai", in_qpv=YesNoUnknown.NO)
    gone = make.a_beneficiary(session, address="2 rue", in_qpv=YesNoUnknown.YES)
    merge(session, keep.id, gone.id, {"address"})
    assert keep.in_qpv is YesNoUnknown.YES


def test_a_closed_file_merged_with_an_open_one_is_open(session: Session) -> None:
    closed = make.a_beneficiary(session, archived_on=DAY, archived_reason="a déménagé")
    merge(session, closed.id, make.a_beneficiary(session).id)
    assert (closed.archived_on, closed.archived_reason) == (None, "")


def test_a_record_is_not_merged_with_itself(session: Session) -> None:
    person = make.a_beneficiary(session)
    with pytest.raises(Refusal, match="deux fiches différentes"):
        merge(session, person.id, person.id)


def test_a_record_already_merged_is_refused(session: Session) -> None:
    one, two = make.a_beneficiary(session), make.a_beneficiary(session)
    merge(session, one.id, two.id)
    with pytest.raises(Refusal, match="n’existe plus"):
        merge(session, one.id, two.id)


def test_a_field_that_is_not_chosen_by_hand_is_refused(session: Session) -> None:
    one, two = make.a_beneficiary(session), make.a_beneficiary(session)
    with pytest.raises(Refusal, match="sort_name"):
        merge(session, one.id, two.id, chosen={"sort_name"})
