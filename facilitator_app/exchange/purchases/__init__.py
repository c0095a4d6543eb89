"""Reading a buyer's plan from a spreadsheet, or from cells copied out of one."""

from facilitator_app.exchange.purchases.columns import Field
from facilitator_app.exchange.purchases.plan_table import PlanTable, PurchaseLine, read_pasted, read_plan

__all__ = ["Field", "PlanTable", "PurchaseLine", "read_pasted", "read_plan"]
