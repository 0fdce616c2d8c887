"""An Apache Jena Fuseki with datasets in memory: one open, one for a user with a password."""

import secrets
import subprocess
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

from servers.java import ServerProcess, find_java, free_port, libraries, versions

from kg.stores.servers import Credentials

CONFIGURATION = """
PREFIX :        <#>
PREFIX fuseki:  <http://jena.apache.org/fuseki#>
PREFIX ja:      <http://jena.hpl.hp.com/2005/11/Assembler#>

:open a fuseki:Service ; fuseki:name "open" ; fuseki:dataset [ a ja:MemoryDataset ] ;
    fuseki:endpoint [ fuseki:operation fuseki:query ] , [ fuseki:operation fuseki:update ] ,
        [ fuseki:operation fuseki:gsp-rw ] , [ fuseki:operation fuseki:update ;
        fuseki:name "update" ] , [ fuseki:operation fuseki:query ; fuseki:name "query" ] .

:locked a fuseki:Service ; fuseki:name "locked" ; fuseki:dataset [ a ja:MemoryDataset ] ;
    fuseki:allowedUsers "writer" ;
    fuseki:endpoint [ fuseki:operation fuseki:query ] , [ fuseki:operation fuseki:update ] ,
        [ fuseki:operation fuseki:gsp-rw ] .
"""


def jar() -> str:
    """The path of the archive."""
    (path,) = libraries("fuseki", versions()["FUSEKI"]).glob("*.jar")
    return str(path)


def riot(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Jena's ``riot``, which reads RDF files and complains about what is wrong in them."""
    command = [find_java(17), "-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp", jar()]
    return subprocess.run(
        [*command, "riotcmd.riot", *arguments], capture_output=True, text=True, encoding="utf-8"
    )


class FusekiServer:
    """A server in the folder ``home``; a context manager that runs it."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self.credentials = Credentials("writer", secrets.token_hex(8))
        self.port = free_port()
        (home / "passwords").write_text(f"writer: {self.credentials.password}\n")
        (home / "fuseki.ttl").write_text(CONFIGURATION)
        self._process: ServerProcess | None = None

    @property
    def address(self) -> str:
        """The server's URL; the datasets are below it."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Self:
        """Start it and wait until it answers."""
        memory = ["-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
        access = [f"--passwd={self.home / 'passwords'}", "--auth=basic"]
        where = [f"--port={self.port}", "--localhost", f"--conf={self.home / 'fuseki.ttl'}"]
        command = [find_java(17), *memory, "-jar", jar(), "--ping", *access, *where]
        self._process = ServerProcess(command, self.home / "server.log")
        self._process.wait_until(self._answers)
        return self

    def stop(self) -> None:
        """Stop it."""
        if self._process is not None:
            self._process.stop()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/$/ping", timeout=2) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *error: object) -> None:
        self.stop()
