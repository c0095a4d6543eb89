"""The checklist of a PC: what protects the house's data outside its own file, and what is left to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from facilitator_app.domain.values import NO_BREAK_SPACE, counted, written_date

State = Literal["good", "to do", "to ask"]
BACKUP_LATE = dt.timedelta(days=2)
ANSWER_LASTS = dt.timedelta(days=180)
PURGE_LASTS = dt.timedelta(days=31)
LONG_DELAY = 15  # minutes; a shared office empties in less


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the PC. `answered` holds the day when a question was last answered yes, by the check's key."""

    now: dt.datetime
    encrypted: bool
    disk_encrypted: bool | None
    """None when it cannot be told."""
    last_backup: dt.datetime | None
    second_place: bool
    days_late: int
    lock_minutes: int
    answered: Mapping[str, dt.date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One line: `act` is what its button says, empty when nothing is left to do."""

    key: str
    title: str
    sentence: str
    state: State
    act: str = ""


def checklist(facts: Facts) -> tuple[Check, ...]:
    """The most serious first."""
    return (
        _base(facts), _disk(facts), _backup(facts), _second_place(facts), _lock(facts), _session(facts),
        _exports(facts),
    )  # fmt: skip


def _base(facts: Facts) -> Check:
    title = "Base chiffrée"
    if facts.encrypted:
        return Check("base", title, "Sans phrase de passe ni clé de secours, le fichier ne se lit pas.", "good")
    return Check("base", title, "Quiconque copie le fichier lit toutes les fiches.", "to do", "Chiffrer la base")


def _disk(facts: Facts) -> Check:
    title = "Disque du poste chiffré"
    if facts.disk_encrypted:
        return Check("disk", title, "Les PDF et les fichiers temporaires sont protégés si le poste est volé.", "good")
    if _answered(facts, "disk", ANSWER_LASTS):
        return Check("disk", title, f"Confirmé le {written_date(facts.answered['disk'])}.", "good")
    if facts.disk_encrypted is False:
        said = "BitLocker n’est pas actif sur ce disque\u00a0: demandez-le à votre service informatique."
        return Check("disk", title, said, "to do", "Un autre chiffrement l’est")
    return Check(
        "disk",
        title,
        "À vérifier\u00a0: sous Windows, le disque porte un cadenas dans l’Explorateur (BitLocker)\u00a0; sous Linux, "
        "lsblk répond «\u00a0crypt\u00a0» (LUKS). Sinon, demandez-le à votre service informatique.",
        "to ask",
        "C’est le cas",
    )


def _backup(facts: Facts) -> Check:
    title = "Sauvegarde récente"
    if facts.last_backup is None:
        return Check("backup", title, "Il n’y a pas encore de sauvegarde.", "to do", "Voir les sauvegardes")
    said = f"La dernière est du {written_date(facts.last_backup.date())}."
    late = facts.now - facts.last_backup > BACKUP_LATE
    return Check("backup", title, said, "to do" if late else "good", "Voir les sauvegardes" if late else "")


def _second_place(facts: Facts) -> Check:
    title = "Sauvegarde hors du poste"
    if not facts.second_place:
        return Check(
            "second_place",
            title,
            "Un vol ou une panne emporterait la base et ses sauvegardes. Choisissez une clé USB ou un dossier partagé.",
            "to do",
            "Choisir un endroit",
        )
    if facts.days_late:
        said = f"Rien n’y est arrivé depuis {counted(facts.days_late, 'jour')}."
        return Check("second_place", title, said, "to do", "Voir les sauvegardes")
    return Check("second_place", title, "Les copies y arrivent.", "good")


def _lock(facts: Facts) -> Check:
    title = "Verrouillage de l’écran"
    if not facts.encrypted:
        said = "Une base en clair ne se verrouille pas\u00a0: verrouillez la session en partant (Windows + L)."
        return Check("lock", title, said, "to ask")
    delay = f"Arrimage se verrouille après {facts.lock_minutes}{NO_BREAK_SPACE}min"
    if facts.lock_minutes > LONG_DELAY:
        said = f"{delay}, ce qui laisse le temps de lire à votre place."
        return Check("lock", title, said, "to do", "Changer le délai")
    return Check("lock", title, f"{delay}. Ctrl+L le fait tout de suite.", "good")


def _session(facts: Facts) -> Check:
    title = "Session personnelle"
    if _answered(facts, "session", ANSWER_LASTS):
        return Check("session", title, f"Confirmé le {written_date(facts.answered['session'])}.", "good")
    said = "Chaque personne ouvre-t-elle sa propre session, avec son mot de passe\u00a0? Partagée, elle mêle tout."
    return Check("session", title, said, "to ask", "C’est le cas")


def _exports(facts: Facts) -> Check:
    title = "Documents enregistrés"
    if _answered(facts, "exports", PURGE_LASTS):
        return Check("exports", title, f"Rangés le {written_date(facts.answered['exports'])}.", "good")
    said = "Les PDF et tableaux sortis de la base restent lisibles. Supprimez ceux qui ne servent plus."
    return Check("exports", title, said, "to ask", "C’est fait")


def _answered(facts: Facts, key: str, lasts: dt.timedelta) -> bool:
    return key in facts.answered and facts.now.date() - facts.answered[key] <= lasts
