"""The house's details and rules, and the logo."""

from __future__ import annotations

import base64
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.office import OFFICE_KEY, Office
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import euros, hours
from facilitator_app.use_cases import gestures, office

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def named(session: Session) -> office.OfficeDetails:
    return replace(office.details(session), name="Maison de l’emploi")


def test_a_new_house_has_the_rules_of_common_practice(database: Database) -> None:
    with database.reading() as session:
        rules = office.rules(session)
        assert (rules.eligibility_months, rules.full_time_hours, rules.yearly_target) == (24, hours("151.67"), None)
        assert rules.weights.skills + rules.weights.project == 55
        assert rules.thresholds.on_pace == Decimal("0.9")


def test_reading_the_details_creates_nothing(database: Database) -> None:
    with database.reading() as session:
        assert office.details(session).facilitator_title == "facilitatrice de la clause sociale"
        assert session.get(Office, OFFICE_KEY) is None


def test_typed_details_are_tidied_and_kept(database: Database) -> None:
    with database.transaction() as session:
        typed = replace(
            office.details(session), name="  Maison de  l’emploi ", phone="+33 4 94 00 00 00", postal_code="1000"
        )
        office.change_settings(session, typed, office.rules(session))
    with database.reading() as session:
        kept = office.details(session)
        assert (kept.name, kept.phone, kept.postal_code) == ("Maison de l’emploi", "0494000000", "01000")


def test_every_wrong_detail_is_named_at_once(database: Database) -> None:
    with database.transaction() as session:
        wrong = replace(office.details(session), name=" ", email="helene.arnoux@", phone="12", postal_code="ABC")
        with pytest.raises(Refusal) as refusal:
            office.change_settings(session, wrong, office.rules(session))
    assert [problem.field for problem in refusal.value.problems] == ["name", "postal_code", "email", "phone"]


def test_changed_rules_are_kept_and_count_as_a_first_step(database: Database) -> None:
    with database.transaction() as session:
        wanted = replace(office.rules(session), yearly_target=hours(55000), target_women=Decimal("0.45"))
        office.change_settings(session, named(session), wanted)
    with database.reading() as session:
        kept = office.rules(session)
        assert (kept.yearly_target, kept.target_women) == (hours(55000), Decimal("0.45"))
        assert office.details(session).steps_done == ("rules",)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"weight_skills": 40}, "weight_skills"),
        ({"watch_from": Decimal("0.95")}, "on_pace_from"),
        ({"hourly_cost": euros(0)}, "hourly_cost"),
        ({"full_time_hours": hours(230)}, "full_time_hours"),
        ({"most_hours_a_month": hours(800)}, "most_hours_a_month"),
        ({"yearly_target": hours(0)}, "yearly_target"),
        ({"reporting_day": 31}, "reporting_day"),
        ({"target_qpv": Decimal("1.2")}, "target_qpv"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(database: Database, wrong: dict[str, object], field: str) -> None:
    with database.transaction() as session:
        usual = office.rules(session)
        with pytest.raises(Refusal) as refusal:
            office.change_settings(session, named(session), replace(usual, **wrong))  # type: ignore[arg-type]  # one at a time
        assert [problem.field for problem in refusal.value.problems] == [field]


def test_the_same_logo_twice_is_kept_once_and_can_be_taken_away(database: Database) -> None:
    for _ in range(2):
        with database.transaction() as session:
            office.set_logo(session, PNG)
    with database.reading() as session:
        assert office.logo(session) == PNG
    with database.transaction() as session:
        office.set_logo(session, None)
    with database.reading() as session:
        assert office.logo(session) is None


def test_a_logo_undone_can_be_chosen_again(database: Database) -> None:
    with database.transaction() as session:
        office.set_logo(session, PNG)
    with database.transaction() as session:
        last = gestures.last_to_undo(session)
        assert last
        gestures.undo(session, last.gesture_id)
    with database.transaction() as session:
        office.set_logo(session, PNG)
    with database.reading() as session:
        assert office.logo(session) == PNG


def test_a_file_that_is_no_picture_is_refused(database: Database) -> None:
    with database.transaction() as session, pytest.raises(Refusal, match="PNG ou JPEG"):
        office.set_logo(session, b"GIF89a" + b"0" * 40)


def test_undone_details_do_not_come_back_with_the_next_change(database: Database) -> None:
    with database.transaction() as session:
        office.change_settings(session, replace(office.details(session), name="Essai"), office.rules(session))
    with database.transaction() as session:
        last = gestures.last_to_undo(session)
        assert last is not None
        gestures.undo(session, last.gesture_id)
    with database.transaction() as session:
        assert office.details(session).name == ""
        office.mark_step(session, "skipped")
    with database.reading() as session:
        kept = office.details(session)
        assert (kept.name, kept.steps_done) == ("", ("skipped",))
