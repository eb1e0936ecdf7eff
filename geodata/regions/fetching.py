"""A boundary file over https: whole, within limits and with its digest, or nothing at all."""

import contextlib
import hashlib
import http.client
import json
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from urllib.parse import urljoin, urlsplit

from ..errors import FetchError
from ..texts import _, number
from .reaching import PORT, Rules, checked, connect, rules_from_environment, shown

__all__ = ["Fetched", "Rules", "fetch", "geoboundaries", "rules_from_environment"]
GEOBOUNDARIES = "https://www.geoboundaries.org/api/current/gbOpen/"
# What is kept of the answer of its API, by the API's names.
FACTS = {
    "name": "boundaryName", "level": "boundaryType", "vintage": "boundaryYearRepresented",
    "source": "boundarySource", "licence": "boundaryLicense", "built": "buildDate",
}  # fmt: skip
_FILE = "gjDownloadURL"
_MOST_ANSWERED, _LONGEST_FACT = 1_000_000, 500  # bytes and characters of that answer
_LEVELS = range(6)
_REDIRECTS = {301, 302, 303, 307, 308}
# No compression: a megabyte of it can be a thousand of a file.
_HEADERS = {"Accept-Encoding": "identity", "User-Agent": "mali-incident-map", "Connection": "close"}
_BLOCK = 65_536
_POINTER, _POINTER_SIZE = b"version https://git-lfs.github.com/spec/", 1024


@dataclass(frozen=True)
class Fetched:
    """A file that was fetched whole: where it lies, the address that it came from in the end, its digest and its size."""

    path: Path
    url: str
    sha256: str
    bytes: int


def fetch(url: str, into: Path, rules: Rules) -> Fetched:
    """Fetches the file at an https address into the folder, under the name that it has there; one of that name is replaced.

    Redirects are followed, each looked at like the first address. Proxies of the environment aren't used. Raises FetchError
    for what `rules` don't allow, for an answer that isn't the whole file, and where the network fails; then nothing is left.
    """
    until, at = monotonic() + rules.seconds, url
    for hop in range(rules.redirects + 1):
        try:
            with _answer(at, rules, until) as response:
                if response.status not in _REDIRECTS:
                    return _taken(response, at.partition("#")[0], into, rules)
                at = _next(response, at)
        except FetchError as error:
            if not hop:
                raise
            raise FetchError(
                _('The address "{url}" leads on to another. {problem}').format(url=shown(url), problem=error)
            ) from error
    raise FetchError(
        _('The address "{url}" leads on again and again, more than {most} times, at last to "{last}".').format(
            url=shown(url), most=number(rules.redirects), last=shown(at)
        )
    )


@contextlib.contextmanager
def _answer(url: str, rules: Rules, until: float) -> Iterator[http.client.HTTPResponse]:
    """The head of what the host answers; the rest can be read from it."""
    parts = checked(url, rules)
    port = PORT if parts.port is None else parts.port
    with connect(parts.hostname, port, rules, until) as line:
        connection = http.client.HTTPSConnection(parts.hostname, port, context=line.context)
        connection.sock = line
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        with _network(url, rules):
            connection.request("GET", target, headers=_HEADERS)
            response = connection.getresponse()
        with response:
            yield response


@contextlib.contextmanager
def _network(url: str, rules: Rules) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise FetchError(
            _(
                'The file at "{url}" wasn\'t there within {seconds} seconds. Try again later, or take the file by hand and add it.'
            ).format(url=shown(url), seconds=number(rules.seconds))
        ) from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise _broken(url) from error


def _broken(url: str) -> FetchError:
    return FetchError(
        _('The answer for "{url}" broke off or is not HTTP. Nothing was kept; try again later.').format(url=shown(url))
    )


def _next(response: http.client.HTTPResponse, url: str) -> str:
    """Where a redirect leads."""
    target = response.getheader("Location", "")
    if not target:
        raise _status(response, url)
    try:
        return urljoin(url, target)
    except ValueError:
        return target  # the next look at it says what is wrong


def _status(response: http.client.HTTPResponse, url: str) -> FetchError:
    phrase = http.client.responses.get(response.status, "")
    return FetchError(
        _('Instead of the file at "{url}" the host answers "{status}". Check the address.').format(
            url=shown(url), status=f"{response.status} {phrase}".strip()
        )
    )


