# Each command sets up what it needs (see .ci/prepare) and says what it does.
.PHONY: help prepare demo run test check lint types trust bench shots build wheel lock clean
PYTHON := .venv/bin/python
export QT_QPA_PLATFORM ?= offscreen

help:
	@echo "make demo    construit une maison de démonstration complète dans demo/ (données, appariement, documents)"
	@echo "make run     ouvre la fenêtre sur la maison de démonstration"
	@echo "make test    lance tous les tests"
	@echo "make check   lint, types et tests"
	@echo "make trust   éprouve longuement la sûreté : arrêts brutaux, coupures de courant, disques pleins, saisies hostiles"
	@echo "make bench   mesure les temps, en rapports à une référence du même essai"
	@echo "make shots   photographie chaque page, à chaque taille et dans chaque thème, dans shots/"
	@echo "make build   fabrique le dossier de programme de ce système et le vérifie"
	@echo "make wheel   fabrique le paquet Python (.whl), pour Windows en attendant son installateur"
	@echo "make lint    lint seul ; make types les types seuls"
	@echo "make lock    recalcule requirements.lock (demande uv)"
	@echo "make clean   efface ce que ces commandes ont fabriqué, sauf .venv"

prepare:
	@.ci/prepare

demo: prepare
	@rm -rf demo
	$(PYTHON) -m facilitator_app demo demo
	@echo "» Pour l’ouvrir : make run"

run: prepare
	@[ -f demo/arrimage.db ] || $(PYTHON) -m facilitator_app demo demo
	env -u QT_QPA_PLATFORM $(PYTHON) -m facilitator_app --database demo/arrimage.db

test: prepare
	$(PYTHON) -m pytest -q -n 2 --dist worksteal

lint: prepare
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types: prepare
	$(PYTHON) -m mypy

check: lint types test

trust: prepare
	ARRIMAGE_TRUST=1 $(PYTHON) -m pytest -q -n 2 --dist worksteal -o faulthandler_timeout=0 tests/trust tests/corpus

bench: prepare
	$(PYTHON) -m tests.benchmarks

shots: prepare
	@rm -rf shots
	$(PYTHON) -m tests.ui.shots shots

build: prepare
	$(PYTHON) build_installer.py

wheel: prepare
	$(PYTHON) -m hatchling build -t wheel

lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --group dev pyproject.toml -o requirements.lock --custom-compile-command "make lock"

clean:
	rm -rf build dist shots demo bench-results
