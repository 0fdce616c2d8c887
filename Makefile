# make demo | make test | make setup — everything lives in .venv
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup services demo docs schemas test lint types clean

setup: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@

# What the tests need besides Python: a browser, Java, real database servers.
services:
	scripts/install-chromium
	scripts/install-servers

# The main job, on the papers in examples/: build, look, ask in both languages, draw.
demo: setup
	$(BIN)/kg build examples/trending.txt examples/daily.txt examples/papers.jsonl --page-date 2023-11-12 -o demo/graph
	$(BIN)/kg info demo/graph
	$(BIN)/kg query demo/graph "MATCH (p:Paper)-[:EVALUATES_ON]->(d:Dataset) RETURN d.name AS dataset, count(*) AS papers ORDER BY papers DESC, dataset LIMIT 5"
	$(BIN)/kg query demo/graph "SELECT ?method (COUNT(?paper) AS ?papers) WHERE { ?paper kg:comparesWith ?m . ?m rdfs:label ?method } GROUP BY ?method ORDER BY DESC(?papers) ?method LIMIT 5"
	$(BIN)/kg view demo/graph --around ImageNet -o demo/graph.html
	@echo "Open demo/graph.html in a browser: it needs no network."

# The documentation, in build/site: open build/site/index.html, it needs no network.
docs: setup
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

# The files in schemas/ that are made from the code: after a change of the model.
schemas: setup
	$(BIN)/python scripts/generate-schemas

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: setup
	$(BIN)/mypy

test: setup services lint types
	$(BIN)/python -m pytest -n 2 --dist loadfile

clean:
	rm -rf $(VENV) .cache build dist demo
