"""The blocks that need a server run against a real one, at its own address."""

import re
from dataclasses import replace
from pathlib import Path

from servers.fuseki_server import FusekiServer
from servers.neo4j_server import Endpoint

from .blocks import DOCS, blocks, run

_EXPORTS = re.compile(r"export .*\n")


def _run_excused(
    page: str, excuse: str, workshop: Path, address: tuple[str, str], environment: dict[str, str]
) -> None:
    """Run the blocks of ``page`` with this ``excuse``; ``address`` is as printed and as it is."""
    found = [b for b in blocks(DOCS / page) if b.excuse == excuse]
    assert found, page
    for block in found:
        run(
            replace(block, text=_EXPORTS.sub("", block.text.replace(*address))),
            workshop,
            environment,
        )


def test_the_neo4j_blocks_load_into_a_server(workshop: Path, neo4j_endpoint: Endpoint) -> None:
    who = neo4j_endpoint.credentials
    environment = {"NEO4J_USERNAME": who.username, "NEO4J_PASSWORD": who.password}
    address = ("localhost:7687", neo4j_endpoint.address)
    _run_excused("neo4j.md", "needs Neo4j", workshop, address, environment)


def test_the_sparql_blocks_load_into_a_server(workshop: Path, fuseki: FusekiServer) -> None:
    who = fuseki.credentials
    environment = {"KG_SPARQL_USERNAME": who.username, "KG_SPARQL_PASSWORD": who.password}
    address = ("http://localhost:3030", fuseki.address)
    _run_excused("rdf.md", "needs a SPARQL server", workshop, address, environment)
