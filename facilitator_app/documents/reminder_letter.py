"""The letter that reminds a holder of what it did not send, or tells the buyer of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.documents.form import Fact, Facts, Form, Grid, Part, Signatures, Words
from facilitator_app.documents.heading import Heading, form_of, signed_by
from facilitator_app.domain.chasing import Step
from facilitator_app.domain.values import written_date, written_long_date

_GREETING = "Nous vous prions d’agréer, Madame, Monsieur, nos salutations distinguées."


@dataclass(frozen=True, slots=True)
class Missing:
    """A return that did not come: hours, or what the company foresees."""

    what: str
    expected_on: dt.date
    of_hours: bool = True


@dataclass(frozen=True, slots=True)
class ReminderLetter:
    """`earlier` are the days of the messages before; `article` is the contract's, quoted by its number only."""

    heading: Heading
    step: Step
    company: str
    contact: str
    buyer: str
    contract: str
    lot: str
    missing: tuple[Missing, ...]
    earlier: tuple[dt.date, ...]
    article: str

    @property
    def what(self) -> str:
        """Hours come in a «relevé», which a forecast is not."""
        return "relevé" if all(one.of_hours for one in self.missing) else "document"

    @property
    def subject(self) -> str:
        awaited = f"{self.what} attendu" if len(self.missing) == 1 else f"{self.what}s attendus"
        return f"{self.step.label}\u00a0: {awaited}, {self.contract}, {self.lot}"

    @property
    def addressee(self) -> str:
        if self.step is Step.FORMAL:
            return self.buyer
        return ", à l’attention de ".join(filter(None, (self.company, self.contact)))


def reminder_letter(letter: ReminderLetter) -> Form:
    """On the letterhead of the house; a copy goes to the buyer from the second message on."""
    facts = (
        (Fact("Destinataire", letter.addressee),),
        (Fact("Marché", letter.contract),),
        (Fact("Lot", letter.lot),),
        *(((Fact("Titulaire", letter.company),),) if letter.step is Step.FORMAL else ()),
    )
    rows = tuple((one.what, written_date(one.expected_on)) for one in letter.missing)
    parts = (
        Part("", (Facts(facts), Words("Madame, Monsieur,"), Words(_opening(letter)))),
        Part("Ce qui manque", (Grid((letter.what.capitalize(), "Attendu le"), (70, 30), rows),)),
        Part("", tuple(Words(text) for text in (*_rest(letter), _GREETING))),
        Part("", (Signatures((f"Pour {letter.heading.letterhead.short_name}",)),)),
    )
    return form_of(
        letter.heading,
        word="Relance",
        mention="Copie à l’acheteur" if letter.step is Step.SECOND else "",
        title=letter.step.label,
        subtitle="Clause sociale d’insertion",
        parts=parts,
    )


def reminder_text(letter: ReminderLetter) -> str:
    """The same, as the body of a message."""
    lines = [f"- {one.what}, attendu le {written_date(one.expected_on)}" for one in letter.missing]
    where = f"Marché\u00a0: {letter.contract}\nLot\u00a0: {letter.lot}"
    signature = signed_by(letter.heading) or letter.heading.letterhead.name
    body = ("Bonjour,", where, _opening(letter), "\n".join(lines), *_rest(letter), signature)
    return "\n\n".join(body)


def _opening(letter: ReminderLetter) -> str:
    several = len(letter.missing) > 1
    what = (
        f"les {letter.what}s ci-dessous ne nous sont pas parvenus"
        if several
        else f"le {letter.what} ci-dessous ne nous est pas parvenu"
    )
    if letter.step is Step.FORMAL:
        return f"Malgré nos relances auprès de {letter.company}, {what}\u00a0:"
    return f"Sauf erreur de notre part, {what}\u00a0:"


def _rest(letter: ReminderLetter) -> tuple[str, ...]:
    texts = []
    if letter.earlier:
        told = ", ".join(written_long_date(day) for day in letter.earlier)
        sent = "Messages déjà envoyés" if len(letter.earlier) > 1 else "Message déjà envoyé"
        texts.append(f"{sent}\u00a0: {told}.")
    if letter.step is Step.FORMAL:
        texts.append(
            "Vous seul pouvez mettre le titulaire en demeure. "
            "Nous restons à votre disposition pour préparer ce courrier."
        )
    else:
        hours = any(one.of_hours for one in letter.missing)
        proofs = " avec les justificatifs des heures" if hours else ""
        nobody = "personne n’a travaillé" if hours else "personne ne doit travailler"
        texts.append(
            f"Merci de nous {'les ' if len(letter.missing) > 1 else 'l’'}envoyer{proofs}. "
            f"Si {nobody} au titre de la clause, répondez simplement «\u00a0néant\u00a0»."
        )
    if letter.article and letter.step is not Step.FIRST:
        texts.append(f"Le marché prévoit les suites d’un retard à son article {letter.article}.")
    if letter.heading.contact:
        texts.append(f"Pour toute question\u00a0: {letter.heading.contact}.")
    return tuple(texts)
