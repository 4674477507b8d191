"""The cheapest safe way out of a decision that is not "authorized".

Best first: the owner signs; another attorney whose path is clean signs; a new power of attorney is signed and
attached; a written re-delegation; a missing fact is recorded (section 6 of the authority reference).
"""

from __future__ import annotations

from preflight.authority.decision import Decision
from preflight.authority.reasons import Reason

_FACTS: dict[Reason, str] = {
    Reason.NO_SIGNATURE: "Have {owner}, or an attorney-in-fact named for {owner}, sign the form.",
    Reason.WRONG_PRINCIPAL: "Add a signature that is given for {owner}.",
    Reason.SIGNATURE_ELSEWHERE: "Type the signer's name into the signature element.",
    Reason.OWNER_UNDETERMINED: "Name the owner in the line: /s/ {signer}, attorney-in-fact for {owner}.",
    Reason.DATE_MISSING: "Give the day of signing as YYYY-MM-DD.",
    Reason.DATE_IN_FUTURE: "Correct the day of signing, or wait until it has come.",
    Reason.NAME_AMBIGUOUS: "Write the signer's full name, and record aliases in the registry's people.",
    Reason.NAME_WEAK: "Write the full name as in the paper, or record the short one as an alias.",
    Reason.NAME_CONFLICT: "Check who signed: write the name as in the paper, or have {owner} sign.",
    Reason.INCUMBENCY_UNKNOWN: "Record who held the office on that day, or have {owner} sign.",
    Reason.FIRM_MEMBERSHIP_UNKNOWN: "Record whether {signer} belonged to the firm, or have {owner} sign.",
    Reason.ISSUER_RELATION_UNKNOWN: "Record how the issuers are related, or have {owner} sign.",
    Reason.FIDUCIARY_UNPROVEN: "Record the appointment of {signer} (court order, will, trust deed).",
    Reason.ENTITY_CAPACITY_MISSING: "State in the line who signs, for which entity and in what capacity.",
    Reason.ENTITY_CHAIN_UNPROVEN: "Record the office or the resolution that lets {signer} sign for {owner}.",
    Reason.UPSTREAM_MISSING: "Record the paper on which the delegation rests, or have {owner} sign.",
    Reason.PRINCIPAL_DECEASED: "Have the personal representative sign, and record the appointment.",
    Reason.PRINCIPAL_INCAPACITY: "Ask counsel who may act for {owner}, and record the appointment.",
    Reason.NO_REGISTRY: "Start a registry: poa-registry.json beside the drafts, with the power of attorney.",
    Reason.JOINT_INCOMPLETE: "Add the signatures of all who must act together, or have {owner} sign.",
    Reason.EXERCISE_UNSTATED: "Add the signatures of all attorneys-in-fact, or have {owner} sign.",
    Reason.DEPTH_LIMIT: "Have somebody nearer to {owner} sign, or {owner} in person.",
}
"""What settles the matter where one step does it."""


def settles_itself(code: Reason) -> bool:
    """Return whether one step mends what ``code`` says, so that nobody else need be found to sign."""
    return code in _FACTS


def way_out(decision: Decision, owner: str = "", another: str | None = None) -> str:
    """Return the remedy as one sentence, in the imperative.

    ``owner`` is who signs for the owner in person (default: the draft's name), ``another`` an
    attorney-in-fact whose own path is clean.
    """
    request = decision.request
    values = {
        "owner": owner or request.owner.label,
        "signer": request.signature.signer or "the signer",
        "another": another,
    }
    fact = _FACTS.get(decision.code)
    if fact is not None:
        return fact.format(**values)
    if another is not None:
        return (
            "Have {owner} or {another} sign, or attach a new power of attorney that names {signer}.".format(
                **values
            )
        )
    return "Have {owner} sign, or attach a new power of attorney that names {signer}.".format(**values)
