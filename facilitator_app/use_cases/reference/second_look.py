"""A table that would take the place of a better one: an older edition, or an extract of it."""

from __future__ import annotations

import re

from facilitator_app.domain.reference import TableKind
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import written_number

_DATED = re.compile(r"(?:19|20)\d\d(?:-\d\d)?\b")
_SMALL = 20  # rows: a table so short is retyped by hand


class ToConfirm(Refusal):
    """Nothing was changed; the same file is loaded once confirmed."""


def look_twice(kind: TableKind, former: str, version: str, rows: int, lost: int) -> None:
    """Raise ToConfirm when the table loaded is of a later year, or would lose half of its `rows`."""
    said = []
    before, after = _DATED.match(former), _DATED.match(version)
    if before and after and after.group() < before.group()[: len(after.group())]:
        said.append(f"Ce fichier est de {after.group()}, la table chargée de {before.group()}.")
    if rows >= _SMALL and 2 * lost > rows:
        said.append(
            f"{written_number(lost)} des {written_number(rows)} lignes de la table chargée n’y sont pas\u00a0: "
            "est-ce un extrait\u00a0?"
        )
    if said:
        raise ToConfirm.because(f"{kind.label}. {' '.join(said)}")
