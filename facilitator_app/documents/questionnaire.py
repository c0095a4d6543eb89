"""Numbered questions of a paper form: answered where the house knows, to be written on where it does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from facilitator_app.documents.form import Blanks, Block, Fact, Facts, Ticks, Words


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer; without one, dotted `lines` to write it."""

    label: str
    answer: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Choices:
    """A question answered with boxes; `chosen` are the options already known."""

    label: str
    options: tuple[str, ...]
    chosen: frozenset[str] = frozenset()


def yes_or_no(label: str, answer: bool | None) -> Choices:
    """None leaves both boxes to tick."""
    said = frozenset() if answer is None else frozenset({"Oui" if answer else "Non"})
    return Choices(label, ("Oui", "Non"), said)


def numbered(questions: Iterable[Question | Choices], first: int = 1) -> tuple[Block, ...]:
    """The questions in their order, numbered from `first`; answers that follow each other share a frame."""
    blocks: list[Block] = []
    answers: list[tuple[Fact, ...]] = []

    def close_frame() -> None:
        if answers:
            blocks.append(Facts(tuple(answers)))
            answers.clear()

    for number, question in enumerate(questions, first):
        label = f"{number}. {question.label}"
        if isinstance(question, Question) and question.answer:
            answers.append((Fact(label, question.answer),))
            continue
        close_frame()
        if isinstance(question, Question):
            blocks.append(Blanks(label, question.lines))
        else:
            blocks.append(Words(label))
            ticked = tuple(option in question.chosen for option in question.options)
            blocks.append(Ticks(question.options, ticked, in_line=True))
    close_frame()
    return tuple(blocks)
