"""Why one person has that score: the four parts, all that speaks for her, all that speaks against."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.matching import Assessment
from facilitator_app.ui.charts.score_bar import Part, ScoreBar
from facilitator_app.ui.dialog import Dialog
from facilitator_app.ui.look import scaled
from facilitator_app.ui.widgets import ActionButton, Label, scrolled

FAIRNESS = (
    "Le sexe, l’âge, l’origine et le quartier n’entrent jamais dans la note\u00a0; l’attente départage les ex æquo."
)


class ScoreDetail(Dialog):
    """Read only; Escape or Enter closes it."""

    def __init__(self, name: str, need: str, parts: Sequence[Part], why: Assessment, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Note de {name}")
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(18, 14, 18, 14)
        body.setSpacing(8)
        body.addWidget(Label(f"{name}\u00a0: {why.total} sur 100", "sheet"))
        body.addWidget(Label(need, "second", wrap=True))
        bar = ScoreBar(f"Note de {name}")
        bar.show_parts(parts)
        body.addWidget(bar)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(2, 1)
        for place, part in enumerate(parts):
            grid.addWidget(Label(part.name), place, 0)
            grid.addWidget(Label(f"{part.points} sur {part.out_of}", "strong"), place, 1)
        body.addLayout(grid)
        for title, sign, ink, sentences in (
            ("Ce qui va dans son sens", "+", "success", why.pluses),
            ("Ce qui demande attention", "–", "warning", why.minuses),
        ):
            body.addWidget(Label(title, "card"))
            for sentence in sentences or ("Rien à signaler.",):
                words = f"{sign} {sentence}" if sentences else sentence
                body.addWidget(Label(words, ink=ink if sentences else "", wrap=True))
        body.addWidget(Label(FAIRNESS, "caption", wrap=True))
        body.addStretch()
        close = ActionButton("Fermer", primary=True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 9, 18, 12)
        foot.addStretch()
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside), 1)
        whole.addLayout(foot)
        self.resize(scaled(520), scaled(480))
