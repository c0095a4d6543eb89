"""Chasing what did not come: who, of what, when, and the message."""

from __future__ import annotations

import dataclasses
import datetime as dt
from email import message_from_bytes
from email.policy import default
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.documents.reminder_letter import Missing, reminder_text
from facilitator_app.domain.chasing import Means, Reminder, Step, Steps
from facilitator_app.domain.company import Buyer, Company, Contact
from facilitator_app.domain.contract import Contract, Lot, LotHolder
from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.returns import Answer, Rhythm
from facilitator_app.exchange.email_draft import LONGEST_LINK, Draft, as_file, as_link
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.documents import content, issued
from facilitator_app.use_cases.returns.board import board
from facilitator_app.use_cases.returns.chasing import message, note_reminder, set_steps, steps, to_chase
from facilitator_app.use_cases.returns.noting import Place, note_many
from facilitator_app.use_cases.returns.settings import SettingDraft, set_returns
from tests.documents.reading import text
from tests.make import a_lot, kept

DAY = dt.date(2026, 11, 26)
"""Eleven days after October was expected."""


def a_late_lot(session: Session) -> Lot:
    lot = a_lot(session, starts_on=dt.date(2026, 10, 1), ends_on=dt.date(2026, 10, 31), code="M-2026-900-L1")
    holder = session.scalars(select(LotHolder).where(LotHolder.lot_id == lot.id)).one()
    contact = kept(
        session, Contact(company_id=holder.company_id, name="Laure Pignol", email="l.pignol@entreprise.exemple")
    )
    holder.contact_id = contact.id
    buyer = session.get_one(Buyer, session.get_one(Contract, lot.contract_id).buyer_id)
    buyer.contact = "Service des marchés, marches@ville.exemple"
    session.flush()
    return lot


def holder_of(session: Session, lot: Lot) -> str:
    return session.scalars(select(LotHolder.company_id).where(LotHolder.lot_id == lot.id)).one()


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9)).astimezone()


def remind(session: Session, lot: Lot, day: dt.date) -> Step:
    return note_reminder(session, lot.id, holder_of(session, lot), Means.EMAIL, at(day))


def test_the_steps_follow_one_another_and_stop_when_it_comes(session: Session) -> None:
    lot = a_late_lot(session)
    assert [one.step for one in to_chase(session, dt.date(2026, 11, 20))] == [None]
    assert remind(session, lot, DAY) is Step.FIRST
    [chase] = to_chase(session, DAY)
    assert (chase.step, chase.last_on, chase.last_step) == (None, DAY, Step.FIRST)
    with pytest.raises(Refusal, match="déjà reçu une relance le 26/11/2026"):
        remind(session, lot, DAY + dt.timedelta(6))
    assert remind(session, lot, dt.date(2026, 12, 5)) is Step.SECOND
    assert remind(session, lot, dt.date(2026, 12, 15)) is Step.FORMAL
    found = board(session, DAY)
    cell = found.rows[0].cells[-1]
    assert cell is not None
    place = Place(found.rows[0].lot_id, found.rows[0].company_id, cell.expected)
    note_many(session, [place], Answer.ZERO, DAY)
    assert to_chase(session, DAY) == []
    with pytest.raises(Refusal, match="Plus rien"):
        remind(session, lot, dt.date(2027, 1, 10))
    assert [one.sent_by for one in session.scalars(select(Reminder))] == ["Hélène Arnoux"] * 3


def test_the_board_tells_the_last_reminder(session: Session) -> None:
    lot = a_late_lot(session)
    remind(session, lot, DAY)
    assert [row.reminded_on for row in board(session, DAY).rows] == [DAY]


def test_the_letter_says_what_is_missing_to_whom_and_the_article_by_its_number(session: Session) -> None:
    lot = a_late_lot(session)
    set_returns(session, lot.id, SettingDraft(article="8.2.2"))
    company = holder_of(session, lot)
    first = message(session, lot.id, company, at(DAY))
    words = text(first.pdf)
    assert "Première relance" in words
    assert "octobre 2026" in words
    assert "15/11/2026" in words
    assert "Laure Pignol" in words
    assert "8.2.2" not in words
    assert (first.draft.to, first.draft.copy_to) == ("l.pignol@entreprise.exemple", "")
    remind(session, lot, DAY)
    second = message(session, lot.id, company, at(dt.date(2026, 12, 5)))
    words = text(second.pdf)
    assert "26 novembre 2026" in words
    assert "article 8.2.2" in words
    assert second.draft.copy_to == "marches@ville.exemple"
    remind(session, lot, dt.date(2026, 12, 5))
    formal = message(session, lot.id, company, at(dt.date(2026, 12, 15)))
    assert formal.draft.to == "marches@ville.exemple"
    assert "mettre le titulaire en demeure" in formal.draft.body


