"""The four first settings of a new house: which are made, and putting them off."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from facilitator_app.use_cases import gestures, office
from facilitator_app.use_cases.dashboard.overview import is_empty

PUT_OFF = "put_off"
PROTECTION = "protection"


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One of the four settings; `key` is `office`, `rules`, `data` or `protection`."""

    key: str
    title: str
    about: str
    minutes: int
    done: bool


def first_steps(session: Session) -> tuple[FirstStep, ...]:
    """In the order in which they are best made."""
    house = office.details(session)
    done = {
        "office": bool(house.name),
        "rules": "rules" in house.steps_done,
        "data": not is_empty(session),
        "protection": PROTECTION in house.steps_done,
    }
    return tuple(FirstStep(key, title, about, minutes, done[key]) for key, title, about, minutes in _STEPS)


def are_wanted(session: Session) -> bool:
    """Whether they are shown in place of the dashboard: the house is empty and nobody has put them off."""
    return is_empty(session) and PUT_OFF not in office.details(session).steps_done


def skip_first_steps(session: Session) -> None:
    """Show the dashboard from now on; everything stays within reach in Paramètres."""
    gestures.call_it(session, "Premiers réglages remis à plus tard")
    office.mark_step(session, PUT_OFF)


def protection_seen(session: Session) -> None:
    """Note that a first backup was made."""
    gestures.call_it(session, "Première sauvegarde")
    office.mark_step(session, PROTECTION)


_STEPS = (
    ("office", "Votre organisme", "Nom, adresse, logo et coordonnées pour les documents", 2),
    ("rules", "Vos règles", "Durée d’éligibilité, heures d’un temps plein, coût horaire, cibles des publics", 4),
    ("data", "Vos données", "Reprise d’un fichier de marchés publiés, ou saisie à la main", 10),
    ("protection", "Protection", "Où se trouve le fichier de vos données, et une première sauvegarde", 1),
)
