"""Show how the signature lines of drafts are read: who signed, for whom, as what, and for which owner.

Nothing is judged here; `preflight check` does that. With --line, one line of text is read and no draft.
Names of owners that a draft does not give come from the nearest poa-registry.json, or from --registry.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from preflight.cli.options import print_json, usage_error
from preflight.filing.ccc import ccc_values, mask, mask_data
from preflight.filing.draft_error import DraftError
from preflight.filing.model import Filing
from preflight.filing.signatures import (
    Attribution,
    LineStatus,
    Part,
    SignatureLine,
    Signer,
    SigningRole,
    attribute,
    parse_signature_line,
)
from preflight.registries import RegistryError, find_registry, open_registry
from preflight.reports.style import printable

SUMMARY = "show how the signature lines of drafts are read"

_STANDARD_INPUT = "-"
_STATUS_WORDS = {
    LineStatus.COMPLETE: "understood",
    LineStatus.PARTIAL: "understood in part",
    LineStatus.NOTHING: "not understood",
    LineStatus.DEFERRED: "sends the reader elsewhere",
    LineStatus.EMPTY: "names nobody",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("drafts", nargs="*", metavar="DRAFT", help="a file, or - for standard input")
    parser.add_argument(
        "--line", action="append", default=[], metavar="TEXT", help="read this text as a signature line"
    )
    parser.add_argument("--registry", metavar="PATH|URL", help="registry that knows the owners' names")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")


def run(arguments: argparse.Namespace) -> int:
    """Print the readings; status 2 where a draft or registry cannot be read, or nothing was asked."""
    if not arguments.drafts and not arguments.line:
        return usage_error('give a draft, or a line with --line "TEXT".')
    from preflight.filing.reader import read_drafts

    read: list[tuple[Filing, Attribution]] = []
    status = 0
    for draft in arguments.drafts:
        try:
            names = _recorded_names(draft, arguments.registry)
            read.extend((filing, attribute(filing, names)) for filing in read_drafts(draft))
        except DraftError as error:
            status = usage_error(f"{error.finding.place}: {error.finding.message}")
        except RegistryError as error:
            status = usage_error(f"the registry cannot be used: {error.message}")
    lines = [parse_signature_line(text) for text in arguments.line]
    if arguments.format == "json":
        print_json(
            {
                "version": 1,
                "lines": [line_data(line) for line in lines],
                "drafts": [
                    mask_data(filing_data(filing, attribution), ccc_values(filing))
                    for filing, attribution in read
                ],
            }
        )
    else:
        blocks = ["\n".join(_line_text(line)) for line in lines]
        for filing, attribution in read:
            secrets = ccc_values(filing)
            text = (printable(mask(line, secrets)) for line in _filing_text(filing, attribution))
            blocks.append("\n".join(text))
        sys.stdout.write("\n\n".join(blocks) + ("\n" if blocks else ""))
    return status


def _recorded_names(draft: str, location: str | None) -> Mapping[str, Sequence[str]]:
    """Return the names by CIK of the registry given, else of the nearest one; empty without any."""
    if location is None:
        nearest = find_registry(Path.cwd() if draft == _STANDARD_INPUT else Path(draft).absolute())
        if nearest is None:
            return {}
        location = str(nearest)
    return open_registry(location).names_by_cik


# --- text --------------------------------------------------------------------------------------------


def _filing_text(filing: Filing, attribution: Attribution) -> Iterator[str]:
    """Yield the reading of a filing's signatures, line by line, for people."""
    yield f"{filing.draft}: {len(attribution.lines)} signature(s), {len(filing.reporting_owners)} owner(s)"
    for read in attribution.lines:
        yield ""
        yield f"  Signature {read.signature.position}"
        yield from (f"    {text}" for text in _line_text(read.line))
        if read.remark is not None:
            yield "    The remark behind its mark:"
            yield from (f"      {text}" for text in _line_text(read.remark))
        for pair in attribution.pairs:
            if pair.signature.position == read.signature.position:
                own = " (in person)" if pair.is_self else ""
                yield f"    stands for {pair.owner.label}{own}: {pair.explanation}"
        for left in attribution.unattributed:
            if left.signature.position == read.signature.position:
                named = f": {', '.join(left.named)}" if left.named else ""
                yield f"    stands for no owner ({left.reason.value.replace('_', ' ')}{named})"
    for owner in attribution.owners_without_signature:
        yield ""
        yield f"  No signature for {owner.label}"


