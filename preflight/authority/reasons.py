"""Reason codes: why a signer may sign, may not, or why nobody can tell.

The codes are API: tests assert them, JSON carries them, and a code never changes its meaning. Each has the
verdict that it leads to (``None`` for secondary codes, which never change a verdict) and a sentence
template for people. A :class:`ReasonDetail` names the instrument and the term that a code speaks of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from preflight.findings import ended_once
from preflight.lazy_dataclass import dataclass


class Verdict(StrEnum):
    """The answer to "may this person sign this form for this owner on this day?"; never a fourth."""

    AUTHORIZED = "authorized"
    NOT_AUTHORIZED = "not_authorized"
    CANNOT_TELL = "cannot_tell"

    @property
    def rank(self) -> int:
        """0 for authorized, 1 for cannot tell, 2 for not authorized: lower is better."""
        return _RANK[self]


_RANK = {Verdict.AUTHORIZED: 0, Verdict.CANNOT_TELL: 1, Verdict.NOT_AUTHORIZED: 2}


class Reason(StrEnum):
    """Every reason code of the decision procedure."""

    # authorized
    SELF = "self"
    DIRECT = "direct"
    CHAIN = "chain"
    TITLE = "title"
    FIRM = "firm"
    JOINT_SATISFIED = "joint_satisfied"
    ENTITY_OFFICER = "entity_officer"
    FIDUCIARY_PROVEN = "fiduciary_proven"

    # not authorized
    NO_SIGNATURE = "no_signature"
    WRONG_PRINCIPAL = "wrong_principal"
    ACCESS_NOT_AUTHORITY = "access_not_authority"
    NO_GRANT = "no_grant"
    NOT_NAMED = "not_named"
    NOT_INCUMBENT = "not_incumbent"
    NOT_YET_EFFECTIVE = "not_yet_effective"
    NOT_YET_DELEGATED = "not_yet_delegated"
    DELEGATED_BEFORE_UPSTREAM = "delegated_before_upstream"
    FORM_OUT_OF_SCOPE = "form_out_of_scope"
    ISSUER_OUT_OF_SCOPE = "issuer_out_of_scope"
    CAPACITY_OUT_OF_SCOPE = "capacity_out_of_scope"
    EXCEEDS_UPSTREAM = "exceeds_upstream"
    DELEGATION_NOT_PERMITTED = "delegation_not_permitted"
    REDELEGATION_NOT_GRANTED = "redelegation_not_granted"
    DELEGATOR_NOT_AGENT = "delegator_not_agent"
    JOINT_INCOMPLETE = "joint_incomplete"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    TERM_ENDED = "term_ended"
    AGENT_STATUS_ENDED = "agent_status_ended"
    AGENT_RESIGNED = "agent_resigned"
    AGENT_DECEASED = "agent_deceased"
    DELEGATOR_ENDED = "delegator_ended"
    PRINCIPAL_DECEASED = "principal_deceased"
    UPSTREAM_REVOKED = "upstream_revoked"
    UPSTREAM_SUPERSEDED = "upstream_superseded"
    UPSTREAM_EXPIRED = "upstream_expired"
    UPSTREAM_TERM_ENDED = "upstream_term_ended"
    CYCLE = "cycle"

    # cannot tell
    NAME_AMBIGUOUS = "name_ambiguous"
    NAME_WEAK = "name_weak"
    NAME_CONFLICT = "name_conflict"
    SIGNATURE_ELSEWHERE = "signature_elsewhere"
    OWNER_UNDETERMINED = "owner_undetermined"
    """The filing has several owners, and nothing in the line says for which of them it stands."""
    LINE_NOT_UNDERSTOOD = "line_not_understood"
    """A part of the signature line was not understood, and it may speak against the signature."""
    DATE_MISSING = "date_missing"
    DATE_IN_FUTURE = "date_in_future"
    DATE_IN_DOUBT = "date_in_doubt"
    """A day on which something ended or began is not known, or is the day asked about."""
    REVOCATION_NOT_DELIVERED = "revocation_not_delivered"
    REVOCATION_SAME_DAY = "revocation_same_day"
    REVOCATION_PARTIAL_DELIVERY = "revocation_partial_delivery"
    REVOCATION_FORM = "revocation_form"
    SUPERSESSION_SAME_DAY = "supersession_same_day"
    COLLATERAL_SUPERSESSION = "collateral_supersession"
    TERM_BOUNDARY = "term_boundary"
    TERM_END_UNCERTAIN = "term_end_uncertain"
    ENDED_BEFORE_FILING = "ended_before_filing"
    INCUMBENCY_UNKNOWN = "incumbency_unknown"
    FIRM_MEMBERSHIP_UNKNOWN = "firm_membership_unknown"
    EXERCISE_UNSTATED = "exercise_unstated"
    ISSUER_SUCCESSOR = "issuer_successor"
    ISSUER_RELATION_UNKNOWN = "issuer_relation_unknown"
    PRINCIPAL_INCAPACITY = "principal_incapacity"
    AGENT_INCAPACITY = "agent_incapacity"
    """The attorney-in-fact is recorded as incapable."""
    ABSENCE_UNPROVEN = "absence_unproven"
    """The paper appoints the signer only in another attorney's absence, which is not recorded."""
    FIDUCIARY_UNPROVEN = "fiduciary_unproven"
    ENTITY_CAPACITY_MISSING = "entity_capacity_missing"
    ENTITY_CHAIN_UNPROVEN = "entity_chain_unproven"
    INSTRUMENT_UNSIGNED = "instrument_unsigned"
    UPSTREAM_MISSING = "upstream_missing"
    DELEGATION_AMBIGUOUS = "delegation_ambiguous"
    DEPTH_LIMIT = "depth_limit"
    SEARCH_LIMIT = "search_limit"
    """The stated budget of the search was used up."""
    NO_REGISTRY = "no_registry"
    """Somebody else than the owner signed, and there is no registry to look into."""

    # secondary (EXECUTED_DATE_SUSPECT is primary where the readings of a date lead to different verdicts)
    EXECUTED_DATE_SUSPECT = "executed_date_suspect"
    SAME_DAY_GRANT = "same_day_grant"
    AMENDMENT_IMPLIED = "amendment_implied"
    TERM_TAIL = "term_tail"
    STATUS_UNVERIFIED = "status_unverified"
    POA_NOT_ON_FILE = "poa_not_on_file"
    CHAIN_INCOMPLETE_ON_FILE = "chain_incomplete_on_file"
    CAPACITY_NOT_STATED = "capacity_not_stated"
    NAME_VARIANT = "name_variant"
    ISSUER_UNSTATED = "issuer_unstated"
    ISSUER_FROM_CONTEXT = "issuer_from_context"
    ISSUER_SUBSIDIARY = "issuer_subsidiary"
    SUBPOA_DRAFTING_GAP = "subpoa_drafting_gap"
    SUBSTITUTION_READ_AS_DELEGATION = "substitution_read_as_delegation"
    FIRM_NO_INDIVIDUAL = "firm_no_individual"
    NOTICE_NOT_EVIDENCED = "notice_not_evidenced"
    STALE = "stale"
    DATE_TZ_DROPPED = "date_tz_dropped"
    FORM_ID_NOT_NOTARIZED = "form_id_not_notarized"
    OFFICER_POWER_SUBLET = "officer_power_sublet"
    """An officer's own attorney-in-fact signs for the entity: whether the office allows that is its law."""

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that this code leads to, or ``None`` for a secondary code."""
        return _VERDICT[self]

    @property
    def is_secondary(self) -> bool:
        """True for codes that only accompany a verdict."""
        return _VERDICT[self] is None


def _verdicts() -> dict[Reason, Verdict | None]:
    """The members stand in the order of their verdicts, so the first of each group marks its start."""
    starts: dict[Reason, Verdict | None] = {
        Reason.SELF: Verdict.AUTHORIZED,
        Reason.NO_SIGNATURE: Verdict.NOT_AUTHORIZED,
        Reason.NAME_AMBIGUOUS: Verdict.CANNOT_TELL,
        Reason.EXECUTED_DATE_SUSPECT: None,
    }
    verdicts: dict[Reason, Verdict | None] = {}
    current: Verdict | None = Verdict.AUTHORIZED
    for reason in Reason:
        current = starts.get(reason, current)
        verdicts[reason] = current
    return verdicts


_VERDICT = _verdicts()

_SENTENCES: dict[Reason, str] = {
    Reason.SELF: "{signer} is the reporting owner and signs in person.",
    Reason.DIRECT: '{signer} is named as attorney-in-fact in "{instrument}".',
    Reason.CHAIN: '{signer} holds authority delegated under "{instrument}".',
    Reason.TITLE: '{signer} held the office of {office}, which "{instrument}" appoints.',
    Reason.FIRM: '{signer} acts for {firm}, which "{instrument}" appoints.',
    Reason.JOINT_SATISFIED: 'The attorneys-in-fact whom "{instrument}" wants together have all signed.',
    Reason.ENTITY_OFFICER: "Records show that {signer} may sign for {owner}.",
    Reason.FIDUCIARY_PROVEN: 'The appointment of {signer} for {owner} is recorded ("{instrument}").',
    Reason.NO_SIGNATURE: "No signature stands for {owner}.",
    Reason.WRONG_PRINCIPAL: "The signature line names {principal}, not {owner}.",
    Reason.ACCESS_NOT_AUTHORITY: (
        "{signer} signs in an EDGAR role, which gives access to EDGAR but no authority to sign."
    ),
    Reason.NO_GRANT: "The registry holds no power of attorney for {owner}.",
    Reason.NOT_NAMED: "No paper in the registry names {signer} for {owner}.",
    Reason.NOT_INCUMBENT: '{signer} did not hold an office appointed in "{instrument}" on {day}.',
    Reason.NOT_YET_EFFECTIVE: '"{instrument}" takes effect on {since}, after {day}.',
    Reason.NOT_YET_DELEGATED: 'The delegation "{instrument}" takes effect on {since}, after {day}.',
    Reason.DELEGATED_BEFORE_UPSTREAM: (
        'The delegation "{instrument}" was signed on {day}, before "{upstream}" took effect on {since}.'
    ),
    Reason.FORM_OUT_OF_SCOPE: '"{instrument}" covers {forms}, not Form {form}.',
    Reason.ISSUER_OUT_OF_SCOPE: '"{instrument}" covers {issuers}, not the issuer with CIK {issuer}.',
    Reason.CAPACITY_OUT_OF_SCOPE: '"{instrument}" covers the capacity {covered}, not {capacity}.',
    Reason.EXCEEDS_UPSTREAM: 'The delegation "{instrument}" reaches further than "{upstream}": {because}',
    Reason.DELEGATION_NOT_PERMITTED: '"{instrument}" does not let its attorneys-in-fact delegate.',
    Reason.REDELEGATION_NOT_GRANTED: '"{instrument}" does not let a delegate delegate again.',
    Reason.DELEGATOR_NOT_AGENT: '{delegator}, who signed "{instrument}", held nothing under "{upstream}".',
    Reason.JOINT_INCOMPLETE: '"{instrument}" wants {needed} to act together; missing: {missing}.',
    Reason.REVOKED: '"{instrument}" was revoked for {signer} with effect from {since} ("{event}").',
    Reason.SUPERSEDED: '"{instrument}" was replaced by "{by}" on {since}.',
    Reason.EXPIRED: '"{instrument}" ended on {until}.',
    Reason.TERM_ENDED: '"{instrument}" ended with {condition} on {until}.',
    Reason.AGENT_STATUS_ENDED: (
        '"{instrument}" lasts only while {signer} is with {organisation}; that ended on {until}.'
    ),
    Reason.AGENT_RESIGNED: '{signer} resigned under "{instrument}" on {since}.',
    Reason.AGENT_DECEASED: "{signer} died on {since}.",
    Reason.DELEGATOR_ENDED: 'The power of {delegator} under "{instrument}" has ended: {because}',
    Reason.PRINCIPAL_DECEASED: "{owner} died on {since}; no power of attorney outlives its giver.",
    Reason.UPSTREAM_REVOKED: 'The source "{instrument}" was revoked for {signer} from {since} ("{event}").',
    Reason.UPSTREAM_SUPERSEDED: 'The source "{instrument}" was replaced by "{by}" on {since}.',
    Reason.UPSTREAM_EXPIRED: 'The source "{instrument}" ended on {until}.',
    Reason.UPSTREAM_TERM_ENDED: 'The source "{instrument}" ended with {condition} on {until}.',
    Reason.CYCLE: 'The delegations that lead to "{instrument}" run in a circle and never reach the owner.',
    Reason.NAME_AMBIGUOUS: 'The name "{signer}" fits more than one person: {candidates}.',
    Reason.NAME_WEAK: 'The name "{signer}" is too weak to be taken for {candidates}.',
    Reason.NAME_CONFLICT: 'The name "{signer}" contradicts {candidates}.',
    Reason.SIGNATURE_ELSEWHERE: 'The signature line sends the reader elsewhere: "{signer}".',
    Reason.OWNER_UNDETERMINED: "Nothing says for which of the owners the signature of {signer} stands.",
    Reason.LINE_NOT_UNDERSTOOD: "A part of the signature line of {signer} was not understood.",
    Reason.DATE_MISSING: "The signature has no usable date.",
    Reason.DATE_IN_FUTURE: "The signature is dated {day}, after the day of this check ({now}).",
    Reason.DATE_IN_DOUBT: '"{instrument}": {because}',
    Reason.REVOCATION_NOT_DELIVERED: (
        '"{instrument}" was revoked in writing on {since} ("{event}"), and no delivery by {day} is recorded.'
    ),
    Reason.REVOCATION_SAME_DAY: '"{instrument}" was revoked on {day}, the day in question ("{event}").',
    Reason.REVOCATION_PARTIAL_DELIVERY: (
        'The revocation of "{instrument}" ("{event}") reached {reached} but, as far as '
        "recorded, not {signer}."
    ),
    Reason.REVOCATION_FORM: (
        '"{instrument}" was revoked on {since} in a form that it may not allow ({form}; "{event}").'
    ),
    Reason.SUPERSESSION_SAME_DAY: '"{instrument}" was replaced by "{by}" on {since}; the order is not known.',
    Reason.COLLATERAL_SUPERSESSION: (
        'Read literally, "{by}" of {since} also ends "{instrument}", though it was made for another owner.'
    ),
    Reason.TERM_BOUNDARY: '"{instrument}" ends on {until}: whether that day is included is open.',
    Reason.TERM_END_UNCERTAIN: (
        '"{instrument}" lasts as long as {condition}; {owner} left on {since} and the tail ended on {until}.'
    ),
    Reason.ENDED_BEFORE_FILING: "The authority held on {day} but not on the filing date {filed}: {because}",
    Reason.INCUMBENCY_UNKNOWN: 'Who held {office} on {day} is not recorded ("{instrument}").',
    Reason.FIRM_MEMBERSHIP_UNKNOWN: (
        'Whether {signer} belonged to {firm} on {day} is not recorded ("{instrument}").'
    ),
    Reason.EXERCISE_UNSTATED: ('"{instrument}" does not settle whether {present} may act without {missing}.'),
    Reason.ISSUER_SUCCESSOR: (
        'CIK {issuer} succeeds an issuer named in "{instrument}", which does not speak of successors.'
    ),
    Reason.ISSUER_RELATION_UNKNOWN: 'Whether "{instrument}" covers the issuer with CIK {issuer}: {because}',
    Reason.PRINCIPAL_INCAPACITY: "{owner} is recorded as incapable since {since}; {effect}.",
    Reason.AGENT_INCAPACITY: "{signer} is recorded as incapable since {since}.",
    Reason.ABSENCE_UNPROVEN: '"{instrument}" appoints {signer} only in place of {other}.',
    Reason.FIDUCIARY_UNPROVEN: "No record shows that {signer} was appointed {role} for {owner}.",
    Reason.ENTITY_CAPACITY_MISSING: (
        "{owner} is an entity, and the line does not say who signs in what capacity."
    ),
    Reason.ENTITY_CHAIN_UNPROVEN: "No record shows that {signer} may sign for {owner}: {because}",
    Reason.INSTRUMENT_UNSIGNED: '"{instrument}" does not bear its giver\'s signature.',
    Reason.UPSTREAM_MISSING: 'The paper on which "{instrument}" rests ({upstream}) is not in the registry.',
    Reason.DELEGATION_AMBIGUOUS: (
        '"{instrument}" speaks of substitutes without words that permit delegation.'
    ),
    Reason.DEPTH_LIMIT: 'More than five grants stand between the owner and the signer (at "{instrument}").',
    Reason.SEARCH_LIMIT: "The search was given up: {because}",
    Reason.NO_REGISTRY: (
        "{signer} is not the owner, and there is no registry of powers of attorney to look into."
    ),
    Reason.EXECUTED_DATE_SUSPECT: 'The date of "{instrument}" ({since}) is doubtful.',
    Reason.SAME_DAY_GRANT: '"{instrument}" was signed and used on one day, {day}.',
    Reason.AMENDMENT_IMPLIED: '"{instrument}" does not speak of amendments; Form {form} is taken as covered.',
    Reason.TERM_TAIL: (
        '{owner} left on {since}; "{instrument}" is taken to last while duties run on, until {until}.'
    ),
    Reason.STATUS_UNVERIFIED: (
        '"{instrument}" lasts only while {condition}; nothing recorded proves or ends it.'
    ),
    Reason.POA_NOT_ON_FILE: '"{instrument}" is neither attached nor on file with the Commission.',
    Reason.CHAIN_INCOMPLETE_ON_FILE: 'Of the chain, not attached or on file: "{instrument}".',
    Reason.CAPACITY_NOT_STATED: "{signer} signs for {owner} without saying in what capacity.",
    Reason.NAME_VARIANT: '"{signer}" is written differently from "{known}".',
    Reason.ISSUER_UNSTATED: '"{instrument}" names no issuer.',
    Reason.ISSUER_FROM_CONTEXT: (
        '"{instrument}" says "the Company" without naming it; the issuer comes from the '
        "filing that it came with."
    ),
    Reason.ISSUER_SUBSIDIARY: 'CIK {issuer} is covered by "{instrument}" as a related company.',
    Reason.SUBPOA_DRAFTING_GAP: (
        '"{instrument}" lists Form {form} in a clause without the words to sign the owner\'s name.'
    ),
    Reason.SUBSTITUTION_READ_AS_DELEGATION: (
        'The power of substitution in "{instrument}" is read as leave to delegate.'
    ),
    Reason.FIRM_NO_INDIVIDUAL: "{signer} signs as a firm; no individual is named.",
    Reason.NOTICE_NOT_EVIDENCED: (
        'Nothing shows that {signer} was told of "{by}", which replaced "{instrument}".'
    ),
    Reason.STALE: '"{instrument}" is older than {years} years.',
    Reason.DATE_TZ_DROPPED: "The signature date carries a time zone, which was dropped.",
    Reason.FORM_ID_NOT_NOTARIZED: 'Form ID is signed under "{instrument}", which is not notarized.',
    Reason.OFFICER_POWER_SUBLET: (
        "{signer} signs under the power of {officer}; whether an officer of {entity} may "
        "do that is its own law."
    ),
}


@dataclass(frozen=True, slots=True)
class ReasonDetail:
    """One reason with what it speaks of: the instrument, the verdict it leads to, and the actual values.

    ``values`` are name and text pairs (dates as ``YYYY-MM-DD``), in the words of the sentence template.
    ``verdict`` is that of the code, save where the evidence makes a doubt a denial.
    """

    code: Reason
    instrument: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    verdict: Verdict | None = None

    @property
    def value(self) -> Mapping[str, str]:
        """The values by name."""
        return dict(self.values)

    def leading_to(self, verdict: Verdict) -> ReasonDetail:
        """Return the same reason where the evidence makes it lead to another verdict than usual."""
        return replace(self, verdict=verdict)

    def __str__(self) -> str:
        return describe(self)


class _Blank(dict[str, str]):
    """Fills a value that was not recorded, so that a sentence never fails."""

    def __missing__(self, key: str) -> str:
        return "an unrecorded " + key.replace("_", " ")


def describe(reason: ReasonDetail | Reason) -> str:
    """Return the sentence for people, with the instrument and the term named where they are known."""
    if isinstance(reason, Reason):
        reason = ReasonDetail(reason)
    values = _Blank(reason.values)
    if reason.instrument is not None:
        values["instrument"] = reason.instrument
    return ended_once(_SENTENCES[reason.code].format_map(values))


def because(
    code: Reason,
    instrument: str | None = None,
    **values: object,
) -> ReasonDetail:
    """Build a :class:`ReasonDetail`; ``None`` values are left out, everything else is turned into text."""
    return ReasonDetail(
        code,
        instrument,
        tuple((key, str(value)) for key, value in values.items() if value is not None),
        code.verdict,
    )
