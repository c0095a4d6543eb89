"""What is written in the account of a lot: an event, an obligation, an amount, its counting rules, its pool."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.account.due import BY_AMOUNT, Terms
from facilitator_app.domain.counting_rules import AfterEligibility, CountBasis
from facilitator_app.domain.obligation import ChangeKind, ObligationForm, ObligationState, Rounding, TurnoverKind
from facilitator_app.ui.contracts.signed_fields import SignedEurosField, SignedHoursField
from facilitator_app.ui.fields import (
    ChoiceField,
    DateField,
    EurosField,
    HoursField,
    IntegerField,
    LinesField,
    TextField,
)
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.percent_field import PercentField
from facilitator_app.ui.plan.calibration_dialog import obligation_choices
from facilitator_app.ui.widgets import Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.account.acts import (
    ChangeDraft,
    ObligationDraft,
    RulesDraft,
    change_obligation,
    counting_rules_draft,
    record_turnover,
    set_counting_rules,
    state_obligation,
)
from facilitator_app.use_cases.account.group import members
from facilitator_app.use_cases.account.pools import put_in_pool

_IN_FIXED_HOURS = frozenset(
    {ObligationForm.FIXED, ObligationForm.PERIOD, ObligationForm.TRANCHE, ObligationForm.SUBSEQUENT}
)
_FIGURES: dict[str, tuple[str, Callable[[], QWidget], str]] = {
    "hours": ("&Heures dues", HoursField, ""),
    "hours_per": ("&Heures par tranche de montant", HoursField, "Exemple\u00a0: 1."),
    "per_amount": ("&Montant d’une tranche (€ HT)", EurosField, "Exemple\u00a0: 2\u202f000."),
    "threshold": ("Au-&delà de (€ HT)", EurosField, "Vide\u00a0: dès le premier euro."),
    "share": ("&Part des heures (%)", PercentField, "Des heures travaillées par le titulaire."),
    "posts": ("&Nombre de postes", lambda: IntegerField(0, 10_000), ""),
    "hours_per_post": ("Heures par post&e", HoursField, ""),
    "rounding": ("Arr&ondi", lambda: ChoiceField([(one, one.label) for one in Rounding]), ""),
}
_BY_MONEY = ("hours_per", "per_amount", "threshold", "rounding")
_ASKED: dict[ObligationForm, tuple[str, ...]] = {
    **dict.fromkeys(_IN_FIXED_HOURS, ("hours",)),
    ObligationForm.RESERVED: ("hours",),
    ObligationForm.PER_AMOUNT: _BY_MONEY,
    ObligationForm.PURCHASE_ORDERS: _BY_MONEY,
    ObligationForm.SHARE_WORKED: ("share", "rounding"),
    ObligationForm.POSTS: ("posts", "hours_per_post"),
}
"""The figures that each form is worked out from."""
_NEEDED: dict[ObligationForm, tuple[str, ...]] = {
    **dict.fromkeys(_IN_FIXED_HOURS, ("hours",)),
    **dict.fromkeys((ObligationForm.PER_AMOUNT, ObligationForm.PURCHASE_ORDERS), ("hours_per", "per_amount")),
    ObligationForm.SHARE_WORKED: ("share",),
    ObligationForm.POSTS: ("posts", "hours_per_post"),
}
"""Those without which nothing can be worked out."""
_YES_NO = ((True, "Oui"), (False, "Non"))


class ChangeDialog(FormDialog):
    """An amendment, an affirmed tranche, a suspension… takes effect on its date; the old figure stays."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, lot_id: str, terms: Sequence[Terms]) -> None:
        super().__init__(parent, "Écrire un avenant ou un événement", "Écrire la ligne")
        self.find_again(workspace, lot_id)
        self._workspace, self._lot_id = workspace, lot_id
        form = self.form
        form.section("", columns=2)
        form.add("kind", "É&vénement", ChoiceField([(kind, kind.label) for kind in ChangeKind]), required=True)
        form.add("effective_on", "&Date d’effet", DateField(), required=True)
        if len(terms) > 1:
            form.add("obligation_id", "&Obligation", ChoiceField(obligation_choices(terms)), span=2)
        form.add("hours", "&Heures", SignedHoursField(), help="Avec un signe moins pour une baisse\u00a0: −120.")
        form.add("amount", "&Montant (€ HT)", SignedEurosField(), help="De l’avenant, ou exécuté à la résiliation.")
        form.add("article", "&Article", TextField(longest=60), help="Exemple\u00a0: avenant n°\u00a02, article 3.")
        form.add("decided_by", "D&écidé par", TextField(longest=120))
        form.add("reason", "Mo&tif", TextField(longest=300), span=2)
        known = {"effective_on": workspace.today(), "kind": ChangeKind.AMENDMENT_HOURS}
        form.set_values(known if len(terms) < 2 else known | {"obligation_id": terms[0].key})

    def keep(self, values: dict[str, Any]) -> Any:
        obligation = values.pop("obligation_id", None)
        day = values.pop("effective_on") or self._workspace.today()
        draft = ChangeDraft(effective_on=day, **values)
        return self._workspace.do(change_obligation, self._lot_id, draft, self._workspace.today(), obligation)


