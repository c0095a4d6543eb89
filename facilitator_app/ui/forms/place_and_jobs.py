"""Editors of the registration page that look things up: the commune, the jobs aimed at, the licences held."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from facilitator_app.ui.fields import TextField
from facilitator_app.ui.search_field import SearchField
from facilitator_app.ui.widgets import ActionButton
from facilitator_app.use_cases.reference import commune, find_communes, find_jobs, job_label

if TYPE_CHECKING:
    from facilitator_app.use_cases.kept_typing import Shown

Place = tuple[str | None, str, str]
"""INSEE code when known, postal code, name."""
_TYPED = re.compile(r"(\d{5})\s+(\S.*)")


class CommuneField(SearchField):
    """A postal code and a commune in one field; a commune missing from the table is kept as typed."""

    def __init__(self) -> None:
        super().__init__(_places, _written_place, "83220 Le Pradet")

    def value(self) -> Any:
        if chosen := super().value():
            return chosen
        typed = _TYPED.fullmatch(self.text().strip())
        return (None, typed[1], typed[2]) if typed else None

    def problem(self) -> str:
        text = self.text().strip()
        if not text or self.value():
            return ""
        advice = "Écrivez le code postal puis la commune, par exemple 83220 Le Pradet."
        return f"«\u00a0{text}\u00a0» n’est pas dans la liste. {advice}"


class SeveralField(QWidget):
    """Codes chosen one after the other by typing; each is taken back by its button. The value is their tuple."""

    changed = Signal()

    def __init__(
        self,
        find: Callable[[str], Sequence[tuple[str, str]]],
        write: Callable[[str], str],
        placeholder: str,
        what: str,
    ) -> None:
        """`what` is one of them, as the button that takes it back says it: «le métier»."""
        super().__init__()
        self._write, self._what = write, what
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        self._search = SearchField(find, write, placeholder)
        self._search.changed.connect(self._take)
        self._chosen: list[str] = []
        self._buttons = QGridLayout()
        self._buttons.setSpacing(4)
        whole.addWidget(self._search)
        whole.addLayout(self._buttons)
        self.setFocusProxy(self._search)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._search.setAccessibleName(name)

    def value(self) -> tuple[str, ...]:
        return tuple(self._chosen)

    def set_value(self, value: Any) -> None:
        self._chosen = list(value or ())
        self._search.set_value(None)
        self._show()

    def typed(self) -> Shown:
        return [*self._chosen, self._search.text()]

    def type_again(self, shown: Shown) -> None:
        *codes, begun = shown if isinstance(shown, list) and shown else [""]
        self.set_value(codes)
        self._search.setText(str(begun))

    def problem(self) -> str:
        return self._search.problem()

    def _take(self) -> None:
        code = self._search.value()
        if code and code not in self._chosen:
            self._chosen.append(code)
        if code:
            self._search.set_value(None)
            self._show()
            self.changed.emit()

    def _drop(self, code: str) -> None:
        self._chosen.remove(code)
        self._search.setFocus()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        while taken := self._buttons.takeAt(0):
            if widget := taken.widget():
                widget.hide()
                widget.deleteLater()
        for place, code in enumerate(self._chosen):
            label = self._write(code)
            button = ActionButton(label.replace("&", "&&"), "x", small=True)
            button.setAccessibleName(f"Retirer {self._what} {label}")
            button.setToolTip(f"Retirer {label}")
            button.clicked.connect(partial(self._drop, code))
            self._buttons.addWidget(button, place, 0, Qt.AlignmentFlag.AlignLeft)


class JobsField(SeveralField):
    """Several jobs; the value is their ROME codes."""

    def __init__(self) -> None:
        super().__init__(_jobs, job_label, "Manœuvre, accueil, F1703…", "le métier")


class CommunesField(SeveralField):
    """Several communes; the value is their INSEE codes."""

    def __init__(self) -> None:
        super().__init__(_communes, _commune_name, "Toulon, 83130…", "la commune")


class WordsField(TextField):
    """Short texts separated by commas; the value is their tuple."""

    def value(self) -> Any:
        words = (" ".join(word.split()) for word in re.split(r"[,;]", self.text()))
        return tuple(word for word in words if word)

    def set_value(self, value: Any) -> None:
        super().set_value(", ".join(value or ()))


def _places(text: str) -> Sequence[tuple[Place, str]]:
    found = find_communes(text)
    places: list[Place] = [(place.code, code, place.name) for place in found for code in place.postal_codes]
    return [(place, _written_place(place)) for place in places]


def _written_place(place: Place) -> str:
    return f"{place[1]} {place[2]}".strip()


def place_of(commune_code: str | None, postal_code: str, town: str) -> Place | None:
    """The value of a `CommuneField` for what a record holds."""
    known = commune(commune_code)
    if not postal_code and not town:
        return None
    return (commune_code if known else None, postal_code, town)


def _jobs(text: str) -> Sequence[tuple[str, str]]:
    return [(job.code, f"{job.label} ({job.code})") for job in find_jobs(text)]


def _communes(text: str) -> Sequence[tuple[str, str]]:
    return [(place.code, f"{place.name} ({', '.join(place.postal_codes)})") for place in find_communes(text)]


def _commune_name(code: str) -> str:
    known = commune(code)
    return known.name if known else code
