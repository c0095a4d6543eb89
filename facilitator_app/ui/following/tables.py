"""The lists of what is noted of a person."""

from __future__ import annotations

import datetime as dt
from typing import Any

from facilitator_app.domain.exits import ExitClass
from facilitator_app.domain.values import written_date, written_hours
from facilitator_app.ui.list_part import ListPart
from facilitator_app.ui.rows import Column
from facilitator_app.use_cases.following import (
    EvaluationLine,
    EventLine,
    ExitLine,
    ObstacleLine,
    ReferralLine,
    TrainingLine,
)

DAY = 104  # pixels of a column of dates
_CLASS_TONES = {
    ExitClass.DURABLE: "success", ExitClass.TRANSITION: "info", ExitClass.POSITIVE: "info",
    ExitClass.OTHER: "neutral", ExitClass.UNKNOWN: "warning", ExitClass.EXCLUDED: "neutral",
}  # fmt: skip
_CERTIFIED = {True: "Obtenu", False: "Non obtenu", None: "–"}


def events_part(today: dt.date) -> ListPart[EventLine]:
    """What is to be done next stands under what happened; its badge is read against that day."""
    columns: list[Column[EventLine]] = [
        Column("Date", lambda line: written_date(line.day), lambda line: line.day,
               second=lambda line: line.kind.label, width=128),
        Column("Ce qui s’est passé", lambda line: line.text or "–", second=to_do, tooltip=whole_event, stretch=True),
        Column("Par", lambda line: line.done_by, width=120, hidden_below=620),
        Column("À faire", lambda line: _state(line, today)[0], tone=lambda line: _state(line, today)[1], badge=True,
               width=112),
    ]  # fmt: skip
    how = "Tapez ce qui s’est passé ci-dessus, puis Entrée\u00a0: la date du jour est déjà là."
    return ListPart("Événements", columns, "phone", "Rien n’est noté pour l’instant", how)


def trainings_part() -> ListPart[TrainingLine]:
    columns: list[Column[TrainingLine]] = [
        Column("Formation", lambda line: line.title, second=lambda line: line.kind.label, strong=True, stretch=True),
        Column("Organisme", lambda line: line.organiser, width=140, hidden_below=560),
        Column("Du", lambda line: written_date(line.starts_on), lambda line: line.starts_on, width=DAY),
        Column("Au", lambda line: written_date(line.ends_on), lambda line: line.ends_on, width=DAY, hidden_below=460),
        Column("Heures", lambda line: written_hours(line.hours) if line.hours else "–", lambda line: line.hours,
               number=True, width=80),
        Column("Certificat", lambda line: _CERTIFIED[line.certified], width=100, hidden_below=520),
    ]  # fmt: skip
    return ListPart(
        "Formations", columns, "graduation-cap", "Aucune formation notée", "Utilisez «\u00a0Ajouter\u00a0»."
    )


def obstacles_part() -> ListPart[ObstacleLine]:
    columns: list[Column[ObstacleLine]] = [
        Column("Frein", lambda line: line.kind.label, strong=True, width=170),
        Column("Réponse apportée", lambda line: line.answer or "–", tooltip=lambda line: line.answer, stretch=True),
        Column("Constaté le", lambda line: written_date(line.noted_on), lambda line: line.noted_on, width=DAY,
               hidden_below=520),
        Column("État", _obstacle_state, tone=lambda line: "success" if line.resolved_on else "warning", badge=True,
               width=150),
    ]  # fmt: skip
    how = "Mobilité, logement, garde d’enfants… et la réponse apportée. Rien sur la santé."
    return ListPart("Freins", columns, "map-pin", "Aucun frein noté", how)


