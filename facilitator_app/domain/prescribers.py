"""Who sends people to the house: the kinds of prescriber that Les emplois de l’inclusion knows."""

from __future__ import annotations

from facilitator_app.domain.base import Labelled


class Prescriber(Labelled):
    """Kinds of organisation, the most frequent first; the values are the published codes."""

    FT = "FT", "France Travail"
    ML = "ML", "Mission locale"
    CAP_EMPLOI = "CAP_EMPLOI", "Cap emploi"
    PLIE = "PLIE", "PLIE"
    DEPT = "DEPT", "Département"
    CCAS = "CCAS", "CCAS, CIAS"
    AFPA = "AFPA", "AFPA"
    CAF = "CAF", "CAF"
    MSA = "MSA", "MSA"
    CIDFF = "CIDFF", "CIDFF"
    E2C = "E2C", "École de la 2e chance"
    EPIDE = "EPIDE", "EPIDE"
    ASE = "ASE", "Aide sociale à l’enfance"
    PREVENTION = "PREVENTION", "Prévention spécialisée"
    PIJ_BIJ = "PIJ_BIJ", "Information jeunesse"
    RS_FJT = "RS_FJT", "Résidence sociale, FJT"
    PENSION = "PENSION", "Pension de famille"
    CHRS = "CHRS", "CHRS"
    CHU = "CHU", "Centre d’hébergement d’urgence"
    HUDA = "HUDA", "HUDA"
    CADA = "CADA", "CADA"
    CPH = "CPH", "Centre provisoire d’hébergement"
    OHPD = "OHPD", "Organisme habilité par le préfet"
    OIL = "OIL", "Opérateur d’intermédiation locative"
    OACAS = "OACAS", "OACAS"
    ODC = "ODC", "Organisation délégataire d’un CD"
    CAVA = "CAVA", "CAVA"
    CAARUD = "CAARUD", "CAARUD"
    CSAPA = "CSAPA", "CSAPA"
    PJJ = "PJJ", "PJJ"
    SPIP = "SPIP", "SPIP"
    OTHER = "OTHER", "Autre"
