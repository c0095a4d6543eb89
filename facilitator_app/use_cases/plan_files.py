"""Reading a buyer's plan, for the screens."""

from facilitator_app.exchange.purchases import PlanTable, PurchaseLine, read_pasted, read_plan

__all__ = ["PlanTable", "PurchaseLine", "read_pasted", "read_plan"]
