"""A boundary file is fetched whole and from where the administrator allows, or not at all; and never from behind the firewall.

A real server with TLS on loopback answers; names are looked up in a table here, so that no other machine is ever asked.
"""

import ipaddress
import json
import socket
import threading
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import FetchError, GeodataError
from geodata.regions import fetching, reaching
from geodata.regions.fetching import Rules, fetch, geoboundaries, rules_from_environment
from geodata.regions.reaching import is_public

from ..hosts import NAMES, Host, chunked, head, leading, raw, said_goodbye, serving, whole

pytestmark = pytest.mark.usefixtures("looked_up")
SHA_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, appendix B.1


@pytest.fixture
def url(host) -> str:
    return f"https://maps.test:{host.port}/mali.geojson"


def refusal(url: str, into, rules: Rules) -> str:
    """What is said instead of the file; nothing is left of it."""
    with pytest.raises(FetchError) as raised:
        fetch(url, into, rules)
    assert list(into.iterdir()) == []
    assert isinstance(raised.value, GeodataError)
    return str(raised.value)


# --- the whole file -----------------------------------------------------------------------------------------------------


def test_a_file_is_there_whole_with_its_digest_and_the_address_it_came_from(host, url, rules, tmp_path):
    host.answers["/mali.geojson?v=1"] = whole(b"abc")
    got = fetch(f"{url}?v=1#map", tmp_path, rules())
    assert (got.path, got.url, got.sha256, got.bytes) == (tmp_path / "mali.geojson", f"{url}?v=1", SHA_OF_ABC, 3)
    assert got.path.read_bytes() == b"abc"
    assert [path.name for path in tmp_path.iterdir()] == ["mali.geojson"]
    assert host.asked == [(f"maps.test:{host.port}", "/mali.geojson?v=1")]
    assert host.headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    "answer",
    [
        chunked(b"a", b"bc"),
        chunked(b"abc", end=b"0\r\nTrailer: x\r\n\r\n"),
        said_goodbye(b"abc"),
        whole(b"abc", "Content-Encoding: identity"),
        raw(head(status="100 Continue"), head("Content-Length: 3"), b"a", b"b", b"c", b"more than was said"),
    ],
    ids=["chunks", "trailer", "no length", "identity", "piece by piece"],
)
def test_a_file_may_come_in_any_way_that_http_has(host, url, rules, tmp_path, answer):
    host.answers["/mali.geojson"] = answer
    assert fetch(url, tmp_path, rules()).sha256 == SHA_OF_ABC


def test_a_file_of_the_same_name_is_replaced_only_by_a_whole_one(host, url, rules, tmp_path):
    (tmp_path / "mali.geojson").write_bytes(b"before")
    host.answers["/mali.geojson"] = raw(head("Content-Length: 9"), b"abc")
    with pytest.raises(FetchError):
        fetch(url, tmp_path, rules())
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"before"]
    host.answers["/mali.geojson"] = whole(b"abc")
    assert fetch(url, tmp_path, rules()).path.read_bytes() == b"abc"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/..%2F..%2Fetc%2Fpasswd", "_2F.._2Fetc_2Fpasswd"), ("/a/.hidden", "hidden"), ("/folder/", "boundaries"), ("", "boundaries"),
        ("/x?file=/../../y.zip", "x"), ("/a:b|c*.zip", "a_b_c_.zip"), (f"/{'n' * 300}.zip", f"{'n' * 96}.zip"), ("/...", "boundaries"),
        ("/..\\..\\x", "_.._x"),
    ],
)  # fmt: skip
def test_the_name_of_a_file_never_leads_out_of_its_folder(host, rules, tmp_path, path, name):
    host.answers[path or "/"] = whole(b"abc")
    got = fetch(f"https://maps.test:{host.port}{path}", tmp_path, rules())
    assert got.path == tmp_path / name
    assert got.path.is_file()


def test_a_folder_that_is_not_there_is_said(host, url, rules, tmp_path):
    host.answers["/mali.geojson"] = whole(b"abc")
    with pytest.raises(FetchError, match="folder nowhere can't be written"):
        fetch(url, tmp_path / "nowhere", rules())
    (tmp_path / "mali.geojson").mkdir()
    with pytest.raises(FetchError, match="can't be written"):
        fetch(url, tmp_path, rules())


