"""The right of the page: balance of the publics in the proposals, and the overall allocation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.balance import Gauge
from facilitator_app.ui.charts.share_bar import ShareBar
from facilitator_app.ui.widgets import ActionButton, Banner, Card, IconLabel, Label
from facilitator_app.use_cases.matching.overall import Overall, Standing

FULL_AT = 0.6  # share at which the gauges are full


class BalanceCard(Card):
    """Speaks of whole lists, never of a person."""

    def __init__(self) -> None:
        super().__init__("Équilibre des propositions")
        self._words = Label("", "second", wrap=True)
        self.add(self._words)
        self._gauges: dict[str, ShareBar] = {}
        self._note = Banner(
            "info",
            "Ces jauges portent sur l’ensemble des listes. Le sexe, l’âge, l’origine et le quartier n’entrent jamais "
            "dans la note\u00a0; seul le temps de trajet compte.",
        )
        self.add(self._note)

    def show_gauges(self, gauges: Sequence[Gauge]) -> None:
        shown = [gauge for gauge in gauges if gauge.share is not None and gauge.mark is not None]
        self._words.setText(
            "Part dans les propositions des 90 derniers jours. Trait noir\u00a0: part dans le vivier disponible."
            if shown
            else "Aucune proposition ces 90 derniers jours\u00a0: les jauges apparaîtront avec la première."
        )
        for gauge in gauges:
            label = gauge.public.label
            if label not in self._gauges:
                self._gauges[label] = ShareBar(label)
                self.body.insertWidget(self.body.count() - 1, self._gauges[label])
            bar = self._gauges[label]
            bar.setVisible(gauge in shown)
            if gauge.share is not None and gauge.mark is not None:
                bar.show_share(float(gauge.share), float(gauge.mark), "du vivier", FULL_AT)


class _Box(QFrame):
    """`Aujourd’hui 11 / 16, note moy. 74`."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("tone", "info" if title == "Proposé" else "neutral")
        self._title = title
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 7, 9, 7)
        column.setSpacing(1)
        self._posts, self._mean = Label("–", "sheet"), Label("", "caption")
        column.addWidget(Label(title, "caption"))
        column.addWidget(self._posts)
        column.addWidget(self._mean)

    def show_standing(self, standing: Standing, posts: int) -> None:
        self._posts.setText(f"{standing.filled} / {posts}")
        self._mean.setText("personne" if standing.mean is None else f"note moy. {standing.mean}")
        self.setAccessibleName(f"{self._title}\u00a0: {standing.filled} postes sur {posts}, {self._mean.text()}")


class OverallCard(Card):
    """Shows the last allocation computed, and when."""

    def __init__(self) -> None:
        super().__init__("Vue d’ensemble")
        self._words = Label("", "second", wrap=True)
        self._today, self._proposed = _Box("Aujourd’hui"), _Box("Proposé")
        self._boxes = QWidget()
        row = QHBoxLayout(self._boxes)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._today, 1)
        row.addWidget(IconLabel("chevron-right"))
        row.addWidget(self._proposed, 1)
        self.compare = ActionButton("Compa&rer", "git-compare")
        self._when = Label("", "caption", wrap=True)
        for part in (self._words, self._boxes, self.compare, self._when):
            self.add(part)
        self._boxes.hide()
        self.compare.hide()
        self.show_nothing("Répartit les personnes sur tous les postes ouverts, au mieux pour l’ensemble.")

    def show_nothing(self, why: str) -> None:
        self._words.setText(why)
        self._boxes.hide()
        self.compare.hide()
        self._when.hide()

    def show_overall(self, found: Overall, at: dt.datetime) -> None:
        posts, count = found.posts, len(found.changes)
        self._words.setText(
            "Chaque personne n’est retenue que pour un poste à la fois. Le calcul cherche la meilleure répartition sur "
            f"{'le poste ouvert' if posts == 1 else f'les {posts} postes'}."
        )
        self._today.show_standing(found.today, posts)
        self._proposed.show_standing(found.proposed, posts)
        self._boxes.show()
        self.compare.setText(f"Compa&rer les {count} changements" if count > 1 else "&Voir le changement")
        self.compare.setVisible(count > 0)
        said = "Rien n’est appliqué sans votre accord." if count else "La répartition d’aujourd’hui est la meilleure."
        self._when.setText(f"{said} Calcul du {at:%d/%m} à {at:%H:%M}.")
        self._when.show()
