"""«Masquer les noms»: the one place that says how somebody is named on the screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.words import initials

if TYPE_CHECKING:
    from facilitator_app.use_cases.names_borne import NamesBorne

Answer = TypeVar("Answer")


class ShownNames(QObject):
    """In full, or by initials on a screen that others see.

    The fields where somebody's own record is being typed always show it: they are opened on purpose, and what they
    show is what will be kept.
    """

    changed = Signal()
    """What is shown must be said again."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Any]]) -> None:
        """`reading` opens the house for one question."""
        super().__init__()
        self._reading, self._one_at_a_time = reading, Lock()
        self.hidden = False

    def hide(self, hidden: bool) -> None:
        if hidden != self.hidden:
            self.hidden = hidden
            self.changed.emit()

    def of(self, name: str) -> str:
        """The name of somebody."""
        return initials(name) if self.hidden else name

    def within(self, answer: Answer) -> Answer:
        """A sentence, or what a question answered: whoever of the house is named in its texts."""
        if not self.hidden:
            return answer
        from facilitator_app.use_cases.hiding_names import without_names  # long to load, and seldom wanted

        with self._one_at_a_time, self._reading() as session:  # pages also ask from behind
            self._borne.learn(session)
        return without_names(self._borne, answer)

    def within_refusal(self, refusal: Refusal) -> None:
        """What is refused is said on the page, whichever it is."""
        if self.hidden:
            refusal.problems = self.within(refusal.problems)
            refusal.args = (" ".join(problem.message for problem in refusal.problems),)

    @cached_property
    def _borne(self) -> NamesBorne:
        from facilitator_app.use_cases.names_borne import NamesBorne

        return NamesBorne()
