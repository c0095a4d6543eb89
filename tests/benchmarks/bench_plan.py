"""The page «Programmation» with a plan of 2 000 purchases."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from random import Random

from sqlalchemy import insert

from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.domain.company import Buyer
from facilitator_app.domain.contract import ClauseKind, Segment
from facilitator_app.domain.keys import new_key
from facilitator_app.domain.legal_threshold import BuyerKind
from facilitator_app.domain.purchase_plan import PlannedPurchase, Screening
from facilitator_app.domain.values import Month, euros, hours
from facilitator_app.use_cases import purchase_plan
from tests.benchmarks.measure import Line, milliseconds

PURCHASES, BUYERS = 2_000, 60
TODAY = dt.date(2026, 11, 24)


def main() -> list[Line]:
    """Figures of this machine."""
    from PySide6.QtWidgets import QApplication

    from facilitator_app.ui.look import Look, Theme
    from facilitator_app.ui.pages.plan_page import PlanPage
    from facilitator_app.ui.workspace import Workspace

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    look = Look(app)
    look.apply(Theme.LIGHT)
    folder = Path(tempfile.mkdtemp())
    workspace = Workspace(_large_plan(folder / "maison.db"), lambda: TODAY)
    page = PlanPage(workspace)
    page.setStyleSheet(look.sheet)
    page.resize(1366, 768)
    page.show()

    def shown() -> None:
        page.refresh()
        page.grab()

    def filtered() -> None:
        page.chips.choose("works" if page.chips.current() == "all" else "all")
        page._show()
        page.grab()

    found = [
        Line(f"Read a plan of {PURCHASES} purchases (ms)",
             milliseconds(lambda: workspace.ask(purchase_plan.plan, TODAY)), limit=150),
        Line(f"Show the page of {PURCHASES} purchases (ms)", milliseconds(shown), limit=200),
        Line("Filter the page (ms)", milliseconds(filtered), limit=200),
        Line("Move three months (ms)", milliseconds(page.move_later), limit=50),
    ]  # fmt: skip
    page.close()
    workspace.close()
    shutil.rmtree(folder)
    return found


def _large_plan(path: Path) -> Database:
    random = Random(5)
    database = open_house(path)
    buyers = [
        {"id": new_key(), "name": f"Acheteur {n}", "folded": f"acheteur {n}", "kind": random.choice([None, *BuyerKind])}
        for n in range(BUYERS)
    ]
    rows = [
        {
            "id": new_key(), "buyer_id": random.choice(buyers)["id"], "year": 2027, "title": f"Achat {number}",
            "folded": f"achat {number}", "segment": random.choice(list(Segment)),
            "amount": euros(random.randrange(20, 9_000) * 1_000), "consultation": Month(2026, 10).plus(number % 24),
            "notification": Month(2027, 1).plus(number % 24), "duration_months": 6 + number % 42,
            "forecast_hours": hours(random.randrange(50, 9_000)), "screening": random.choice([None, *Screening]),
            "clause": random.choice([None, ClauseKind.EXECUTION, ClauseKind.RESERVED]),
        }
        for number in range(PURCHASES)
    ]  # fmt: skip
    with database.transaction() as session:
        session.execute(insert(Buyer), buyers)
        session.execute(insert(PlannedPurchase), rows)
    return database
