"""A criterion of health put apart leaves nothing among the others, not even in the journal, whose chain still holds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select

from facilitator_app.database import checks
from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.journal import JournalEntry
from facilitator_app.domain.keys import Key
from facilitator_app.domain.protected_criteria import VERIFIED, ProtectedProof
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.keeping_proofs import are_some_mixed, put_protected_apart
from tests.conftest import TODAY
from tests.make import a_beneficiary

DOCUMENT = "Notification MDPH 4711"


def a_mixed_proof(database: Database, category: str = "RSA") -> Key:
    """Noted under a criterion, then corrected: it was that of disability."""
    with database.transaction() as session:
        proof = EligibilityProof(
            beneficiary_id=a_beneficiary(session).id, category=category, proof=DOCUMENT, dated_on=TODAY, seen_on=TODAY,
            seen_by="Hélène Arnoux", valid_until=dt.date(2030, 1, 1),
        )  # fmt: skip
        session.add(proof)
        session.flush()
        key = proof.id
    with database.transaction() as session:
        session.get_one(EligibilityProof, key).category = "DISABLED"
    return key


def as_the_version_before_left_it(database: Database, proof: Key) -> None:
    """It moved the proof, and let the journal tell it."""
    with database.transaction() as session:
        mixed = session.get_one(EligibilityProof, proof)
        session.add(ProtectedProof(beneficiary_id=mixed.beneficiary_id, category="DISABLED", valid_until=TODAY))
        mixed.category, mixed.proof, mixed.removed = VERIFIED, "", True


def told_of(database: Database, proof: Key) -> str:
    """All that the journal says of it."""
    of_it = (JournalEntry.record_id == proof, JournalEntry.value.is_not(None))
    with database.reading() as session:
        return " ".join(map(str, session.scalars(select(JournalEntry.value).where(*of_it))))


@pytest.mark.parametrize("before", [False, True])
def test_the_journal_tells_nothing_of_it_any_more(database: Database, path: Path, before: bool) -> None:
    proof = a_mixed_proof(database)
    if before:
        as_the_version_before_left_it(database, proof)
    assert "DISABLED" in told_of(database, proof)
    with database.transaction() as session:
        assert are_some_mixed(session)
        put_protected_apart(session)
    with database.transaction() as session:
        assert not are_some_mixed(session)
        assert put_protected_apart(session) == 0
        assert [apart.category for apart in session.scalars(select(ProtectedProof))] == ["DISABLED"]
    told = told_of(database, proof)
    assert "DISABLED" not in told
    assert "MDPH" not in told
    assert list(checks.faults(path, database.engine)) == []
    database.close()
    assert DOCUMENT.encode() not in path.read_bytes()


def test_the_move_cannot_be_undone_and_says_so(database: Database) -> None:
    a_mixed_proof(database)
    with database.transaction() as session:
        put_protected_apart(session)
    with database.reading() as session:
        last = gestures.last_to_undo(session)
        assert last is not None
    with pytest.raises(Refusal, match="effacé"), database.transaction() as session:
        gestures.undo(session, last.gesture_id)


def test_other_proofs_keep_their_past(database: Database) -> None:
    with database.transaction() as session:
        proof = EligibilityProof(beneficiary_id=a_beneficiary(session).id, category="RSA", proof="Attestation CAF")
        session.add(proof)
        session.flush()
        key = proof.id
    a_mixed_proof(database)
    with database.transaction() as session:
        put_protected_apart(session)
    assert "Attestation CAF" in told_of(database, key)


def test_a_verified_criterion_that_was_withdrawn_is_no_trace(database: Database) -> None:
    with database.transaction() as session:
        session.add(EligibilityProof(beneficiary_id=a_beneficiary(session).id, category=VERIFIED, removed=True))
    with database.reading() as session:
        assert not are_some_mixed(session)
