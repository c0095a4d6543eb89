"""The table of labour shares by trade: the one shipped until the house changes a line, then the house's own."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.calibration_defaults import DEFAULT_LABOUR_SHARES
from facilitator_app.domain.keys import Key
from facilitator_app.domain.labour_trade import LabourTrade
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Euros
from facilitator_app.domain.words import fold
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.writing import Problems, tidy, write

_REVIVED = {"include_removed": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeLine:
    """A trade: `share` is between 0 and 1, `hourly_cost` that of the house when None."""

    trade: str = ""
    share: Decimal | None = None
    hourly_cost: Euros | None = None
    confirmed: bool = True


def labour_trades(session: Session) -> tuple[TradeLine, ...]:
    """In alphabetical order."""
    rows = session.execute(
        select(LabourTrade.trade, LabourTrade.share, LabourTrade.hourly_cost, LabourTrade.confirmed)
    ).all()
    own = [TradeLine(trade=trade, share=share, hourly_cost=cost, confirmed=known) for trade, share, cost, known in rows]
    shipped = [
        TradeLine(trade=each.trade, share=each.share, confirmed=each.confirmed) for each in DEFAULT_LABOUR_SHARES
    ]
    return tuple(sorted(own or shipped, key=lambda line: fold(line.trade)))


def usual_for(lines: tuple[TradeLine, ...], typed: str) -> TradeLine | None:
    """The line of that trade, else the only one that begins so: «Gros» is not enough when two do."""
    sought = fold(typed)
    exact = [line for line in lines if fold(line.trade) == sought]
    begun = exact or [line for line in lines if sought and fold(line.trade).startswith(sought)]
    return begun[0] if len(begun) == 1 else None


def keep_trade(session: Session, draft: TradeLine, replaced: str = "") -> None:
    """Add a trade, or correct the one called `replaced`. Raises Refusal, naming each field in error."""
    values: dict[str, Any] = asdict(draft) | {"trade": tidy(draft.trade)}
    problems = Problems()
    if not fold(values["trade"]):
        problems.say("trade", "Donnez le nom du métier, par exemple Peinture.")
    elif fold(values["trade"]) != fold(replaced) and any(
        fold(line.trade) == fold(values["trade"]) for line in labour_trades(session)
    ):
        problems.say("trade", "Ce métier est déjà dans la table\u00a0: corrigez sa ligne.")
    if not draft.share or not 0 < draft.share <= 1:
        problems.say("share", "Indiquez la part de main-d’œuvre, par exemple 45.")
    if draft.hourly_cost is not None and draft.hourly_cost <= 0:
        problems.say("hourly_cost", "Indiquez un coût horaire, par exemple 40, ou laissez vide.")
    problems.check(LabourTrade, values)
    problems.refuse()
    gestures.call_it(session, f"Part de main-d’œuvre, {values['trade']}"[:200])
    _make_own(session)
    if replaced and fold(replaced) != fold(values["trade"]):
        _take_out(session, replaced)
    _put(session, values)
    session.flush()


def remove_trade(session: Session, trade: str) -> None:
    """Raises Refusal for the last line: an empty table would be the one shipped."""
    if len(labour_trades(session)) == 1:
        raise Refusal.because("La table garde au moins un métier\u00a0: corrigez celui-ci.")
    gestures.call_it(session, f"Retrait d’un métier, {trade}"[:200])
    _make_own(session)
    _take_out(session, trade)
    session.flush()


def _make_own(session: Session) -> None:
    if session.scalar(select(LabourTrade.id).limit(1)) is None:
        for line in labour_trades(session):
            _put(session, asdict(line))
        session.flush()


def _put(session: Session, values: dict[str, Any]) -> None:
    key = LabourTrade.key(values["trade"])
    kept = session.get(LabourTrade, key, execution_options=_REVIVED)
    if kept is None:
        session.add(LabourTrade(id=key, **values))
    else:
        write(kept, values | {"removed": False})


def _take_out(session: Session, trade: str) -> None:
    kept = session.get(LabourTrade, Key(LabourTrade.key(trade)))
    if kept is not None:
        kept.removed = True
