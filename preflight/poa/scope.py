"""What the attorneys may sign, clause by clause: forms, amendments, successor forms (reference 4.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from preflight.authority.instruments import Amendments, IssuerScope, ScopeClause
from preflight.lazy_dataclass import dataclass
from preflight.poa.fieldwork import missing, reading, shown
from preflight.poa.flow import Flow
from preflight.poa.forms import FormMention, form_mentions
from preflight.poa.paper import PaperText
from preflight.poa.reading import FieldConfidence, FieldReading
from preflight.poa.scope_wordings import (
    AMENDMENT_WORDINGS,
    GENERAL_WORDINGS,
    ID_WORDINGS,
    SUCCESSOR_WORDINGS,
)
from preflight.poa.wording import Hit, find_all, find_first

SECTION_16_FORMS = frozenset(("3", "4", "5"))

_SECTION_16 = re.compile(r"(?:section|§)s?\s?(?:13[^.;]{0,20}and\s)?16\b", re.IGNORECASE)
_SIGNS_NAME = re.compile(r"sign\sthe\s+names?\sof|in\sthe\sname\sof|(?:his|her|their)\sname", re.IGNORECASE)
_SUCH_FORM = re.compile(
    r"\b(?:any|all|each)?\s?(?:of\s)?such\s(?:forms?|schedules?|reports?|filings?"
    r"|statements?|documents?)\b|\b(?:the\s)?foregoing\s(?:forms?|reports?|documents?"
    r"|filings?)\b",
    re.IGNORECASE,
)
_ENUMERATOR = re.compile(
    r"(?<=[\s:;,])(?<!clause\s)(?<!clauses\s)(?<!section\s)(?<!items\s)\(?(?:[ivx]{1,4"
    r"}|[a-h]|\d{1,2})(?:\)|(?<=[\v\n;]\d)\.|(?<=[\v\n;]\w)\.|(?<=[:;,]\s\d)\."
    r"|(?<=;\sand\s\d)\.|(?<=;\sor\s\d)\.)\s"
)
_REFERS_BACK = re.compile(
    r"amendments?(?:\sor\ssupplements?)?(?:\s(?:thereto|thereof|(?:to|of)\s(?:them|it|those|these"
    r"|such|any\sof|either|the\sforegoing))|\s?[),])",
    re.IGNORECASE,
)
_AMENDS_ALL = re.compile(
    r"\b(?:any\s|all\s)*amendments?\s(?:(?:of|to)\s(?:each|any|all|either"
    r"|the\sforegoing|such)\b|thereto|thereof)",
    re.IGNORECASE,
)
_TERM_BEGINS = re.compile(
    r"\b(?:until\s(?:such|the\s(?:earlier|earliest|undersigned|date)|I\b|revoked"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|for\sso\slong\sas"
    r"|for\sas\slong\sas|unless\s(?:earlier|sooner|and\suntil)|shall\sremain\sin)",
    re.IGNORECASE,
)

_DENIES = re.compile(
    r"\b(?:(?:(?:does|do|shall|may|will|is|are)\snot(?!\slimited)|cannot)\b[^.;:,]{0,80}"
    r"|(?:neither|nor|except(?:ing)?|excludes?|excluding|exclusive\sof|other\sthan"
    r"|save\sfor|with\sthe\sexception\sof"
    r"|(?:but|and)\snot)(?:\s\w+){0,4}\s)$",
    re.IGNORECASE,
)
_OPENS_LIST = re.compile(r"\bto\s?:\s|:\s\(?(?:1|i|a)[).]\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Segment:
    label: str
    start: int
    end: int


def read_scope(paper: PaperText, issuers: IssuerScope, is_delegation: bool) -> FieldReading:
    """The scope clauses. ``issuers`` go into every clause (they are read once for the paper)."""
    flow = paper.flow
    clauses: list[ScopeClause] = []
    spans: list[tuple[int, int]] = []
    names: list[str] = []
    for sentence in paper.granting:
        end = _without_term(flow.text, sentence.start, sentence.end)
        segments = list(_segments(flow.text, sentence.start, end))
        lead_amends = _lead_amendments(flow, segments)
        of_sentence = len(clauses)
        for segment in segments:
            found = _clause(flow, segment, issuers, clauses)
            if found is None:
                amends_all = _AMENDS_ALL.search(flow.text, segment.start, segment.end)
                if amends_all is not None and clauses[of_sentence:]:
                    clauses[of_sentence:] = [
                        replace(clause, amendments=Amendments.EXPLICIT) for clause in clauses[of_sentence:]
                    ]
                    spans.append((amends_all.start(), amends_all.end()))
                continue
            read, place, wording = found
            if lead_amends:
                read = [
                    replace(clause, amendments=Amendments.EXPLICIT)
                    if clause.amendments is Amendments.SILENT
                    else clause
                    for clause in read
                ]
            clauses.extend(read)
            spans.extend(place)
            names.extend(wording)
    confidence = FieldConfidence.HIGH
    doubt: str | None = None
    if not clauses:
        clauses, spans, confidence, doubt = _by_section_or_recital(paper, issuers)
        if not clauses:
            return missing(
                "scope", (), flow, "The paper names no form, no Section 16 and no general class of filings."
            )
    if is_delegation:
        clauses = _signing_words(flow, paper, clauses)
    clauses = _without_repeats(clauses)
    denied = list(_denied(paper))
    if denied:
        # What is taken away is taken away for certain; what is left needs a person's eye.
        taken = frozenset(form for mention in denied for form in mention.forms)
        clauses = [
            replace(clause, forms=clause.forms - taken) for clause in clauses if not clause.forms <= taken
        ]
        first = denied[0]
        words = shown(flow.text[max(paper.grant_start, first.start - 70) : first.end])
        doubt = doubt or f"Words seem to take forms away: “{words}”."
        spans.extend((mention.start, mention.end) for mention in denied)
    if any("*" in clause.forms for clause in clauses) or any(
        name == "other forms required under the section" for name in names
    ):
        confidence = FieldConfidence.MEDIUM if confidence is FieldConfidence.HIGH else confidence
    return reading("scope", tuple(clauses), flow, spans, confidence=confidence, doubt=doubt, wordings=names)


def _denied(paper: PaperText) -> Iterator[FormMention]:
    """Forms that the paper names only to say that it does not reach them ("other than Form 3")."""
    text = paper.flow.text
    for sentence in paper.granting:
        end = _without_term(text, sentence.start, sentence.end)
        for mention in form_mentions(text, sentence.start, end):
            if _is_denied(text, sentence.start, mention):
                yield mention


def _is_denied(text: str, start: int, mention: FormMention) -> bool:
    """True where the words before the mention, back to ``start``, take the forms out of the grant."""
    return _DENIES.search(text, max(start, mention.start - 90), mention.start) is not None


def _without_term(text: str, start: int, end: int) -> int:
    """Where the sentence stops to say what may be signed and begins to say how long."""
    found = _TERM_BEGINS.search(text, start, end)
    if found is None or _list_follows(text, found.end(), end):
        return end
    if next(form_mentions(text, start, found.start()), None) is None and not _SECTION_16.search(
        text, start, found.start()
    ):
        return end
    return found.start()


def _list_follows(text: str, start: int, end: int) -> bool:
    """True where the list of what may be signed stands behind the words about the time: "..., to: (1)"."""
    opening = _OPENS_LIST.search(text, start, end)
    return opening is not None and next(form_mentions(text, opening.end(), end), None) is not None


def _segments(text: str, start: int, end: int) -> Iterator[_Segment]:
    """The items of a sentence's list, each with its label; what stands before the first has none."""
    label, position = "", start
    for mark in _ENUMERATOR.finditer(text, start, end):
        yield _Segment(label, position, mark.start())
        label, position = mark.group().strip().rstrip("."), mark.end()
    yield _Segment(label, position, end)


