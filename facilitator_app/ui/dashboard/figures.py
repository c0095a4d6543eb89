"""The five figures at the top of the first page; each opens the page behind it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.domain.values import NO_BREAK_SPACE, written_number, written_percent
from facilitator_app.ui.look import colour
from facilitator_app.ui.widgets import Beside, Figure
from facilitator_app.use_cases.dashboard import Dashboard

PNAD_TARGET = 0.3  # national plan for sustainable purchasing: 30 % of contracts with a social consideration
_ABOVE = 3  # figures on the first line when there is no room for all


class FigureLink(Figure):
    """A figure that opens the page it comes from: a click, Enter or Space."""

    opened = Signal()

    def __init__(self, icon: str, caption: str, leads_to: str) -> None:
        """`leads_to` says what opens, for the tooltip."""
        super().__init__(icon, caption)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(leads_to)
        self.setAccessibleDescription(leads_to)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("focus-strong"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
            painter.end()


class Figures(QWidget):
    """Side by side when there is room, else three above and two below."""

    opened = Signal(str)
    """The page behind the figure that was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.hours = FigureLink("clock", "Heures de l’année", "Ouvrir la saisie des heures")
        self.considerations = FigureLink("scale", "Considération sociale", "Ouvrir les marchés et lots")
        self.people = FigureLink("users", "Personnes en parcours", "Ouvrir les bénéficiaires")
        self.declarations = FigureLink("clipboard-check", "Déclarations du mois", "Ouvrir la saisie des heures")
        self.posts = FigureLink("briefcase", "Besoins à pourvoir", "Ouvrir l’appariement")
        self._pages = {
            self.hours: "hours", self.considerations: "contracts", self.people: "beneficiaries",
            self.declarations: "hours", self.posts: "matching",
        }  # fmt: skip
        for figure in self._pages:
            figure.opened.connect(self._open)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        figures = [*self._pages]
        parts = [Beside(figures[:_ABOVE], spacing=12), Beside(figures[_ABOVE:], spacing=12)]
        row.addWidget(Beside(parts, (_ABOVE, len(figures) - _ABOVE), spacing=12))

    def show_figures(self, shown: Dashboard) -> None:
        self._show_hours(shown)
        self._show_considerations(shown)
        people = shown.people
        women = f"{written_number(people.women)} femme{'s' if people.women > 1 else ''}"
        seniors = f"{written_number(people.seniors)} de 50 ans et plus".replace(" ", NO_BREAK_SPACE)
        self.people.show_number(written_number(people.placed), footnote=f"{women} · {seniors}")
        self._show_declarations(shown)
        posts = shown.posts
        unit = "poste" if posts.to_fill < 2 else "postes"
        alone = f"{written_number(posts.needs_without_anyone)} besoin{'s' if posts.needs_without_anyone > 1 else ''}"
        footnote = f"{alone} sans candidat" if posts.needs_without_anyone else "Chaque besoin a un candidat"
        filled = 1 - posts.to_fill / posts.asked if posts.asked else None
        self.posts.show_number(
            written_number(posts.to_fill), unit, footnote if posts.to_fill else "Aucun besoin ouvert", share=filled
        )

    def _show_hours(self, shown: Dashboard) -> None:
        figure = shown.hours
        self.hours.set_caption(f"Heures réalisées en {figure.year}")
        done = written_number(figure.done, 0)
        if figure.target and figure.share is not None:
            footnote = (
                f"{written_percent(figure.share)} de l’objectif ({written_number(figure.target, 0)}{NO_BREAK_SPACE}h)"
            )
            self.hours.show_number(done, "h", footnote, share=float(figure.share), mark=float(figure.elapsed))
        else:
            self.hours.show_number(done, "h", "Objectif annuel à régler dans Paramètres")

    def _show_considerations(self, shown: Dashboard) -> None:
        figure = shown.consideration
        unknown = f" · {written_number(figure.unknown)} non renseigné{'s' if figure.unknown > 1 else ''}"
        more = unknown if figure.unknown else ""
        if figure.share is None:
            self.considerations.show_number("–", "", f"Aucun marché renseigné{more}")
            return
        reached = figure.share >= PNAD_TARGET
        footnote = (
            f"{written_number(figure.with_one)} sur {written_number(figure.known)} · objectif 30{NO_BREAK_SPACE}%{more}"
        )
        self.considerations.show_number(
            written_percent(figure.share, int(figure.share * 100 % 1 != 0)).removesuffix(f"{NO_BREAK_SPACE}%"),
            "% des contrats",
            footnote,
            share=float(figure.share),
            mark=PNAD_TARGET,
            tone="success" if reached else "",
        )

    def _show_declarations(self, shown: Dashboard) -> None:
        figure = shown.declarations
        self.declarations.set_caption(f"Déclarations {figure.month.of_name}")
        if not figure.expected:
            self.declarations.show_number("–", "", "Personne n’était au travail ce mois-là")
            return
        if figure.late:
            footnote = f"{written_number(figure.late)} lot{'s' if figure.late > 1 else ''} en retard"
        elif figure.validated == figure.expected:
            footnote = "Tous les lots sont validés"
        else:
            footnote = f"Attendues pour le {figure.due:%d/%m}"
        self.declarations.show_number(
            written_number(figure.validated),
            f"/ {written_number(figure.expected)} lot{'s' if figure.expected > 1 else ''}",
            footnote,
            share=figure.validated / figure.expected,
            tone="warning" if figure.late else "",
            footnote_tone="warning" if figure.late else "",
        )

    def _open(self) -> None:
        figure = self.sender()
        if isinstance(figure, FigureLink):
            self.opened.emit(self._pages[figure])