def test_a_forecast_is_not_asked_for_as_hours_worked(session: Session) -> None:
    lot = a_lot(session, starts_on=dt.date(2026, 10, 1), ends_on=None)
    set_returns(session, lot.id, SettingDraft(rhythm=Rhythm.QUARTERLY, forecast=True))
    day = next(
        day
        for day in (dt.date(2027, 1, 15) + dt.timedelta(days) for days in range(40))
        if any(chase.lot_id == lot.id and chase.step for chase in to_chase(session, day))
    )
    letter = message(session, lot.id, holder_of(session, lot), at(day)).letter
    of_forecast = dataclasses.replace(letter, missing=tuple(one for one in letter.missing if not one.of_hours))
    assert of_forecast.missing
    words = reminder_text(of_forecast)
    assert "document ci-dessous" in words
    assert "relevé" not in words
    assert "justificatifs" not in words
    hours = reminder_text(dataclasses.replace(letter, missing=(Missing("Heures du mois", day),)))
    assert "relevé ci-dessous" in hours
    assert "justificatifs des heures" in hours


def test_the_letter_sent_is_in_the_register_and_leaves_it_with_its_reminder(database: Database) -> None:
    with database.transaction() as session:
        lot = a_late_lot(session)
        lot_id, company = lot.id, holder_of(session, lot)
        seen = message(session, lot_id, company, at(DAY)).pdf
    with database.transaction() as session:
        note_reminder(session, lot_id, company, Means.LETTER, at(DAY))
    with database.transaction() as session:
        [line] = issued(session, lot_id=lot_id)
        assert (line.kind, line.number, line.provisional) == (DocumentKind.REMINDER_LETTER, "RL-2026-0001", False)
        assert line.perimeter.startswith("Première relance, ")
        assert content(session, line.document_id) == seen
        assert "RL-2026-0001" in text(seen)
        last = gestures.last_to_undo(session)
        assert last is not None
        assert last.label.startswith("Première relance, ")
        gestures.undo(session, last.gesture_id)
    with database.reading() as session:
        assert issued(session, lot_id=lot_id) == []
        assert session.scalars(select(Reminder)).all() == []


def test_looking_at_a_message_keeps_nothing(session: Session) -> None:
    lot = a_late_lot(session)
    message(session, lot.id, holder_of(session, lot), at(DAY))
    assert session.scalars(select(Reminder)).all() == []


def test_steps_are_the_house_s(session: Session) -> None:
    assert steps(session) == Steps()
    set_steps(session, Steps(first_days=2, second_days=4, formal_days=6, gap_days=1))
    lot = a_late_lot(session)
    assert remind(session, lot, dt.date(2026, 11, 17)) is Step.FIRST
    assert remind(session, lot, dt.date(2026, 11, 19)) is Step.SECOND
    with pytest.raises(Refusal) as refused:
        set_steps(session, Steps(first_days=9, second_days=9, formal_days=8))
    assert {problem.field for problem in refused.value.problems} == {"second_days", "formal_days"}


def test_a_draft_is_an_unsent_message_with_its_letter() -> None:
    draft = Draft(
        "a@b.exemple\nBcc: x@y.exemple", "Relevé\nd’octobre", "Bonjour,\n\nÉté", "c@d.exemple", ("l.pdf", b"%PDF")
    )
    read = message_from_bytes(as_file(draft), policy=default)
    assert read["X-Unsent"] == "1"
    assert read["Bcc"] is None
    assert read["Subject"] == "Relevé d’octobre"
    assert read["Cc"] == "c@d.exemple"
    body = read.get_body()
    assert body is not None
    assert "Été" in body.get_content()
    assert [(part.get_filename(), part.get_content()) for part in read.iter_attachments()] == [("l.pdf", b"%PDF")]


