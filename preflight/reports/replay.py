"""A JSON report asked again: do the same questions still get the same answers, and if not, what changed?

The report of `preflight check --format json` holds every request as it was put, with its days, and the papers
that came with the draft; the registry is opened anew. A decision is the same where its verdict, its code and
its chain are. Everything else that differs is told beside it, so that an auditor sees why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from preflight.authority.decide import decide
from preflight.authority.decision import AuthorityRequest, Decision
from preflight.authority.reasons import Reason, Verdict
from preflight.authority.registry import Registry
from preflight.authority.serialise import request_from_json
from preflight.lazy_dataclass import dataclass
from preflight.poa.attached import ATTACHED
from preflight.registries.encode import encode_instrument
from preflight.registries.errors import RegistryError
from preflight.registries.records import read_instrument
from preflight.reports.decision_data import decision_data
from preflight.reports.json import REPORT_VERSION

_STEP = ("instrument", "type", "grantor", "attorney", "person", "executed", "effective", "clause")
"""What makes a step of a chain the same step; where its paper is kept or filed may change."""


class ReplayError(Exception):
    """The report cannot be replayed; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was, or is, answered: the words of the report; ``chain`` holds the ids of the papers."""

    verdict: str
    code: str
    chain: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class DecisionReplay:
    """One decision, then and now. ``differences`` are sentences; none where it came out the same.

    ``remarks`` tell what changed beside the verdict, the code and the chain.
    """

    owner: str
    signer: str
    position: int
    then: Answer
    now: Answer
    differences: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftReplay:
    """One draft of the report. ``changes`` are sentences on the registry, the papers and the draft itself.

    ``state`` of the draft's file is ``same``, ``changed``, or ``not here`` where it could not be compared.
    """

    draft: str
    location: str | None
    digest_then: str | None
    digest_now: str | None
    state: str
    changes: tuple[str, ...]
    decisions: tuple[DecisionReplay, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """The whole report, asked again. ``tool_then`` is the version of preflight that wrote it."""

    tool_then: str
    drafts: tuple[DraftReplay, ...]

    @property
    def decisions_hold(self) -> bool:
        """Whether every decision came out the same."""
        return not any(decision.differences for draft in self.drafts for decision in draft.decisions)

    @property
    def is_same(self) -> bool:
        """Whether nothing changed at all: the decisions, the registry, the papers, the drafts at hand."""
        return self.decisions_hold and not any(draft.changes for draft in self.drafts)


OpenRegistry = Callable[[str], Registry]
"""Opens the registry that a report names. Raises :class:`RegistryError`."""
DraftDigests = Callable[[str], Sequence[str] | None]
"""SHA-256 of the ownership documents in a draft as it is now; ``None`` where the draft is not at hand."""


def replay(report: Any, open_registry: OpenRegistry, draft_digests: DraftDigests) -> Replay:
    """Ask every question of ``report`` (the parsed JSON) again.

    Raises :class:`ReplayError` where it is no report of preflight or holds no decisions, and
    :class:`RegistryError` where a registry that it names cannot be opened.
    """
    try:
        version, drafts = report["version"], report["drafts"]
        tool = str(report["tool"]["version"])
        is_ours = report["tool"]["name"] == "preflight" and isinstance(drafts, list)
    except (KeyError, TypeError, IndexError):
        raise ReplayError("this is not a JSON report of preflight.") from None
    if not is_ours:
        raise ReplayError("this is not a JSON report of preflight.")
    if version != REPORT_VERSION:
        raise ReplayError(f"the report has version {version}; this preflight reads {REPORT_VERSION}.")
    replayed = []
    for number, draft in enumerate(drafts, 1):
        try:
            replayed.append(_draft(draft, open_registry, draft_digests))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            what = f"{type(error).__name__}: {error}"
            raise ReplayError(f"draft {number} of the report cannot be read back ({what}).") from None
    if not any(draft.decisions for draft in replayed):
        raise ReplayError("the report holds no decisions on authority, so there is nothing to ask again.")
    return Replay(tool, tuple(replayed))


def _draft(draft: Mapping[str, Any], open_registry: OpenRegistry, draft_digests: DraftDigests) -> DraftReplay:
    recorded = draft["registry"]
    registry = None
    changes: list[str] = []
    digest_then = None
    if draft["decisions"]:
        registry = open_registry("" if recorded is None else recorded["location"])
        digest_then = None if recorded is None else recorded["digest"]
        changes += _registry_changes(recorded, registry)
        changes += _paper_changes(draft["instruments"], registry)
    papers = _with_attached(registry, draft["instruments"])
    decisions = tuple(
        _decision(answer, _label(owner["owner"]), papers)
        for owner in draft["decisions"]
        for answer in owner["answers"]
    )
    state = _state(draft, draft_digests)
    if state == "changed":
        changes.append("The draft is not the one that was checked.")
    return DraftReplay(
        draft=draft["draft"],
        location=None if registry is None or not registry.location else registry.location,
        digest_then=digest_then,
        digest_now=None if registry is None else registry.digest,
        state=state,
        changes=tuple(changes),
        decisions=decisions,
    )


def _label(owner: Mapping[str, Any]) -> str:
    name, cik = owner["name"], owner["cik"]
    return str(name or (f"owner with CIK {cik}" if cik else f"owner {owner['position']}"))


def _state(draft: Mapping[str, Any], draft_digests: DraftDigests) -> str:
    filing = draft["filing"]
    if filing is None:
        return "not here"
    digests = draft_digests(draft["draft"])
    if digests is None:
        return "not here"
    return "same" if filing["document_sha256"] in digests else "changed"


# --- registry and papers -----------------------------------------------------------------------------------


def _registry_changes(recorded: Mapping[str, Any] | None, registry: Registry) -> list[str]:
    if recorded is None:
        return ["There was no registry then."] if registry.location else []
    then, now = recorded["digest"], registry.digest
    if then == now:
        return []
    return [f"The registry has changed: sha256 {_short(then)} then, {_short(now)} now."]


def _short(digest: str | None) -> str:
    return "not recorded" if digest is None else f"{digest[:16]}..."


def _paper_changes(records: Sequence[dict[str, Any]], registry: Registry) -> list[str]:
    """How the registry's record of each paper that the decisions spoke of differs now."""
    changes = []
    for record in records:
        identity = str(record["id"])
        if identity.startswith(ATTACHED):
            continue
        paper = registry.by_id.get(identity)
        if paper is None:
            changes.append(f'The registry no longer holds "{identity}".')
            continue
        now = encode_instrument(paper)
        differing = sorted(name for name in {*record, *now} if record.get(name) != now.get(name))
        if differing:
            fields = ", ".join(name.replace("_", " ") for name in differing)
            changes.append(f'"{identity}" is recorded otherwise now: {fields}.')
    return changes