def _taken(response: http.client.HTTPResponse, url: str, into: Path, rules: Rules) -> Fetched:
    """The body as a file in the folder."""
    _check_head(response, url, rules)
    digest, size, start = hashlib.sha256(), 0, b""
    with _scratch(into) as scratch:
        part = scratch / "part"
        with part.open("wb") as file:
            for block in _blocks(response, url, rules):
                start, size = start + block[: _POINTER_SIZE - len(start)], size + len(block)
                digest.update(block)
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        if size <= _POINTER_SIZE and start.startswith(_POINTER):
            raise FetchError(
                _(
                    'At "{url}" lies no file but a pointer to it of Git LFS. Take the address of the form '
                    "https://github.com/OWNER/REPOSITORY/raw/BRANCH/FILE, and let *.githubusercontent.com be allowed."
                ).format(url=shown(url))
            )
        path = into / _file_name(url)
        part.replace(path)
    return Fetched(path, url, digest.hexdigest(), size)


def _check_head(response: http.client.HTTPResponse, url: str, rules: Rules) -> None:
    if response.status != http.HTTPStatus.OK:
        raise _status(response, url)
    encodings = response.getheader("Content-Encoding", "identity"), response.getheader("Transfer-Encoding", "chunked")
    if tuple(each.strip().lower() for each in encodings) != ("identity", "chunked"):
        raise FetchError(
            _('The host sends the file at "{url}" compressed ({encoding}), which was not asked for.').format(
                url=shown(url), encoding=shown(", ".join(encodings))
            )
        )
    _check_size(response.length or 0, url, rules)


def _check_size(size: int, url: str, rules: Rules) -> None:
    if size > rules.most_bytes:
        raise FetchError(
            _('The file at "{url}" has {size} bytes or more; at most {most} are taken.').format(
                url=shown(url), size=number(size), most=number(rules.most_bytes)
            )
        )


def _blocks(response: http.client.HTTPResponse, url: str, rules: Rules) -> Iterator[bytes]:
    """The body, block by block. What is declared and what comes must be the same, and neither too large."""
    declared, size, block = response.length, 0, b" "
    while block:
        with _network(url, rules):
            block = response.read1(_BLOCK)  # `read` takes all that comes for a chunk of minus one byte
        size += len(block)
        _check_size(size, url, rules)
        yield block
    if declared is not None and size != declared:
        raise _broken(url)


@contextlib.contextmanager
def _scratch(into: Path) -> Iterator[Path]:
    """A folder in the folder, for what isn't whole yet; it goes in any case."""
    try:
        with tempfile.TemporaryDirectory(dir=into, prefix=".fetched-", ignore_cleanup_errors=True) as own:
            yield Path(own)
    except OSError as error:
        raise FetchError(
            _("The folder {folder} can't be written ({fault}). Nothing was fetched into it.").format(
                folder=into.name, fault=error.strerror or error
            )
        ) from error


def _file_name(url: str) -> str:
    """The last part of the address's path, as letters that are harmless in every file system."""
    last = urlsplit(url).path.rpartition("/")[2]
    return re.sub(r"[^A-Za-z0-9._-]+", "_", last)[-100:].lstrip(".") or "boundaries"


def geoboundaries(
    level: int, into: Path, rules: Rules, country: str = "MLI", api: str = GEOBOUNDARIES
) -> tuple[Fetched, dict[str, str]]:
    """The open boundaries of a country from geoboundaries.org, and what is said of them: text by the keys of `FACTS`, "" unknown.

    `level`: 1 for regions, 2 for cercles, 3 for communes; `country` by its code of three letters. `vintage` is the year that
    the boundaries are of. Raises FetchError as `fetch` does, and where the answer doesn't name a file.
    """
    if level not in _LEVELS or not re.fullmatch("[A-Z]{3}", country):
        raise FetchError(
            _('geoBoundaries has levels 0 to 5 of countries such as "MLI", not level "{level}" of "{country}".').format(
                level=level, country=shown(country)
            )
        )
    with _scratch(into) as scratch:
        answer = fetch(
            f"{api}{country}/ADM{level}/", scratch, replace(rules, most_bytes=min(rules.most_bytes, _MOST_ANSWERED))
        )
        said = _read_answer(answer)
    facts = {name: _fact(said.get(key)) for name, key in FACTS.items()}
    return fetch(said[_FILE], into, rules), facts | {"vintage": facts["vintage"].removesuffix(".0")}


def _read_answer(answer: Fetched) -> dict:
    try:
        said = json.loads(answer.path.read_bytes())
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not isinstance(said.get(_FILE), str):
        raise FetchError(
            _(
                'The answer at "{url}" doesn\'t say where the file lies ({key}). Take the file by hand and add it.'
            ).format(url=shown(answer.url), key=_FILE)
        )
    return said


def _fact(value: object) -> str:
    """A value of the answer as one line of text that any encoding can write and any terminal can show, "" for none."""
    text = str("" if value is None else value).encode("utf-8", "replace").decode("utf-8")
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(plain.split())[:_LONGEST_FACT]
