"""The access log says who looked at whose file, says it once, and forgets after a year."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.access_log import Consultation, Look
from facilitator_app.domain.journal import JournalEntry
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases.personal_data import access_log
from tests.make import a_beneficiary

NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)


def test_a_look_is_noted_with_its_author_and_not_journalled(database: Database) -> None:
    with database.transaction() as session:
        key = a_beneficiary(session, last_name="Serrat", first_name="Inès").id
    with database.reading() as session:
        entries = session.scalar(select(func.count()).select_from(JournalEntry))
    with database.transaction() as session:
        assert access_log.note(session, [key], Look.SHEET, NOW) == 1
    with database.reading() as session:
        (line,) = access_log.looks(session)
        assert (line.name, line.author, line.look, line.at) == ("Serrat Inès", "Hélène Arnoux", Look.SHEET, NOW)
        assert session.scalar(select(func.count()).select_from(JournalEntry)) == entries


def test_coming_back_within_ten_minutes_is_the_same_look(database: Database) -> None:
    with database.transaction() as session:
        key = a_beneficiary(session).id
        for minutes, added in ((0, 1), (9, 0), (11, 1), (12, 0)):
            at = NOW + dt.timedelta(minutes=minutes)
            assert access_log.note(session, [key, key], Look.SHEET, at) == added
        assert access_log.note(session, [key], Look.PROTECTED, NOW, "contrôle") == 1
        assert access_log.note(session, [key], Look.SHEET, NOW, by="Karim Aït") == 1
        assert len(access_log.looks(session, key)) == 4


def test_each_document_read_is_a_look_of_its_own(database: Database) -> None:
    with database.transaction() as session:
        key = a_beneficiary(session).id
        for number, added in (("FE-2026-0001", 1), ("CV-2026-0004", 1), ("FE-2026-0001", 0)):
            assert access_log.note(session, [key], Look.DOCUMENT, NOW, number) == added
        assert {line.reason for line in access_log.looks(session, key)} == {"FE-2026-0001", "CV-2026-0004"}


@pytest.mark.parametrize(("months", "left"), [(None, 2), (6, 1), (36, 3)])
def test_lines_older_than_the_house_keeps_them_are_forgotten(database: Database, months: int | None, left: int) -> None:
    with database.transaction() as session:
        key = a_beneficiary(session).id
        access_log.note(session, [key], Look.SHEET, NOW.replace(year=2025, month=11, day=23))
        access_log.note(session, [key], Look.SHEET, NOW.replace(year=2025, month=11, day=25))
        access_log.note(session, [key], Look.SHEET, NOW)
        if months is not None:
            access_log.keep_for(session, months)
        assert access_log.has_old_lines(session, NOW.date()) == (left < 3)
        access_log.purge(session, NOW.date())
        assert not access_log.has_old_lines(session, NOW.date())
        assert session.scalar(select(func.count()).select_from(Consultation)) == left


@pytest.mark.parametrize("months", [None, 0, 5, 37])
def test_a_length_that_the_cnil_would_not_understand_is_refused(session: Session, months: int | None) -> None:
    with pytest.raises(Refusal, match="de 6 à 36 mois"):
        access_log.keep_for(session, months)
    assert access_log.months_kept(session) == 12
