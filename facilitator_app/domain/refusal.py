"""How the domain says no, in words the facilitator can read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field, and what to do about it.

    `field` names an attribute of the record or draft at hand, so that a form
    can show the message under it; an empty field means the whole.
    """

    field: str
    message: str


class Refusal(Exception):
    """The act was not done, and nothing was written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems

    @classmethod
    def because(cls, message: str, field: str = "") -> Refusal:
        return cls(Problem(field, message))
