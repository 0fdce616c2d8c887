"""The blocks that need a server run against a real one, at its own address."""

import re
from dataclasses import replace
from pathlib import Path

from servers.fuseki_server import FusekiServer
from servers.neo4j_server import Endpoint

from .blocks import DOCS, Block, blocks, run

_EXPORTS = re.compile(r"export .*\n")


def _excused(page: str, excuse: str) -> list[Block]:
    found = [b for b in blocks(DOCS / page) if b.excuse == excuse]
    assert found, page
    return found


def test_the_neo4j_blocks_load_into_a_server(workshop: Path, neo4j_endpoint: Endpoint) -> None:
    who = neo4j_endpoint.credentials
    environment = {"NEO4J_USERNAME": who.username, "NEO4J_PASSWORD": who.password}
    for block in _excused("neo4j.md", "needs Neo4j"):
        text = _EXPORTS.sub("", block.text.replace("localhost:7687", neo4j_endpoint.address))
        run(replace(block, text=text), workshop, environment)


def test_the_sparql_blocks_load_into_a_server(workshop: Path, fuseki: FusekiServer) -> None:
    who = fuseki.credentials
    environment = {"KG_SPARQL_USERNAME": who.username, "KG_SPARQL_PASSWORD": who.password}
    for block in _excused("rdf.md", "needs a SPARQL server"):
        text = _EXPORTS.sub("", block.text.replace("http://localhost:3030", fuseki.address))
        run(replace(block, text=text), workshop, environment)
