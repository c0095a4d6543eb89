"""What was typed and not saved when the house was closed: found once by its author, where it was typed."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.snapshot import Snapshot
from facilitator_app.use_cases import kept_drafts, kept_typing, kept_under
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft
from facilitator_app.use_cases.kept_typing import Typed
from tests.conftest import TODAY

AT = dt.datetime.combine(TODAY, dt.time(10, 42))
TYPED: Typed = {"name": "Maison de la Rade", "fresh": True}


def test_it_is_found_where_it_was_typed_by_whoever_typed_it_until_it_is_taken_up(session: Session) -> None:
    kept_typing.keep(session, "Hélène", "settings", {"name": "Maison"}, AT)
    kept_typing.keep(session, "Hélène", "settings", TYPED, AT)
    found = kept_typing.kept(session, "Hélène", "settings", TODAY)
    assert found == kept_typing.KeptTyping(TYPED, AT)
    assert kept_typing.kept(session, "Hélène", "event 1", TODAY) is None
    assert kept_typing.kept(session, "Marc", "settings", TODAY) is None
    kept_typing.forget(session, "Hélène", "settings")
    assert kept_typing.kept(session, "Hélène", "settings", TODAY) is None


def test_after_thirty_days_it_is_found_no_more_then_goes(session: Session) -> None:
    kept_typing.keep(session, "Hélène", "event 1", TYPED, AT - dt.timedelta(days=31))
    assert kept_typing.kept(session, "Hélène", "event 1", TODAY) is None
    kept_typing.keep(session, "Marc", "event 2", TYPED, AT)
    assert session.scalar(select(func.count()).select_from(Snapshot)) == 1


def test_it_is_found_again_by_whom_the_house_calls_by_another_name_since_it_was_encrypted(session: Session) -> None:
    kept_typing.keep(session, "", "event 1", TYPED, AT)
    kept_typing.keep(session, "Hélène", "settings", TYPED, AT)
    kept_drafts.keep(session, "Hélène", None, BeneficiaryDraft(last_name="Morvan"), AT)
    kept_under.note_former(session, "Hélène", "", TODAY)
    kept_under.note_former(session, "Hélène Arnoux", "Hélène", TODAY)
    for place in ("settings", "event 1"):
        found = kept_typing.kept(session, "Hélène Arnoux", place, TODAY)
        assert found is not None
        assert found.typed == TYPED
    draft = kept_drafts.kept(session, "Hélène Arnoux", None, AT)
    assert draft is not None
    assert draft.draft.last_name == "Morvan"
    assert kept_typing.kept(session, "Marc", "settings", TODAY) is None
    later: Typed = {"name": "Maison du Port"}
    kept_typing.keep(session, "Hélène Arnoux", "settings", later, AT)
    assert kept_typing.kept(session, "Hélène Arnoux", "settings", TODAY) == kept_typing.KeptTyping(later, AT)
    kept_typing.forget(session, "Hélène Arnoux", "settings")
    kept_typing.forget(session, "Hélène Arnoux", "event 1")
    kept_drafts.forget(session, "Hélène Arnoux", None)
    kept_under.note_former(session, "Hélène", "Hélène Arnoux", TODAY)  # in clear again
    assert kept_typing.kept(session, "Hélène", "settings", TODAY) is None
    assert kept_typing.kept(session, "", "event 1", TODAY) is None
    assert kept_drafts.kept(session, "Hélène", None, AT) is None


def test_a_social_security_number_is_not_kept(session: Session) -> None:
    kept_typing.keep(session, "Hélène", "event 1", {"text": "NIR 2 84 05 83 137 001 85", "next": "Appeler"}, AT)
    found = kept_typing.kept(session, "Hélène", "event 1", TODAY)
    assert found is not None
    assert found.typed == {"next": "Appeler"}


def test_what_cannot_be_read_is_as_if_nothing_were_there(session: Session) -> None:
    kept_typing.keep(session, "Hélène", "settings", TYPED, AT)
    session.flush()
    for content in ("", "[1]"):
        row = session.scalars(select(Snapshot)).one()
        session.connection().exec_driver_sql("UPDATE snapshot SET content = ?", (content,))
        session.expire(row)
        assert kept_typing.kept(session, "Hélène", "settings", TODAY) is None
