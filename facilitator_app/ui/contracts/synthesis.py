"""The first tab of a lot: hours against time, trajectory, calibration, holder, what comes next, people."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.placement import StatementState
from facilitator_app.domain.values import (
    NO_BREAK_SPACE,
    written_date,
    written_hours,
    written_number,
    written_percent,
)
from facilitator_app.ui.charts.line_chart import LineChart
from facilitator_app.ui.charts.progress_bar import ProgressBar
from facilitator_app.ui.contracts.side_cards import CalibrationCard, DeadlinesCard, HoldersCard
from facilitator_app.ui.contracts.tones import bar_tone
from facilitator_app.ui.contracts.trajectory import trajectory
from facilitator_app.ui.widgets import ActionButton, Badge, Beside, Card, Label
from facilitator_app.use_cases.lot_sheet import LotSheet


class Synthesis(QWidget):
    """What mockups call the summary of a lot."""

    edit_asked = Signal()
    people_asked = Signal()
    company_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._hours, self._path = HoursCard(), PathCard()
        self._people, self._calibration = PeopleCard(), CalibrationCard()
        self._holders, self._deadlines = HoldersCard(), DeadlinesCard()
        self._people.asked.connect(self.people_asked)
        self._calibration.asked.connect(self.edit_asked)
        self._holders.asked.connect(self.company_asked)
        left, right = QWidget(), QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 14)
        whole.addWidget(Beside([left, right], stretches=[9, 5], spacing=12))
        for column, cards in (
            (left, (self._hours, self._path, self._people)),
            (right, (self._calibration, self._holders, self._deadlines)),
        ):
            lines = QVBoxLayout(column)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(12)
            for card in cards:
                lines.addWidget(card, 1 if card is self._path else 0)
            if column is right:
                lines.addStretch()
        left.setMinimumWidth(360)
        right.setMinimumWidth(250)

    def show_sheet(self, sheet: LotSheet, today: dt.date) -> None:
        self._hours.show_sheet(sheet)
        self._path.show_sheet(sheet, today)
        self._people.show_sheet(sheet)
        self._calibration.show_sheet(sheet)
        self._holders.show_sheet(sheet)
        self._deadlines.show_sheet(sheet)


class HoursCard(Card):
    """Hours done, against hours due and against time."""

    def __init__(self) -> None:
        super().__init__("Heures réalisées", " ")
        figures, under = QHBoxLayout(), QHBoxLayout()
        self._done, self._due = Label("", "figure"), Label("", "second")
        self._rate = Label("", "card")
        figures.addWidget(self._done)
        figures.addWidget(self._due, 0, Qt.AlignmentFlag.AlignBottom)
        figures.addStretch()
        figures.addWidget(self._rate)
        self._bar = ProgressBar("Heures réalisées", thickness=11)
        self._start, self._elapsed, self._end = Label("", "second"), Label("", "second"), Label("", "second")
        for place, label in enumerate((self._start, self._elapsed, self._end)):
            if place:
                under.addStretch()
            under.addWidget(label)
        self.body.addLayout(figures)
        self.body.addWidget(self._bar)
        self.body.addLayout(under)

    def show_sheet(self, sheet: LotSheet) -> None:
        self.set_remark(_stopped_at(sheet))
        self._done.setText(written_number(sheet.done))
        self._due.setText(
            f"h sur {written_hours(sheet.due)}" if sheet.due is not None else "h, sans heures dues connues"
        )
        standing = sheet.standing
        self._rate.setText("" if standing.rate is None else written_percent(standing.rate))
        share = float(standing.rate) if standing.rate is not None else 0.0
        self._bar.show_share(share, None if standing.elapsed is None else float(standing.elapsed), bar_tone(standing))
        self._start.setText(written_date(sheet.starts_on))
        self._end.setText(written_date(sheet.ends_on))
        self._elapsed.setText(_time_gone(sheet))


def _time_gone(sheet: LotSheet) -> str:
    """Nothing while the hours due are not known: the dates are then there or not, each on its side."""
    if sheet.standing.elapsed is not None:
        return f"{written_percent(sheet.standing.elapsed)} du délai écoulé"
    return "dates à compléter" if None in (sheet.starts_on, sheet.ends_on) else ""


class PathCard(Card):
    """The trajectory, as a drawing or as a table to copy."""

    def __init__(self) -> None:
        super().__init__("Trajectoire cumulée")
        self._badge = Badge()
        self.add_beside_title(self._badge)
        self._chart = LineChart("Trajectoire cumulée des heures")
        self._missing = Label("Indiquez le début et la fin du lot pour voir sa trajectoire.", "second", wrap=True)
        self.add(self._chart, 1)
        self.add(self._missing)

    def show_sheet(self, sheet: LotSheet, today: dt.date) -> None:
        path = trajectory(sheet, today)
        self._chart.setVisible(path is not None)
        self._missing.setVisible(path is None)
        if path:
            self._chart.show_lines(path.labels, path.done, path.projected, path.planned, path.goal, path.today)
        projection, due = sheet.projection, sheet.due
        over = sheet.ends_on is not None and today > sheet.ends_on
        shown = bool(projection and due and not over)
        self._badge.setVisible(shown)
        if shown and projection and due:
            share = projection / due
            tone = "success" if share >= 1 else "warning" if share >= sheet.on_pace_from else "danger"
            words = f"Projection{NO_BREAK_SPACE}: {written_number(round(projection))}{NO_BREAK_SPACE}h"
            self._badge.show_state(f"{words} ({written_percent(share)})", tone)


class PeopleCard(Card):
    """People placed on the lot, by public."""

    asked = Signal()

    def __init__(self) -> None:
        self._see = ActionButton("Voir les fiches", link=True)
        super().__init__("Salariés en insertion", action=self._see)
        self._see.clicked.connect(self.asked)
        row = QHBoxLayout()
        row.setSpacing(10)
        self._figures: list[tuple[Label, Label]] = []
        for _ in range(5):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            figure, words = Label("", "sheet"), Label("", "caption", wrap=True)
            cell.addWidget(figure)
            cell.addWidget(words)
            cell.addStretch()
            row.addLayout(cell, 1)
            self._figures.append((figure, words))
        self.body.addLayout(row)

    def show_sheet(self, sheet: LotSheet) -> None:
        people = sheet.people
        women = f" ({written_percent(Decimal(people.women) / people.people)})" if people.people else ""
        for (figure, words), (count, said) in zip(
            self._figures,
            (
                (people.people, "salarié suivi" if people.people == 1 else "salariés suivis"),
                (people.women, ("femme" if people.women == 1 else "femmes") + women),
                (people.seniors, "50 ans et plus"),
                (people.young_graduates, "jeune diplômé" if people.young_graduates == 1 else "jeunes diplômés"),
                (people.to_review, "éligibilité à voir" if people.to_review == 1 else "éligibilités à voir"),
            ),
            strict=True,
        ):
            figure.setText(str(count))
            words.setText(said)
        self._see.setVisible(people.people > 0)
        self._see.setText("Voir la fiche" if people.people == 1 else f"Voir les {people.people} fiches")


def _stopped_at(sheet: LotSheet) -> str:
    """Up to which month the hours are known, and whether it is validated."""
    last = sheet.last_month
    if last is None:
        return "aucune heure saisie"
    pending = "" if last.state == StatementState.VALIDATED else f", {last.month.name} à valider"
    return f"arrêté au {written_date(last.month.last_day)}{pending}"