def _with_attached(registry: Registry | None, records: Sequence[dict[str, Any]]) -> Registry:
    """The registry with the papers that came with the draft, as they were read then."""
    known = Registry(()) if registry is None else registry
    try:
        further = [read_instrument(record) for record in records if str(record["id"]).startswith(ATTACHED)]
    except RegistryError as error:
        raise ValueError(f"a paper attached to the draft: {error}") from None
    if not further:
        return known
    return Registry(
        (*known.instruments, *further),
        known.events,
        known.issuers,
        known.people,
        location=known.location,
        digest=known.digest,
        places=known.places,
    )


# --- decisions ---------------------------------------------------------------------------------------------


def _decision(recorded: Mapping[str, Any], owner: str, papers: Registry) -> DecisionReplay:
    request: AuthorityRequest = request_from_json(recorded["request"])
    decision = decide(request, papers)
    now_data = decision_data(decision)
    then = Answer(
        str(recorded["verdict"]),
        str(recorded["code"]),
        tuple(str(step["instrument"]) for step in recorded["chain"]),
        next((str(reason["sentence"]) for reason in recorded["reasons"]), ""),
    )
    now = Answer(
        decision.verdict.value,
        decision.code.value,
        tuple(link.instrument for link in decision.chain),
        decision.sentence,
    )
    if then.code == Reason.NO_REGISTRY and _still_without(decision, papers):
        now = then
        differences: tuple[str, ...] = ()
        remarks: tuple[str, ...] = ()
    else:
        differences = tuple(_differences(then, now, recorded, now_data))
        remarks = () if differences else tuple(_remarks(recorded, now_data))
    signature = request.signature
    return DecisionReplay(owner, signature.signer, signature.position, then, now, differences, remarks)


def _still_without(decision: Decision, papers: Registry) -> bool:
    """Return whether there is still nothing to look into, and the signature by itself proves nothing."""
    return not papers.instruments and not papers.location and decision.verdict is not Verdict.AUTHORIZED


def _differences(
    then: Answer, now: Answer, recorded: Mapping[str, Any], now_data: Mapping[str, Any]
) -> list[str]:
    if (then.verdict, then.code) != (now.verdict, now.code):
        return [
            f"It was {_words(then.verdict)} ({then.code}): {then.sentence}",
            f"It is {_words(now.verdict)} ({now.code}): {now.sentence}",
        ]
    found = []
    if _steps(recorded["chain"]) != _steps(now_data["chain"]):
        found.append(f"The chain was {_chain(then.chain)} and is {_chain(now.chain)}.")
        if then.chain == now.chain:
            found[0] = f"The chain {_chain(now.chain)} has other days or people now."
    others_then = [_steps(chain) for chain in recorded["alternative_chains"]]
    if others_then != [_steps(chain) for chain in now_data["alternative_chains"]]:
        found.append("The proofs for other orders of the papers of one day differ.")
    return found


def _steps(chain: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(step.get(name) for name in _STEP) for step in chain]


def _remarks(recorded: Mapping[str, Any], now_data: Mapping[str, Any]) -> list[str]:
    """What is told otherwise although the decision is the same."""
    found = []
    for part in ("reasons", "notes"):
        then = {str(reason["sentence"]) for reason in recorded[part]}
        now = {str(reason["sentence"]) for reason in now_data[part]}
        found += [f"no longer said: {sentence}" for sentence in sorted(then - now)]
        found += [f"said now: {sentence}" for sentence in sorted(now - then)]
    return found


def _words(verdict: str) -> str:
    words = verdict.replace("_", " ")
    return f'"{words}"'


def _chain(ids: Sequence[str]) -> str:
    return ", then ".join(f'"{identity}"' for identity in ids) or "empty"
