"""Every chart on one page, with invented numbers."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.domain.values import MONTH_ABBREVIATIONS
from facilitator_app.ui.charts.bar_chart import Bar, BarChart
from facilitator_app.ui.charts.line_chart import LineChart
from facilitator_app.ui.charts.score_bar import Part, ScoreBar, ScoreLegend
from facilitator_app.ui.charts.share_bar import ShareBar
from facilitator_app.ui.charts.timeline import Period, Timeline
from facilitator_app.ui.widgets import Beside, Card

HOURS = [4100, 4400, 4600, 4800, 4650, 5200, 4900, 3000, 5400, 4900, 2300, None]
PARTS = [Part("Compétences", 33, 35), Part("Trajet", 24, 25), Part("Disponibilité", 18, 20), Part("Projet", 16, 20)]
TODAY = dt.date(2026, 11, 24)


def bar_chart() -> BarChart:
    chart = BarChart("Heures d’insertion par mois, 2026")
    bars = [
        Bar(month.capitalize(), amount, complete=place < 9)
        for place, (month, amount) in enumerate(zip(MONTH_ABBREVIATIONS, HOURS, strict=True))
    ]
    chart.show_bars(bars, 4583, "Rythme visé\u00a0: 4\u202f583\u00a0h/mois")
    return chart


def line_chart() -> LineChart:
    chart = LineChart("Trajectoire cumulée")
    labels = ["Mars", "Avr.", "Mai", "Juin", "Juil.", "Août", "Sept.", "Oct.", "Nov.", "Déc.", "Janv.", "Févr.", "Mars"]
    done = [100, 250, 450, 1200, 2100, 2700, 4000, 4836, None, None, None, None, None]
    projected = [None] * 7 + [4836, 5300, 5800, 6400, 7000, 7600]
    planned = [580.0 * place for place in range(1, 14)]
    chart.show_lines(labels, done, projected, planned, 7560, (8.8, "24/11/2026"))
    return chart


def timeline() -> Timeline:
    chart = Timeline("Éligibilité et parcours")
    periods = [
        Period("Éligibilité constatée\u00a0: 24 mois", dt.date(2026, 3, 12), dt.date(2028, 3, 11), "eligibility"),
        Period("CDD Batirade, lot 1", dt.date(2026, 3, 12), dt.date(2026, 11, 20), "contract", 1),
        Period("Renouvellement", dt.date(2026, 11, 21), dt.date(2027, 5, 1), "planned", 1),
        Period("Préparation chantier (38\u00a0h)", dt.date(2026, 1, 12), dt.date(2026, 3, 5), "other", 2),
        Period("attestation, puis entretien", dt.date(2026, 3, 12), None, "event", 3),
    ]
    chart.show_periods(periods, TODAY)
    return chart


def chart_gallery() -> QWidget:
    page = QWidget()
    whole = QVBoxLayout(page)
    bars, lines, parts, shares = Card("Heures par mois"), Card("Trajectoire"), Card("Note"), Card("Publics à renforcer")
    bars.add(bar_chart(), 1)
    lines.add(line_chart(), 1)
    score = ScoreBar("Note de Mansouri Aïcha")
    score.show_parts(PARTS)
    parts.add(ScoreLegend(PARTS))
    parts.add(score)
    for name, share, target in (("Femmes", 0.38, 0.45), ("Résidents QPV", 0.37, 0.35), ("Personnes RQTH", 0.07, 0.08)):
        bar = ShareBar(name)
        bar.show_share(share, target)
        shares.add(bar)
    whole.addWidget(Beside([bars, lines]), 2)
    journey = Card("Éligibilité et parcours")
    journey.add(timeline(), 1)
    whole.addWidget(journey, 1)
    whole.addWidget(Beside([parts, shares]))
    return page
