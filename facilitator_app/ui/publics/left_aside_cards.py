"""Where the publics left aside do work, segment by segment, and the open needs that could serve them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.domain.categories import Public
from facilitator_app.domain.contract import Segment
from facilitator_app.domain.public_counts import SMALL, small
from facilitator_app.domain.values import counted, written_date, written_number, written_percent
from facilitator_app.ui.publics.public_card import PublicCard
from facilitator_app.ui.publics.seen_table import SeenTable
from facilitator_app.ui.rows import ROW, Column, RowsModel
from facilitator_app.ui.widgets import Beside, Card, Label
from facilitator_app.use_cases.publics.breakdown import LEFT_ASIDE
from facilitator_app.use_cases.publics.left_aside import LeftAside, NeedLine

NEEDS_SEEN = 5  # without scrolling
_SHORT = {Public.YOUNG_GRADUATE: "Diplômés", Public.WOMAN: "Femmes", Public.SENIOR: "50 ans et +"}


@dataclass(frozen=True, slots=True)
class _SegmentRow:
    """For each public, its share of the segment's hours and the open posts that it aims at."""

    segment: Segment
    shares: tuple[Decimal | None, ...]
    posts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _NeedRow:
    """For each public, how many available people aim at the job."""

    need: NeedLine
    people: tuple[int, ...]


class NeedsTable(SeenTable):
    """Copies what may leave the house: no count under five."""

    def copy(self, whole: bool = False) -> None:
        chosen: _NeedRow | None = self.current_row()
        rows = self.every_row() if whole else [chosen] if chosen else []
        titles = ("Besoin", "Intitulé", "Postes", "Lieu", *(public.label for public in LEFT_ASIDE))
        cells = [
            (row.need.code, row.need.title, str(row.need.posts), row.need.place, *map(_leaving, row.people))
            for row in rows
        ]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in ([titles] if whole else []) + cells))

    def every_row(self) -> list[_NeedRow]:
        model = self.model()
        return [model.index(place, 0).data(ROW) for place in range(model.rowCount())]


class LeftAsideCards(QWidget):
    opened = Signal(object, object)
    """A line and which of its people."""
    segment_chosen = Signal(object)
    need_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.cards = [PublicCard(public.label) for public in LEFT_ASIDE]
        for card in self.cards:
            card.opened.connect(self.opened)
        self._segments: RowsModel[_SegmentRow] = RowsModel(_segment_columns(), key=lambda row: row.segment)
        self.segments = SeenTable(
            self._segments, "Part des heures de chaque segment faite par ces publics", most=len(Segment)
        )
        self._needs: RowsModel[_NeedRow] = RowsModel(_need_columns(), key=lambda row: row.need.id)
        self.needs = NeedsTable(self._needs, "Besoins ouverts dont le métier est visé par ces publics", most=NEEDS_SEEN)
        self._no_need = Label("", "second", wrap=True)
        self._needs_card = Card("Besoins ouverts qui peuvent les servir", "personnes disponibles qui visent le métier")
        self._needs_card.add(self.needs)
        self._needs_card.add(self._no_need)
        segments_card = Card("Segments où ils travaillent", "part des heures, postes qui leur conviennent")
        segments_card.add(self.segments)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        whole.addWidget(Beside(self.cards))
        whole.addWidget(Beside([segments_card, self._needs_card]))
        self.segments.activated_row.connect(self._choose_segment)
        self.needs.activated_row.connect(self._open_need)

    def show_publics(self, publics: Sequence[LeftAside]) -> None:
        for card, public in zip(self.cards, publics, strict=True):
            card.show_line(public.figures)
        lines = zip(*(public.segments for public in publics), strict=True)
        self._segments.show(
            [
                _SegmentRow(
                    of_all[0].segment, tuple(line.share for line in of_all), tuple(line.posts for line in of_all)
                )
                for of_all in lines
            ]
        )
        found = {need.id: need for public in publics for need in public.needs}
        counts = [{need.id: need.people for need in public.needs} for public in publics]
        rows = [_NeedRow(need, tuple(people.get(key, 0) for people in counts)) for key, need in found.items()]
        rows.sort(key=lambda row: (-sum(bool(count) for count in row.people), -sum(row.people), row.need.starts_on))
        self._needs.show(rows)
        self._needs_card.set_title(f"Besoins ouverts qui peuvent les servir ({written_number(len(rows))})")
        self.needs.setVisible(bool(rows))
        self._no_need.setVisible(not rows)
        self._no_need.setText(
            "Aucun besoin ouvert ne porte un métier visé par ces personnes. Notez les besoins des entreprises dans "
            "Marchés et lots, et les métiers visés dans la fiche de chaque personne."
        )

    def _choose_segment(self, row: _SegmentRow) -> None:
        self.segment_chosen.emit(row.segment)

    def _open_need(self, row: _NeedRow) -> None:
        self.need_opened.emit(row.need.id)


def _leaving(people: int) -> str:
    return SMALL if small(people) else str(people)


def _segment_columns() -> list[Column[_SegmentRow]]:
    return [
        Column("Segment", lambda row: row.segment.label, strong=True, stretch=True),
        *(_share_column(place, public) for place, public in enumerate(LEFT_ASIDE)),
    ]


def _share_column(place: int, public: Public) -> Column[_SegmentRow]:
    return Column(
        _SHORT[public],
        lambda row: written_percent(row.shares[place]),
        lambda row: row.shares[place],
        second=lambda row: counted(row.posts[place], "poste") if row.posts[place] else "aucun poste",
        accessible=lambda row: f"{public.label}, {written_percent(row.shares[place])} des heures",
        width=96,
    )


def _need_columns() -> list[Column[_NeedRow]]:
    return [
        Column(
            "Besoin",
            lambda row: row.need.title,
            second=lambda row: " · ".join(
                part
                for part in (
                    row.need.code, counted(row.need.posts, "poste"), row.need.place,
                    f"dès le {written_date(row.need.starts_on)}",
                )
                if part
            ),
            strong=True,
            stretch=True,
        ),
        *(_people_column(place, public) for place, public in enumerate(LEFT_ASIDE)),
    ]  # fmt: skip


def _people_column(place: int, public: Public) -> Column[_NeedRow]:
    return Column(
        _SHORT[public],
        lambda row: written_number(row.people[place]) if row.people[place] else "–",
        lambda row: row.people[place],
        number=True,
        accessible=lambda row: f"{counted(row.people[place], 'personne')}, {public.label.lower()}",
        width=96,
    )
