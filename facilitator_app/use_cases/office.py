"""The house's own details, printed on its documents, and its local rules: read everywhere, changed in Paramètres."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.contact_details import checked_email, checked_phone, checked_postal_code
from facilitator_app.domain.keys import Key
from facilitator_app.domain.matching.rules import Weights
from facilitator_app.domain.office import OFFICE_KEY, RULES_KEY, Office, Rules, StoredFile
from facilitator_app.domain.progress import Thresholds
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import Euros, Hours
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.stored_files import keep_file

SingleRow = TypeVar("SingleRow", Office, Rules)


@dataclass(frozen=True, slots=True)
class OfficeDetails:
    """Who the house is. `logo_id` is the key of a stored file; `steps_done` names the first settings made."""

    name: str
    service: str
    address: str
    postal_code: str
    town: str
    email: str
    phone: str
    facilitator_name: str
    facilitator_title: str
    logo_id: Key | None
    demonstration: bool
    steps_done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LocalRules:
    """The rules of the house. Shares are between 0 and 1; a target that is None is not followed."""

    eligibility_months: int
    permanent_months: int | None
    alternating_months: int | None
    check_lapse_months: int
    new_period_gap_months: int | None
    fresh_at_hire: bool
    judicial_detail: bool
    last_warning_days: int
    renewal_warning_days: int
    full_time_hours: Hours
    most_hours_a_month: Hours
    hours_of_one_fte: int
    hourly_cost: Euros
    yearly_target: Hours | None
    reporting_day: int
    ahead_from: Decimal
    on_pace_from: Decimal
    watch_from: Decimal
    not_started_after: Decimal
    danger_months: int
    no_contact_months: int
    weight_skills: int
    weight_travel: int
    weight_availability: int
    weight_project: int
    target_women: Decimal | None
    target_seniors: Decimal | None
    target_young_graduates: Decimal | None
    target_qpv: Decimal | None
    target_disabled: Decimal | None

    @property
    def thresholds(self) -> Thresholds:
        """From which share of the expected hours a lot changes state."""
        return Thresholds(self.ahead_from, self.on_pace_from, self.watch_from, self.not_started_after)

    @property
    def weights(self) -> Weights:
        """Points of each part of the matching score."""
        return Weights(self.weight_skills, self.weight_travel, self.weight_availability, self.weight_project)


DETAILS_FIELDS = (
    "name", "service", "address", "postal_code", "town", "email", "phone", "facilitator_name", "facilitator_title",
)  # fmt: skip


def details(session: Session) -> OfficeDetails:
    """The house's details; empty ones while nobody has typed any."""
    office = session.get(Office, OFFICE_KEY)
    return OfficeDetails(**_values(OfficeDetails, office, Office))


def rules(session: Session) -> LocalRules:
    """The house's rules; those of common practice while nobody has changed any."""
    return LocalRules(**_values(LocalRules, session.get(Rules, RULES_KEY), Rules))


def logo(session: Session) -> bytes | None:
    """The picture printed at the top of documents."""
    return session.scalar(
        select(StoredFile.content).join(Office, Office.logo_id == StoredFile.id).where(Office.id == OFFICE_KEY)
    )


def introduce(session: Session, person: str) -> None:
    """The name of who works here, when nobody has typed one: it only prefills documents."""
    gestures.call_it(session, "Votre nom")
    if not details(session).facilitator_name:
        _write(session, office_row(session), {"facilitator_name": " ".join(person.split())})


def change_settings(session: Session, wanted: OfficeDetails, wanted_rules: LocalRules) -> None:
    """Keep both at once, as one gesture, and count this first setting as made. Raises Refusal with every problem."""
    gestures.call_it(session, "Paramètres")
    typed, problems = _checked_details(wanted)
    if problems := [*problems, *_problems_with(wanted_rules)]:
        raise Refusal(*problems)
    _write(session, office_row(session), typed)
    values = {field.name: getattr(wanted_rules, field.name) for field in fields(wanted_rules)}
    _write(session, rules_row(session), values)
    mark_step(session, "rules")


def set_logo(session: Session, picture: bytes | None) -> None:
    """Keep the picture printed at the top of documents, or none. Raises Refusal when it cannot be printed."""
    from facilitator_app.documents.logo import check_logo

    gestures.call_it(session, "Logo de l’organisme" if picture else "Retrait du logo")
    if picture is None:
        office_row(session).logo_id = None
        return
    check_logo(picture)
    media_type = "image/png" if picture[:1] == b"\x89" else "image/jpeg"
    office_row(session).logo_id = keep_file(session, picture, media_type)