def test_proxies_of_the_environment_are_not_used(host, url, rules, tmp_path, monkeypatch):
    """A proxy would choose the address that is reached."""
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    host.answers["/mali.geojson"] = whole(b"abc")
    assert fetch(url, tmp_path, rules()).bytes == 3


# --- who may be asked ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [None, "", " , "])
def test_fetching_is_off_until_the_administrator_lists_hosts(monkeypatch, tmp_path, looked_up, value):
    monkeypatch.delenv("INCIDENTS_FETCH_HOSTS", raising=False)
    if value is not None:
        monkeypatch.setenv("INCIDENTS_FETCH_HOSTS", value)
    said = refusal("https://maps.test/x", tmp_path, rules_from_environment())
    assert "is off here" in said
    assert "INCIDENTS_FETCH_HOSTS" in said
    assert looked_up == []


def test_the_list_of_the_administrator_is_read_with_wildcards_and_ports(monkeypatch):
    listed = " www.geoboundaries.org,GitHub.com, *.githubusercontent.com ,maps.example.org:8443,"
    monkeypatch.setenv("INCIDENTS_FETCH_HOSTS", listed)
    rules = rules_from_environment()
    assert rules.hosts == ("www.geoboundaries.org", "github.com", "*.githubusercontent.com", "maps.example.org:8443")
    assert (rules.most_bytes, rules.seconds, rules.redirects) == (200_000_000, 60, 5)
    assert rules.may_connect is is_public
    allowed = {
        ("github.com", 443): True, ("github.com", 8443): False, ("www.github.com", 443): False, ("notgithub.com", 443): False,
        ("media.githubusercontent.com", 443): True, ("a.b.githubusercontent.com", 443): True,
        ("githubusercontent.com", 443): False, ("evilgithubusercontent.com", 443): False,
        ("media.githubusercontent.com.evil.org", 443): False, ("media.githubusercontent.com", 80): False,
        ("maps.example.org", 8443): True, ("maps.example.org", 443): False,
    }  # fmt: skip
    assert {asked: rules.allow(*asked) for asked in allowed} == allowed


@pytest.mark.parametrize(
    "entry", ["https://github.com", "github.com/", "*", "a b", "git*hub.com", "x:port", "::1", "é.org"]
)
def test_an_entry_that_is_no_host_is_said_and_not_passed_over(monkeypatch, entry):
    monkeypatch.setenv("INCIDENTS_FETCH_HOSTS", f"github.com, {entry}")
    with pytest.raises(FetchError) as raised:
        rules_from_environment()
    assert f'"{entry}"' in str(raised.value)
    assert "INCIDENTS_FETCH_HOSTS" in str(raised.value)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("http://maps.test/x", "doesn't begin with https://"), ("ftp://maps.test/x", "doesn't begin with https://"),
        ("file:///etc/passwd", "doesn't begin with https://"), ("maps.test/x", "doesn't begin with https://"),
        ("https:///x", "doesn't begin with https:// and a host"), ("https://", "doesn't begin with https:// and a host"),
        ("", "is empty"), ("https://maps.test/a b", "spaces"), ("https://maps.test/a\tb", "spaces"), ("https://maps.test\n/", "spaces"),
        ("https://mäps.test/x", "outside ASCII"), ("https://maps.test/Ménaka", "outside ASCII"), ("https://ma\u200bps.test/", "ASCII"),
        ("https://me@maps.test/x", "user name"), ("https://me:pw@maps.test/x", "user name"), ("https://@maps.test/x", "user name"),
        ("https://maps.test\\@evil.test/x", "user name"), ("https://maps.test:99999/x", "is no address"),
        ("https://maps.test:port/x", "is no address"), ("https://[::1/x", "is no address"), ("https://[::1]/x", "may not be fetched"),
        ("https://127.0.0.1/x", "may not be fetched"), ("https://2130706433/x", "may not be fetched"),
        ("https://maps.test.evil.test/x", "may not be fetched"), ("https://evil.test/maps.test", "may not be fetched"),
        ("https://maps.test:8443/x", 'from "maps.test:8443"'), ("https://maps.test:0/x", 'from "maps.test:0"'),
        ("https://maps.test./x", "may not be fetched"), ("https://.maps.test/x", "may not be fetched"),
    ],
)  # fmt: skip
def test_an_address_that_may_not_be_asked_is_refused_before_any_name_is_looked_up(tmp_path, looked_up, asked, said):
    message = refusal(asked, tmp_path, Rules(("maps.test",)))
    assert said in message
    assert message.isprintable()
    assert looked_up == []


