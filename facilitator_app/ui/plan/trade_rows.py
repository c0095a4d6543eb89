"""The trades of a calibration in a form: as many as the lot has, added and taken out one by one."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.values import Euros
from facilitator_app.ui.fields import EurosField, TextField
from facilitator_app.ui.form import Form
from facilitator_app.ui.percent_field import PercentField
from facilitator_app.ui.widgets import ActionButton, Card, IconButton
from facilitator_app.use_cases.calibrations import TradeDraft
from facilitator_app.use_cases.labour_trades import TradeLine, usual_for

MOST_TRADES = 20
FIGURES = ("name", "amount", "labour_share", "insertion_rate", "hourly_cost")


class TradeRows(QObject):
    """Field names end with the place of their trade: `amount0`. A trade taken out leaves its place empty."""

    changed = Signal()

    def __init__(self, form: Form, usual: tuple[TradeLine, ...], cost: Euros) -> None:
        super().__init__(form)
        self._form, self._usual, self._cost = form, usual, cost
        self._cards: list[Card] = []
        self._taken_out: set[int] = set()
        self.add_button = ActionButton("A&jouter un métier", "plus", small=True)
        self.add_button.clicked.connect(self.add_another)

    @property
    def places(self) -> list[int]:
        return [place for place in range(len(self._cards)) if place not in self._taken_out]

    def show(self, trades: tuple[TradeDraft, ...]) -> None:
        """The trades of a draft, at least one line to type."""
        for trade in trades or (TradeDraft(),):
            self._add(trade)

    def make_room(self, fields: Collection[str]) -> None:
        """Lines enough for these fields."""
        asked = [place for place in range(MOST_TRADES) if any(f"{figure}{place}" in fields for figure in FIGURES)]
        while asked and len(self._cards) <= asked[-1]:
            self._add(TradeDraft())

    def add_another(self) -> None:
        """A line more, the insertion rate of the one before it already typed."""
        last = self.places[-1]
        rate = self._form.editor(f"insertion_rate{last}")
        assert isinstance(rate, PercentField)
        place = self._add(TradeDraft(insertion_rate=rate.value(), hourly_cost=self._cost))
        self._form.editor(f"name{place}").setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def take_out(self, place: int) -> None:
        self._taken_out.add(place)
        self._form.set_values({f"{figure}{place}": None for figure in FIGURES})
        self._cards[place].hide()
        self._name_cards()
        self._form.editor(f"name{self.places[0]}").setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def drafts(self, values: dict[str, Any]) -> list[tuple[int, TradeDraft]]:
        """Each with its place; those nobody began are left out."""
        typed = [(place, TradeDraft(*(values[f"{figure}{place}"] for figure in FIGURES))) for place in self.places]
        begun = [(place, trade) for place, trade in typed if trade.name or trade.amount is not None]
        return begun or typed[:1]

    def _add(self, trade: TradeDraft) -> int:
        form, place = self._form, len(self._cards)
        card = form.section(" ")
        self._cards.append(card)
        name = form.add(f"name{place}", "Métier", TextField("Peinture", longest=120))
        name.editingFinished.connect(partial(self._propose, place))
        form.add(f"amount{place}", "Montant (€ HT)", EurosField())
        form.add(f"labour_share{place}", "Part de main-d’œuvre (%)", PercentField())
        form.add(f"insertion_rate{place}", "Effort d’insertion (%)", PercentField())
        form.add(f"hourly_cost{place}", "Coût horaire (€)", EurosField())
        remove = IconButton("trash-2", "Retirer ce métier")
        remove.clicked.connect(partial(self.take_out, place))
        card.body.addWidget(remove, 0, Qt.AlignmentFlag.AlignRight)
        card.setProperty("remove", remove)
        form.set_values({f"{figure}{place}": getattr(trade, figure) for figure in FIGURES})
        self._follow_in_tab_order(place, remove)
        self._name_cards()
        return place

    def _follow_in_tab_order(self, place: int, remove: QWidget) -> None:
        """After the line before, whatever was made since."""
        fields = [self._form.editor(f"{figure}{place}") for figure in FIGURES]
        before = [self._cards[place - 1].property("remove")] if place else []
        for one, next_one in pairwise([*before, *fields, remove]):
            QWidget.setTabOrder(one, next_one)

    def _name_cards(self) -> None:
        for number, place in enumerate(self.places, 1):
            self._cards[place].set_title(f"Métier {number}")
            self._cards[place].property("remove").setVisible(len(self.places) > 1)
        self.add_button.setEnabled(len(self._cards) < MOST_TRADES)

    def _propose(self, place: int) -> None:
        """The usual figures of a known trade, where none is typed."""
        name, share, cost = (
            self._form.editor(f"{figure}{place}") for figure in ("name", "labour_share", "hourly_cost")
        )
        assert isinstance(name, TextField)
        assert isinstance(share, PercentField)
        assert isinstance(cost, EurosField)
        usual = usual_for(self._usual, str(name.value()))
        if usual is None or share.value() is not None:
            return
        share.set_value(usual.share)
        if usual.hourly_cost is not None and cost.value() in (None, Decimal(self._cost)):
            cost.set_value(usual.hourly_cost)
        self.changed.emit()
