"""Does the document fit EDGAR's schema? Everything that the SEC's own schema would refuse.

A draft is held against the schema in force on the day of filing, whatever version it names, because EDGAR
throws a filer's ``schemaVersion`` away. A disseminated filing is held against the version that it carries.
What EDGAR refuses beyond its schema is the business of the other checks; where one of them tells a schema
mistake better, with its own rule, this one is silent (footnote ids: FNT002 and FNT003; foreign codes in a
draft's ``rptOwnerState``: OWN012 and OWN015).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from preflight.checks.schema.rules import SCH020, SCH021, SCH022, SCH023, SCHEMA_RULES
from preflight.filing.ccc import ccc_values, mask
from preflight.filing.model import Filing, Profile
from preflight.findings import Finding, Rule, Severity
from preflight.hookspecs import CheckContext, PluginOptions, hookimpl

if TYPE_CHECKING:
    from preflight.filing.schemas import SchemaChoice, Violation

_MOST_FINDINGS = 200
"""So many mistakes of one document are told; whoever has more has another kind of document."""

OFFICIAL_SETTING = "xsd"
"""Name of the plugin setting with the folder of the SEC's schema package."""


@hookimpl
def preflight_rules() -> Sequence[Rule]:
    """Return the rules on the schema."""
    return SCHEMA_RULES


@hookimpl
def preflight_options(options: PluginOptions) -> None:
    """Declare the folder of the SEC's schema package; without it only our own schemas are asked."""
    options.add(OFFICIAL_SETTING, str, default="", help="Folder with the SEC's official ownership schemas")


@hookimpl
def preflight_check(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Yield what is wrong with ``filing`` under its schema, and where the official schema disagrees."""
    from preflight.filing.schemas import is_valid

    choice = schema_for(filing, context)
    yield from unknown_version(filing, choice)
    valid = is_valid(filing.document.root, choice)
    if not valid:
        yield from schema_mistakes(filing, choice)
    directory = context.settings.get(OFFICIAL_SETTING)
    if directory:
        yield from validate_official(filing, Path(str(directory)), choice, accepted=valid)


def schema_for(filing: Filing, context: CheckContext) -> SchemaChoice:
    """Return the schema that ``filing`` answers to.

    A published document that names no version is held to the newest one under which it is valid.
    """
    from preflight.checks.schema.form import likely_form
    from preflight.filing.schemas import choose_schema, is_valid, schemas_of

    day = filing.container.filed or context.filing_date or context.as_of
    form = likely_form(filing, day)
    if filing.profile is Profile.DRAFT:
        return choose_schema(form, None, day)
    version = filing.schema_version.text if filing.schema_version is not None else ""
    if not version:
        for choice in schemas_of(form):
            if is_valid(filing.document.root, choice):
                return choice
    return choose_schema(form, version or None, day)


def unknown_version(filing: Filing, choice: SchemaChoice) -> Iterator[Finding]:
    """A published document's version is one that we know for its form (SCH021)."""
    version = filing.schema_version
    if filing.profile is Profile.DRAFT or version is None or not version.text:
        return
    if version.text != choice.version:
        yield SCH021.at(
            version.place,
            message="schemaVersion {found} is not known for Form {form}; the document was checked against "
            "version {used}.",
            remedy="If EDGAR has a new version, update preflight; otherwise there is nothing to do.",
            found=version.text[:20],
            form=choice.form,
            used=choice.version,
        )


def schema_mistakes(filing: Filing, choice: SchemaChoice) -> Iterator[Finding]:
    """Every mistake under the schema, each once (DOC001, DOC010, COD002, PRC008, SCH001 to SCH020)."""
    from preflight.checks.schema.sentences import Sentences
    from preflight.filing.schemas import library_messages, violations

    found = violations(filing.document.root, choice)
    sentences = Sentences(filing, choice)
    for violation in found[:_MOST_FINDINGS]:
        if not told_elsewhere(filing, violation):
            finding = sentences.finding(violation)
            if finding is not None:
                yield finding
    if len(found) > _MOST_FINDINGS:
        yield SCH020.at(
            filing.place,
            message="The document has {more} further mistakes under the schema of Form {form}.",
            remedy="Correct the mistakes that are told, and check again.",
            more=len(found) - _MOST_FINDINGS,
            form=choice.form,
        )
    if not found:
        # Nothing of ours names it, but libxml2 refuses the document: say so rather than let it pass.
        secrets = ccc_values(filing)
        for line, words in library_messages(filing.document.root, choice.path)[:1]:
            hidden = "rptOwnerCcc" in words
            yield SCH020.at(
                filing.document.place_at_line(line),
                message="The schema of Form {form} refuses the document here: {words}",
                remedy="Compare this part with a filing that EDGAR accepted.",
                form=choice.form,
                words="(the message quotes a CCC)" if hidden else mask(words, secrets)[:200],
            )


def told_elsewhere(filing: Filing, violation: Violation) -> bool:
    """Whether another check reports this very mistake with a rule of its own."""
    from preflight.filing.place_codes import place_codes
    from preflight.filing.schemas import Kind

    if violation.kind is Kind.DUPLICATE:
        return True
    if violation.type is None:
        return False
    if violation.type.name == "FootnoteName":
        return bool(violation.text)
    if violation.type.name == "OwnerState" and filing.profile is Profile.DRAFT:
        codes = place_codes()
        return violation.text.strip() in codes.countries | codes.obsolete
    return False


def validate_official(
    filing: Filing, directory: Path, choice: SchemaChoice, *, accepted: bool
) -> Iterator[Finding]:
    """Where the SEC's schema in ``directory`` and ours (``accepted``: its answer) disagree (SCH022).

    SCH023 says that the folder, or the file for the form, cannot be used.
    """
    from lxml import etree

    from preflight.filing.schemas import library_messages
    from preflight.filing.schemas.official import find_official

    try:
        path = find_official(directory, choice.form)
        messages = library_messages(filing.document.root, path) if path is not None else []
    except (OSError, etree.XMLSchemaParseError, etree.XMLSyntaxError) as error:
        yield SCH023.at(
            filing.place,
            message="The official schema cannot be used: {reason}",
            remedy="Give the folder that holds the SEC's schema files, unpacked.",
            reason=" ".join(str(error).split())[:160],
        )
        return
    if path is None:
        yield SCH023.at(
            filing.place,
            message="There is no schema for Form {form} in {directory}.",
            remedy="Give the folder that holds the SEC's schema files, such as ownership4Document.xsd.",
            form=choice.form,
            directory=str(directory),
        )
    elif messages and accepted:
        secrets = ccc_values(filing)
        for line in dict.fromkeys(line for line, _ in messages):
            words = next(words for at, words in messages if at == line)
            yield SCH022.at(
                filing.document.place_at_line(line),
                message="The official schema refuses what our schema {used} accepts: {words}",
                remedy="Trust the official schema if it is the one in force, and tell us of the difference.",
                used=choice.version,
                words="(the message quotes a CCC)" if "rptOwnerCcc" in words else mask(words, secrets)[:200],
                file=path.name,
            )
    elif not messages and not accepted:
        yield SCH022.at(
            filing.place,
            severity=Severity.INFO,
            message="The official schema {file} accepts the document, which our schema {used} refuses.",
            remedy="Check whether both are of the same version, and tell us of the difference if they are.",
            file=path.name,
            used=choice.version,
        )