def test_a_host_that_is_not_allowed_is_named_with_those_that_are(tmp_path):
    said = refusal("https://evil.test/x", tmp_path, Rules(("maps.test", "*.files.test")))
    assert '"evil.test"' in said
    assert "maps.test, *.files.test" in said
    assert "INCIDENTS_FETCH_HOSTS" in said


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "127.0.0.1", "127.1.2.3", "169.254.169.254", "172.16.0.1", "192.168.1.1", "100.64.0.1", "192.0.0.8",
        "198.18.0.1", "203.0.113.5", "224.0.0.1", "224.0.1.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.88.99.1",
        "::", "::1", "::127.0.0.1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1", "2001:db8::1",
        "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "2002:a00:1::1", "2002:7f00:1::", "64:ff9b::7f00:1",
        "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2001:0:7f00:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "100::1",
    ],
)  # fmt: skip
def test_addresses_behind_a_firewall_are_not_public_in_any_disguise(address):
    """169.254.169.254 is where machines in a cloud keep their passwords."""
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "140.82.121.3", "2606:50c0:8000::154", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"],
)
def test_addresses_of_the_open_network_are_public(address):
    assert is_public(ipaddress.ip_address(address))


@given(st.integers(0, 2**32 - 1))
def test_an_address_is_as_public_in_another_form_as_in_its_own(number):
    own = ipaddress.IPv4Address(number)
    forms = [ipaddress.IPv6Address((0xFFFF << 32) + number), ipaddress.IPv6Address((0x64FF9B << 96) + number)]
    forms.append(ipaddress.IPv6Address((0x2002 << 112) + (number << 80) + 1))
    assert {is_public(form) for form in forms} == {is_public(own)}


def test_by_the_usual_rules_a_name_that_stands_for_this_machine_is_refused_unasked(host, url, authorities, tmp_path):
    said = refusal(url, tmp_path, Rules((f"maps.test:{host.port}",), authorities=authorities))
    assert '"maps.test"' in said
    assert "127.0.0.1" in said
    assert "open network" in said
    assert host.asked == []


@pytest.mark.parametrize(
    ("name", "address"), [("inner.test", "10.0.0.7"), ("v6.test", "::1"), ("both.test", "127.0.0.3")]
)
def test_one_forbidden_address_of_several_is_enough(host, rules, tmp_path, name, address):
    host.answers["/x"] = whole(b"abc")
    said = refusal(f"https://{name}:{host.port}/x", tmp_path, rules(f"{name}:{host.port}"))
    assert address in said
    assert host.asked == []


def test_the_address_that_was_looked_at_is_the_one_that_is_reached(host, url, rules, tmp_path, looked_up, monkeypatch):
    """A host that gives a harmless address first and an inner one a moment later gets no second question."""
    host.answers["/mali.geojson"] = whole(b"abc")
    honest = socket.getaddrinfo

    def rebinding(name, port, **kind):
        return honest(name if not looked_up else "inner.test", port, **kind)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    assert fetch(url, tmp_path, rules()).bytes == 3
    assert looked_up == ["maps.test"]


def test_the_next_address_is_tried_where_the_first_does_not_answer(host, rules, tmp_path):
    host.answers["/x"] = whole(b"abc")
    NAMES["slow.files.test"] = ["127.0.0.9", "127.0.0.1"]  # nothing listens on the first
    try:
        assert fetch(f"https://slow.files.test:{host.port}/x", tmp_path, rules(may_connect=lambda _: True)).bytes == 3
    finally:
        del NAMES["slow.files.test"]


# --- the certificate ----------------------------------------------------------------------------------------------------


def test_a_certificate_of_another_name_is_refused(host, rules, tmp_path):
    said = refusal(f"https://other.test:{host.port}/x", tmp_path, rules(f"other.test:{host.port}"))
    assert 'certificate of "other.test"' in said
    assert host.asked == []


def test_a_certificate_of_an_unknown_authority_is_refused(host, url, rules, tmp_path):
    assert 'certificate of "maps.test"' in refusal(url, tmp_path, rules(authorities=None))
    assert host.asked == []


