"""Writes what was measured: RESULTS.md beside this file, and the short table in README.md."""

import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.browser.conftest import BROWSERS, ROOT

from .measurement import Measurement

RESULTS = Path(__file__).with_name("RESULTS.md")
README = ROOT / "README.md"
_BLOCK = re.compile(r"(<!-- bench -->\n).*?(<!-- /bench -->)", re.DOTALL)
_PROC = Path("/proc")


def amount(value: float, unit: str) -> str:
    """A value with as many digits as mean something, and its unit: 0.84 ms, 132 ms, 1.52 x."""
    digits = 2 if unit == "x" or abs(value) < 10 else 1 if abs(value) < 100 else 0
    return f"{value:,.{digits}f} {unit}"


def verdict(each: Measurement) -> str:
    """OK or MISSED; nothing without a target."""
    return {True: "OK", False: "MISSED", None: ""}[each.met]


def line(each: Measurement) -> str:
    """One measurement as a line of the terminal."""
    said = f"{each.name}: {amount(each.median, each.unit)}"
    if len(each.samples) > 1:
        said += f" ({amount(min(each.samples), each.unit)} to {amount(max(each.samples), each.unit)}, n {len(each.samples)})"
    return said if each.target is None else f"{said} · at most {amount(each.target, each.unit)}: {verdict(each)}"


def machine() -> list[str]:
    """What the numbers were measured on, and how busy it was before; asked before the run."""
    cores = f"{os.cpu_count()} cores"
    busy = f"load {os.getloadavg()[0]:.1f} before the run" if hasattr(os, "getloadavg") else ""
    versions = [f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in ("streamlit", "duckdb"))]
    return [
        "Machine: " + ", ".join(filter(None, (_cpu(), cores, _memory(), busy))),
        "Versions: " + ", ".join(filter(None, (*versions, _browser()))),
        f"Date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
    ]


def _cpu() -> str:
    return _proc("cpuinfo", r"model name\s*:\s*(.+)") or platform.processor() or platform.machine()


def _memory() -> str:
    kilobytes = _proc("meminfo", r"MemTotal:\s*(\d+)")
    return f"{int(kilobytes) / 2**20:.1f} GiB" if kilobytes else ""


def _proc(name: str, pattern: str) -> str:
    file = _PROC / name
    found = re.search(pattern, file.read_text(encoding="utf-8")) if file.exists() else None
    return found[1].strip() if found else ""


def _browser() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout if found else ""
    number = re.search(r"[\d.]{5,}", said)
    return f"Chromium {number[0]}" if number else ""


def write(measured: Iterable[Measurement], about: list[str]) -> None:
    """Writes RESULTS.md, and the headlines into README.md if that has a place for them."""
    measured = list(measured)
    RESULTS.write_text(results(measured, about), encoding="utf-8")
    if README.exists():
        text = README.read_text(encoding="utf-8")
        made = _BLOCK.sub(lambda found: found[1] + short(measured, about) + found[2], text)
        if made != text:
            README.write_text(made, encoding="utf-8")


def results(measured: list[Measurement], about: list[str]) -> str:
    """The whole RESULTS.md."""
    rows = [
        (
            each.name,
            *(amount(value, each.unit) for value in (each.median, min(each.samples), max(each.samples))),
            str(len(each.samples)),
            _at_most(each),
            verdict(each),
        )
        for each in measured
    ]
    head = ("measured", "median", "min", "max", "n", "target", "met")
    return "\n".join(
        [
            "# Benchmark",
            "",
            "Written by `make bench`. Times are taken inside the page, from the key press or click to the rendered frame; floor and filter",
            "changes are measured in turn in one run, and the ratio is that of each pair. Bytes are those of the WebSocket, before",
            "compression. The first view is that of a browser which knows nothing yet.",
            "",
            *(f"- {each}" for each in about),
            "",
            _table(head, rows, "|---|---:|---:|---:|---:|---:|---|"),
        ]
    )


def short(measured: list[Measurement], about: list[str]) -> str:
    """The headlines as a table of three columns, with what they were measured on."""
    rows = [(each.name, amount(each.median, each.unit), _at_most(each)) for each in measured if each.headline]
    return _table(("measured", "median", "target"), rows, "|---|---:|---:|") + "\n" + ". ".join(about) + ".\n"


def _at_most(each: Measurement) -> str:
    return "" if each.target is None else f"at most {amount(each.target, each.unit)}"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]], rule: str) -> str:
    return "\n".join([f"| {' | '.join(head)} |", rule, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"
