"""A warning beside what is typed freely about somebody: words that have no place in a file, as they come."""

from __future__ import annotations

from facilitator_app.ui.fields import LinesField, TextField
from facilitator_app.ui.widgets import Banner

REMINDER = "Des faits utiles au parcours, que la personne pourra lire"


class CarefulBanner(Banner):
    """Hidden as long as there is nothing to say; it never prevents keeping."""

    def __init__(self) -> None:
        super().__init__("warning", "")
        self.hide()
        self._watched: list[TextField | LinesField] = []

    def watch(self, *editors: TextField | LinesField) -> None:
        self._watched += editors
        for editor in editors:
            editor.changed.connect(self._warn)
            if isinstance(editor, LinesField) and not editor.placeholderText():
                editor.setPlaceholderText(REMINDER)

    def _warn(self) -> None:
        from facilitator_app.use_cases.following.careful import advice

        said = advice(" ".join(str(editor.value()) for editor in self._watched))
        self.set_text(said)
        self.setVisible(bool(said))
