"""A web server with TLS on loopback for the tests, and a table of names in place of the network's: no other machine is asked."""

import contextlib
import http.server
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator

NAMES = {
    "maps.test": ["127.0.0.1"], "media.files.test": ["127.0.0.1"], "files.test": ["127.0.0.1"],
    "other.test": ["127.0.0.1"],  # has no certificate
    "inner.test": ["10.0.0.7"], "both.test": ["127.0.0.1", "127.0.0.3"], "v6.test": ["::1"],
}  # fmt: skip
Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


def raw(*pieces: bytes) -> Answer:
    """Just these bytes, each in a TLS record of its own; then the connection is cut."""

    def answer(handler):
        for piece in pieces:
            handler.wfile.write(piece)

    return answer


def head(*lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode()


def whole(body: bytes, *lines: str, status: str = "200 OK") -> Answer:
    return raw(head(f"Content-Length: {len(body)}", *lines, status=status), body)


def leading(target: str, status: str = "302 Found") -> Answer:
    return raw(head(f"Location: {target}", "Content-Length: 0", status=status))


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> Answer:
    return raw(head("Transfer-Encoding: chunked"), *(b"%x\r\n%b\r\n" % (len(each), each) for each in chunks), end)


def said_goodbye(body: bytes, *lines: str) -> Answer:
    """Without a length, the body ends where the host says in TLS that it ends."""

    def answer(handler):
        handler.wfile.write(head("Server: old", *lines) + body)
        with contextlib.suppress(OSError):
            handler.connection.unwrap()

    return answer


class Host(socketserver.ThreadingTCPServer):
    """A server that answers by path; `asked` are the hosts and paths that it was asked for."""

    daemon_threads, allow_reuse_address = True, True

    def __init__(self, tls: ssl.SSLContext | None):
        super().__init__(("127.0.0.1", 0), Handler)
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, str]] = []
        self.headers: dict[str, str] = {}
        self.done = threading.Event()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def handle_error(self, request, client_address):
        pass  # a client that goes away before the end is what is tested


class Handler(http.server.BaseHTTPRequestHandler):
    timeout = 10

    def do_GET(self):
        self.server.asked.append((self.headers["Host"], self.path))
        self.server.headers = dict(self.headers)
        self.server.answers.get(self.path, whole(b"not here", status="404 Not Found"))(self)

    def log_message(self, *args):
        pass


@contextlib.contextmanager
def serving(tls: ssl.SSLContext | None) -> Iterator[Host]:
    with Host(tls) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        try:
            yield server
        finally:
            server.done.set()
            server.shutdown()
            thread.join()
