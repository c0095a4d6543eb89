"""What is said of copies, in the words of the window."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from facilitator_app.domain.values import counted, written_number

if TYPE_CHECKING:
    from facilitator_app.ui.backups.copies import Preview

_KILO = 1000


def moment(at: dt.datetime | None) -> str:
    """`12/11/2026 à 08:12`."""
    return f"{at:%d/%m/%Y} à {at:%H:%M}" if at else "date inconnue"


def size(count: int) -> str:
    """`640 ko`, `14 Mo`."""
    if count < _KILO**2:
        return f"{written_number(max(count // _KILO, 1))}\u00a0ko"
    return f"{written_number(round(count / _KILO**2))}\u00a0Mo"


def saved(newest: dt.datetime | None, now: dt.datetime) -> str:
    """For the bottom of the window: `Tout est enregistré · sauvegarde de 08:12`."""
    if newest is None:
        return "Tout est enregistré · pas encore de sauvegarde"
    days = (now.date() - newest.date()).days
    when = f"de {newest:%H:%M}" if days == 0 else f"d’hier, {newest:%H:%M}" if days == 1 else f"du {newest:%d/%m/%Y}"
    return f"Tout est enregistré · sauvegarde {when}"


def late(days: int) -> str:
    """The alarm of the second place."""
    return f"Aucune sauvegarde n’est arrivée dans votre deuxième endroit depuis {counted(days, 'jour')}."


def owed(key: bool, names: bool) -> str:
    """What waits for the second place to come back."""
    if not key and not names:
        return ""
    why = "sous la nouvelle clé" if key else ""
    who = "sans les personnes anonymisées" if names else ""
    how = " et ".join(part for part in (why, who) if part)
    return f"Dès que cet endroit sera joignable, les copies qui s’y trouvent seront réécrites {how}."


def held(seen: Preview) -> list[str]:
    """What a copy holds, in sentences."""
    lines = [
        f"Sauvegarde du {moment(seen.taken)}\u00a0: {counted(seen.beneficiaries, 'personne')}, "
        f"{counted(seen.contracts, 'marché')}, {counted(seen.lots, 'lot')}, "
        f"{counted(seen.placements, 'parcours', 'parcours')}."
    ]
    if seen.last_gesture_at:
        at = moment(seen.last_gesture_at.astimezone())
        lines.append(f"Dernière action\u00a0: {seen.last_gesture or 'Modification'}, le {at}.")
    return lines


def lost(seen: Preview) -> str:
    """What putting it back would lose, in one sentence."""
    if seen.lost is None:
        return "La base actuelle ne se lit pas\u00a0: ce qui a été fait depuis ne peut pas être dit."
    if not seen.lost:
        return "Rien n’a été fait depuis\u00a0: rien ne sera perdu."
    return f"{counted(seen.lost, 'action faite', 'actions faites')} depuis n’y {_is(seen.lost)} pas."


def _is(number: int) -> str:
    return "est" if number < 2 else "sont"
