"""The command line: one module a command, nothing but arguments and exit status.

``preflight DRAFT...`` is short for ``preflight check DRAFT...``. A command's module is imported only when
it is used.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from io import TextIOWrapper

DEFAULT_COMMAND = "check"
COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("preflight.cli.check", "check drafts before they go to EDGAR (the default command)"),
    "explain": ("preflight.cli.explain", "explain a rule: what it checks, why, and how to mend it"),
    "rules": ("preflight.cli.rules", "list every rule with its severity and plugin"),
    "plugins": ("preflight.cli.plugins", "list the plugins, where they come from, and their settings"),
    "config": ("preflight.cli.config", "show every setting and where its value comes from"),
    "signatures": ("preflight.cli.signatures", "show how the signature lines of drafts are read"),
    "why": ("preflight.cli.why", "draw the chain of authority of every signature of a draft"),
    "who": ("preflight.cli.who", "list everyone who may sign for an owner, and through what"),
    "registry": ("preflight.cli.registry", "keep and question the registry of powers of attorney"),
    "poa": ("preflight.cli.poa", "read powers of attorney from Exhibit 24 texts"),
    "replay": ("preflight.cli.replay", "confirm that a report's decisions still come out the same"),
}
"""Name of each command to its module and to what it does in one line."""
_GARBAGE_THRESHOLD = 100_000
"""So many new objects make the collector look for cycles. A check of one draft makes fewer: it lives for a
moment, and the usual threshold (700) would take a fifth of it."""


_OUTPUT_ERRORS = frozenset((errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF))
"""What goes wrong where the reader of the output went away, its disk is full, or it was closed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status: 0 passed, 1 findings, 2 could not be carried out.

    ``arguments`` defaults to ``sys.argv[1:]``: the process is then taken to be ours, and the garbage
    collector is told to keep out of the way of a short life.
    """
    if arguments is not None:
        return _main(list(arguments))
    gc.set_threshold(_GARBAGE_THRESHOLD)
    try:
        return _main(sys.argv[1:])
    finally:
        # The interpreter would search everything once more as it ends.
        gc.freeze()


def _main(words: list[str]) -> int:
    if sys.stderr is None:
        # Opened, it takes the place of the closed one, so that no file that is opened later does.
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        print("preflight: standard output is closed, so nobody would see the answer", file=sys.stderr)
        return 2
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal's encoding lacks must not end the run.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _dispatch(words)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        print("preflight: interrupted; nothing was decided", file=sys.stderr)
    except OSError as error:
        if error.errno not in _OUTPUT_ERRORS:
            _report_breakdown()
            return 2
        # Nobody saw the verdict: this cannot count as a pass. What is left in the buffer must not be flushed
        # again at exit, which would change the status.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if error.errno != errno.EPIPE:
            print(f"preflight: the answer cannot be written: {error.strerror}", file=sys.stderr)
    except BaseException:
        # Python would exit with 1, which callers read as findings about the draft.
        _report_breakdown()
    return 2


def _report_breakdown() -> None:
    import traceback

    traceback.print_exc()
    print("preflight: broke down; nothing was decided. Please report the lines above.", file=sys.stderr)


def _dispatch(words: list[str]) -> int:
    import argparse

    from preflight import __version__

    if words[:1] in (["-h"], ["--help"]):
        print(_overview())
        return 0
    if words[:1] == ["--version"]:
        print(f"preflight {__version__}")
        return 0
    name = words.pop(0) if words and words[0] in COMMANDS else DEFAULT_COMMAND
    module = import_module(COMMANDS[name][0])
    formatter: Callable[..., argparse.HelpFormatter] = argparse.RawDescriptionHelpFormatter
    if not {"-h", "--help"}.intersection(words):
        # To learn the width of the terminal, the standard library imports archives and their compression.
        formatter = partial(formatter, width=80)
    parser = argparse.ArgumentParser(
        prog="preflight" if name == DEFAULT_COMMAND else f"preflight {name}",
        description=module.__doc__,
        epilog="`preflight --help` lists all commands." if name == DEFAULT_COMMAND else None,
        formatter_class=formatter,
        allow_abbrev=False,
    )
    module.add_arguments(parser)
    try:
        parsed = parser.parse_args(words)
    except SystemExit as error:
        return 0 if error.code in (0, None) else 2
    return int(module.run(parsed))


def _overview() -> str:
    width = max(map(len, COMMANDS))
    commands = "\n".join(f"  {name:<{width}}  {summary}" for name, (_, summary) in COMMANDS.items())
    return (
        "usage: preflight [check] DRAFT... [options]\n"
        "       preflight COMMAND [options]\n\n"
        "The check that a Section 16 filing (SEC Forms 3, 4 and 5) must pass before it goes to EDGAR.\n\n"
        f"commands:\n{commands}\n\n"
        "Exit status: 0 nothing at or above the fail level was found, 1 something was,\n"
        "2 the check could not be carried out. `preflight COMMAND --help` explains a command."
    )
