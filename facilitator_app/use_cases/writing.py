"""What every act that keeps a typed form does: tidy its texts, gather its problems, write what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.retention import Erasure

Kind = TypeVar("Kind", bound=Record)


def tidy(text: str) -> str:
    """Without spaces at the ends nor doubled inside."""
    return " ".join(text.split())


class Problems(list[Problem]):
    """The problems of a form, said all together."""

    def say(self, field: str, message: str) -> None:
        self.append(Problem(field, message))

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Note a refusal raised in the block and go on with the other fields."""
        try:
            yield
        except Refusal as refusal:
            self.extend(refusal.problems)

    def check(self, kind: type[Record], values: Mapping[str, Any]) -> None:
        """Note what the columns of this kind would refuse, so that it is said with the rest."""
        columns = kind.fields()
        for name, value in values.items():
            if value is not None and name in columns:
                try:
                    columns[name].checked(value)
                except ValueError as error:
                    self.say(name, str(error))

    def refuse(self) -> None:
        """Raise Refusal with everything noted so far, if anything was."""
        if self:
            raise Refusal(*self)


def found(session: Session, kind: type[Kind], key: str, what: str) -> Kind:
    """The record of that key; raises Refusal when it is no longer there. `what`: «Ce lot»."""
    record = session.get(kind, key)
    if record is None or record.removed:
        raise Refusal.because(f"{what} n’existe plus dans cette base\u00a0: actualisez la page.")
    if kind is Beneficiary:
        refuse_anonymised(session, key)
    return record


def refuse_anonymised(session: Session, beneficiary_id: str) -> None:
    """Raises Refusal: what would be written of somebody anonymised would name her again, with no clock to end it."""
    if session.get(Erasure, beneficiary_id) is not None:
        raise Refusal.because(
            "Cette personne a été anonymisée\u00a0: rien ne peut plus être écrit sur elle. "
            "Si elle revient, inscrivez-la de nouveau."
        )


def write(record: Record, values: Mapping[str, Any]) -> None:
    """Give the record these values; those it already has are not touched, so that the history stays short."""
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)