class ObligationDialog(FormDialog):
    """One more sentence of the contract that makes hours due; only what its form needs is asked."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, lot_id: str, form: ObligationForm) -> None:
        super().__init__(parent, f"Ajouter\u00a0: {form.label[:1].lower()}{form.label[1:]}", "Ajouter")
        self.find_again(workspace, lot_id, form.value)
        self._workspace, self._lot_id, self._kind = workspace, lot_id, form
        asked = self.form
        asked.section("", columns=2)
        for name in _ASKED[form]:
            label, editor, help_ = _FIGURES[name]
            asked.add(name, label, editor(), help=help_, required=name in _NEEDED.get(form, ()))
        if form in _IN_FIXED_HOURS:
            asked.add("amount", "Montant initia&l (€ HT)", EurosField(), help="Pour les avenants en montant.")
        asked.add("state", "À la &signature", ChoiceField([(one, one.label) for one in ObligationState]))
        asked.add("article", "&Article", TextField("CCAP 9.3", longest=60))
        asked.add("label", "&Intitulé", TextField("Tranche 2", longest=120), span=2)
        asked.add("starts_on", "D&ue à partir du", DateField(), help="Vide\u00a0: depuis le début du lot.")
        asked.add("ends_on", "&Jusqu’au", DateField())
        companies = workspace.ask(members, lot_id)
        if len(companies) > 1:
            alone = ChoiceField([(key, name) for key, _, name in companies], "Tout le groupement")
            asked.add("company_id", "Ent&reprise", alone, span=2, help="Celle qui répond seule de cette part.")
        asked.add("wording", "&Texte du marché", LinesField(2), span=2)
        optional = form in (ObligationForm.TRANCHE, ObligationForm.PERIOD)
        state = ObligationState.OPTIONAL if optional else ObligationState.FIRM
        asked.set_values({"state": state, "rounding": Rounding.NEAREST})

    def keep(self, values: dict[str, Any]) -> Any:
        today = self._workspace.today()
        return self._workspace.do(state_obligation, self._lot_id, ObligationDraft(form=self._kind, **values), today)


class TurnoverDialog(FormDialog):
    """An amount ordered or invoiced, or the hours the holder worked; a correction is negative."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, lot_id: str, terms: Sequence[Terms]) -> None:
        super().__init__(parent, "Écrire un montant facturé ou commandé", "Écrire la ligne")
        self.find_again(workspace, lot_id)
        self._workspace = workspace
        following = [one for one in terms if one.form in BY_AMOUNT]
        self.form.section("", columns=2)
        self.form.add("obligation_id", "&Obligation", ChoiceField(obligation_choices(following)), span=2)
        self.form.add("amount", _asked_of(following), SignedEurosField(), required=True)
        self.form.add("effective_on", "&Date d’effet", DateField(), required=True)
        companies = workspace.ask(members, lot_id)
        if len(companies) > 1:
            self.form.add(
                "company_id", "&Entreprise", ChoiceField([(key, name) for key, _, name in companies], "Non précisée"),
                span=2, help="Ce que chacun doit du groupement se partage d’après ces montants.",
            )  # fmt: skip
        self.form.add("reference", "&Référence", TextField(longest=120), span=2, help="Facture, bon de commande.")
        self.form.set_values({"effective_on": workspace.today(), "obligation_id": following[0].key})

    def keep(self, values: dict[str, Any]) -> Any:
        today = self._workspace.today()
        return self._workspace.do(
            record_turnover, values["obligation_id"], values["effective_on"] or today,
            values["amount"] or Decimal(0), today,
            values["reference"], values.get("company_id"),
        )  # fmt: skip


