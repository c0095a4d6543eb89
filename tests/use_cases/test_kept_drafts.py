"""What is being typed survives the program, less what only has its place once the person is saved."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import EducationLevel, Sex, StructureKind, Transport, YesNoUnknown
from facilitator_app.domain.journal import Gesture
from facilitator_app.domain.keys import Key
from facilitator_app.domain.snapshot import Snapshot
from facilitator_app.use_cases import kept_drafts, kept_under
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft, ProofDraft
from facilitator_app.use_cases.personal_data import erasure
from tests import make
from tests.conftest import TODAY

ME = "Hélène Arnoux"
NOW = dt.datetime.combine(TODAY, dt.time(10, 42))
PASS = ProofDraft(
    "IAE", dated_on=TODAY, valid_until=dt.date(2028, 11, 23), structure="Cap Insertion",
    structure_kind=StructureKind.ETTI, pass_number="99999",
)  # fmt: skip
WHOLE = BeneficiaryDraft(
    "Mar", "Lucie", dt.date(2002, 6, 14), Sex.WOMAN, phone="06", commune_code="83137", in_qpv=YesNoUnknown.YES,
    education=EducationLevel.UNKNOWN, jobs_aimed=("F1703", "K2204"), requirements=("Permis B",),
    transport=Transport.ON_FOOT, weekly_hours_most=20, note="Appeler\nle matin", proofs=(PASS,),
)  # fmt: skip


def test_a_draft_comes_back_as_it_was_typed_to_whoever_typed_it(session: Session) -> None:
    assert kept_drafts.kept(session, ME, None, NOW) is None
    kept_drafts.keep(session, ME, None, dataclasses.replace(WHOLE, last_name="M"), NOW)
    kept_drafts.keep(session, ME, None, WHOLE, NOW)
    assert kept_drafts.kept(session, ME, None, NOW) == kept_drafts.KeptDraft(WHOLE, NOW)
    assert kept_drafts.kept(session, "Karim Aït", None, NOW) is None
    assert kept_drafts.kept(session, ME, Key("a" * 32), NOW) is None
    kept_drafts.forget(session, ME, None)
    assert kept_drafts.kept(session, ME, None, NOW) is None


def test_it_is_no_gesture(database: Database) -> None:
    with database.transaction() as session:
        kept_drafts.keep(session, ME, None, WHOLE, NOW)
    with database.reading() as session:
        assert kept_drafts.kept(session, ME, None, NOW) is not None
        assert session.scalar(select(func.count()).select_from(Gesture)) == 0


def test_neither_a_protected_criterion_nor_a_social_security_number_is_in_it(session: Session) -> None:
    number = "2 84 05 83 137 001 85"
    opinion = ProofDraft("REASONED_OPINION", opinion=f"NIR {number}", opinion_by="Mission locale")
    typed = dataclasses.replace(
        WHOLE, note=number, requirements=("Permis B", number), proofs=(ProofDraft("DISABLED"), PASS, opinion)
    )
    kept_drafts.keep(session, ME, None, typed, NOW)
    kept = kept_drafts.kept(session, ME, None, NOW)
    assert kept is not None
    assert kept.draft == dataclasses.replace(WHOLE, note="", proofs=(PASS, dataclasses.replace(opinion, opinion="")))


def test_a_draft_is_not_kept_for_ever(session: Session) -> None:
    kept_drafts.keep(session, ME, None, WHOLE, NOW)
    later = NOW + dt.timedelta(kept_under.KEPT_DAYS + 1)
    assert kept_drafts.kept(session, ME, None, later) is None
    kept_drafts.keep(session, "Karim Aït", None, WHOLE, later)
    assert session.scalar(select(func.count()).select_from(Snapshot)) == 1


@pytest.mark.parametrize("content", ["", "[]", "{", '{"last_name": "Martel"}', '{"last_name": 4}'])
def test_what_another_version_wrote_is_left(session: Session, content: str) -> None:
    kept_drafts.keep(session, ME, None, WHOLE, NOW)
    changed = update(Snapshot).values(content=content)
    session.execute(changed, execution_options={"unjournalled": True, "synchronize_session": False})
    assert kept_drafts.kept(session, ME, None, NOW) is None


def test_anonymising_somebody_empties_it(session: Session) -> None:
    kept_drafts.keep(session, ME, None, WHOLE, NOW)
    erasure.anonymise(session, [make.a_beneficiary(session).id], TODAY)
    assert kept_drafts.kept(session, ME, None, NOW) is None
