"""The first tab of a person's sheet: eligibility in time, project, hours, proofs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.values import written_date, written_hours
from facilitator_app.ui.beneficiaries.tables import proofs_table
from facilitator_app.ui.charts.timeline import Kind, Period, Timeline
from facilitator_app.ui.forms.district_hint import DistrictHint
from facilitator_app.ui.widgets import Card, Label
from facilitator_app.use_cases.beneficiary_sheet import Sheet
from facilitator_app.use_cases.beneficiary_sheet_lines import PlacementLine
from facilitator_app.use_cases.following import Moment

PROOF_ROWS = 5
LATEST_EVENTS = 6
_HAPPENED = (Moment.EVENT, Moment.EVALUATION, Moment.EXIT, Moment.LATER)
LATEST = 3  # contracts, trainings and documents shown on the line of time; the tabs have them all


class Overview(QWidget):
    """Everything usual about a person on one screen."""

    def __init__(self) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 14)
        whole.setSpacing(12)
        self._periods = Card("Éligibilité et parcours")
        self._timeline = Timeline("Éligibilité et parcours")
        self._sentence = Label("", "second", wrap=True)
        self._periods.add(self._timeline)
        self._periods.add(self._sentence)
        self._project, self._contact = _Facts("Projet et atouts"), _Facts("Contact et suivi")
        self._hours = _Facts("Heures")
        self.district = DistrictHint()
        self._contact.add(self.district)
        proofs = Card("Pièces et preuves")
        self._proofs = proofs_table()
        proofs.add(self._proofs)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._project, 3)
        middle.addWidget(self._hours, 2)
        whole.addWidget(self._periods)
        whole.addLayout(middle)
        whole.addWidget(proofs)
        whole.addWidget(self._contact)
        whole.addStretch()

    def show_sheet(self, sheet: Sheet, today: dt.date) -> None:
        self._periods.set_remark(f"durée d’éligibilité réglée dans Paramètres\u00a0: {sheet.eligibility_months} mois")
        self._timeline.show_periods(list(periods(sheet, today)), today)
        self._sentence.setText(" ".join(sheet.statements))
        self._project.show_facts(
            [
                ("Métiers visés", ", ".join(sheet.jobs_aimed)),
                ("Déjà exercés", ", ".join(sheet.jobs_done)),
                ("Acquis", ", ".join(sheet.requirements)),
                ("Niveau", sheet.education),
                ("Mobilité", f"{sheet.transport}, {sheet.max_travel_minutes}\u00a0min au plus"),
                ("Disponibilité", _availability(sheet)),
                ("Remarques", sheet.note),
            ]
        )
        self._hours.show_facts(list(_hours_facts(sheet)))
        self._contact.show_facts(
            [
                ("Téléphone", sheet.phone),
                ("Courriel", sheet.email),
                ("Adresse", sheet.address),
                ("Habite en QPV", sheet.in_qpv.label),
                ("Prescripteur", sheet.referrer),
                ("Inscription", written_date(sheet.registered_on)),
                ("Notice remise", written_date(sheet.notice_given_on)),
            ]
        )
        # Offered only where the outlines decide and the sheet says something else.
        self.district.setVisible(sheet.district.in_district is not None and sheet.district.kept_as is not sheet.in_qpv)
        self.district.show_answer(sheet.district, sheet.in_qpv)
        self._proofs.show_rows(sheet.proofs)
        self._proofs.fit_to_rows(PROOF_ROWS)


class _Facts(Card):
    """What is known, one line each: a word, then the fact; the unknown is left out."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.body.addStretch()
        self._lines: list[tuple[Label, Label]] = []

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        known = [(word, fact) for word, fact in facts if fact and fact != "–"] or [("", "Rien de noté pour l’instant.")]
        self._grid.setHorizontalSpacing(12 if known[0][0] else 0)  # a sentence alone stands under the title
        while len(self._lines) < len(known):
            word, fact = Label("", "second"), Label("", wrap=True)
            place = len(self._lines)
            self._grid.addWidget(word, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(fact, place, 1)
            self._lines.append((word, fact))
        for place, (word, fact) in enumerate(self._lines):
            shown = place < len(known)
            word.setVisible(shown)
            fact.setVisible(shown)
            if shown:
                word.setText(known[place][0])
                fact.setText(known[place][1])


def periods(sheet: Sheet, today: dt.date) -> Iterable[Period]:
    """Eligibility above, then contracts, trainings, documents seen, what happened since, and what is to come."""
    yield from _eligibility(sheet, today)
    shown = sheet.placements[-LATEST:]
    for line, placement in enumerate(shown, start=1):
        words = f"{placement.contract_type.label}, {placement.employer}"
        kind: Kind = "planned" if placement.starts_on > today else "contract"
        yield Period(words, placement.starts_on, placement.ends_on, kind, line)
    line = len(shown) + 1
    trainings = [point for point in sheet.followed if point.moment is Moment.TRAINING]
    for training in trainings[-LATEST:]:
        yield Period(training.title, training.day, training.until, "other", line)
    line += bool(trainings)
    seen = sorted({proof.seen_on for proof in sheet.proofs if proof.seen_on})
    for day in seen[-LATEST:]:
        yield Period("pièce vue" if day == seen[-1] else "", day, None, "event", line)
    if not sheet.placements and not sheet.verdict.eligible and not seen:
        yield Period("inscription", sheet.registered_on, None, "event", line)
    for place, day in enumerate(sheet.reminders):  # each on its line: their words would meet
        words = "dernier rappel" if place else "rappel de renouvellement"
        yield Period(f"{day:%d/%m} {words}", day, None, "event", line + place)
    yield from _followed(sheet, line + 1)


def _followed(sheet: Sheet, line: int) -> Iterable[Period]:
    """The latest things that happened, the last one with its words, and the first one to be done."""
    past = [point for point in sheet.followed if point.moment in _HAPPENED]
    for point in past[-LATEST_EVENTS:]:
        yield Period(point.title if point is past[-1] else "", point.day, None, "event", line, point.title)
    if first := next((point for point in sheet.followed if point.moment is Moment.REMINDER), None):
        yield Period(f"à faire\u00a0: {first.title}", first.day, None, "event", line + bool(past))


def _eligibility(sheet: Sheet, today: dt.date) -> Iterable[Period]:
    verdict = sheet.verdict
    if verdict.since and sheet.placements:
        words = f"Éligibilité constatée\u00a0: {sheet.eligibility_months} mois"
        yield Period(words, verdict.since, sheet.covered_until, "eligibility")
    elif verdict.eligible:
        yield Period("Un premier contrat peut commencer", today, verdict.last_start, "eligibility")


def _availability(sheet: Sheet) -> str:
    least, most = sheet.weekly_hours
    hours = f"{most}" if least == most else f"{least} à {most}" if least else f"jusqu’à {most}"
    week = f"{hours}\u00a0h par semaine"
    return f"{week}, dès le {written_date(sheet.available_from)}" if sheet.available_from else week


def _hours_facts(sheet: Sheet) -> Iterable[tuple[str, str]]:
    if not sheet.placements:
        return
    since = f"Depuis {sheet.hours_since.full_name}" if sheet.hours_since else "Total"
    yield since, written_hours(sheet.total_hours)
    for placement in sheet.placements:
        yield _of_lot(placement), written_hours(placement.declared)


def _of_lot(placement: PlacementLine) -> str:
    return f"{placement.lot}, {placement.employer}"
