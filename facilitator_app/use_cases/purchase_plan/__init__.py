"""The purchase plan: typed, pasted or imported, screened, advised on, and turned into contracts."""

from facilitator_app.use_cases.purchase_plan.advising import Comparable, PurchaseAdvice, purchase_advice
from facilitator_app.use_cases.purchase_plan.importing import Imported, import_lines
from facilitator_app.use_cases.purchase_plan.keeping import (
    PurchaseDraft,
    correct_purchase,
    plan_purchase,
    purchase_draft,
    remove_purchase,
)
from facilitator_app.use_cases.purchase_plan.listing import Capacity, Plan, PlanRow, plan
from facilitator_app.use_cases.purchase_plan.rules import (
    PlanRulesDraft,
    ThresholdDraft,
    change_plan_rules,
    divisors,
    keep_threshold,
    plan_rules,
    remove_threshold,
    thresholds,
)
from facilitator_app.use_cases.purchase_plan.steps import (
    ScreeningDraft,
    become_contract,
    move_to,
    screen,
    screening_draft,
)

__all__ = [
    "Capacity", "Comparable", "Imported", "Plan", "PlanRow", "PlanRulesDraft", "PurchaseAdvice", "PurchaseDraft",
    "ScreeningDraft", "ThresholdDraft", "become_contract", "change_plan_rules", "correct_purchase", "divisors",
    "import_lines", "keep_threshold", "move_to", "plan", "plan_purchase", "plan_rules", "purchase_advice",
    "purchase_draft", "remove_purchase", "remove_threshold", "screen", "screening_draft", "thresholds",
]  # fmt: skip
