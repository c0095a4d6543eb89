"""The proposal of a penalty to the buyer, with the file that supports it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.documents.form import Blanks, Fact, Facts, Form, Grid, Part, Signatures, Words
from facilitator_app.documents.heading import TO_BUYER, Heading, form_of
from facilitator_app.domain.values import written_date


@dataclass(frozen=True, slots=True)
class PenaltyFile:
    """`reckoning` is the calculation line by line; `lacking` what the file does not hold yet."""

    heading: Heading
    company: str
    buyer: str
    contract: str
    lot: str
    article: str
    reckoning: tuple[str, ...]
    reminders: tuple[tuple[dt.date, str], ...]
    explanations: str
    explained_on: dt.date | None
    opinion: str
    decision: str
    lacking: tuple[str, ...]


def penalty_file(said: PenaltyFile) -> Form:
    """The buyer alone decides; the figures are those of the contract's article."""
    received = f" (reçues le {written_date(said.explained_on)})" if said.explained_on else ""
    reminders = tuple((written_date(day), what) for day, what in said.reminders)
    decision = (Words(said.decision),) if said.decision else (Blanks("Décision, montant, date", 2),)
    parts = (
        Part(
            "Marché",
            (
                Facts(
                    (
                        (Fact("Acheteur", said.buyer),),
                        (Fact("Marché", said.contract),),
                        (Fact("Lot", said.lot),),
                        (Fact("Titulaire", said.company),),
                    )
                ),
            ),
        ),
        Part(f"Calcul selon l’article {said.article}", tuple(Words(line) for line in said.reckoning)),
        Part("Relances", (Grid(("Date", "Message"), (25, 75), reminders, "Aucune relance écrite."),)),
        Part(f"Explications du titulaire{received}", (Words(said.explanations or "Non reçues."),)),
        Part("Avis de la structure", (Words(said.opinion or "À rédiger."),)),
        Part("Décision de l’acheteur", (*decision, Signatures(("Pour l’acheteur",)))),
    )
    return form_of(
        said.heading,
        word="Proposition",
        mention=TO_BUYER,
        title="Proposition de pénalité",
        subtitle="Clause sociale d’insertion. L’acheteur décide de l’appliquer, de la réduire ou de l’abandonner.",
        parts=parts,
        warning=("Dossier incomplet", f"Il manque\u00a0: {', '.join(said.lacking)}.") if said.lacking else None,
    )
