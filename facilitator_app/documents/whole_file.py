"""The whole file of a person, to be read by her (right of access)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from facilitator_app.documents.form import Fact, Facts, Form, Grid, Part, Words
from facilitator_app.documents.heading import TO_PERSON, Heading, form_naming
from facilitator_app.domain.values import written_date

_FRAMED = 4  # records of a kind shown each in a frame; beyond, each has a line
_INTRODUCTION = (
    "Voici tout ce que la structure garde à votre sujet, à cette date. Les noms d’autres personnes y sont remplacés "
    "par leurs initiales. Le fichier JSON remis avec ce document contient les mêmes données, champ par champ."
)
_RIGHTS = (
    "Vous pouvez demander à faire corriger ces données, à ce qu’elles soient laissées de côté ou effacées, ou vous "
    "opposer à leur usage. Si la réponse ne vous convient pas, vous pouvez saisir la CNIL (www.cnil.fr)."
)


@dataclass(frozen=True, slots=True)
class FilePart:
    """One record: its kind, then labels and values."""

    kind: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WholeFileDocument:
    """`recipients`: name, why, what, since. `past`: day, who, record, field, before, after. `looks`: day, who, what."""

    heading: Heading
    name: str
    parts: tuple[FilePart, ...]
    recipients: tuple[tuple[str, str, str, dt.date | None], ...]
    past: tuple[tuple[str, ...], ...]
    looks: tuple[tuple[str, ...], ...]


def whole_file_form(document: WholeFileDocument) -> Form:
    """What is printed."""
    recipients = tuple((name, why, what, written_date(since)) for name, why, what, since in document.recipients)
    parts = (
        Part("", (Words(_INTRODUCTION),)),
        *_records(document.parts),
        Part(
            "À qui vos données ont été communiquées",
            (Grid(("Organisme", "Qualité", "Données", "Depuis le"), (27, 24, 36, 13), recipients, "À personne."),),
        ),
        Part(
            "Ce qui a été écrit et changé",
            (
                Grid(
                    ("Le", "Par", "Où", "Champ", "Avant", "Après"), (12, 9, 17, 18, 22, 22), document.past,
                    "Rien n’a été changé.",
                ),
            ),
        ),
        Part(
            "Qui a ouvert votre fiche",
            (Grid(("Le", "Par", "Quoi"), (20, 20, 60), document.looks, "Personne."),),
        ),
        Part("Vos droits", (Words(_RIGHTS), Words(f"Pour les exercer\u00a0: {document.heading.contact or '–'}."))),
    )  # fmt: skip
    return form_naming(document.heading, "Dossier complet", "Dossier complet", document.name, parts, TO_PERSON)


def _records(records: tuple[FilePart, ...]) -> Iterator[Part]:
    """Records of a kind under one title, each in its frame."""
    kinds = list(dict.fromkeys(record.kind for record in records))
    for kind in kinds:
        of_kind = [record for record in records if record.kind == kind and record.values]
        if len(of_kind) > _FRAMED:
            lines = tuple((" · ".join(f"{label}\u00a0: {value}" for label, value in one.values),) for one in of_kind)
            yield Part(f"{kind} ({len(of_kind)})", (Grid(("Contenu",), (100,), lines),))
        elif of_kind:
            frames = (Facts(tuple((Fact(label, value),) for label, value in one.values)) for one in of_kind)
            yield Part(kind, tuple(frames))
