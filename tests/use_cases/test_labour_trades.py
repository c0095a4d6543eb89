"""The table of labour shares: shipped, then the house's own from its first change."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.calibration_defaults import DEFAULT_LABOUR_SHARES
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import euros
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.labour_trades import TradeLine, keep_trade, labour_trades, remove_trade, usual_for

PAINT = TradeLine(trade="Peinture", share=Decimal("0.65"), hourly_cost=euros(38))


def test_the_shipped_table_says_what_is_to_be_confirmed(session: Session) -> None:
    lines = labour_trades(session)
    assert len(lines) == len(DEFAULT_LABOUR_SHARES)
    assert {line.trade: line.confirmed for line in lines}["Terrassement"] is False
    assert {line.trade: line.confirmed for line in lines}["Peinture"] is True


def test_a_line_corrected_leaves_the_others_and_is_undone(database: Database) -> None:
    with database.transaction() as session:
        keep_trade(session, PAINT, "Peinture")
        keep_trade(session, TradeLine(trade="Ferraillage", share=Decimal("0.6")))
        remove_trade(session, "Terrassement")
    with database.reading() as session:
        lines = {line.trade: line for line in labour_trades(session)}
        assert len(lines) == len(DEFAULT_LABOUR_SHARES)
        assert lines["Peinture"] == PAINT
        assert "Terrassement" not in lines
        last = gestures.last_to_undo(session)
        assert last is not None
    with database.transaction() as session:
        gestures.undo(session, last.gesture_id)
    with database.reading() as session:
        assert usual_for(labour_trades(session), "peinture") != PAINT
    with database.transaction() as session:
        keep_trade(session, PAINT, "Peinture")
    with database.reading() as session:
        assert usual_for(labour_trades(session), "peinture") == PAINT


def test_a_trade_may_change_its_name_but_not_take_another_s(session: Session) -> None:
    keep_trade(session, TradeLine(trade="Peinture intérieure", share=Decimal("0.7")), "Peinture")
    names = [line.trade for line in labour_trades(session)]
    assert "Peinture intérieure" in names
    assert "Peinture" not in names
    with pytest.raises(Refusal, match="déjà dans la table"):
        keep_trade(session, TradeLine(trade="TERRASSEMENT", share=Decimal("0.7")), "Peinture intérieure")
    with pytest.raises(Refusal, match="part de main-d’œuvre"):
        keep_trade(session, TradeLine(trade="Autre", share=Decimal(0)))


def test_a_trade_is_known_by_its_beginning_when_only_one_begins_so(session: Session) -> None:
    lines = labour_trades(session)
    found = usual_for(lines, "gros")
    assert found is not None
    assert found.trade == "Gros œuvre, maçonnerie"
    assert usual_for(lines, "Espaces verts") is None
    assert usual_for(lines, "") is None