def _lead_amendments(flow: Flow, segments: list[_Segment]) -> bool:
    """True where words before the list give amendments of everything in it."""
    if len(segments) < 2:
        return False
    lead = segments[0]
    if next(form_mentions(flow.text, lead.start, lead.end), None) is not None:
        return False
    return (
        re.search(
            r"including\s(?:any\s|all\s)?amendments|and\s(?:any\s)?amendments",
            flow.text[lead.start : lead.end],
            re.IGNORECASE,
        )
        is not None
    )


def _clause(
    flow: Flow, segment: _Segment, issuers: IssuerScope, before: list[ScopeClause]
) -> tuple[list[ScopeClause], list[tuple[int, int]], list[str]] | None:
    """The clause that one item gives, with the places it rests on and the wordings that matched."""
    mentions = [
        mention
        for mention in form_mentions(flow.text, segment.start, segment.end)
        if not _is_definition(flow.text, mention) and not _is_denied(flow.text, segment.start, mention)
    ]
    such = _SUCH_FORM.search(flow.text, segment.start, segment.end)
    amendment = find_first(AMENDMENT_WORDINGS, flow, segment.start, segment.end)
    known = frozenset(form for clause in before for form in clause.forms)
    explicit = frozenset(
        form for clause in before if clause.amendments is Amendments.EXPLICIT for form in clause.forms
    )
    if before and such is not None and (not mentions or _are_such(flow.text, mentions)):
        named = frozenset(form for mention in mentions for form in mention.forms) & known or known
        if amendment is None or amendment.wording.value is not Amendments.EXPLICIT or named <= explicit:
            return None
        clause = ScopeClause(segment.label, named - explicit, Amendments.EXPLICIT, False, issuers)
        return (
            [clause],
            [(such.start(), such.end()), (amendment.start, amendment.end)],
            [amendment.wording.name],
        )
    forms = {form for mention in mentions for form in mention.forms}
    spans = [(mention.start, mention.end) for mention in mentions]
    names: list[str] = []
    for hit in find_all(ID_WORDINGS, flow, segment.start, segment.end):
        if "ID" not in forms and "ID" not in known:
            forms.add("ID")
            spans.append((hit.start, hit.end))
            names.append(hit.wording.name)
    general = next(
        (
            hit
            for hit in find_all(GENERAL_WORDINGS, flow, segment.start, min(len(flow.text), segment.end + 14))
            if not _is_narrowed(flow.text, hit.end, segment.end)
        ),
        None,
    )
    if general is None and segment.label == "" and mentions == []:
        general = None
    if general is not None:
        forms.add("*")
        spans.append((general.start, general.end))
        names.append(general.wording.name)
    if not forms:
        return None
    amendments = Amendments.SILENT
    if amendment is not None:
        amendments = amendment.wording.value
        spans.append((amendment.start, amendment.end))
        names.append(amendment.wording.name)
    successor = find_first(SUCCESSOR_WORDINGS, flow, segment.start, segment.end)
    if successor is not None:
        spans.append((successor.start, successor.end))
        names.append(successor.wording.name)
    label = segment.label or "1"
    whole = ScopeClause(label, frozenset(forms), amendments, successor is not None, issuers)
    amended_until = max(
        (hit.end for hit in find_all(AMENDMENT_WORDINGS, flow, segment.start, segment.end)), default=0
    )
    return (
        _narrowed_to_what_stands_before(flow.text, whole, mentions, amendment, successor, amended_until),
        spans,
        names,
    )