# --- redirects ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_a_redirect_to_an_allowed_host_is_followed(host, url, rules, tmp_path, status):
    """As of a file on GitHub: github.com/OWNER/REPOSITORY/raw/... leads to media.githubusercontent.com."""
    target = f"https://media.files.test:{host.port}/media/mali-adm1.geojson"
    host.answers |= {"/mali.geojson": leading(target, status), "/media/mali-adm1.geojson": whole(b"abc")}
    got = fetch(url, tmp_path, rules())
    assert (got.url, got.path.name, got.sha256) == (target, "mali-adm1.geojson", SHA_OF_ABC)
    assert [name.partition(":")[0] for name, _path in host.asked] == ["maps.test", "media.files.test"]


def test_a_redirect_may_be_relative(host, url, rules, tmp_path):
    host.answers |= {
        "/mali.geojson": leading("folder/a.json"),
        "/folder/a.json": leading("/b.json"),
        "/b.json": whole(b"abc"),
    }
    assert fetch(url, tmp_path, rules()).url == url.replace("mali.geojson", "b.json")


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("http://maps.test/x", '"http://maps.test/x" doesn\'t begin with https://'), ("https://evil.test/x", 'from "evil.test"'),
        ("file:///etc/passwd", "doesn't begin with https://"), ("https://maps.test:22/x", 'from "maps.test:22"'),
        ("https://inner.test/x", "10.0.0.7, which is no address of the open network"), ("https://me@maps.test/x", "user name"),
        ("https://[::1/x", "is no address"), ("https://m\xe4ps.test/", "outside ASCII"), ("//evil.test/x", 'from "evil.test"'),
    ],
)  # fmt: skip
def test_a_redirect_is_looked_at_like_the_first_address_and_both_are_named(host, url, rules, tmp_path, target, said):
    host.answers["/mali.geojson"] = raw(
        head("Content-Length: 0", status="302 Found")[:-2] + f"Location: {target}\r\n\r\n".encode("latin-1")
    )
    message = refusal(url, tmp_path, rules("inner.test"))
    assert f'"{url}" leads on to another' in message
    assert said in message
    assert message.isprintable()
    assert len(host.asked) == 1


def test_a_circle_of_redirects_ends(host, url, rules, tmp_path):
    host.answers |= {"/mali.geojson": leading("/b"), "/b": leading("/mali.geojson")}
    said = refusal(url, tmp_path, rules())
    assert "again and again, more than 5 times" in said
    assert len(host.asked) == 6


def test_as_many_redirects_as_are_allowed_are_followed(host, url, rules, tmp_path):
    host.answers |= {"/mali.geojson": leading("/1"), "/1": leading("/2"), "/2": whole(b"abc")}
    assert "more than 1 times" in refusal(url, tmp_path, rules(redirects=1))
    assert fetch(url, tmp_path, rules(redirects=2)).bytes == 3


@pytest.mark.parametrize("lines", [(), ("Location: ",)])
def test_a_redirect_to_nowhere_is_said(host, url, rules, tmp_path, lines):
    host.answers["/mali.geojson"] = raw(head(*lines, "Content-Length: 0", status="302 Found"))
    assert "302 Found" in refusal(url, tmp_path, rules())


# --- limits -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "size"),
    [
        (raw(head("Content-Length: 12345")), "12,345"),
        (chunked(b"abcde", b"fghijk"), "11"),
        (said_goodbye(b"abcdefghijk"), "11"),
    ],
    ids=["declared", "chunks", "no length"],
)
def test_a_file_that_is_too_large_is_refused(host, url, rules, tmp_path, answer, size):
    host.answers["/mali.geojson"] = answer
    assert f"has {size} bytes or more; at most 10 are taken" in refusal(url, tmp_path, rules(most_bytes=10))


def test_an_endless_file_is_cut_at_the_limit(host, url, rules, tmp_path):
    def endless(handler):
        handler.wfile.write(head("Server: endless"))
        while not handler.server.done.is_set():
            handler.wfile.write(bytes(16_000))

    host.answers["/mali.geojson"] = endless
    assert "at most 1,000,000 are taken" in refusal(url, tmp_path, rules(most_bytes=1_000_000))


