"""How the files of a list are told, be there none, one or many."""

from __future__ import annotations


def the_files(number: int) -> str:
    """What a button acts on; on a greyed one, what it would."""
    if number == 0:
        return "les fiches"
    return "la fiche" if number == 1 else f"les {number} fiches"
