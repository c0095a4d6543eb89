"""How the hours of a lot were worked out, trade by trade, to be put in the buyer's file (fiche de calibrage)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.documents.form import Fact, Facts, Form, Grid, Part, Signatures, Words, pairs
from facilitator_app.documents.heading import Heading
from facilitator_app.domain.calibration_by_trade import Equivalents, TradeCalibration
from facilitator_app.domain.values import written_euros, written_hours, written_percent


@dataclass(frozen=True, slots=True)
class CalibrationSheet:
    """What is printed; an empty text is not. `kept` are the hours put in the contract, in words."""

    heading: Heading
    number: str
    buyer: str
    contract: str
    lot: str
    version: str
    made: str
    months: str
    calibration: TradeCalibration
    rounding: str
    kept: str
    reason: str
    equivalents: Equivalents
    advice: tuple[str, ...]


def calibration_sheet(sheet: CalibrationSheet) -> Form:
    """The formula, its figures and what they stand for: nothing is asked to be believed."""
    formula = sheet.calibration
    about = pairs(
        Fact("Acheteur", sheet.buyer), Fact("Marché", sheet.contract), Fact("Lot", sheet.lot),
        Fact("Durée", sheet.months or "–"), Fact("Version", sheet.version), Fact("Établie", sheet.made),
    )  # fmt: skip
    rows = tuple(
        (
            trade.name or f"Métier {place}", written_euros(trade.figures.amount),
            written_percent(trade.figures.labour_share, 1), written_euros(trade.figures.hourly_cost),
            written_percent(trade.figures.insertion_rate, 2), written_hours(trade.figures.raw_target_hours),
        )
        for place, trade in enumerate(formula.trades, 1)
    )  # fmt: skip
    result = pairs(
        Fact("Heures de travail du lot", written_hours(formula.market_hours)),
        Fact("Heures avant arrondi", written_hours(formula.raw_hours)),
        Fact("Arrondi", sheet.rounding), Fact("Heures calculées", written_hours(formula.target_hours)),
        Fact("Heures retenues", sheet.kept), Fact("Motif de l’écart", sheet.reason) if sheet.reason else None,
    )  # fmt: skip
    parts = [
        Part("Marché", (Facts(tuple(about)),)),
        Part(
            "Calcul par métier",
            (
                Words("Heures = montant HT × part de main-d’œuvre × effort d’insertion ÷ coût horaire."),
                Grid(("Métier", "Montant HT", "Main-d’œuvre", "Coût horaire", "Effort", "Heures"),
                     (30, 18, 13, 13, 11, 15), rows),
            ),
        ),
        Part("Résultat", (Facts(tuple(result)), Words(f"Soit {sheet.equivalents.sentence()}."))),
    ]  # fmt: skip
    if sheet.advice:
        parts.append(Part("Points d’attention", tuple(Words(sentence) for sentence in sheet.advice)))
    parts.append(Part("Accord", (Signatures(("Pour l’acheteur", "Pour la structure")),)))
    heading = sheet.heading
    return Form(
        letterhead=heading.letterhead, word="Calibrage", number=sheet.number, day=heading.day, place=heading.place,
        mention="Exemplaire de l’acheteur", title="Fiche de calibrage", subtitle=f"{sheet.contract} · {sheet.lot}",
        parts=tuple(parts), footer="Clause sociale d’insertion (Code de la commande publique, art. L2112-2).",
    )  # fmt: skip