@pytest.mark.parametrize("size", [b"-1", b"-5"])
def test_a_chunk_of_less_than_nothing_does_not_fill_the_memory(host, url, rules, tmp_path, size):
    host.answers["/mali.geojson"] = raw(head("Transfer-Encoding: chunked"), size + b"\r\n", *[bytes(10_000)] * 300)
    assert "at most 1,000,000 are taken" in refusal(url, tmp_path, rules(most_bytes=1_000_000))
    host.answers["/mali.geojson"] = raw(head("Transfer-Encoding: chunked"), size + b"\r\n", b"abc")
    assert "broke off or is not HTTP" in refusal(url, tmp_path, rules())


def test_a_file_of_just_the_limit_is_taken(host, url, rules, tmp_path):
    host.answers["/mali.geojson"] = whole(b"abc")
    assert fetch(url, tmp_path, rules(most_bytes=3)).sha256 == SHA_OF_ABC


@pytest.mark.parametrize(
    "pieces",
    [
        [head("Content-Length: 500"), *[b"x"] * 500], [*[bytes([byte]) for byte in head(*[f"X-{nr}: y" for nr in range(60)])], b""],
        [head("Transfer-Encoding: chunked"), *[b"1\r\nx\r\n"] * 500, b"0\r\n\r\n"], [*[head(status="100 Continue")] * 500],
    ],
    ids=["body", "head", "chunks", "continue"],
)  # fmt: skip
def test_a_host_that_drips_ends_at_the_deadline(host, url, rules, tmp_path, monkeypatch, pieces):
    """Each drop comes in time; by a limit for each reading alone it would go on for ever. A look at the clock lasts a second."""
    seconds = count()
    for module in (fetching, reaching):
        monkeypatch.setattr(module, "monotonic", lambda: next(seconds))
    host.answers["/mali.geojson"] = raw(*pieces)
    assert "wasn't there within 60 seconds" in refusal(url, tmp_path, rules())
    assert next(seconds) < 100


def test_redirects_have_one_deadline_together(host, url, rules, tmp_path, monkeypatch):
    """A look at the clock lasts ten seconds: enough for one answer, not for fifty."""
    seconds = count(step=10)
    for module in (fetching, reaching):
        monkeypatch.setattr(module, "monotonic", lambda: next(seconds))
    host.answers["/mali.geojson"] = leading("/mali.geojson")
    assert "leads on to another" in refusal(url, tmp_path, rules(redirects=50))
    assert len(host.asked) == 1


def test_a_host_that_says_nothing_ends_at_the_deadline(host, url, rules, tmp_path):
    host.answers["/mali.geojson"] = lambda handler: handler.server.done.wait(10)
    assert "wasn't there within 0.3 seconds" in refusal(url, tmp_path, rules(seconds=0.3))


# --- answers that are not the file --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        raw(head("Content-Length: 9"), b"abc"), said_goodbye(b"abc", "Content-Length: 9"), chunked(b"abc", end=b""), chunked(b"abc", end=b"5\r\nab"), chunked(b"abc", end=b"zz\r\n"),
        raw(head("Server: old"), b"abc"), raw(head("Content-Length: 3")[:-4]), raw(b""), raw(b"SSH-2.0-OpenSSH\r\n"),
        raw(b"HTTP/1.1 two OK\r\n\r\n"), raw(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 70_000), raw(head(*["X: y"] * 200)),
    ],
    ids=["short", "short with a goodbye", "no last chunk", "half a chunk", "no chunk", "cut", "half a head", "nothing", "ssh", "status", "line", "lines"],
)  # fmt: skip
def test_half_a_file_and_what_is_no_http_is_refused(host, url, rules, tmp_path, answer):
    """Half a file of boundaries can be valid GeoJSON that lacks a region."""
    host.answers["/mali.geojson"] = answer
    said = refusal(url, tmp_path, rules())
    assert url in said
    assert "broke off or is not HTTP" in said


@pytest.mark.parametrize(
    "lines",
    [("Content-Encoding: gzip",), ("Content-Encoding: br",), ("Content-Encoding: identity, gzip",), ("Transfer-Encoding: gzip, chunked",)],
)  # fmt: skip
def test_what_is_compressed_is_refused(host, url, rules, tmp_path, lines):
    """It wasn't asked for, and unpacked it can be any size."""
    host.answers["/mali.geojson"] = whole(b"abc", *lines)
    assert "compressed" in refusal(url, tmp_path, rules())


