"""Which hosts may be reached over the network, and a TLS connection to the very address that was looked at.

What is asked for comes from users and from the redirects of other hosts: it must not lead to machines behind the firewall.
"""

import ipaddress
import os
import queue
import re
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from urllib.parse import SplitResult, urlsplit

from ..errors import FetchError
from ..texts import _

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
VARIABLE = "INCIDENTS_FETCH_HOSTS"
PORT = 443
_PATIENCE = 10.0  # seconds for one of a host's addresses before the next is tried
_SHOWN = 300  # characters of an address in a message
_ENTRY = re.compile(r"(\*\.)?([a-z0-9.-]+)(?::(\d{1,5}))?")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Not for the open network either, whatever the version of Python says: special purposes, and sites of their own.
_NEVER = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "fec0::/10")))


def is_public(address: Address) -> bool:
    """Whether an address is one of the open network; one of IPv6 that stands for one of IPv4 is judged by that."""
    if carried := _carried(address):
        return is_public(carried)
    special = address.is_multicast or address.is_reserved or any(address in network for network in _NEVER)
    return address.is_global and not special


def _carried(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that is reached through an IPv6 one: mapped, 6to4 or NAT64. Teredo is never global."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


@dataclass(frozen=True)
class Rules:
    """What may be fetched, and how much of it. Raises FetchError for a host that isn't one.

    `hosts`: names such as "github.com" (port 443), "*.githubusercontent.com" (what lies below it), "maps.example.org:8443"
    (that port only); none: nothing is fetched. `most_bytes` of a file, `seconds` for the whole, `redirects` that are followed.
    `may_connect` says of each address that a host's name stands for whether it may be reached. `authorities` is a PEM file of
    certificate authorities in place of the system's.
    """

    hosts: tuple[str, ...]
    most_bytes: int = 200_000_000
    seconds: float = 60
    redirects: int = 5
    may_connect: Callable[[Address], bool] = is_public
    authorities: Path | None = None

    def __post_init__(self):
        for entry in self.hosts:
            if not _ENTRY.fullmatch(entry):
                raise FetchError(
                    _(
                        '"{entry}" in {variable} is no host. Expected names parted by commas, such as '
                        '"www.geoboundaries.org, *.githubusercontent.com, maps.example.org:8443".'
                    ).format(entry=entry, variable=VARIABLE)
                )

    def allow(self, host: str, port: int) -> bool:
        """Whether the administrator has listed the host, in lower case, with this port."""
        return any(_fits(_ENTRY.fullmatch(entry), host, port) for entry in self.hosts)


def _fits(entry: re.Match[str], host: str, port: int) -> bool:
    below, name, named_port = entry.groups()
    return port == int(named_port or PORT) and (host.endswith(f".{name}") if below else host == name)


def rules_from_environment() -> Rules:
    """The rules with the hosts that the environment variable `INCIDENTS_FETCH_HOSTS` lists; none when it isn't set.

    Raises FetchError when it holds what is no host.
    """
    entries = (entry.strip().lower() for entry in os.environ.get(VARIABLE, "").split(","))
    return Rules(tuple(filter(None, entries)))


def shown(url: str) -> str:
    """An address as it is put into a message: letters of ASCII only, and not too many."""
    return ascii(url)[1:-1][:_SHOWN]


def checked(url: str, rules: Rules) -> SplitResult:
    """The parts of an address that may be asked for. Raises FetchError for one of another kind or a host that isn't listed."""
    if not rules.hosts:
        raise FetchError(
            _(
                "Fetching files over the network is off here. The administrator turns it on by listing hosts in {variable}; "
                "or take the file by hand and add it."
            ).format(variable=VARIABLE)
        )
    parts, port = _parts(url)
    if parts.scheme != "https" or not parts.hostname:
        raise FetchError(_('The address "{url}" doesn\'t begin with https:// and a host.').format(url=shown(url)))
    if "@" in parts.netloc:
        raise FetchError(_('The address "{url}" holds a user name. Leave it out.').format(url=shown(url)))
    if not rules.allow(parts.hostname, port):
        host = parts.hostname if port == PORT else f"{parts.hostname}:{port}"
        raise FetchError(
            _(
                'Files may not be fetched from "{host}". Allowed: {hosts}. The administrator adds hosts in {variable}.'
            ).format(host=shown(host), hosts=", ".join(rules.hosts), variable=VARIABLE)
        )
    return parts


def _parts(url: str) -> tuple[SplitResult, int]:
    # The library would drop some of these without a word, and so ask for another address than the one that was looked at.
    if not re.fullmatch(r"[!-~]+", url):
        raise FetchError(
            _(
                'The address "{url}" is empty or holds spaces or letters outside ASCII. Copy it from the browser, '
                "which writes them with % signs, and a host's name with xn--."
            ).format(url=shown(url))
        )
    try:
        parts = urlsplit(url)
        return parts, PORT if parts.port is None else parts.port
    except ValueError as error:
        raise FetchError(_('"{url}" is no address of a file.').format(url=shown(url))) from error


class Line(ssl.SSLSocket):
    """A connection of which every reading ends by one moment of the clock, however slowly the other side drips."""

    until = 0.0

    def recv_into(self, buffer: memoryview, nbytes: int | None = None, flags: int = 0) -> int:
        """As of a socket. Raises TimeoutError when the moment comes first."""
        self.settimeout(_left(self.until))
        return super().recv_into(buffer, nbytes, flags)


def _left(until: float) -> float:
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def connect(host: str, port: int, rules: Rules, until: float) -> Line:
    """A TLS connection to a host whose certificate has its name; `until` is when the last byte has to be read.

    The name is looked up once, and the connection goes to the address that was looked at: a second answer could be another.
    Raises FetchError when an address may not be reached, none answers, or the certificate isn't the host's.
    """
    try:
        found = _looked_up(host, port, until)
        for *_kind, (address, *_more) in found:
            if not rules.may_connect(ipaddress.ip_address(address)):
                raise FetchError(
                    _(
                        'Files may not be fetched from "{host}": the name stands for {address}, which is no address of the '
                        "open network."
                    ).format(host=host, address=address)
                )
        return _secured(_reached(found, until), host, rules, until)
    except ssl.SSLCertVerificationError as error:
        raise FetchError(
            _('The certificate of "{host}" isn\'t valid for it ({fault}). Nothing was fetched.').format(
                host=host, fault=error.verify_message
            )
        ) from error
    except OSError as error:
        fault = _("no answer in time") if isinstance(error, TimeoutError) else error.strerror or str(error)
        raise FetchError(
            _(
                '"{host}" can\'t be reached ({fault}). Look whether this machine has a way to the network, or take the file '
                "by hand and add it."
            ).format(host=host, fault=fault)
        ) from error


def _looked_up(host: str, port: int, until: float) -> list[tuple]:
    """What the name stands for, as `socket.getaddrinfo` gives it. That has no time limit of its own, so another thread waits."""
    answer: queue.SimpleQueue[list[tuple] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answer.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answer.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answer.get(timeout=_left(until))
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(found, Exception):
        raise found if isinstance(found, OSError) else OSError(str(found))
    return found


def _reached(found: list[tuple], until: float) -> socket.socket:
    """A connection to the first of the addresses that answers."""
    fault = OSError()
    for family, kind, protocol, _name, address in found:
        raw = socket.socket(family, kind, protocol)
        try:
            raw.settimeout(min(_left(until), _PATIENCE))
            raw.connect(address)
            return raw
        except OSError as error:
            raw.close()
            fault = error
    raise fault


def _secured(raw: socket.socket, host: str, rules: Rules, until: float) -> Line:
    try:
        context = ssl.create_default_context(cafile=rules.authorities)
        context.sslsocket_class = Line
        raw.settimeout(_left(until))
        # Who cuts the connection must not pass for the end of a file.
        line = context.wrap_socket(raw, server_hostname=host, suppress_ragged_eofs=False)
    except OSError:
        raw.close()
        raise
    line.until = until
    return line
