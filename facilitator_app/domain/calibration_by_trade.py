"""Calibrating a lot of several trades: each has its share of work and its cost; the hours are rounded once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from facilitator_app.domain.calibration import AdviceRules, Calibration, advice
from facilitator_app.domain.obligation import Rounding
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Hours, hours, written_hours, written_number
from facilitator_app.domain.words import fold

_FOUR = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade of the lot and its own formula."""

    name: str
    figures: Calibration


@dataclass(frozen=True, slots=True)
class TradeCalibration:
    """At least one trade. Sums are exact: only the result is rounded."""

    trades: tuple[Trade, ...]
    rounding: Rounding = Rounding.NEAREST

    def __post_init__(self) -> None:
        if not self.trades:
            raise Refusal.because("Indiquez au moins un métier, avec son montant et sa part de main-d’œuvre.", "trades")

    @property
    def amount(self) -> Decimal:
        return sum((trade.figures.amount for trade in self.trades), Decimal(0))

    @property
    def exact_hours(self) -> Fraction:
        return sum((_hours(trade.figures) for trade in self.trades), Fraction(0))

    @property
    def raw_hours(self) -> Hours:
        """Before rounding to the hour, shown to the hundredth."""
        return hours(_decimal(self.exact_hours, Decimal("0.01"), ROUND_HALF_UP))

    @property
    def target_hours(self) -> Hours:
        if self.rounding is Rounding.NONE:
            return self.raw_hours
        way = ROUND_DOWN if self.rounding is Rounding.DOWN else ROUND_HALF_UP
        return hours(_decimal(self.exact_hours, Decimal(1), way))

    @property
    def market_hours(self) -> Hours:
        """All the work of the lot, to the hundredth of an hour."""
        whole = sum((_market_hours(trade.figures) for trade in self.trades), Fraction(0))
        return hours(_decimal(whole, Decimal("0.01"), ROUND_HALF_UP))

    @property
    def labour_share(self) -> Decimal | None:
        """Of the whole amount, to four decimals; None without any."""
        work = sum(
            (Fraction(one.figures.amount) * Fraction(one.figures.labour_share) for one in self.trades), Fraction(0)
        )
        return _decimal(work / Fraction(self.amount), _FOUR, ROUND_HALF_UP) if self.amount else None

    @property
    def insertion_rate(self) -> Decimal | None:
        """Of all the hours of work, each trade weighing as many as it has; to four decimals, None without any."""
        whole = sum((_market_hours(trade.figures) for trade in self.trades), Fraction(0))
        return _decimal(self.exact_hours / whole, _FOUR, ROUND_HALF_UP) if whole else None

    def for_hours(self, wanted: Decimal) -> TradeCalibration:
        """The same trades with the one insertion rate that gives these hours, to the millionth.

        Raises Refusal when the lot has too little work for them.
        """
        whole = sum((_market_hours(trade.figures) for trade in self.trades), Fraction(0))
        if not whole or Fraction(wanted) > whole:
            raise Refusal.because(
                f"Le lot ne génère que {written_hours(self.market_hours)} de travail\u00a0:"
                f" {written_hours(wanted)} d’insertion n’y tiennent pas.",
                "kept_hours",
            )
        rate = _decimal(Fraction(wanted) / whole, Decimal("0.000001"), ROUND_HALF_UP)
        return replace(
            self,
            trades=tuple(replace(trade, figures=replace(trade.figures, insertion_rate=rate)) for trade in self.trades),
        )


@dataclass(frozen=True, slots=True)
class Divisors:
    """House settings: what one day, one month of full-time post and one full-time equivalent are worth, in hours."""

    day: Decimal = Decimal(7)
    month: Decimal = Decimal("151.67")
    year: Decimal = Decimal(1600)


@dataclass(frozen=True, slots=True)
class Equivalents:
    """The same hours as buyers and companies picture them: days, full-time months, posts over the lot, posts a year."""

    days: Decimal
    months: Decimal
    posts: Decimal | None
    full_time: Decimal

    def sentence(self) -> str:
        """`119 jours, 5,5 mois à temps plein, 0,5 ETP`."""
        posts = f"{_short(self.posts)} poste{'s' if self.posts >= 2 else ''} pendant le lot, " if self.posts else ""
        return (
            f"{written_number(self.days)} jours, {_short(self.months)} mois à temps plein,"
            f" {posts}{_short(self.full_time)} ETP sur un an"
        )


USUAL_DIVISORS = Divisors()


def equivalents(amount: Decimal, lot_months: int | None = None, divisors: Divisors = USUAL_DIVISORS) -> Equivalents:
    """`posts` are full-time, over the months of the lot; None when its length is not known."""
    tenth = Decimal("0.1")
    return Equivalents(
        days=(amount / divisors.day).quantize(Decimal(1), ROUND_HALF_UP),
        months=(amount / divisors.month).quantize(tenth, ROUND_HALF_UP),
        posts=(amount / divisors.month / lot_months).quantize(tenth, ROUND_HALF_UP) if lot_months else None,
        full_time=(amount / divisors.year).quantize(tenth, ROUND_HALF_UP),
    )


def hours_from(
    *, days: Decimal = Decimal(0), months: Decimal = Decimal(0), full_time: Decimal = Decimal(0),
    posts: Decimal = Decimal(0), lot_months: int | None = None, divisors: Divisors = USUAL_DIVISORS,
) -> Hours:  # fmt: skip
    """The other way round: what buyers say in days, in months of a post, in posts during the lot or in full-time years.

    Raises Refusal for posts when the length of the lot is not known. To the hundredth of an hour.
    """
    if posts and not lot_months:
        raise Refusal.because("Indiquez la durée du lot en mois\u00a0: sans elle, un poste n’a pas d’heures.", "months")
    whole = days * divisors.day + (months + posts * (lot_months or 0)) * divisors.month + full_time * divisors.year
    return hours(whole.quantize(Decimal("0.01"), ROUND_HALF_UP))


_USUAL_RATES = Decimal("0.03"), Decimal("0.20")
_TAKEN_OVER = ("nettoyage", "proprete")


def guards(lot: TradeCalibration, kept: Decimal, months: int | None, rules: AdviceRules) -> tuple[str, ...]:
    """What a facilitator would tell the buyer before these hours are written in a contract."""
    sentences = list(advice(kept, Decimal(months) if months else None, rules))
    least, most = _USUAL_RATES
    if any(not least <= trade.figures.insertion_rate <= most for trade in lot.trades):
        sentences.append(
            "Effort d’insertion inhabituel\u00a0: 5 à 10\u00a0% le plus souvent, 20\u00a0% au plus en général."
        )
    if any(word in fold(trade.name) for trade in lot.trades for word in _TAKEN_OVER):
        sentences.append(
            "Nettoyage\u00a0: le personnel en place est repris. Ne compter que le montant des postes à pourvoir."
        )
    return tuple(sentences)


def _hours(figures: Calibration) -> Fraction:
    return _market_hours(figures) * Fraction(figures.insertion_rate)


def _market_hours(figures: Calibration) -> Fraction:
    return Fraction(figures.amount) * Fraction(figures.labour_share) / Fraction(figures.hourly_cost)


def _decimal(exact: Fraction, step: Decimal, way: str) -> Decimal:
    """Rounded from the exact fraction: a division to 28 digits could fall on the wrong side of a half."""
    units = exact / Fraction(step)
    whole = units.numerator // units.denominator
    if way == ROUND_HALF_UP and units - whole >= Fraction(1, 2):
        whole += 1
    return Decimal(whole) * step


def _short(number: Decimal) -> str:
    return written_number(number, 1).removesuffix(",0")
