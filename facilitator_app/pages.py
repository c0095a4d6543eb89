"""The pages that work, in the order of the navigation; each is imported at its first visit."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtWidgets import QWidget

from facilitator_app.ui.navigation import PageEntry

# key, group, title, icon, access key, module and class of the page, shortcut
_PAGES = (
    ("dashboard", "Piloter", "Tableau de bord", "layout-dashboard", "T", "dashboard_page:DashboardPage", ""),
    ("danger", "Piloter", "Heures en danger", "triangle-alert", "S", "danger_page:DangerPage", ""),
    ("plan", "Achats", "Programmation", "calendar-range", "R", "plan_page:PlanPage", ""),
    ("contracts", "Achats", "Marchés et lots", "file-text", "M", "contracts_page:ContractsPage", ""),
    ("companies", "Achats", "Entreprises", "building-2", "E", "companies_page:CompaniesPage", ""),
    ("beneficiaries", "Publics", "Bénéficiaires", "users", "B", "beneficiaries_page:BeneficiariesPage", ""),
    ("duplicates", "Publics", "Doublons possibles", "git-compare", "O", "duplicates_page:DuplicatesPage", ""),
    ("following", "Publics", "Suivi des personnes", "phone", "V", "following_page:FollowingPage", ""),
    ("publics", "Publics", "Publics et cibles", "chart-column", "U", "publics_page:PublicsPage", ""),
    ("matching", "Publics", "Appariement", "handshake", "A", "matching_page:MatchingPage", ""),
    ("hours", "Exécution", "Saisie des heures", "table-2", "H", "hours_page:HoursPage", "Ctrl+H"),
    ("returns", "Exécution", "Relevés attendus", "clipboard-list", "L", "returns_page:ReturnsPage", ""),
    ("documents", "Exécution", "Documents", "printer", "D", "documents_page:DocumentsPage", ""),
    ("import", "", "Importer un fichier", "download", "I", "import_page:ImportPage", ""),
    ("settings", "", "Paramètres", "settings", "P", "settings_page:SettingsPage", ""),
    ("history", "", "Historique", "history", "Q", "history_page:HistoryPage", ""),
    ("personal_data", "", "Données personnelles", "shield-check", "N", "personal_data_page:PersonalDataPage", ""),
    ("backups", "", "Sauvegardes", "save", "G", "backups_page:BackupsPage", ""),
    ("security", "", "Sécurité", "lock", "C", "security_page:SecurityPage", ""),
    ("reference", "", "Référentiels", "database", "F", "reference_page:ReferencePage", ""),
)

_UNDER_SETTINGS = {"history", "personal_data", "backups", "security", "reference"}
"""What keeps the house in order, not looked at every day."""


def entries(make: Callable[[type[QWidget]], QWidget]) -> list[PageEntry]:
    """The navigation; `make` builds a page from its class once the house is open."""
    return [
        PageEntry(
            key,
            group,
            title,
            icon,
            access_key,
            _Factory(place, make),
            shortcut,
            under="settings" if key in _UNDER_SETTINGS else "",
        )
        for key, group, title, icon, access_key, place, shortcut in _PAGES
    ]


class _Factory:
    def __init__(self, place: str, make: Callable[[type[QWidget]], QWidget]) -> None:
        self._module, self._name = place.split(":")
        self._make = make

    def __call__(self) -> QWidget:
        module = import_module(f"facilitator_app.ui.pages.{self._module}")
        return self._make(getattr(module, self._name))
