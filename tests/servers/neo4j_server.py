"""A Neo4j Community server with a temporary home."""

import os
import secrets
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from servers.java import ServerError, ServerProcess, find_java, free_port, libraries

from kg.stores.servers import Credentials

CONFIGURATION = """
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=128m
dbms.security.auth_max_failed_attempts=0
"""


@dataclass(frozen=True)
class Endpoint:
    """Where a server is and who may use it."""

    address: str
    credentials: Credentials

    @property
    def uri(self) -> str:
        """The server's routing URL."""
        return f"neo4j://{self.address}"

    @property
    def bolt(self) -> str:
        """The URL of one connection, without routing."""
        return f"bolt://{self.address}"


class Neo4jServer:
    """A server of ``version`` in the folder ``home``; a context manager that runs it."""

    def __init__(
        self, version: str, home: Path, *, java: tuple[str, ...] = ("-XX:TieredStopAtLevel=1",)
    ) -> None:
        """``java`` are options of the virtual machine; by default it is up soon, and not fast."""
        self.version = version
        self._options = java
        self.home = home
        calendar = int(version.split(".")[0]) >= 2025
        self._main = "org.neo4j.server." + ("Neo4jCommunity" if calendar else "CommunityEntryPoint")
        self._java = find_java(21 if calendar else 17)
        self._classes = f"{libraries('neo4j', version)}/*"
        self._port = free_port()
        self._process: ServerProcess | None = None
        # As the distribution's scripts do.
        opens = "--add-opens=java.base/java.nio=ALL-UNNAMED"
        self._virtual_machine = [self._java, opens, "-Xmx512m", "-cp", self._classes]
        self._admin = [*self._virtual_machine, "org.neo4j.cli.AdminTool"]
        password = secrets.token_hex(8)
        self.endpoint = Endpoint(f"127.0.0.1:{self._port}", Credentials("neo4j", password))
        (home / "conf").mkdir(parents=True)
        (home / "conf" / "neo4j.conf").write_text(CONFIGURATION.format(port=self._port))
        self.admin("dbms", "set-initial-password", password)

    def admin(self, *arguments: str) -> str:
        """Run the admin tool, such as ``database import full``; returns what it prints."""
        return self.run([*self._admin, *arguments])

    def run(self, command: list[str], **environment: str) -> str:
        """Run ``command`` with the server's home in its environment; returns what it prints."""
        there = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        done = subprocess.run(
            command, capture_output=True, text=True, env=os.environ | there | environment
        )
        if done.returncode:
            raise ServerError(f"{command[0]} failed:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def tool(self, path: Path) -> Path:
        """Write a ``neo4j-admin`` like that of the distribution, which libraries alone lack."""
        path.write_text(f'#!/bin/sh\nexec {shlex.join(self._admin)} "$@"\n')
        path.chmod(0o755)
        return path

    def start(self) -> Self:
        """Start it and wait until it answers."""
        memory = ["-Xms256m", "-XX:+UseSerialGC", *self._options]
        folders = [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        java, *options = self._virtual_machine
        self._process = ServerProcess(
            [java, *memory, *options, self._main, *folders], self.home / "server.log"
        )
        self._process.wait_until(self._answers)
        return self

    def stop(self, *, kill: bool = False) -> None:
        """Stop it; ``kill`` as a power cut does."""
        if self._process is not None:
            self._process.stop(kill=kill)

    def _answers(self) -> bool:
        import neo4j

        who = self.endpoint.credentials
        try:
            with (
                neo4j.GraphDatabase.driver(
                    self.endpoint.bolt, auth=(who.username, who.password)
                ) as driver,
                driver.session(database="neo4j") as session,
            ):
                session.run("RETURN 1").consume()  # not in a transaction, which would be retried
        except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):
            return False
        return True

    def __enter__(self) -> Self:
        return self if self._process is not None else self.start()

    def __exit__(self, *error: object) -> None:
        self.stop()
