"""Writes what was measured: RESULTS.md and its chart beside this file, and the short tables in README.md."""

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

from . import chart
from .measurement import Measurement

RESULTS, PICTURE = (Path(__file__).with_name(name) for name in ("RESULTS.md", "results.svg"))
README = ROOT / "README.md"
_BLOCK = re.compile(r"(<!-- bench -->\n).*?(<!-- /bench -->)", re.DOTALL)
_PROC = Path("/proc")


def amount(value: float, unit: str) -> str:
    """A value with as many digits as mean something, and its unit: 0.84 ms, 132 ms, 1.52 x; a number of things as it is."""
    digits = 0 if not unit else 2 if unit == "x" or abs(value) < 10 else 1 if abs(value) < 100 else 0
    return f"{value:,.{digits}f} {unit}".rstrip()


def verdict(each: Measurement) -> str:
    """OK or MISSED; nothing without a target."""
    return {True: "OK", False: "MISSED", None: ""}[each.met]


def line(each: Measurement) -> str:
    """One measurement as a line of the terminal."""
    name = each.name if each.size is None else f"{each.name}, {each.size:,} incidents"
    if not each.samples:
        return f"{name}: not measured: {each.reason}"
    said = f"{name}: {amount(each.median, each.unit)}"
    if len(each.samples) > 1:
        said += f" ({amount(min(each.samples), each.unit)} to {amount(max(each.samples), each.unit)}, n {len(each.samples)})"
    said += f" · {each.reason}" if each.reason else ""
    return said if each.met is None else f"{said} · {_bound(each)}: {verdict(each)}"


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
    """Writes RESULTS.md and its chart, and the headlines into README.md if that has a place for them."""
    measured = list(measured)
    RESULTS.write_text(results(measured, about), encoding="utf-8")
    PICTURE.write_text(chart.draw(measured), encoding="utf-8")
    if README.exists():
        text = README.read_text(encoding="utf-8")
        made = _BLOCK.sub(lambda found: found[1] + short(measured, about) + found[2], text)
        if made != text:
            README.write_text(made, encoding="utf-8")


def results(measured: list[Measurement], about: list[str]) -> str:
    """The whole RESULTS.md."""
    head = ("measured", "incidents", "median", "min", "max", "n", "target", "met")
    rows = [(each.name, _count(each.size), *_amounts(each), _bound(each), verdict(each)) for each in measured]
    return "\n".join(
        [
            "# Benchmark",
            "",
            "Written by `make bench`. Times are taken inside the page, from the key or button going down to the rendered frame. Floor (an",
            "empty Streamlit rerun) and what is compared with it are measured in turn in one run, and the ratio is that of each pair. After",
            "each change the map's canvases must hold another picture than before. Bytes are those of the WebSocket, before compression,",
            "and of files fetched meanwhile; what the browser still has from before, Streamlit names by its digest. A drag ends with the",
            "button's release, a zoom begins with the click. Others' ways get Leaflet from this server and no base map.",
            "",
            *(f"- {each}" for each in about),
            "",
            f"![Filter change to repainted map by number of incidents]({PICTURE.name})",
            "",
            _table(head, rows, "|---|---:|---:|---:|---:|---:|---:|---|"),
        ]
    )


def _amounts(each: Measurement) -> tuple[str, str, str, str]:
    """Median, least, most and number of the samples; the reason where there are none."""
    if not each.samples:
        return (f"not measured: {_plain(each.reason)}", "", "", "0")
    values = (each.median, min(each.samples), max(each.samples))
    return (*(amount(value, each.unit) for value in values), str(len(each.samples)))


def _plain(reason: str) -> str:
    return reason.replace("|", "/")


def short(measured: list[Measurement], about: list[str]) -> str:
    """The headlines: a row for each thing with a column for each number of incidents, then what has no such number."""
    chosen = [each for each in measured if each.headline]
    by_size = sized([each for each in chosen if each.size is not None])
    rows = [(each.name, _cell(each), _bound(each)) for each in chosen if each.size is None]
    others = _table(("measured", "median", "target"), rows, "|---|---:|---:|")
    picture = f"![{chart.TITLE} by number of incidents]({PICTURE.relative_to(ROOT).as_posix()})\n"
    return "\n".join(filter(None, (by_size, others, picture, ". ".join(about) + ".\n")))


def sized(measured: list[Measurement]) -> str:
    """A table with a row for each name and a column for each size; a missed target is bold."""
    if not measured:
        return ""
    columns = sorted({each.size for each in measured})
    rows = []
    for name in dict.fromkeys(each.name for each in measured):
        cells = {each.size: each for each in measured if each.name == name}
        bounds = dict.fromkeys(bound for size in columns if size in cells and (bound := _bound(cells[size])))
        rows.append((name, *(_cell(cells[size]) if size in cells else "" for size in columns), "; ".join(bounds)))
    head = ("incidents", *map(_count, columns), "target")
    return _table(head, rows, "|---|" + "---:|" * (len(columns) + 1))


def _cell(each: Measurement) -> str:
    """A median; bold where the target is missed."""
    if not each.samples:
        return "not measured"
    said = amount(each.median, each.unit)
    return f"**{said}**" if each.met is False else said


def _count(size: int | None) -> str:
    return "" if size is None else f"{size:,}"


def _bound(each: Measurement) -> str:
    most = [] if each.target is None else [f"at most {amount(each.target, each.unit)}"]
    least = [] if each.least is None else [f"at least {amount(each.least, each.unit)}"]
    return ", ".join(most + least)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]], rule: str) -> str:
    return "\n".join([f"| {' | '.join(head)} |", rule, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"
