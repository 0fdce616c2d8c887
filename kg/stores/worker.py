"""The process that runs queries: it can be killed without harm to the one that asks.

Messages are JSON with a length of 8 bytes (big endian) in front, on standard input and output.
Requests: ``{"query": text, "params": {…}, "limit": seconds or null}``. Replies: ``{"columns": …,
"rows": …}`` or ``{"error": message, "kind": name of a KgError}``. The first message says that the
store is open (or built): ``{"ready": true}``.
"""

import faulthandler
import json
import os
import sys
import threading
from pathlib import Path
from typing import IO, Any

from kg.errors import KgError, QueryError, StoreError
from kg.registry import Registry
from kg.stores.engine import Engine, Session
from kg.stores.memory import too_large

GRACE = 2.0
"""Seconds after its limit at which a worker ends itself, should nobody have killed it."""


def write_message(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Write one message to ``stream``."""
    data = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    stream.write(len(data).to_bytes(8, "big"))
    stream.write(data)
    stream.flush()


def read_message(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message of ``stream``, or ``None`` at its end."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    size = int.from_bytes(head, "big")
    data = stream.read(size)
    if len(data) < size:
        return None
    return dict(json.loads(data.decode("utf-8", "surrogatepass")))


def main(arguments: list[str]) -> int:
    """Build a store (``build ENGINE GRAPH FOLDER``) or serve one (``serve ENGINE FOLDER``)."""
    # Engines may print: keep the pipe for ourselves, and send everything else nowhere.
    output = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path
        os.dup2(nowhere.fileno(), 1)
    action, target, *paths = arguments
    try:
        engine: Engine = Registry("stores", {"engine": target}).load("engine")
        if action == "build":
            from kg.graph.tables import open_tables

            threading.Thread(target=_end_with_parent, daemon=True).start()
            engine.build(open_tables(Path(paths[0])), Path(paths[1]))
            write_message(output, {"ready": True})
            return 0
        session = engine.open(Path(paths[0]))
    except KgError as error:
        write_message(output, _failure(error))
        return 1
    except Exception as error:  # noqa: BLE001 - the asking process turns it into its own error
        write_message(output, _failure(StoreError(f"{type(error).__name__}: {error}")))
        return 1
    write_message(output, {"ready": True})
    serve(session, sys.stdin.buffer, output)
    return 0


def _end_with_parent() -> None:
    """End this process when its standard input does: nobody waits for the store any more."""
    while os.read(0, 1):  # unbuffered: a lock held by this thread would spoil a normal end
        pass
    os._exit(1)


def serve(session: Session, requests: IO[bytes], replies: IO[bytes]) -> None:
    """Answer requests until their stream ends."""
    while (request := read_message(requests)) is not None:
        limit = request["limit"]
        if limit is not None:
            # An orphan must not run on: this watchdog needs neither the parent nor the GIL.
            with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device, not a path
                faulthandler.dump_traceback_later(limit + GRACE, exit=True, file=nowhere)
                write_message(replies, _reply(session, request))
                faulthandler.cancel_dump_traceback_later()
        else:
            write_message(replies, _reply(session, request))


def _reply(session: Session, request: dict[str, Any]) -> dict[str, Any]:
    try:
        columns, rows = session.query(request["query"], request["params"])
    except KgError as error:
        return _failure(error)
    except MemoryError:
        return _failure(too_large())
    except RecursionError as error:
        return _failure(QueryError(f"the query is too large for the engine: {error}"))
    except Exception as error:  # noqa: BLE001 - an engine's own kinds of error are many
        return _failure(QueryError(str(error) or type(error).__name__))
    return {"columns": columns, "rows": rows}


def _failure(error: KgError) -> dict[str, Any]:
    return {"error": str(error), "kind": type(error).__name__}
