"""Control characters that a format can't hold, made visible: nothing of a text is dropped in silence."""

# U+2400 is the picture of NUL, and so on; tab, line feed and carriage return are text.
_PICTURES = {code: chr(0x2400 + code) for code in range(32) if code not in (9, 10, 13)}
# What XML forbids besides: halves of pairs and two codes that are no characters.
_NO_XML = _PICTURES | dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")


def for_xml(text: str) -> str:
    """The text with a picture for each control character that XML 1.0 forbids."""
    return text if text.isprintable() else text.translate(_NO_XML)


def without_nul(text: str) -> str:
    """The text with ␀ for NUL, at which many programs take a text to end."""
    return text.replace("\0", "␀")
