"""Read powers of attorney and show each value beside the words that it was read from, doubtful ones first.

    preflight poa read FILE... [--format json] [--html PAGE]

FILE is a power of attorney (plain text or HTML), a full submission text or an edgarSubmission with Exhibit
24 inside, or - for standard input. Nothing is recorded; `preflight registry add` does that.

Exit status 0 read without doubt, 1 something is doubtful or missing or no power was found, 2 something
cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from preflight.cli.options import print_json, usage_error

if TYPE_CHECKING:
    from preflight.poa.reading import ExhibitReading

SUMMARY = "read powers of attorney from Exhibit 24 texts"

MAX_FILE_BYTES = 32 * 1024 * 1024
"""Largest file that is read, in bytes: no submission with exhibits is larger."""

_STANDARD_INPUT = "-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the sub-command and its arguments."""
    commands = parser.add_subparsers(dest="subcommand", metavar="read", required=True)
    read = commands.add_parser("read", help="read powers of attorney", allow_abbrev=False)
    read.add_argument("files", nargs="+", metavar="FILE", help="a file, or - for standard input")
    read.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")
    read.add_argument("--html", metavar="PAGE", help="also write a page with the words highlighted")


def run(arguments: argparse.Namespace) -> int:
    """Print the readings and return the exit status."""
    readings: list[ExhibitReading] = []
    status = 0
    for name in arguments.files:
        try:
            content = _content(name)
        except OSError as error:
            status = usage_error(f"{name}: the file cannot be opened: {error.strerror or error}.")
            continue
        if len(content) > MAX_FILE_BYTES:
            status = usage_error(f"{name}: larger than {MAX_FILE_BYTES // (1024 * 1024)} MiB.")
            continue
        found = read_papers(content, "standard input" if name == _STANDARD_INPUT else name)
        if not found:
            status = max(status, 1)
            print(f"preflight: {name}: no exhibit in it may be a power of attorney.", file=sys.stderr)
        readings.extend(found)
    _show(readings, arguments.format)
    if arguments.html is not None:
        from preflight.reports.poa_html import render_html

        try:
            Path(arguments.html).write_text(render_html(readings), encoding="utf-8", errors="replace")
        except OSError as error:
            return usage_error(f"{arguments.html}: the page cannot be written: {error.strerror or error}.")
    return max([status, *map(_status, readings)])


def read_papers(content: bytes, name: str) -> Sequence[ExhibitReading]:
    """The exhibits of a submission that may be powers of attorney, or the content itself as one exhibit."""
    from preflight.filing.draft_error import DraftError
    from preflight.filing.reader import read_content
    from preflight.filing.submission_text import is_submission_text, split_documents
    from preflight.poa import read_exhibit
    from preflight.poa.attached import read_attached

    documents = list(split_documents(content)) if is_submission_text(content) else []
    if len(documents) > 1 or b"<edgarSubmission" in content[:4096]:
        try:
            filings = read_content(content, name)
        except DraftError:
            return [
                read_exhibit(document.content, name=f"{name}: {document.file_name or document.type}")
                for document in documents
                if document.type.upper().startswith(("EX-24", "EX-99"))
            ]
        return [attached.reading for filing in filings for attached in read_attached(filing, None)]
    return [read_exhibit(content, name=name)]


def _content(name: str) -> bytes:
    if name == _STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(MAX_FILE_BYTES + 1)


def _show(readings: Sequence[ExhibitReading], form: str) -> None:
    if form == "json":
        from preflight.reports.poa_data import reading_data

        print_json(reading_data(readings))
        return
    from preflight.reports.poa_text import render_reading

    print("\n".join(render_reading(reading) for reading in readings), end="")


def _status(reading: ExhibitReading) -> int:
    """2: there is nothing that could be read; 1: a person has to look, or there is no power; 0: all sure."""
    if not reading.text.strip() or (reading.not_read and not reading.papers):
        return 2
    return 1 if reading.is_doubtful or not reading.is_section16 else 0
