"""Why a copy was taken, as its file name and its reader say it."""

from __future__ import annotations

import re
from enum import StrEnum


class Reason(StrEnum):
    """The value is the end of the copy's name."""

    ASKED = "a-la-demande"
    DAILY = "du-jour"
    IMPORT = "avant-import"
    UPGRADE = "avant-mise-a-jour"
    NEW_KEY = "avant-changement-de-cle"
    MANY = "avant-changement-en-nombre"


_WORDS = {
    Reason.ASKED: "À la demande",
    Reason.DAILY: "Sauvegarde du jour",
    Reason.IMPORT: "Avant un import",
    Reason.UPGRADE: "Avant une mise à jour d’Arrimage",
    Reason.NEW_KEY: "Avant un changement de clé",
    Reason.MANY: "Avant un changement en nombre",
}
_NAMED = re.compile(r"\d{4}-\d\d-\d\d-\d{6}-\d{6}-(.+)\.db")


def in_words(file_name: str) -> str:
    """`Avant un import`; a copy that nobody gave a known reason is shown by what its name says."""
    found = _NAMED.fullmatch(file_name)
    if found is None:
        return file_name
    reason = found[1]
    return _WORDS[Reason(reason)] if reason in list(Reason) else reason.replace("-", " ").capitalize()
