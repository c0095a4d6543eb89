"""A warning beside what is typed freely about somebody: words that have no place in a file, as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator_app.ui.fields import LinesField, TextField
from facilitator_app.ui.widgets import Banner

if TYPE_CHECKING:
    from facilitator_app.ui.forms.form_dialog import FormDialog

REMINDER = "Des faits utiles au parcours, que la personne pourra lire"


class CarefulBanner(Banner):
    """Hidden as long as there is nothing to say; it never prevents keeping."""

    def __init__(self) -> None:
        super().__init__("warning", "")
        self.hide()
        self._watched: list[TextField | LinesField] = []

    def watch(self, *editors: TextField | LinesField, reminder: str = REMINDER) -> None:
        """`reminder` is what an empty text of several lines says."""
        self._watched += editors
        for editor in editors:
            editor.changed.connect(self._warn)
            if isinstance(editor, LinesField) and not editor.placeholderText():
                editor.setPlaceholderText(reminder)

    def judge(self, text: str) -> None:
        """Say what there is to say of a text typed elsewhere than in the fields watched."""
        from facilitator_app.use_cases.following.careful import advice

        said = advice(text)
        self.set_text(said)
        self.setVisible(bool(said))

    def _warn(self) -> None:
        self.judge(" ".join(str(editor.value()) for editor in self._watched))


def warn_in(dialog: FormDialog, *names: str, reminder: str = "") -> None:
    """Put the warning below the title of a form, for its fields of these names."""
    banner = CarefulBanner()
    editors = (dialog.form.editor(name) for name in names)
    banner.watch(*(editor for editor in editors if isinstance(editor, TextField | LinesField)), reminder=reminder)
    dialog.body.insertWidget(1, banner)
