"""What went wrong, in one sentence and with its exit code: the one place where a command ends badly.

0 done, 1 the system failed, 2 wrong input, 70 a fault of nacsim, 128 + n stopped by signal n (Ctrl-C: 130).
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
import tempfile
import traceback

import click

FAULT = 70  # EX_SOFTWARE of BSD's sysexits.h
STOPPED = "Stopped. Nothing half-done was written."
SYSTEM = {
    errno.ENOSPC: "no space is left on the disk",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file would be larger than the system allows",
    errno.EIO: "the disk or device does not answer",
    errno.EROFS: "the disk can only be read",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.EAGAIN: "the system has no processes or threads left",
    errno.ENOMEM: "there is not enough memory",
    errno.EBADF: "the output is closed",
    errno.EPIPE: "the output is closed",
}
"""What the system says, in words of ours."""


class Stop(BaseException):
    """The system asks to stop: by SIGTERM, as a cluster does at its time limit, or SIGHUP, when a terminal closes."""

    def __init__(self, number: int):
        super().__init__(number)
        self.number = number


_asked: list[int] = []
"""The signals that asked this process to stop. What they raise may come out as another error, for instance where it
strikes while a compiled module is being loaded, and is a stop all the same."""
_heeding = 0
"""The process that heeds them: a worker that was forked a moment ago still has its handlers, and nothing to clean up."""


def heed_signals() -> None:
    """Let SIGTERM and SIGHUP clean up as Ctrl-C does. A signal that is ignored, as under nohup, stays so."""
    global _heeding
    _asked.clear()
    _heeding = os.getpid()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        with contextlib.suppress(ValueError):  # not the main thread of a host program
            signal.signal(signal.SIGINT, _interrupt)
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            with contextlib.suppress(ValueError):  # not the main thread of a host program
                signal.signal(number, _stop)


def _interrupt(number: int, frame: object) -> None:
    if os.getpid() != _heeding:
        return
    _asked.append(number)
    raise KeyboardInterrupt


def _stop(number: int, frame: object) -> None:
    if os.getpid() != _heeding:
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        return
    signal.signal(number, signal.SIG_IGN)  # once is enough: a second one would end the cleaning up
    _asked.append(number)
    raise Stop(number)


def told(error: BaseException) -> int:
    """Say on standard error what went wrong; the exit code."""
    from nacsim.cli.say import say

    code, words = judged(error)
    with contextlib.suppress(OSError, ValueError, AttributeError):
        say(words, err=True)
    return code


def judged(error: BaseException) -> tuple[int, str]:
    """The exit code and the sentence for an error."""
    from concurrent.futures import BrokenExecutor

    from nacsim.errors import Foreign, Missing, WrongType, WrongValue
    from nacsim.files.reading import BadFile
    from nacsim.scenario import ScenarioError

    if isinstance(error, Stop):
        return 128 + error.number, STOPPED
    if _asked:
        return 128 + _asked[-1], STOPPED
    if isinstance(error, KeyboardInterrupt) or (
        isinstance(error, click.Abort) and not _by_end_of_file(error)
    ):
        return 130, STOPPED
    if isinstance(error, BadFile | ScenarioError | WrongType | WrongValue | Foreign):
        return 2, str(error)
    if isinstance(error, Missing):
        return 1, str(error)
    if isinstance(error, MemoryError):
        return 1, "There is not enough memory for this: ask for fewer --runs, or fewer --jobs."
    if isinstance(error, BrokenExecutor):
        return (
            1,
            "Workers could not be started or were ended, perhaps for want of memory: ask for fewer --jobs.",
        )
    if _wants_workers(error):
        return 1, f"Not done: {SYSTEM[errno.EAGAIN]}; ask for fewer --jobs."
    if isinstance(error, OSError) and (error.errno in SYSTEM or error.filename is not None):
        return 1, _of_system(error)
    return FAULT, report((error.__cause__ or error) if isinstance(error, click.Abort) else error)


def _by_end_of_file(error: click.Abort) -> bool:
    """Whether click took an end of file inside our work for somebody who leaves a prompt."""
    return isinstance(error.__cause__, EOFError)


def _wants_workers(error: BaseException) -> bool:
    """Whether the system refused a process (an OSError without a file) or a thread (a RuntimeError with these words)."""
    if isinstance(error, OSError):
        return error.errno == errno.EAGAIN and error.filename is None
    return isinstance(error, RuntimeError) and "can't start new thread" in str(error)


def _of_system(error: OSError) -> str:
    words = SYSTEM.get(error.errno or 0, error.strerror or "cannot be used")
    return f"{error.filename}: {words}" if error.filename is not None else f"Not written: {words}."


def report(error: BaseException) -> str:
    """Save the traceback of a fault of ours and say where; a disk that takes nothing gets none."""
    lines = [f"{' '.join(sys.argv)}\n", f"Python {sys.version}\n\n", *traceback.format_exception(error)]
    kind = f"{type(error).__name__}: {str(error)[:200]}"
    try:
        handle, path = tempfile.mkstemp(prefix="nacsim-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(lines)
    except OSError:
        path = "(which could not be saved)"
    return f"This is a fault of nacsim, please report it with the traceback in {path}\n{kind}"