def _asked_of(following: Sequence[Terms]) -> str:
    """What is typed, with its unit: some obligations follow the money, others the hours the holder worked."""
    units = {BY_AMOUNT[one.form] is TurnoverKind.BASE_HOURS for one in following}
    if units == {True}:
        return "Heures travaillées par le &titulaire"
    return "&Montant (€ HT)" if units == {False} else "&Montant (€ HT), ou heures travaillées"


class CountingRulesDialog(FormDialog):
    """Which declared hours the contract counts; what it does not say follows the house."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, lot_id: str | None) -> None:
        title = "Règles de comptage du lot" if lot_id else "Règles de comptage de la structure"
        silent = "Comme la structure" if lot_id else "Usage courant"
        super().__init__(parent, title)
        self.find_again(workspace, lot_id)
        self._workspace, self._lot_id = workspace, lot_id
        form = self.form
        form.section("", columns=2)
        form.add("basis", "&Heures comptées", ChoiceField([(one, one.label) for one in CountBasis], empty=silent))
        form.add("overtime", "Heures &supplémentaires", ChoiceField(_YES_NO, empty=silent))
        form.add("training", "&Formation", ChoiceField(_YES_NO, empty=silent))
        form.add("training_cap", "&Plafond de formation (%)", PercentField(), help="Part des heures dues.")
        form.add("centre", "&Centre de formation", ChoiceField(_YES_NO, empty=silent))
        form.add("other_sites", "A&utres chantiers", ChoiceField(_YES_NO, empty=silent))
        form.add("outside_dates", "Hors des &dates du lot", ChoiceField(_YES_NO, empty=silent))
        form.add(
            "before_validation", "A&vant la validation", ChoiceField(_YES_NO, empty=silent), help="De l’éligibilité."
        )
        form.add(
            "after_eligibility", "Après l’é&ligibilité",
            ChoiceField([(one, one.label) for one in AfterEligibility], empty=silent),
        )  # fmt: skip
        form.add("article", "&Article", TextField("CCAP 9.3", longest=60))
        where = "la fiche du marché" if lot_id else "la section Éligibilité des paramètres"
        said = f"La durée comptée pour un CDI ou une alternance se règle avec l’éligibilité\u00a0: dans {where}."
        self.body.insertWidget(2, Label(said, "second", wrap=True))
        draft = workspace.ask(counting_rules_draft, lot_id)
        form.set_values({name: getattr(draft, name) for name in RulesDraft.__dataclass_fields__})

    def keep(self, values: dict[str, Any]) -> Any:
        return self._workspace.do(set_counting_rules, self._lot_id, RulesDraft(**values))


class PoolDialog(FormDialog):
    """Put the hours of the lot in common with those of other lots, once the buyer agreed."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, lot_id: str) -> None:
        super().__init__(parent, "Globaliser les heures du lot", "Globaliser")
        self.find_again(workspace, lot_id)
        self._workspace, self._lot_id = workspace, lot_id
        self.form.section("", columns=2)
        self.form.add(
            "name", "&Nom de la globalisation", TextField("Rénovation du port", longest=120), required=True, span=2,
            help="Le même nom sur chaque lot mis en commun.",
        )  # fmt: skip
        self.form.add("agreed_on", "&Accord de l’acheteur le", DateField(), required=True)
        self.form.add("reference", "&Référence de l’accord", TextField(longest=120))

    def keep(self, values: dict[str, Any]) -> Any:
        today = self._workspace.today()
        return self._workspace.do(
            put_in_pool, self._lot_id, values["name"], values["agreed_on"], values["reference"], today
        )