def _line_text(line: SignatureLine) -> Iterator[str]:
    """Yield one line as typed, carets under what was not understood, and what was read."""
    yield f'"{_shown(line.raw)}" - {_STATUS_WORDS[line.status]}'
    if line.not_understood:
        yield " " + _carets(line.raw, line.not_understood) + " not understood"
    for signer in line.signers:
        yield f"  signer: {signer.name.text}{' (an organisation)' if signer.is_firm else ''}"
        yield from (f"    {label}: {text}" for label, text in _signer_facts(signer) if text)
    if line.starred:
        yield "  bears a footnote mark"
    if line.dates:
        yield f"  dates: {', '.join(day.isoformat() for day in line.dates)}"


def _signer_facts(signer: Signer) -> Iterator[tuple[str, str]]:
    """Yield what is known of a signer as label and text; the text is empty where nothing is."""
    yield "role", ", ".join(role.value.replace("_", " ") for role in signer.roles)
    yield "title", signer.title.text if signer.title is not None else ""
    yield "for", ", ".join(part.text for part in signer.principals)
    yield "for each reporting person", "yes" if signer.for_each_owner else ""
    yield "also individually", "yes" if signer.individually else ""
    yield "through", " > ".join(_step_text(step.name.text, step.role) for step in signer.entities)
    yield "as attorney of", signer.acting_for_officer.text if signer.acting_for_officer is not None else ""
    yield "papers", "; ".join(paper.words.text for paper in signer.papers)
    yield "formerly", ", ".join(part.text for part in signer.former_names)


def _step_text(name: str, role: SigningRole) -> str:
    return name if role is SigningRole.UNSTATED else f"{name} ({role.value.replace('_', ' ')})"


def _shown(raw: str) -> str:
    """Return the text with tabs, line breaks and control characters as blanks, so that carets fit below."""
    return "".join(character if character.isprintable() else " " for character in raw)


def _carets(raw: str, parts: Iterable[Part]) -> str:
    marks = [" "] * len(raw)
    for part in parts:
        marks[part.span.start : part.span.end] = "^" * (part.span.end - part.span.start)
    return "".join(marks).rstrip()


# --- data --------------------------------------------------------------------------------------------


def filing_data(filing: Filing, attribution: Attribution) -> dict[str, Any]:
    """Return the reading of a filing's signatures as JSON values; owners by position in the draft."""
    return {
        "draft": filing.draft,
        "owners": [
            {
                "position": owner.position,
                "cik": None if owner.cik is None else owner.cik.text,
                "name": None if owner.name is None else owner.name.text,
            }
            for owner in filing.reporting_owners
        ],
        "signatures": [
            {
                "position": read.signature.position,
                "line": line_data(read.line),
                "remark": None if read.remark is None else line_data(read.remark),
            }
            for read in attribution.lines
        ],
        "attributed": [
            {
                "owner": pair.owner.position,
                "signature": pair.signature.position,
                "signer": pair.signer.name.text,
                "basis": pair.basis.value,
                "in_person": pair.is_self,
                "explanation": pair.explanation,
            }
            for pair in attribution.pairs
        ],
        "owners_without_signature": [owner.position for owner in attribution.owners_without_signature],
        "unattributed": [
            {
                "signature": left.signature.position,
                "signer": None if left.signer is None else left.signer.name.text,
                "reason": left.reason.value,
                "named": list(left.named),
            }
            for left in attribution.unattributed
        ],
    }


def line_data(line: SignatureLine) -> dict[str, Any]:
    """Return a reading as JSON values; every part has ``text``, ``start`` and ``end``."""
    return {
        "raw": line.raw,
        "status": line.status.value,
        "pattern": line.pattern,
        "signers": [_signer_data(signer) for signer in line.signers],
        "starred": line.starred,
        "dates": [day.isoformat() for day in line.dates],
        "not_understood": [_part_data(part) for part in line.not_understood],
    }


def _signer_data(signer: Signer) -> dict[str, Any]:
    return {
        "name": _part_data(signer.name),
        "roles": [role.value for role in signer.roles],
        "title": _part_data(signer.title),
        "principals": [_part_data(part) for part in signer.principals],
        "for_each_owner": signer.for_each_owner,
        "individually": signer.individually,
        "entities": [{"name": _part_data(step.name), "role": step.role.value} for step in signer.entities],
        "acting_for_officer": _part_data(signer.acting_for_officer),
        "is_firm": signer.is_firm,
        "conformed": signer.conformed,
        "papers": [
            {
                "words": _part_data(paper.words),
                "dated": None if paper.dated is None else paper.dated.isoformat(),
                "granted_by": _part_data(paper.granted_by),
            }
            for paper in signer.papers
        ],
        "former_names": [_part_data(part) for part in signer.former_names],
    }


def _part_data(part: Part | None) -> dict[str, Any] | None:
    return None if part is None else {"text": part.text, "start": part.span.start, "end": part.span.end}
