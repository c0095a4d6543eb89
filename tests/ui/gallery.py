"""Every shared widget on one page, to be looked at and checked in each theme."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.refusal import Problem
from facilitator_app.domain.values import written_date
from facilitator_app.ui.check_list import CheckList
from facilitator_app.ui.fields import (
    CheckField,
    ChoiceField,
    DateField,
    EurosField,
    HoursField,
    IntegerField,
    LinesField,
    TextField,
)
from facilitator_app.ui.form import Form
from facilitator_app.ui.search_field import SearchField, among
from facilitator_app.ui.table import Column, Progress, RowsModel, Table
from facilitator_app.ui.widgets import (
    ActionButton,
    Badge,
    Banner,
    Beside,
    Card,
    Chips,
    EmptyState,
    Figure,
    IconButton,
    KeyHint,
    PageHeader,
    SearchBox,
    scrolled,
)


@dataclass(frozen=True, slots=True)
class Person:
    key: int
    name: str
    about: str
    state: str
    tone: str
    until: dt.date | None
    share: Decimal


GONE, SOON, LATER = dt.date(2026, 10, 18), dt.date(2026, 12, 9), dt.date(2028, 3, 11)
PEOPLE = [
    Person(1, "Belkacem Yanis", "22 ans · La Seyne-sur-Mer", "En emploi", "info", LATER, Decimal("0.64")),
    Person(2, "Ferrandi Nadia", "34 ans · La Garde", "Disponible", "success", SOON, Decimal("0.26")),
    Person(3, "Roubaud <Kevin>", "21 ans · Toulon", "À recontacter", "warning", GONE, Decimal("0.88")),
    Person(4, "Sarr Fatou", "33 ans · Toulon", "Proposée (2)", "neutral", None, Decimal(0)),
]
JOBS = [("F1703", "F1703 Maçonnerie"), ("K2204", "K2204 Nettoyage de locaux"), ("A1203", "A1203 Espaces verts")]


def _urgency(person: Person) -> str:
    if person.until is None:
        return ""
    return "danger" if person.until < dt.date(2026, 11, 24) else "warning" if person.until.year == 2026 else ""


def people_columns() -> list[Column[Person]]:
    return [
        Column("Personne", lambda person: person.name, second=lambda person: person.about, strong=True, stretch=True),
        Column("Situation", lambda person: person.state, tone=lambda person: person.tone, badge=True),
        Column(
            "Avancement",
            lambda person: f"{person.share:.0%}".replace("%", "\u00a0%"),
            lambda person: person.share,
            progress=lambda person: Progress(person.share, Decimal("0.62"), "danger" if person.share < 0.5 else ""),
            hidden_below=520,
        ),
        Column(
            "Éligible jusqu’au",
            lambda person: written_date(person.until),
            lambda person: person.until,
            number=True,
            tone=_urgency,
            tooltip=lambda person: "Éligibilité terminée" if _urgency(person) == "danger" else "",
        ),
    ]


def people_table() -> Table:
    model = RowsModel(people_columns(), key=lambda person: person.key)
    table = Table(model, "Personnes")
    model.show(PEOPLE)
    return table


def sample_form() -> Form:
    form = Form(page_columns=2)
    form.section("Identité", "* obligatoire")
    form.add("name", "&Nom de naissance", TextField(), required=True)
    form.add("first_name", "P&rénom", TextField(), required=True)
    form.add("birth_date", "&Date de naissance", DateField(), required=True)
    form.add("sex", "&Sexe", ChoiceField([("F", "Femme"), ("M", "Homme")], empty="Non précisé"))
    form.section("Contact")
    form.add("phone", "&Téléphone", TextField(icon="phone"), help="Un numéro où la personne répond en journée")
    form.add("job", "Mét&ier visé", SearchField(among(JOBS), dict(JOBS).__getitem__))
    form.add("informed", "", CheckField("Informée de l’&usage de ses données"), span=2)
    form.section("Projet", page_column=1)
    form.add("hours", "&Heures par semaine", HoursField())
    form.add("amount", "&Montant du lot (€ HT)", EurosField())
    form.add("posts", "P&ostes", IntegerField(1, 99))
    form.add("licences", "Permis", CheckList([("B", "Permis &B"), ("C", "Permis &C"), ("R489", "CACES R489")]), span=2)
    form.add("note", "Not&e", LinesField(2), span=2)
    return form


def gallery() -> QWidget:
    content = QWidget()
    whole = QVBoxLayout(content)
    whole.setContentsMargins(20, 12, 20, 12)
    whole.setSpacing(12)
    whole.addWidget(_figures())
    whole.addWidget(Beside([_list_card(), _side_card()], [3, 2]))
    form = sample_form()
    form.set_values(
        {"name": "MARTEL", "first_name": "Lucie", "birth_date": dt.date(2002, 6, 14), "phone": "06 00 00 00"}
    )
    form.show_problems([Problem("phone", "Il manque 2 chiffres. Exemple\u00a0: 06 00 00 00 00.")])
    whole.addWidget(form)
    actions = [
        ActionButton("Co&ller", "clipboard-list"),
        ActionButton("&Fiche de suivi", "printer"),
        ActionButton("&Valider octobre", "check", "Ctrl+Return", primary=True),
    ]
    page = QWidget()
    frame = QVBoxLayout(page)
    frame.setContentsMargins(0, 0, 0, 0)
    frame.setSpacing(0)
    frame.addWidget(PageHeader("Saisie des heures", "10 déclarations à saisir pour octobre 2026", actions))
    frame.addWidget(scrolled(content), 1)
    return page


def _figures() -> Beside:
    figures = []
    shown = (
        ("clock", "Heures réalisées en 2026", ("48\u202f312", "h", "88\u00a0% de l’objectif"), 0.88, 0.9, ""),
        ("scale", "Considération sociale", ("33,9", "% des contrats", "41 sur 121"), 0.68, 0.6, "success"),
        (
            "clipboard-check",
            "Déclarations d’octobre",
            ("24", "/ 34 lots", "7 retards"),
            0.7,
            None,
            "warning",
        ),
    )
    for icon, caption, words, share, mark, tone in shown:
        figure = Figure(icon, caption)
        figure.show_number(*words, share=share, mark=mark, tone=tone, footnote_tone=tone if tone == "warning" else "")
        figures.append(figure)
    return Beside(figures, spacing=12)


def _list_card() -> Card:
    card = Card(
        "Bénéficiaires", "trait noir\u00a0: part du délai écoulée", ActionButton("Tous les lots (34)", link=True)
    )
    card.add(SearchBox("Nom, commune, métier…", "Filtrer les personnes"))
    chips = Chips([("all", "Tous"), ("free", "Disponibles"), ("renew", "À renouveler")])
    chips.show_counts({"all": 186, "free": 62, "renew": 4})
    card.add(chips)
    table = people_table()
    table.setMinimumHeight(230)
    table.select_row(2)
    card.add(table, 1)
    hints = QHBoxLayout()
    for keys, does in (("Entrée", "ouvrir"), ("F8", "anomalie suivante"), ("Ctrl+Z", "annuler")):
        hints.addWidget(KeyHint(keys, does))
    card.body.addLayout(hints)
    return card


def _side_card() -> Card:
    card = Card("À vérifier")
    card.add_beside_title(Badge("3", "warning"))
    confirm = ActionButton("Confirmer", small=True)
    card.add(
        Banner("warning", "Au-dessus d’un temps plein (151,67\u00a0h).", "Nadia Ferrandi\u00a0: 162\u00a0h", [confirm])
    )
    card.add(Banner("danger", "Éligibilité terminée le 18/10.", "Kevin Roubaud"))
    card.add(Banner("info", "Une case vide bloque la validation."))
    card.add(Banner("success", "Octobre est validé pour le lot 1."))
    badges = QGridLayout()
    for place, tone in enumerate(("success", "warning", "danger", "info", "neutral")):
        badges.addWidget(Badge({"success": "Vérifiée", "warning": "À dater"}.get(tone, "En emploi"), tone), 0, place)
    card.body.addLayout(badges)
    card.add(IconButton("pencil", "Modifier"))
    add = ActionButton("Ajouter un marché", "plus", "Ctrl+N", primary=True)
    card.add(EmptyState("file-text", "Aucun marché pour l’instant", "Ajoutez un premier marché à la main.", [add]), 1)
    return card