@pytest.mark.parametrize(
    "status", ["404 Not Found", "403 Forbidden", "500 Internal Server Error", "206 Partial Content"]
)
def test_another_status_than_that_of_a_file_is_said_in_our_words(host, url, rules, tmp_path, status):
    host.answers["/mali.geojson"] = whole(b"abc", status=f"{status.partition(' ')[0]} <b>{{{{their words}}}}</b>")
    said = refusal(url, tmp_path, rules())
    assert f'"{status}"' in said
    assert "their words" not in said


POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:bd17caf025b0a4d9f0290d8efb44850cbb6c0f09373b2f7baf838eb8a47a9e09\nsize 489321\n"


@pytest.mark.parametrize(
    "answer", [whole(POINTER), chunked(*[bytes([byte]) for byte in POINTER])], ids=["whole", "bytes"]
)
def test_a_pointer_of_git_lfs_is_not_taken_for_the_file(host, url, rules, tmp_path, answer):
    """geoBoundaries keeps its files so: what raw.githubusercontent.com gives is 131 bytes of text."""
    host.answers["/mali.geojson"] = answer
    said = refusal(url, tmp_path, rules())
    assert "pointer" in said
    assert "https://github.com/OWNER/REPOSITORY/raw/BRANCH/FILE" in said


def test_a_file_that_only_begins_like_a_pointer_is_one(host, url, rules, tmp_path):
    host.answers["/mali.geojson"] = whole(POINTER + bytes(1000))
    assert fetch(url, tmp_path, rules()).bytes == len(POINTER) + 1000


# --- no network ---------------------------------------------------------------------------------------------------------


def test_a_name_that_nobody_knows_is_one_sentence(tmp_path):
    said = refusal("https://nowhere.test/x", tmp_path, Rules(("nowhere.test",)))
    assert said.startswith('"nowhere.test" can\'t be reached (Name or service not known).')


