"""The asking side of a worker process: start, ask, wait, kill."""

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import kg.errors
from kg.errors import KgError, QueryError, QueryTimeout, StoreError
from kg.rows import Rows
from kg.stores.memory import Watch, too_large
from kg.stores.worker import read_message, write_message

# The worker gets our import path as it is: what we can import, it can, and nothing in its working
# directory can take the place of a module.
_BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv.pop(1)); "
    "from kg.stores.worker import main; raise SystemExit(main(sys.argv[1:]))"
)

_LOOK = 0.05
"""Seconds between looks at the memory of a worker that is busy with a query."""


class Worker:
    """A running worker process.

    Raises:
        KgError: It could not build or open its store.
    """

    def __init__(self, *arguments: str) -> None:
        path = json.dumps([str(Path(entry).absolute()) for entry in sys.path])
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _BOOT, path, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Ctrl-C reaches us alone; we then kill the worker.
            start_new_session=True,
        )
        self._replies: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        assert self._process.stdout is not None
        threading.Thread(
            target=_pump, args=(self._process.stdout, self._replies), daemon=True
        ).start()
        self._receive(self._replies.get)

    def query(self, text: str, params: Mapping[str, Any], timeout: float | None) -> Rows:
        """The answer to a prepared query.

        Raises:
            QueryError: The engine does not accept it, or it took too much memory; then the worker
                is dead now.
            QueryTimeout: It took longer than ``timeout`` seconds; the worker is dead now.
        """
        assert self._process.stdin is not None
        watch = Watch(self._process.pid)
        request = {"query": text, "params": dict(params), "limit": timeout}
        try:
            write_message(self._process.stdin, request)
        except OSError as error:
            raise self._died() from error
        except (TypeError, ValueError) as error:
            raise QueryError(
                f"a parameter is not text, a number, true, false or a list: {error}"
            ) from error
        reply = self._receive(lambda: self._answer(timeout, watch))
        return Rows(tuple(reply["columns"]), tuple(map(tuple, reply["rows"])))

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                _close(stream)

    def _answer(self, timeout: float | None, watch: Watch) -> dict[str, Any] | None:
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            left = _LOOK if end is None else end - time.monotonic()
            try:
                return self._replies.get(timeout=max(0.0, min(left, _LOOK)))
            except queue.Empty:
                if watch.exceeded:
                    raise too_large() from None
                if left <= 0:
                    raise QueryTimeout(
                        f"the query was stopped after {timeout:g} seconds: ask for less, "
                        "or allow more with --timeout"
                    ) from None

    def _receive(self, wait: Callable[[], dict[str, Any] | None]) -> dict[str, Any]:
        try:
            reply = wait()
        except BaseException:  # too much, too long, Ctrl-C
            self.kill()
            raise
        if reply is None:
            raise self._died()
        if "error" in reply:
            raise _error(reply)
        return reply

    def _died(self) -> StoreError:
        self._process.wait()
        status = self._process.returncode
        self.kill()
        return StoreError(f"the engine died of this (exit status {status}): ask for less")


def _pump(stream: IO[bytes], replies: "queue.SimpleQueue[dict[str, Any] | None]") -> None:
    try:
        while (message := read_message(stream)) is not None:
            replies.put(message)
    except (OSError, ValueError):
        pass  # the stream was closed under us, or the worker died while it wrote
    replies.put(None)


def _close(stream: IO[bytes]) -> None:
    with suppress(OSError):  # unsent bytes to a dead process
        stream.close()


def _error(reply: dict[str, Any]) -> KgError:
    kind = getattr(kg.errors, reply["kind"], QueryError)
    return kind(reply["error"]) if issubclass(kind, KgError) else QueryError(reply["error"])