def _narrowed_to_what_stands_before(
    text: str,
    whole: ScopeClause,
    mentions: list[FormMention],
    amendment: Hit[Amendments] | None,
    successor: Hit[bool] | None,
    amended_until: int,
) -> list[ScopeClause]:
    """Words such as "(and amendments thereto)" reach the forms before them, not those named after them."""
    back = amendment is not None and _REFERS_BACK.match(text, amendment.start) is not None
    later_amended = {form for item in mentions if back and item.start > amended_until for form in item.forms}
    later_succeeded = {
        form
        for item in mentions
        if successor is not None and item.start > successor.end
        for form in item.forms
    }
    later = later_amended | later_succeeded
    if not later or later == whole.forms:
        return [whole]
    rest = replace(
        whole,
        forms=frozenset(later),
        amendments=Amendments.SILENT if later_amended else whole.amendments,
        successor_forms=whole.successor_forms and not later_succeeded,
    )
    return [replace(whole, forms=whole.forms - later), rest]


def _are_such(text: str, mentions: list[FormMention]) -> bool:
    """True where every form of the item is one spoken of before ("any such Form 3, 4 or 5")."""
    return all(
        re.search(r"\bsuch\s(?:\w+\s){0,2}$", text[max(0, mention.start - 25) : mention.start], re.IGNORECASE)
        for mention in mentions
    )