def mark_step(session: Session, step: str) -> None:
    """Note that one of the first settings was made (or that they were put off)."""
    office = office_row(session)
    if step not in office.steps_done:
        office.steps_done = (*office.steps_done, step)


def office_row(session: Session) -> Office:
    """The only row of details, created on first use."""
    return _row(session, Office, OFFICE_KEY)


def rules_row(session: Session) -> Rules:
    """The only row of rules, created on first use."""
    return _row(session, Rules, RULES_KEY)


def _row(session: Session, kind: type[SingleRow], key: Key) -> SingleRow:
    row = session.get(kind, key, execution_options={"include_removed": True})
    if row is None:
        row = kind(id=key)
        session.add(row)
        session.flush()
    elif row.removed:  # its creation was undone: nothing of what it held may come back
        _write(session, row, {**_defaults(kind), "removed": False})
    return row


def _values(shape: type[Any], row: Record | None, kind: type[Record]) -> dict[str, Any]:
    """The fields of `shape`, from the row or from the defaults of its columns."""
    usual = _defaults(kind)
    names = [field.name for field in fields(shape)]
    return {name: usual[name] if row is None or row.removed else getattr(row, name) for name in names}


def _defaults(kind: type[Record]) -> dict[str, Any]:
    """What a new row of this kind holds, key excepted."""
    return {column.key: getattr(column.default, "arg", None) for column in kind.__table__.columns if column.key != "id"}


def _write(session: Session, row: Record, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    session.flush()


_CONTACT_CHECKS: dict[str, Callable[[str], str]] = {
    "postal_code": checked_postal_code, "email": checked_email, "phone": checked_phone,
}  # fmt: skip


def _checked_details(wanted: OfficeDetails) -> tuple[dict[str, str], list[Problem]]:
    """The details as they will be kept, and what is wrong with them."""
    typed = {name: " ".join(str(getattr(wanted, name)).split()) for name in DETAILS_FIELDS}
    problems = []
    if not typed["name"]:
        problems.append(
            Problem("name", "Indiquez le nom de l’organisme, par exemple Maison de l’emploi de Port-Calme.")
        )
    for name, checked in _CONTACT_CHECKS.items():
        try:
            typed[name] = checked(typed[name])
        except Refusal as refusal:
            problems.extend(Problem(name, problem.message) for problem in refusal.problems)
    return typed, problems


def _problems_with(wanted: LocalRules) -> list[Problem]:
    problems = []
    for name, column in Rules.fields().items():
        value = getattr(wanted, name, None)
        if value is not None:
            try:
                column.checked(value)
            except ValueError as error:
                problems.append(Problem(name, str(error)))
    if not wanted.hourly_cost > 0:
        problems.append(Problem("hourly_cost", "Le coût horaire doit dépasser 0. Exemple\u00a0: 30,00."))
    if not 0 < wanted.full_time_hours <= wanted.most_hours_a_month:
        problems.append(
            Problem(
                "full_time_hours",
                "Un temps plein va de 1 heure au maximum mensuel de la ligne suivante. Exemple\u00a0: 151,67.",
            )
        )
    if not wanted.most_hours_a_month <= 744:
        problems.append(Problem("most_hours_a_month", "Un mois compte 744 heures au plus. Exemple\u00a0: 220."))
    if wanted.yearly_target is not None and wanted.yearly_target <= 0:
        problems.append(
            Problem("yearly_target", "Laissez vide s’il n’y a pas d’objectif, sinon indiquez par exemple 55\u202f000.")
        )
    if not wanted.watch_from < wanted.on_pace_from < wanted.ahead_from:
        problems.append(
            Problem(
                "on_pace_from",
                "Les trois seuils vont en croissant\u00a0: à surveiller, dans le rythme, en avance."
                " Exemple\u00a0: 75, 90 et 100.",
            )
        )
    points = wanted.weight_skills + wanted.weight_travel + wanted.weight_availability + wanted.weight_project
    if points != 100:
        problems.append(
            Problem(
                "weight_skills",
                f"Les quatre poids font {points} points au lieu de 100. Exemple\u00a0: 35, 25, 20 et 20.",
            )
        )
    return problems