def test_a_link_says_the_same_within_what_windows_takes() -> None:
    link = as_link(Draft("a@b.exemple", "Relevé & suite", "Bonjour,\nligne", "c@d.exemple"))
    parts = urlsplit(link)
    assert (parts.scheme, parts.path) == ("mailto", "a@b.exemple")
    asked = parse_qs(parts.query)
    assert asked == {"subject": ["Relevé & suite"], "cc": ["c@d.exemple"], "body": ["Bonjour,\r\nligne"]}
    assert len(as_link(Draft("a@b.exemple", "Objet", "é" * 5000))) <= LONGEST_LINK


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("l.pignol@entreprise.exemple", ["l.pignol@entreprise.exemple"]),
        ("Bâti, Rade <a@b.exemple>; c@d.exemple", ["a@b.exemple", "c@d.exemple"]),
        ("a@b.exemple\r\nBcc: x@y.exemple", ["a@b.exemple"]), ("a@b.exemple\u2028Bcc: x@y.exemple", ["a@b.exemple"]),
        ("a@b.exemple?bcc=x@y.exemple&subject=z", ["a@b.exemple"]), ("<", []), ("@", []), ("", []), ("rien de bon", []),
        ("=?utf-8?q?x=0aBcc:_e=40x?= <a@b.exemple>", ["a@b.exemple"]), ("é@è.exemple", ["é@è.exemple"]),
        ("a" * 300 + "@b.exemple", []), ('"a@b.exemple"', ["a@b.exemple"]),
    ],
)  # fmt: skip
def test_only_addresses_reach_a_draft_whatever_is_typed(typed: str, kept: list[str]) -> None:
    read = message_from_bytes(as_file(Draft(typed, "Objet", "Corps", typed)), policy=default)
    for header in ("To", "Cc"):
        assert ([one.addr_spec for one in read[header].addresses] if read[header] else []) == kept
    assert (read["Bcc"], read["Subject"]) == (None, "Objet")
    parts = urlsplit(as_link(Draft(typed, "Objet", "Corps", typed)))
    assert unquote(parts.path) == ",".join(kept)
    assert set(parse_qs(parts.query)) == {"subject", "body", *(["cc"] if kept else [])}


NAMES = (
    'Bâti "Rade" & Fils',
    "L’Été, SARL <x@y.exemple>",
    "Rade\r\nBcc: x@y.exemple",
    "100 % bois; 2 = 1 ?",
    "é" * 100,
)


@pytest.mark.parametrize("name", NAMES)
def test_a_holder_of_any_name_gets_its_letter_and_its_drafts(session: Session, name: str) -> None:
    lot = a_late_lot(session)
    company = session.get_one(Company, holder_of(session, lot))
    company.name = name
    lot.title = name[:60]
    session.flush()
    sent = message(session, lot.id, company.id, at(DAY))
    read = message_from_bytes(sent.eml, policy=default)
    assert [one.addr_spec for one in read["To"].addresses] == ["l.pignol@entreprise.exemple"]
    assert (read["Bcc"], read["Cc"]) == (None, None)
    assert read["Subject"] == " ".join(sent.letter.subject.split())
    assert [part.get_filename() for part in read.iter_attachments()] == [f"relance {lot.code}.pdf"]
    parts = urlsplit(sent.link)
    assert (unquote(parts.path), set(parse_qs(parts.query))) == ("l.pignol@entreprise.exemple", {"subject", "body"})
    assert len(sent.link) <= LONGEST_LINK
    assert sent.pdf.startswith(b"%PDF")


def test_nothing_is_sent_twice_within_the_days_the_house_sets(session: Session) -> None:
    lot = a_late_lot(session)
    set_steps(session, Steps(first_days=1, second_days=2, formal_days=3, gap_days=5))
    assert remind(session, lot, DAY) is Step.FIRST
    for days in (0, 1, 4):
        later = DAY + dt.timedelta(days)
        assert [one.step for one in to_chase(session, later)] == [None]
        with pytest.raises(Refusal, match="attendez le 01/12/2026"):
            remind(session, lot, later)
        with pytest.raises(Refusal, match="attendez le 01/12/2026"):
            message(session, lot.id, holder_of(session, lot), at(later))
    assert remind(session, lot, DAY + dt.timedelta(5)) is Step.SECOND
    assert len(session.scalars(select(Reminder)).all()) == 2


def test_a_reminder_about_one_lot_does_not_silence_another(session: Session) -> None:
    first, second = a_late_lot(session), a_late_lot(session)
    remind(session, first, DAY)
    assert {one.lot_id: one.step for one in to_chase(session, DAY)} == {first.id: None, second.id: Step.FIRST}


def test_the_last_step_is_not_sent_again(session: Session) -> None:
    lot = a_late_lot(session)
    for day in (DAY, dt.date(2026, 12, 5), dt.date(2026, 12, 15)):
        remind(session, lot, day)
    with pytest.raises(Refusal):
        remind(session, lot, dt.date(2027, 1, 2))
