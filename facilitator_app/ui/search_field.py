"""Choosing one value of a long list by typing part of its words, whatever the accents and the case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFocusEvent

from facilitator_app.domain.words import fold, words_sought
from facilitator_app.ui.fields import TextField
from facilitator_app.ui.suggestions import Suggestions
from facilitator_app.ui.typed import shortened

if TYPE_CHECKING:
    from facilitator_app.use_cases.kept_typing import Shown

Choice = tuple[Any, str]
SHOWN = 30


def among(choices: Iterable[Choice]) -> Callable[[str], Sequence[Choice]]:
    """A search in a list held in memory: every word typed begins a word of the label."""
    folded = [(f" {fold(label)}", (value, label)) for value, label in choices]

    def find(text: str) -> Sequence[Choice]:
        words = [f" {word}" for word in words_sought(text)]
        found = [choice for label, choice in folded if all(word in label for word in words)]
        return found[:SHOWN]

    return find


class SearchField(TextField):
    """The value chosen, or None; a text that is no choice is a problem."""

    def __init__(
        self,
        find: Callable[[str], Sequence[Choice]],
        write: Callable[[Any], str],
        placeholder: str = "Taper pour chercher",
    ) -> None:
        """`find` gives the choices for a text, best first; `write` the label of a value set by the program."""
        super().__init__(placeholder, "search")
        self._find, self._write = find, write
        self._value: Any = None
        self._label = ""
        self._found: Sequence[Choice] = ()
        self._suggestions = Suggestions(self)
        self._pointed: Choice | None = None
        # The stubs of PySide6 do not know that a signal with two signatures is indexed by them.
        activated = self._suggestions.activated[QModelIndex]  # type: ignore[index]
        activated.connect(self._point)
        # Queued: Qt writes the line chosen into the field after this signal, over what is made of it here.
        activated.connect(self._choose, Qt.ConnectionType.QueuedConnection)
        self.setCompleter(self._suggestions)
        self.textEdited.connect(self._look_for)

    def value(self) -> Any:
        return self._value if self.text().strip() == self._label else None

    def set_value(self, value: Any) -> None:
        self._value = value
        self._label = "" if value is None else self._write(value)
        super().set_value(self._label)

    def typed(self) -> Shown:
        """The text, and the value chosen when it is a key or a code."""
        value = self._value if self.text().strip() == self._label else None
        return [self.text(), value] if isinstance(value, str) else self.text()

    def type_again(self, shown: Shown) -> None:
        text, value = shown if isinstance(shown, list) and len(shown) == 2 else (shown, None)
        self.set_value(value)
        if not self._label:  # nothing was chosen, or what was is no longer there
            self.set_value(None)
            self.setText(str(text))

    def problem(self) -> str:
        typed = self.text().strip()
        if not typed or typed == self._label:
            return ""
        quoted = f"«\u00a0{shortened(typed)}\u00a0»"
        return f"{quoted} n’est pas dans la liste. Tapez quelques lettres, puis choisissez une ligne."

    def _look_for(self, text: str) -> None:
        if not text.strip():
            self._value, self._label = None, ""
        self._found = self._find(text) if text.strip() else ()
        self._suggestions.offer([label for _, label in self._found])

    def _point(self, index: QModelIndex) -> None:
        """Remember the line while it stands for this choice: the next key typed makes another list."""
        self._pointed = self._found[index.row()]

    def _choose(self) -> None:
        if self._pointed is not None:
            self._take(self._pointed)

    def _take(self, choice: Choice) -> None:
        self._pointed = None
        self._value, self._label = choice[0], choice[1].strip()
        self.setText(self._label)
        self.changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        # A text that fits one choice only is that choice: nobody should have to point at it.
        same = [choice for choice in self._found if fold(choice[1]) == fold(self.text())]
        sure = same or (list(self._found) if len(self._found) == 1 else [])
        if self.value() is None and len(sure) == 1 and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take(sure[0])
        super().focusOutEvent(event)