def evaluations_part() -> ListPart[EvaluationLine]:
    columns: list[Column[EvaluationLine]] = [
        Column("Date", lambda line: written_date(line.day), lambda line: line.day, width=DAY),
        Column("Entreprise", lambda line: line.employer, second=lambda line: line.tutor, strong=True, width=170),
        Column("Appréciation", lambda line: line.summary or line.remark, second=_remark,
               tooltip=lambda line: f"{line.summary}\n{line.remark}".strip(), stretch=True),
    ]  # fmt: skip
    how = "Notez l’avis du tuteur sur la ponctualité, les consignes, l’équipe, la qualité, l’autonomie, la sécurité."
    return ListPart("Évaluations du tuteur", columns, "clipboard-check", "Aucune évaluation notée", how)


def referrals_part() -> ListPart[ReferralLine]:
    columns: list[Column[ReferralLine]] = [
        Column("Nom", lambda line: line.name, strong=True, stretch=True),
        Column("Rôle", lambda line: line.role.label, second=lambda line: line.prescriber.label if line.prescriber
               else "", width=190),
        Column("Depuis le", lambda line: written_date(line.since), lambda line: line.since, width=DAY),
        Column("Jusqu’au", lambda line: written_date(line.until), lambda line: line.until, width=DAY),
    ]  # fmt: skip
    how = "Qui a orienté la personne, qui l’accompagne, et depuis quand."
    return ListPart("Prescripteurs et référents", columns, "users", "Personne n’est noté pour l’instant", how)


def exits_part() -> ListPart[ExitLine]:
    columns: list[Column[ExitLine]] = [
        Column("Date", lambda line: written_date(line.day), lambda line: line.day, second=_of_what, width=150),
        Column("Motif et situation", lambda line: line.reason.label, second=_situation, strong=True, stretch=True),
        Column("3, 6 et 12 mois", _later, tooltip=_later_in_full, width=170, hidden_below=560),
        Column("Classement", lambda line: line.classified.label, tone=lambda line: _CLASS_TONES[line.classified],
               tooltip=lambda line: line.class_reason, badge=True, width=150),
    ]  # fmt: skip
    how = "À la fin d’un contrat, notez la sortie\u00a0: les appels à 3, 6 et 12 mois vous seront rappelés."
    return ListPart("Sorties", columns, "log-in", "Aucune sortie notée", how)


def to_do(line: EventLine) -> str:
    """«À faire : appeler Batirade, Hélène Arnoux, avant le 27/11/2026»."""
    if not line.next_action:
        return ""
    before = f"avant le {written_date(line.next_before)}" if line.next_before else ""
    return f"À faire\u00a0: {', '.join(part for part in (line.next_action, line.next_by, before) if part)}"


def whole_event(line: EventLine) -> str:
    done = f"Fait le {written_date(line.next_done_on)}" if line.next_done_on else ""
    return "\n".join(part for part in (line.text, to_do(line), done) if part)


def _state(line: EventLine, today: dt.date) -> tuple[str, str]:
    if not line.next_action:
        return "", ""
    if not line.is_open:
        return "Fait", "success"
    return ("En retard", "danger") if line.is_late(today) else ("À faire", "warning")


def _obstacle_state(line: ObstacleLine) -> str:
    return f"Levé le {written_date(line.resolved_on)}" if line.resolved_on else "En cours"


def _remark(line: EvaluationLine) -> str:
    return line.remark if line.summary else ""


def _of_what(line: ExitLine) -> str:
    return line.employer or "fin du suivi"


def _situation(line: ExitLine) -> str:
    return line.outcome.label if line.outcome else "situation non connue"


def _later(line: ExitLine) -> str:
    return " · ".join(f"{said.months} mois\u00a0: {said.answer.label}" for said in line.later[-1:]) or "–"


def _later_in_full(line: ExitLine) -> str:
    return "\n".join(
        f"À {said.months} mois, le {written_date(said.asked_on)}\u00a0: {said.answer.label}"
        + (f" ({said.remark})" if said.remark else "")
        for said in line.later
    )


def parts(today: dt.date) -> dict[str, Any]:
    """How each list is made, by its key among the chips."""
    return {
        "events": lambda: events_part(today),
        "trainings": trainings_part,
        "obstacles": obstacles_part,
        "evaluations": evaluations_part,
        "referrals": referrals_part,
        "exits": exits_part,
    }
