"""Invented tables in the formats of their publishers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

LA_POSTE = """#Code_commune_INSEE;Nom_de_la_commune;Code_postal;Libellé_d_acheminement;Ligne_5
99001;PORT L EPEE;99100;PORT L EPEE;
99001;PORT L EPEE;99110;PORT L EPEE;LES SALINS
99002;ST MANDRE;99120;ST MANDRE;
"""
INSEE_COMMUNES = """TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT
COM,99001,93,99,99D,991,0,PORT L EPEE,Port-l'Épée,Port-l'Épée,9901,
COMD,99001,93,99,99D,991,0,VIEUX PORT,Vieux-Port,Vieux-Port,,99001
COM,99003,93,99,99D,991,0,VALNEUVE,Valneuve,Valneuve,9901,
"""
ROME_JOBS = """"code_rome","code_fiche_em","code_ogr","libelle_rome","statut"
"F1703","12","101","Maçonnerie","1"
"A1203","13","102","Aménagement et entretien des espaces verts","1"
"K2204","14","103","Nettoyage de locaux","1"
"""
ROME_NAMES = (
    '"code_ogr","libelle_appellation_long","libelle_appellation_court","code_rome","code_type_section_appellation"\n'
    '"11573","Boulanger-tourier / Boulangère-tourière","Boulanger-tourier","D1102","1"\n'
    '"16001","Maçon / Maçonne de pierre sèche","Maçon de pierre sèche","F1703","1"\n'
    '"16002","Éboueur / Éboueuse","Éboueur","K2303","1"\n'
)
CPV = "CODE;EN;FR\n45000000-7;Construction work;Travaux de construction\n03111000-2;Seeds;Graines\n"
NAF = "Code;Libellé\n;\nSECTION A;AGRICULTURE\n01.11Z;Culture de céréales\n0113Z;Culture de légumes\n"
TRAVEL = "Départ;Arrivée;Voiture;Transports en commun\nToulon;La Garde;15;35\n83220 Le Pradet;83137;20 min;1 h 05\n"
TREE: list[Sequence[str | None]] = [
    ("A", None, None, "Agriculture et pêche", None),
    ("A", "11", None, "Engins agricoles", None),
    ("A", "11", "01", "Conduite d'engins agricoles", None),
    ("A", "11", "01", "Conducteur / Conductrice d'abatteuse", "11987"),
    ("A", "11", "01", "Conducteur / Conductrice de tracteur", "11988"),
    ("A", "12", "01", "Bûcheronnage et élagage", None),
    ("A", "12", "01", "Bûcheron / Bûcheronne", "11565"),
    ("A", "12", "02", "Entretien des espaces naturels", None),
]


def square(west: float, south: float, side: float = 0.01) -> list[list[float]]:
    return [
        [west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south],
    ]  # fmt: skip


def districts() -> str:
    """Two districts as the ANCT publishes them, one in two pieces and over two communes."""
    features = [
        {
            "type": "Feature",
            "properties": {"fid": 1, "code_qp": "QN08301M", "lib_qp": "Les Hauts d'Azur", "insee_com": "83137"},
            "geometry": {"type": "Polygon", "coordinates": [square(5.93, 43.12)]},
        },
        {
            "type": "Feature",
            "properties": {"fid": 2, "code_qp": "QN08302I", "lib_qp": "La Grande Plaine", "insee_com": "83062, 83098"},
            "geometry": {"type": "MultiPolygon", "coordinates": [[square(6.0, 43.12)], [square(6.05, 43.12)]]},
        },
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    return json.dumps({"type": "FeatureCollection", "name": "QP2024", "crs": crs, "features": features})


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return file