def _is_definition(text: str, mention: FormMention) -> bool:
    """True for '(a "Form ID" and, together with ...)': a name given, not a form granted."""
    return text[max(0, mention.start - 1) : mention.start] == '"'


def _is_narrowed(text: str, start: int, end: int) -> bool:
    """True where "any documents" turn out to be those of Section 16 or of a registration."""
    return (
        re.search(
            r"(?:pursuant\sto|under|in\saccordance\swith|by)\s(?:sections?|rules?)\s?\d",
            text[start : min(end, start + 160)],
            re.IGNORECASE,
        )
        is not None
    )


def _by_section_or_recital(
    paper: PaperText, issuers: IssuerScope
) -> tuple[list[ScopeClause], list[tuple[int, int]], FieldConfidence, str | None]:
    """The scope of a paper that names no form in its grant: by Section 16, or by what it recites."""
    flow = paper.flow
    for sentence in paper.granting:
        end = _without_term(flow.text, sentence.start, sentence.end)
        general = next(iter(find_all(GENERAL_WORDINGS, flow, sentence.start, end)), None)
        section = _SECTION_16.search(flow.text, sentence.start, end)
        if section is not None:
            amendment = find_first(AMENDMENT_WORDINGS, flow, sentence.start, end)
            kind = amendment.wording.value if amendment else Amendments.SILENT
            clause = ScopeClause("1", SECTION_16_FORMS, kind, False, issuers)
            spans = [(section.start(), section.end())] + (
                [(amendment.start, amendment.end)] if amendment else []
            )
            return [clause], spans, FieldConfidence.MEDIUM, None
        if general is not None:
            clause = ScopeClause("1", frozenset("*"), Amendments.SILENT, False, issuers)
            return [clause], [(general.start, general.end)], FieldConfidence.MEDIUM, None
    recited = list(form_mentions(flow.text, 0, paper.body.end))
    if recited and paper.recital is not None:
        forms = frozenset(form for mention in recited for form in mention.forms)
        spans = [(mention.start, mention.end) for mention in recited]
        doubt = (
            f"The paper passes on the powers of the paper above it and names forms only in "
            f"its recital: “{shown(flow.text[spans[0][0] : spans[0][1]])}”."
        )
        return [ScopeClause("1", forms, Amendments.SILENT, False, issuers)], spans, FieldConfidence.LOW, doubt
    return [], [], FieldConfidence.MISSING, None


def _signing_words(flow: Flow, paper: PaperText, clauses: list[ScopeClause]) -> list[ScopeClause]:
    """In a delegation, mark clauses without the words that let the delegate sign the principal's name.

    Only where another clause has such words: a paper that nowhere repeats them passes on what there is, and
    words before the list reach all of it.
    """
    for sentence in paper.granting:
        segments = list(_segments(flow.text, sentence.start, sentence.end))
        having = {
            segment.label for segment in segments if _SIGNS_NAME.search(flow.text, segment.start, segment.end)
        }
        labels = {clause.clause for clause in clauses} & {segment.label for segment in segments}
        if having & labels and "" not in having:
            return [replace(clause, signs_for_principal=clause.clause in having) for clause in clauses]
    return clauses


def _without_repeats(clauses: list[ScopeClause]) -> list[ScopeClause]:
    """The clauses without those that give nothing beyond one before them."""
    kept: list[ScopeClause] = []
    for clause in clauses:
        if not any(
            clause.forms <= other.forms
            and (clause.amendments is other.amendments or other.amendments is Amendments.EXPLICIT)
            and (other.successor_forms or not clause.successor_forms)
            for other in kept
        ):
            kept.append(clause)
    return kept
