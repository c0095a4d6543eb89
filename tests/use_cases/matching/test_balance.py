"""The marks of the gauges: how many of the people available are of each public, by their file or by their proofs."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import EligibilityProof, Sex, YesNoUnknown
from facilitator_app.domain.categories import Public
from facilitator_app.use_cases.matching.balance import gauges
from tests import make
from tests.use_cases.matching.house import TODAY, a_mason

FIFTY = dt.date(1976, 11, 24)


def _marks(session: Session) -> dict[Public, Decimal | None]:
    return {gauge.public: gauge.mark for gauge in gauges(session, TODAY)}


def _prove(session: Session, person: str, category: str, **details: object) -> EligibilityProof:
    day = dt.date(2026, 10, 20)
    proof = EligibilityProof(beneficiary_id=person, category=category, dated_on=day, seen_on=day, **details)
    make.kept(session, proof)
    return proof


def test_the_marks_come_from_the_files_and_from_the_proofs(session: Session) -> None:
    a_mason(session, sex=Sex.WOMAN, birth_date=FIFTY)
    a_mason(session, sex=Sex.MAN, birth_date=FIFTY + dt.timedelta(1), in_qpv=YesNoUnknown.YES)
    disabled = a_mason(session, sex=Sex.WOMAN, birth_date=None)
    _prove(session, disabled, "DISABLED", valid_until=dt.date(2028, 1, 1))
    by_proof = a_mason(session, sex=Sex.MAN, birth_date=None)
    _prove(session, by_proof, "QPV")
    assert _marks(session) == {
        Public.WOMAN: Decimal("0.5"),
        Public.SENIOR: Decimal("0.25"),
        Public.YOUNG_GRADUATE: Decimal(0),
        Public.QPV: Decimal("0.5"),
        Public.DISABLED: Decimal("0.25"),
    }


def test_a_proof_refused_or_removed_marks_nobody(session: Session) -> None:
    ended, removed = a_mason(session), a_mason(session)
    _prove(session, ended, "DISABLED", valid_until=dt.date(2026, 11, 1))
    _prove(session, removed, "DISABLED", valid_until=dt.date(2028, 1, 1)).removed = True
    session.flush()
    assert _marks(session)[Public.DISABLED] == 0


def test_who_is_archived_is_not_in_the_marks(session: Session) -> None:
    a_mason(session, sex=Sex.MAN)
    a_mason(session, sex=Sex.WOMAN, archived_on=TODAY)
    assert _marks(session)[Public.WOMAN] == 0
