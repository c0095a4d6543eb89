"""The sentences that refuse a whole file."""

from __future__ import annotations

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE

NEW_COPY = "demandez un nouveau fichier à l’acheteur, ou téléchargez-le de nouveau"
NOT_CONTRACTS = (
    f"Ce fichier ne contient pas de marchés publics{NO_BREAK_SPACE}: choisissez un fichier de données essentielles "
    "(DECP), en JSON ou en XML."
)
TOO_DEEP = f"Ce fichier emboîte trop de niveaux pour être un fichier de marchés{NO_BREAK_SPACE}: {NEW_COPY}."
RECORD_TOO_LARGE = (
    f"Un enregistrement de ce fichier dépasse 8{NO_BREAK_SPACE}Mo, ce n’est pas un fichier de marchés"
    f"{NO_BREAK_SPACE}: {NEW_COPY}."
)
CUT_SHORT = f"Ce fichier s’arrête avant la fin, il a sans doute été coupé{NO_BREAK_SPACE}: {NEW_COPY}."
LARGEST_RECORD = 8_000_000  # signs
DEEPEST = 64


def unreadable(line: int, column: int, cause: str) -> Refusal:
    """A fault of syntax, with its place counted from 1."""
    return Refusal.because(
        f"Ce fichier est illisible à la ligne {line}, colonne {column} ({cause}){NO_BREAK_SPACE}: {NEW_COPY}."
    )
