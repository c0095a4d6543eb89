"""What the page of hours says in a house where nobody is at work yet."""

from __future__ import annotations

from collections.abc import Callable

from facilitator_app.ui.widgets import ActionButton, EmptyState


def nobody_yet(add_person: Callable[[], object], go_to_contracts: Callable[[], object]) -> EmptyState:
    """The two ways on are bound methods of what outlives it."""
    start = ActionButton("Ajouter un salarié", "user-plus", primary=True)
    contracts = ActionButton("Voir les marchés et lots", "file-text")
    start.clicked.connect(add_person)
    contracts.clicked.connect(go_to_contracts)
    return EmptyState(
        "table-2",
        "Aucune heure à saisir pour l’instant",
        "Les heures se saisissent lot par lot, dès qu’une personne y est en poste. "
        "Ajoutez un premier salarié, ou commencez par créer un marché et ses lots.",
        [start, contracts],
    )
