"""Servers that misbehave on purpose, and a proxy that cuts connections."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Request:
    """A request that a stub got: its method, path, headers and body."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


Reply = tuple[int, bytes] | None
"""Status and body; ``None`` hangs up without a word."""


@dataclass
class HttpStub:
    """An HTTP server that answers with what a function says.

    Attributes:
        url: Its address.
        requests: What it got so far.
    """

    url: str = ""
    requests: list[Request] = field(default_factory=list)


@contextmanager
def http_stub(answer: Callable[[Request], Reply]) -> Iterator[HttpStub]:
    """A server on a free port, for the time of a ``with`` block."""
    stub = HttpStub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def serve(self) -> None:
            request = Request(self.command, self.path, dict(self.headers), self._body())
            stub.requests.append(request)
            reply = answer(request)
            if reply is None:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(reply[0])
            self.send_header("Content-Length", str(len(reply[1])))
            self.end_headers()
            self.wfile.write(reply[1])

        do_GET = do_POST = do_PUT = do_DELETE = serve  # noqa: N815 - the names http.server wants

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding") != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length") or 0))
            parts = []
            while size := int(self.rfile.readline(), 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)

        def log_message(self, *arguments: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stub.url = f"http://127.0.0.1:{server.server_address[1]}/data"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def listener(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """A TCP server; ``talk`` has each connection. Gives its ``host:port``."""
    server = socket.create_server(("127.0.0.1", 0))
    opened: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            opened.append(connection)
            threading.Thread(target=_quietly, args=(talk, connection), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.getsockname()[1]}"
    finally:
        server.shutdown(socket.SHUT_RDWR)  # wakes the thread in accept
        server.close()
        for connection in opened:
            connection.close()


def _quietly(talk: Callable[[socket.socket], None], connection: socket.socket) -> None:
    try:
        talk(connection)
    except OSError:
        connection.close()


class Proxy:
    """Passes bytes to a server until told to cut.

    Attributes:
        cut_after: Bytes from the client after which the line is cut; ``None``: never.
        refuse: How many further connections are refused then.
        cuts: How often the line was cut or refused.
    """

    def __init__(self, target: str) -> None:
        host, _, port = target.rpartition(":")
        self._target = (host, int(port))
        self._passed = 0
        self.cut_after: int | None = None
        self.refuse = 0
        self.cuts = 0

    def talk(self, client: socket.socket) -> None:
        """Serve one connection."""
        if self._is_cut() and self.refuse > 0:
            self.refuse -= 1
            self.cuts += 1
            client.close()
            return
        if self._is_cut():
            self.cut_after = None
        server = socket.create_connection(self._target)
        threading.Thread(target=_quietly, args=(self._back(server), client), daemon=True).start()
        while data := client.recv(1 << 14):
            self._passed += len(data)
            if self._is_cut():
                self.cuts += 1
                break
            server.sendall(data)
        for end in (client, server):
            end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _is_cut(self) -> bool:
        return self.cut_after is not None and self._passed > self.cut_after

    @staticmethod
    def _back(server: socket.socket) -> Callable[[socket.socket], None]:
        def work(client: socket.socket) -> None:
            while data := server.recv(1 << 16):
                client.sendall(data)

        return work