def test_a_name_that_can_be_none_is_the_same_sentence(tmp_path, monkeypatch):
    """The library raises UnicodeError for a label of more than 63 letters."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda name, *_, **__: name.encode("idna"))
    name = f"{'a' * 64}.test"
    said = refusal(f"https://{name}/x", tmp_path, Rules(("*.test",), seconds=5))
    assert f'"{name}" can\'t be reached' in said
    assert "too long" in said


def test_a_look_up_that_hangs_ends_at_the_deadline(tmp_path, monkeypatch):
    answered = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answered.wait(10))
    try:
        said = refusal("https://maps.test/x", tmp_path, Rules(("maps.test",), seconds=0.1))
    finally:
        answered.set()
    assert said.startswith('"maps.test" can\'t be reached (no answer in time).')


def test_a_port_where_nobody_listens_is_said(rules, tmp_path):
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))  # bound, but not listening
        port = bound.getsockname()[1]
        said = refusal(f"https://maps.test:{port}/x", tmp_path, rules(f"maps.test:{port}"))
    assert said.startswith('"maps.test" can\'t be reached (Connection refused).')


def test_a_host_that_never_shakes_hands_ends_at_the_deadline(rules, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        said = refusal(f"https://maps.test:{port}/x", tmp_path, rules(f"maps.test:{port}", seconds=0.3))
    assert said.startswith('"maps.test" can\'t be reached (no answer in time).')


def test_a_host_without_tls_is_not_asked(rules, tmp_path):
    with serving(None) as plain:
        said = refusal(f"https://maps.test:{plain.port}/x", tmp_path, rules(f"maps.test:{plain.port}"))
        assert plain.asked == []
    assert said.startswith('"maps.test" can\'t be reached')


# --- geoBoundaries ------------------------------------------------------------------------------------------------------


@pytest.fixture
def api(host) -> str:
    return f"https://maps.test:{host.port}/api/current/gbOpen/"


def answer_of(host: Host, **changes) -> dict:
    """As www.geoboundaries.org answers for Mali."""
    said = {
        "boundaryID": "MLI-ADM1-61829018", "boundaryName": "Mali", "boundaryISO": "MLI", "boundaryYearRepresented": "2015.0",
        "boundaryType": "ADM1", "boundarySource": "Direction Nationale  de la\nPopulation, OCHA",
        "boundaryLicense": "Creative Commons Attribution 4.0 International (CC BY 4.0)", "buildDate": "Jan 06, 2023",
        "gjDownloadURL": f"https://maps.test:{host.port}/wmgeolab/geoBoundaries/raw/9469f09/geoBoundaries-MLI-ADM1.geojson",
    }  # fmt: skip
    return said | changes


def test_boundaries_of_geoboundaries_come_with_what_is_said_of_them(host, api, rules, tmp_path):
    media = f"https://media.files.test:{host.port}/media/geoBoundaries-MLI-ADM1.geojson"
    host.answers |= {
        "/api/current/gbOpen/MLI/ADM1/": whole(json.dumps(answer_of(host)).encode()),
        "/wmgeolab/geoBoundaries/raw/9469f09/geoBoundaries-MLI-ADM1.geojson": leading(media),
        "/media/geoBoundaries-MLI-ADM1.geojson": whole(b"abc"),
    }
    got, said = geoboundaries(1, tmp_path, rules(), api=api)
    assert (got.url, got.sha256, got.path) == (media, SHA_OF_ABC, tmp_path / "geoBoundaries-MLI-ADM1.geojson")
    assert said == {
        "name": "Mali", "level": "ADM1", "vintage": "2015", "source": "Direction Nationale de la Population, OCHA",
        "licence": "Creative Commons Attribution 4.0 International (CC BY 4.0)", "built": "Jan 06, 2023",
    }  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["geoBoundaries-MLI-ADM1.geojson"]


def test_what_is_said_of_boundaries_may_be_missing_or_hostile(host, api, rules, tmp_path):
    said = answer_of(host, boundaryName=None, boundarySource="\ud800" + "x" * 10_000, boundaryYearRepresented=2021)
    del said["buildDate"]
    path = "/wmgeolab/geoBoundaries/raw/9469f09/geoBoundaries-MLI-ADM1.geojson"
    host.answers |= {"/api/current/gbOpen/MLI/ADM2/": whole(json.dumps(said).encode()), path: whole(b"abc")}
    _got, facts = geoboundaries(2, tmp_path, rules(), api=api)
    assert (facts["name"], facts["built"], facts["vintage"]) == ("", "", "2021")
    assert facts["source"] == "?" + "x" * 499


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b"[]", b"{}", b"null", b'{"gjDownloadURL": null}', b'{"gjDownloadURL": ["https://maps.test/x"]}', b"[" * 100_000,
        b"\xff\xfe", b"9" * 10_000,
    ],
)  # fmt: skip
def test_an_answer_that_names_no_file_is_refused(host, api, rules, tmp_path, body):
    host.answers["/api/current/gbOpen/MLI/ADM1/"] = whole(body)
    with pytest.raises(FetchError, match="doesn't say where the file lies"):
        geoboundaries(1, tmp_path, rules(), api=api)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("target", "said"),
    [("http://maps.test/x", "https://"), ("https://evil.test/x", "may not be fetched"), ("file:///etc/passwd", "https://"), ("", "empty")],
)  # fmt: skip
def test_the_file_that_is_named_is_looked_at_like_any_address(host, api, rules, tmp_path, target, said):
    host.answers["/api/current/gbOpen/MLI/ADM1/"] = whole(json.dumps(answer_of(host, gjDownloadURL=target)).encode())
    with pytest.raises(FetchError, match=said):
        geoboundaries(1, tmp_path, rules(), api=api)
    assert list(tmp_path.iterdir()) == []


def test_an_answer_that_is_too_long_is_refused(host, api, rules, tmp_path):
    host.answers["/api/current/gbOpen/MLI/ADM1/"] = whole(b" " * 1_000_001)
    with pytest.raises(FetchError, match="at most 1,000,000 are taken"):
        geoboundaries(1, tmp_path, rules(), api=api)


@pytest.mark.parametrize(("level", "country"), [(-1, "MLI"), (6, "MLI"), (1, "mli"), (1, "../x"), (1, "")])
def test_a_level_or_country_that_there_is_not_is_said(tmp_path, looked_up, level, country):
    with pytest.raises(FetchError, match="levels 0 to 5"):
        geoboundaries(level, tmp_path, Rules(("www.geoboundaries.org",)), country)
    assert looked_up == []
