"""Work on a file that nobody vouches for, in a process of its own with limits on memory, time and files.

A file can crash the library that reads it, and with it every reader's session; or it can take all memory there is. The child
process is told what to do as JSON and answers in JSON. On Windows, which has no such limits, only the time is held.
"""

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from . import errors
from .errors import DataFileError, GeodataError, QuestionError
from .texts import _, language, message, number

# Name of a task | module:function; what it returns must fit into JSON.
TASKS = {
    "peek": "geodata.uploads:do_peek",
    "propose": "geodata.uploads:do_propose",
    "prepare": "geodata.uploads:do_prepare",
    "boundaries": "geodata.regions.files:do_check",
}
# What the user can do about a file that takes too much.
_SPLIT = message("Split it, or save it as CSV.")
_MENDS = {"boundaries": message("Simplify its borders, or leave out what lies in other countries.")}
MEMORY, SECONDS, PATIENCE = 2_000_000_000, 20, 25
_ROOT = Path(__file__).parent.parent
_COMMAND = (sys.executable, "-m", "geodata.confined")
_FILE_SIZE, _OPEN_FILES = 2_000_000_000, 256
_OUT_OF_TIME = {getattr(signal, "SIGXCPU", None)}
_NEEDED_DRIVERS = {"ESRI Shapefile", "GeoJSON"}  # of GDAL: for files of users, and for the embedded regions


def run(
    task: str,
    arguments: dict,
    *,
    memory: int = MEMORY,
    seconds: int = SECONDS,
    patience: int = PATIENCE,
    argv: Sequence[str] = _COMMAND,
) -> dict:
    """What a task of `TASKS` returns for these arguments, one of which is the `path` of a file.

    `memory` in bytes, `seconds` of computing, `patience` in seconds of waiting. Raises what the task raises of this
    package's errors, and DataFileError when it goes over a limit or its process breaks.
    """
    path = Path(arguments["path"]).absolute()
    asked = {"task": task, "arguments": arguments | {"path": str(path)}, "language": language.get()}
    limits = {"memory": memory, "seconds": seconds}
    # What an unfinished child leaves behind goes with the folder.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        said, code = _talk(argv, json.dumps(asked | limits).encode(), _environment(scratch), patience)
    if code is None or -code in _OUT_OF_TIME:
        raise _too_slow(path.name, seconds if code is not None else min(seconds, patience), task)
    try:
        reply = json.loads(said)
    except ValueError:
        raise _broken(path.name, task) from None
    if "done" in reply:
        return reply["done"]
    raise _raised(path.name, reply, memory, task)


def _talk(argv: Sequence[str], request: bytes, environment: dict[str, str], patience: int) -> tuple[bytes, int | None]:
    """The child's reply and how it ended; None when patience did."""
    child = subprocess.Popen(
        argv,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=environment["TMPDIR"],
        start_new_session=True,
    )
    try:
        said, _errors = child.communicate(request, timeout=patience)
        return said, child.returncode
    except subprocess.TimeoutExpired:
        return b"", None
    finally:
        _end(child)


def _end(child: subprocess.Popen) -> None:
    """Kills the child and all that it started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    elif child.poll() is None:
        child.kill()
    child.communicate()


def _environment(scratch: str) -> dict[str, str]:
    """No more than Python needs; GDAL without the drivers and the network with which a file could name another."""
    paths = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "PYTHONSAFEPATH": "1",
        "PYTHONUTF8": "1",
        "TMPDIR": scratch,
        "TEMP": scratch,
        "TMP": scratch,
        "HOME": scratch,
        "OGR_SKIP": _unneeded_drivers(),
        "GDAL_SKIP": _unneeded_drivers(),
        "GDAL_DRIVER_PATH": "disable",
        "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
        "GDAL_HTTP_MAX_RETRY": "0",
        "GDAL_HTTP_PROXY": "http://127.0.0.1:9",  # where nobody answers
        "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
        "CPL_VSIL_CURL_ALLOWED_FILENAME": "/none",
        "PROJ_NETWORK": "OFF",
        # Each thread takes address space, which is what the limit on memory counts.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
    }


@cache
def _unneeded_drivers() -> str:
    import pyogrio  # noqa: PLC0415  the child needs this module too, and its limits before GDAL

    return ",".join(sorted(set(pyogrio.list_drivers()) - _NEEDED_DRIVERS))


def _mend(task: str) -> str:
    mend = _MENDS.get(task, _SPLIT)
    return _(mend)


def _raised(file: str, reply: dict, memory: int, task: str) -> GeodataError:
    if reply.get("memory"):
        return DataFileError(
            _("The data file {file} takes more than {most} MB of memory to read. {mend}").format(
                file=file, most=number(memory // 1_000_000), mend=_mend(task)
            )
        )
    if "about" in reply:
        return QuestionError(reply["sentence"], reply["about"], tuple(reply["choices"]))
    kind = getattr(errors, reply.get("error", ""), None)
    if isinstance(kind, type) and issubclass(kind, GeodataError):
        return kind(reply["sentence"])
    return _broken(file, task)


def _too_slow(file: str, seconds: int, task: str) -> DataFileError:
    return DataFileError(
        _("The data file {file} takes more than {seconds} seconds to read. {mend}").format(
            file=file, seconds=number(seconds), mend=_mend(task)
        )
    )


def _broken(file: str, task: str) -> DataFileError:
    return DataFileError(
        _(
            "The data file {file} broke the program that reads it, which may be damage or too much memory. Save it again in "
            "the program that made it. If that changes nothing: {mend}"
        ).format(file=file, mend=_mend(task))
    )


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, _FILE_SIZE),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CPU, seconds),
    ):
        _soft, hard = resource.getrlimit(what)
        # Whoever starts the app may have set lower ones, which nobody can raise.
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, hard if what == resource.RLIMIT_CPU else least))


def _reply(asked: dict) -> dict:
    """The task's result or error as JSON can hold it. What nobody foresaw is a broken reader, not a message."""
    try:
        module, function = TASKS[asked["task"]].split(":")
        return {"done": getattr(importlib.import_module(module), function)(**asked["arguments"])}
    except QuestionError as error:
        return {"sentence": str(error), "about": error.about, "choices": error.choices}
    except GeodataError as error:
        return {"error": type(error).__name__, "sentence": str(error)}
    except MemoryError:
        return {"memory": True}


def main() -> None:
    """The child: one request on the standard input, one reply on the standard output, where nothing else may write."""
    asked = json.load(sys.stdin.buffer)
    with os.fdopen(os.dup(1), "wb") as sink:
        os.dup2(2, 1)
        _limit(asked["memory"], asked["seconds"])
        language.set(asked["language"])
        sink.write(json.dumps(_reply(asked)).encode())


if __name__ == "__main__":
    main()
