"""Text from data is shown as it was written: it makes no link, loads no picture, runs nothing."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.safe import html_text, markdown_text, web_address

SPECIAL = "\\`*_{}[]<>()#+-.!|~$:^=&"
JOINER = "\u2060"


@given(st.text())
def test_html_says_what_was_written_and_holds_no_markup(text):
    encoded = html_text(text)
    assert html.unescape(encoded) == html.unescape(html.escape(text))
    assert not re.search("[<>\"']", encoded)


def test_html_by_hand():
    assert html_text("<img src=x onerror='a(\"b\")'> & co") == (
        "&lt;img src=x onerror=&#x27;a(&quot;b&quot;)&#x27;&gt; &amp; co"
    )


@given(st.text())
def test_every_sign_of_markdown_is_escaped_and_the_text_is_one_line(text):
    encoded = markdown_text(text)
    bare = re.sub(r"\\[" + re.escape(SPECIAL) + "]", "", encoded)
    assert not set(bare) & set(SPECIAL)
    assert not re.search(r"[\n\r\x0b\x0c\u2028\u2029]", encoded)


@given(st.text(st.characters(exclude_characters=JOINER)))
def test_without_the_escapes_the_text_is_as_written(text):
    shown = re.sub(r"\\([" + re.escape(SPECIAL) + "])", r"\1", markdown_text(text)).replace(JOINER, "")
    assert shown == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        ("![x](y)", r"\!\[x\]\(y\)"),
        ("a  b\nc", "a b c"),
        ("# head", r"\# head"),
        ("1. one", r"1\. one"),
        ("$x^2$", r"\$x\^2\$"),
        ("3 Oct 2023 · IED", "3 Oct 2023 · IED"),
        ("without a place: in the lists", r"without a place\: in the lists"),
    ],
)
def test_markdown_by_hand(text, encoded):
    assert markdown_text(text) == encoded


@pytest.mark.parametrize(
    ("text", "pattern"),
    [  # Streamlit looks for these in the finished text, after the escapes are gone.
        ("https://evil.example/x", r"https?://"),
        ("www.evil.example", r"www\."),
        ("WWW.evil.example", r"(?i)www\."),
        ("a@evil.example", r"@\w"),
        (":material/map:", r":material"),
        (":streamlit:", r":streamlit:"),
        ("a -> b", r"->"),
        ("a <- b", r"<-"),
        ("a -- b", r"--"),
        ("a >= b <= c ~= d", r"[<>~]="),
    ],
)
def test_nothing_is_left_that_streamlit_makes_a_link_an_icon_or_an_arrow_of(text, pattern):
    assert not re.search(pattern, markdown_text(text).replace("\\", ""))


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c#d", "http://example.org", "  https://example.org ", "HTTPS://example.org"]
)
def test_an_address_of_the_web_is_a_link(address):
    assert web_address(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript://example.org/%0aalert(1)",
        "data:text/html,<script>1</script>",
        "file:///etc/passwd",
        "//example.org/x",
        "/x",
        "example.org",
        "http:",
        "https:///x",
        "http://[::1",
        "ftp://example.org",
        "vbscript:x",
        "",
        "not an address",
    ],
)
def test_anything_else_is_no_link(address):
    assert web_address(address) is None
