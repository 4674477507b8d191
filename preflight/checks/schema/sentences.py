"""Violations of a schema as findings: our sentences, the value that stood there, what may stand there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from preflight.checks.schema import rules
from preflight.checks.schema.value_sentences import field_of, value_sentence
from preflight.filing.ccc import ccc_values, is_ccc_element, mask
from preflight.filing.elements import local_name
from preflight.filing.model import Filing, Profile
from preflight.filing.schemas import Kind, SchemaChoice, Violation
from preflight.filing.schemas.values import Fault
from preflight.findings import Finding, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_QUOTE = 40
_LIKE_A_CCC = re.compile(r"(?=.*[A-Za-z])(?=.*\d)(?=.*[@#$*])\S{8}")
"""EDGAR makes a CCC of eight characters: letters, digits and at least one of these signs."""


class Sentences:
    """Turns the violations of one filing into findings. CCC values never get into one."""

    def __init__(self, filing: Filing, choice: SchemaChoice) -> None:
        self._filing = filing
        self._choice = choice
        self._secrets = ccc_values(filing)
        self._by_kind: dict[Kind, Callable[[Violation], Finding]] = {
            Kind.WRONG_NAMESPACE: self._wrong_namespace,
            Kind.MISSPELT: self._misspelt,
            Kind.UNKNOWN: self._unknown,
            Kind.INSTEAD: self._instead,
            Kind.WRONG_ORDER: self._wrong_order,
            Kind.WRONG_PARENT: self._wrong_parent,
            Kind.REPEATED: self._repeated,
            Kind.TOO_MANY: self._too_many,
            Kind.EXCLUDED: self._excluded,
            Kind.MISSING: self._missing,
            Kind.STRAY_TEXT: self._stray_text,
            Kind.MARKUP_IN_TEXT: self._markup,
            Kind.ATTRIBUTE_MISSING: self._attribute_missing,
            Kind.ATTRIBUTE_UNKNOWN: self._attribute_unknown,
            Kind.VALUE: self._value,
        }

    def finding(self, violation: Violation) -> Finding | None:
        """Return the finding for ``violation``, or ``None`` where its rule is silent in this profile."""
        finding = self._by_kind[violation.kind](violation)
        if violation.kind is Kind.VALUE and violation.fault is Fault.PADDED:
            severity = self._padding_severity(violation)
            return None if severity is None else replace(finding, severity=severity)
        return finding

    def _padding_severity(self, violation: Violation) -> Severity | None:
        """Texts count white space; around a date XML Schema cuts it off, so EDGAR may take it."""
        draft = self._filing.profile is Profile.DRAFT
        if violation.type is not None and violation.type.primitive == "date":
            return (Severity.ERROR if "\n" in violation.text else Severity.WARNING) if draft else None
        return Severity.ERROR if draft else Severity.WARNING

    def _at(
        self, rule: Rule, violation: Violation, message: str, remedy: str, **values: str | int
    ) -> Finding:
        shown: dict[str, Any] = {
            name: mask(value, self._secrets) if isinstance(value, str) else value
            for name, value in values.items()
        }
        place = self._filing.document.place(violation.element)
        return rule.at(place, message=message, remedy=remedy, **shown)

    # --- elements ----------------------------------------------------------------------------------

    def _wrong_namespace(self, violation: Violation) -> Finding:
        return self._at(
            rules.SCH011,
            violation,
            "{element} is in the namespace {namespace}; EDGAR's ownership elements are in none.",
            "Delete the xmlns declaration and any prefix before element names.",
            element=violation.name,
            namespace=_quote(violation.text),
        )

    def _misspelt(self, violation: Violation) -> Finding:
        return self._at(
            rules.DOC001,
            violation,
            "There is no element {element} in {parent}; {expected} looks like what is meant.",
            "Rename it to {expected}: names are case-sensitive.",
            element=violation.name,
            parent=violation.parent,
            expected=violation.expected[0],
        )

    def _unknown(self, violation: Violation) -> Finding:
        return self._at(
            rules.SCH003,
            violation,
            "{parent} of Form {form} has no element {element}{hint}.",
            "Delete {element}, or use one of the elements that {parent} has: {expected}.",
            element=violation.name,
            parent=violation.parent,
            form=self._choice.form,
            hint=self._where_else(violation.name),
            expected=_some(violation.expected),
        )

    def _where_else(self, name: str) -> str:
        """Where the element does exist: on other forms of this version, or in other versions."""
        from preflight.filing.schemas.elsewhere import forms_with, versions_with

        forms = forms_with(name, self._choice.folder)
        if forms:
            listed = ", ".join(forms[:-1]) + (" and " if forms[1:] else "") + forms[-1]
            return f"; only Form {listed} has it"
        versions = versions_with(name, self._choice.form)
        return (
            f"; it belongs to schema version {versions[-1]}, not to {self._choice.version}"
            if versions
            else ""
        )

    def _instead(self, violation: Violation) -> Finding:
        return self._at(
            rules.SCH005,
            violation,
            "{element} stands in {parent} where {expected} is expected.",
            "Put {expected} in its place.",
            element=violation.name,
            parent=violation.parent,
            expected=violation.expected[0],
        )

    def _wrong_order(self, violation: Violation) -> Finding:
        after = violation.expected[0] if violation.expected else ""
        where = f"after {after}" if after else "first"
        names = (violation.name, *violation.others)
        single = "{element} stands in the wrong place in {parent}; it belongs {where}."
        several = "{element} stand in the wrong order in {parent}; {first} belongs {where}."
        return self._at(
            rules.SCH001,
            violation,
            several if violation.others else single,
            "Put the elements of {parent} in the order of the specification: {first} comes {where}.",
            element=_some(names),
            first=violation.name,
            parent=violation.parent,
            where=where,
        )

    def _wrong_parent(self, violation: Violation) -> Finding:
        return self._at(
            rules.SCH004,
            violation,
            "{element} stands inside {parent}, but it belongs inside {expected}.",
            "Move it there, or close the element before it.",
            element=violation.name,
            parent=violation.parent,
            expected=" or ".join(violation.expected[:3]),
        )

    def _repeated(self, violation: Violation) -> Finding:
        return self._at(
            rules.SCH006,
            violation,
            "{parent} has {element} more than once; one is allowed.",
            "Keep one {element} and delete the other.",
            element=violation.name,
            parent=violation.parent,
        )

    def _too_many(self, violation: Violation) -> Finding:
        rule, elements = rules.DOC010, " and ".join(violation.expected)
        remedy = "Report what is beyond the limit in a further filing, and say so in remarks."
        if violation.name == "footnoteId":
            rule, remedy = rules.SCH006, "Put several remarks into one footnote and refer to it once."
        return self._at(
            rule,
            violation,
            "{parent} has {count} {element} elements; at most {limit} are allowed.",
            remedy,
            element=elements,
            parent=violation.parent,
            count=violation.count,
            limit=violation.limit,
        )

    def _excluded(self, violation: Violation) -> Finding:
        return self._at(
            rules.SCH007,
            violation,
            "{parent} has both {element} and {rival}; only one of them may stand.",
            "Keep the one that applies and delete the other.",
            element=violation.name,
            rival=violation.expected[0],
            parent=violation.parent,
        )

    def _missing(self, violation: Violation) -> Finding:
        alternatives = violation.expected
        if len(alternatives) > 1:
            return self._at(
                rules.SCH002,
                violation,
                "{parent} has neither {element}; one of them must stand.",
                "Add one of them.",
                element=" nor ".join(alternatives),
                parent=violation.parent,
            )
        order = violation.others
        before = order[: order.index(violation.name)] if violation.name in order else ()
        standing = {local_name(child) for child in violation.element}
        after = next((name for name in reversed(before) if name in standing), "")
        return self._at(
            rules.SCH002,
            violation,
            "{parent} has no {element}, which Form {form} requires.",
            "Add {element}" + (f" after {after}." if after else " as the first element."),
            element=violation.name,
            parent=violation.parent,
            form=self._choice.form,
        )

    def _stray_text(self, violation: Violation) -> Finding:
        if not violation.text.strip():
            return self._at(
                rules.SCH008,
                violation,
                "{element} has to be empty, but it holds white space.",
                "Write <{element} .../> without anything between start and end tag.",
                element=violation.name,
            )
        remedy = "Delete the text, or put it into the element that it belongs to."
        if violation.expected:
            remedy = "Write it as <value>...</value> inside {element}."
        return self._at(
            rules.SCH008,
            violation,
            "{found} stands directly in {element}, which holds elements only.",
            remedy,
            element=violation.name,
            found=self._shown(violation),
        )

    def _markup(self, violation: Violation) -> Finding:
        names = (violation.name, *violation.others)
        return self._at(
            rules.SCH009,
            violation,
            "{parent} holds the markup {markup}; it takes plain text only.",
            "Delete the tags and keep the text; write &lt; where a less-than sign is meant.",
            parent=violation.parent,
            markup=", ".join(f"<{name}>" for name in names[:3]),
        )

    def _attribute_missing(self, violation: Violation) -> Finding:
        return self._at(
            rules.SCH010,
            violation,
            "{element} has no attribute {attribute}.",
            'Add it, such as {attribute}="F1".',
            element=violation.parent,
            attribute=violation.name,
        )

    def _attribute_unknown(self, violation: Violation) -> Finding:
        return self._at(
            rules.SCH010,
            violation,
            "{element} has the attribute {attribute}, which EDGAR's format does not have.",
            "Delete the attribute{meant}.",
            element=violation.parent,
            attribute=violation.name.rpartition("}")[2],
            meant=f", or call it {violation.expected[0]}" if violation.expected else "",
        )

    # --- values ------------------------------------------------------------------------------------

    def _value(self, violation: Violation) -> Finding:
        rule, message, remedy = value_sentence(violation)
        type_ = violation.type
        limit = type_.maximum_length or type_.length or 0 if type_ is not None else 0
        return self._at(
            rule,
            violation,
            message,
            remedy,
            element=field_of(violation),
            found=self._shown(violation),
            length=0 if is_ccc_element(violation.element) else len(violation.text),
            limit=limit,
        )

    def _shown(self, violation: Violation) -> str:
        """The text that stood there, in quotes and cut short, unless it is or may be a CCC."""
        text = violation.text.strip()
        in_identity = violation.parent == "reportingOwnerId" or violation.name == "reportingOwnerId"
        if (
            is_ccc_element(violation.element)
            or (in_identity and not text.isdigit())
            or _LIKE_A_CCC.fullmatch(text)
        ):
            return "a text (not shown: it may hold a CCC)"
        return _quote(mask(text, self._secrets))


def _quote(text: str) -> str:
    text = " ".join(text.split())
    return f'"{text}"' if len(text) <= _LONGEST_QUOTE else f'"{text[: _LONGEST_QUOTE - 1]}…"'


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names[:6]) + (" and others" if len(names) > 6 else "")
