"""What the authority tests share: the worked cases of the reference, turned into our values."""

from __future__ import annotations

import csv
import importlib.util
import json
import pathlib
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from preflight.authority import instruments as model
from preflight.authority.decision import (
    AuthorityRequest,
    EntityOnLine,
    IssuerOnDraft,
    OwnerOnDraft,
    RelationshipBoxes,
    SignatureOnDraft,
)
from preflight.authority.registry import Registry
from preflight.filing.signatures.line import LineStatus, SigningRole

REFERENCE = pathlib.Path(__file__).parents[2].parent / "shared" / "reference"

_EXERCISE = {"SEVERAL": "several", "JOINT_ALL": "joint", "UNSPECIFIED": "unstated"}
_RIGHT = {
    "NONE": "no",
    "YES": "yes",
    "YES_SUBJECT_TO_LAW": "yes_subject_to_law",
    "SUBSTITUTION": "substitution",
}
_REDELEGATION = {"NONE": "no", "YES": "yes", "UNSTATED": "unstated"}
_SUPERSEDES = {
    "NONE": "none",
    "PRIOR_BY_PRINCIPAL": "prior_by_principal",
    "PRIOR_SUBDELEGATIONS_OF_GRANTOR": "prior_delegations_by_grantor",
}
_TERM = {
    "OBLIGATION_END": "obligation_end",
    "UPSTREAM_VALID": "upstream_valid",
    "FIXED_DATE": "fixed_date",
    "DURATION": "duration",
    "NONE_STATED": "none_stated",
    "AGENT_STATUS": "attorney_status",
    "UNTIL_REVOKED": "until_revoked",
    "UNTIL_NOTICE": "until_notice",
}
_KIND = {"PERSON": "person", "TITLE": "office", "FIRM": "firm"}
_ENTITIES = {"0009200003": model.PartyKind.TRUST, "0009200004": model.PartyKind.PARTNERSHIP}
_SUBSTITUTIONS = {"DS", "JS", "G2"}
_GAPS = {("L2", "ii")}
"""Clauses that lack the words to sign the owner's name (clause 2.7 of the seed in the reference)."""
_SECOND_READINGS = {"DT": date(2025, 1, 10)}
_ROLES = {
    "SELF": SigningRole.UNSTATED,
    "NONE": SigningRole.UNSTATED,
    "AIF": SigningRole.ATTORNEY_IN_FACT,
    "EDGAR_ADMIN": SigningRole.EDGAR_ROLE,
    "EXECUTOR": SigningRole.EXECUTOR,
    "TRUSTEE": SigningRole.TRUSTEE,
}
_LAST_DAY = date(2026, 11, 23)
"""The reference's state of knowledge, and the day of every check in its cases."""


def _term(record: dict[str, Any]) -> model.Term:
    notice = {"SEC": model.Delivery.SEC}.get(record.get("to", ""))
    return model.Term(
        model.TermRule(_TERM[record["rule"]]),
        date=date.fromisoformat(record["date"]) if "date" in record else None,
        years=record.get("years", 0),
        obligation=model.Obligation(record["law"].lower()) if "law" in record else None,
        issuers=tuple(record.get("issuers", ())),
        organisation=record.get("org"),
        notice_to=notice,
    )


def _attorney(name: str, kind: model.AttorneyKind) -> model.Attorney:
    if kind is model.AttorneyKind.OFFICE:
        title, _, organisation = name.partition(" of ")
        return model.Attorney(name, kind, title=title, organisation=organisation)
    return model.Attorney(name, kind)


def instrument_of(record: dict[str, Any], owners: dict[str, str]) -> model.Instrument:
    """Turn a grant of the reference's section 3.10 into an instrument."""
    kind = model.AttorneyKind(_KIND[record["agent_type"]])
    is_sub = record["kind"] == "SUB"
    instrument_type = model.InstrumentType.POWER_OF_ATTORNEY
    if is_sub:
        substitution = record["id"] in _SUBSTITUTIONS
        instrument_type = (
            model.InstrumentType.SUBSTITUTION if substitution else model.InstrumentType.DELEGATION
        )
    effective = model.Effective()
    if record["effective"] != "ON_EXECUTION":
        effective = model.Effective(model.EffectiveMode.ON_DATE, date.fromisoformat(record["effective"]))
    replaced, revocation, delegation = record["supersedes"], record["revocation"], record["delegation"]
    delivery = {"AGENTS": "attorneys"}.get(revocation["delivery"], revocation["delivery"].lower())
    return model.Instrument(
        id=record["id"],
        type=instrument_type,
        executed=date.fromisoformat(record["executed"]),
        principal=model.Party(
            owners[record["principal"]],
            record["principal"],
            _ENTITIES.get(record["principal"], model.PartyKind.INDIVIDUAL),
        ),
        grantors=(record["grantor"],),
        attorneys=tuple(_attorney(name, kind) for name in record["agents"]),
        scope=tuple(_clause(record["id"], clause) for clause in record["scope"]),
        exercise=model.Exercise(_EXERCISE[record["exercise"]]),
        capacities=frozenset(model.Capacity(word.lower()) for word in record["capacities"]),
        derives_from=(model.Upstream(record["upstream"], record["grantor"]),) if is_sub else (),
        effective=effective,
        term=tuple(_term(term) for term in record["term"]),
        revocation=model.RevocationClause(
            model.RevocationMethod(revocation["method"].lower()),
            tuple(model.Revoker(word.lower()) for word in revocation["by"]),
            model.Delivery(delivery),
        ),
        supersedes=model.Supersession(
            model.SupersessionKind(_SUPERSEDES[replaced["what"]]),
            tuple(replaced.get("issuers", ())),
            frozenset(replaced.get("forms", ())),
        ),
        delegation=model.Delegation(
            model.DelegationRight(_RIGHT[delegation["permitted"]]),
            model.Tri(_REDELEGATION[delegation["redelegation"]]),
        ),
        signed=model.Tri.NO if record.get("signed_by_principal") is False else model.Tri.YES,
        executed_confidence=(
            model.Confidence.SUSPECT if "executed_suspect" in record else model.Confidence.EXACT
        ),
        executed_alternative=_SECOND_READINGS.get(record["id"]),
        on_file=record["on_file"],
    )


def _clause(grant: str, record: dict[str, Any]) -> model.ScopeClause:
    return model.ScopeClause(
        clause=record["clause"],
        forms=frozenset(record["forms"]),
        amendments=model.Amendments(record["amendments"].lower()),
        successor_forms=record["successor_forms"],
        issuers=model.IssuerScope(
            model.IssuerMode(record["issuers"]["mode"].lower()), tuple(record["issuers"].get("ciks", ()))
        ),
        signs_for_principal=(grant, record["clause"]) not in _GAPS,
    )


def event_of(record: dict[str, Any], number: int) -> model.Event:
    """Turn an event of the reference's section 3.10 into ours."""
    kind, identity = record["type"], f"event-{number}"

    def day(key: str) -> date:
        return date.fromisoformat(record[key])

    if kind == "REVOCATION":
        return model.Revocation(
            id=identity,
            instrument=record["grant"],
            attorney=record.get("agent"),
            form=model.RevocationForm(record["form"].lower()),
            executed=day("executed"),
            delivered=tuple((name, date.fromisoformat(when)) for name, when in record["delivered"].items()),
        )
    if kind == "RESIGNATION":
        return model.Resignation(
            id=identity, instrument=record["grant"], attorney=record["agent"], date=day("date")
        )
    if kind in ("DEATH", "INCAPACITY"):
        of_kind = model.Death if kind == "DEATH" else model.Incapacity
        return of_kind(id=identity, person=record["person"], date=day("date"))
    if kind == "STATUS_END":
        return model.StatusEnd(
            id=identity, person=record["person"], organisation=record["org"], date=day("date")
        )
    if kind in ("CEASED_INSIDER", "OBLIGATION_ENDED"):
        ended = model.CeasedInsider if kind == "CEASED_INSIDER" else model.ObligationEnded
        return ended(id=identity, owner=record["owner"], issuer=record["issuer"], date=day("date"))
    end = date.fromisoformat(record["to"]) if record["to"] else None
    if kind == "INCUMBENT":
        title, _, organisation = record["title"].partition(" of ")
        return model.Incumbency(
            id=identity,
            title=title,
            organisation=organisation,
            person=record["person"],
            start=day("from"),
            end=end,
        )
    assert kind == "MEMBER", kind
    return model.Membership(
        id=identity, firm=record["firm"], person=record["person"], start=day("from"), end=end
    )


@dataclass(frozen=True)
class Case:
    """One worked case: the question in our types, and the answer that the reference gives."""

    id: str
    registry: Registry
    request: AuthorityRequest
    verdict: str
    codes: tuple[str, ...]


def load_cases() -> list[Case]:
    """Return the worked cases, or none where the reference is not beside the project."""
    if not (REFERENCE / "authority-cases.csv").exists():
        return []
    text = (REFERENCE / "authority.md").read_text(encoding="utf-8")
    records = json.loads(re.findall(r"```json\n(.*?)```", text, re.DOTALL)[-1])
    owners = records["owners"]
    grants = {record["id"]: instrument_of(record, owners) for record in records["grants"]}
    with (REFERENCE / "authority-cases.csv").open(encoding="utf-8", newline="") as file:
        return [_case(row, records["states"], grants, owners) for row in csv.DictReader(file)]


def _case(
    row: dict[str, str],
    states: dict[str, Any],
    grants: dict[str, model.Instrument],
    owners: dict[str, str],
) -> Case:
    state_name, _, modifier = row["registry_state"].partition(";")
    state = states[state_name]
    issuers = [model.IssuerRecord("0009100011", "ACME Subsidiary", subsidiary_of=("0009100001",))]
    if modifier.startswith("issuer_successor_of="):
        issuers.append(
            model.IssuerRecord(row["issuer"], "New Holding", successor_of=(modifier.partition("=")[2],))
        )
    registry = Registry(
        [grants[name] for name in state["grants"]],
        [event_of(record, number) for number, record in enumerate(state["events"], 1)],
        issuers,
    )
    filed = modifier.partition("=")[2] if modifier.startswith("filed=") else ""
    signers = row["signer"].split(";")
    signatures = [_signature(row, name, position) for position, name in enumerate(signers, 1)]
    capacity = row["capacity"].split(";")[0].partition("/")[2]
    return Case(
        row["id"],
        registry,
        AuthorityRequest(
            owner=OwnerOnDraft(row["owner"], owners[row["owner"]], _ENTITIES.get(row["owner"])),
            issuer=IssuerOnDraft(row["issuer"]),
            form=row["form"],
            signature=signatures[0],
            co_signatures=tuple(signatures[1:]),
            capacities=(model.Capacity(capacity.lower()),) if capacity else (),
            filing_date=date.fromisoformat(filed) if filed else None,
            now=_LAST_DAY,
        ),
        row["verdict"].lower(),
        tuple(code.lower() for code in row["reason"].split("+")),
    )


def _signature(row: dict[str, str], name: str, position: int) -> SignatureOnDraft:
    """Build what the reading of the row's signature line gives."""
    words = row["capacity"].split(";")
    role = _ROLES[words[0].partition("/")[0]]
    said = dict(word.split("=", 1) for word in words[1:])
    status = LineStatus.COMPLETE
    if not name:
        status = LineStatus.EMPTY
    elif name.startswith("See "):
        status = LineStatus.DEFERRED
    written = row["signature_date"]
    return SignatureOnDraft(
        signer=name,
        signed_on=date.fromisoformat(written[:10]) if written else None,
        role=role,
        principals=(said["for"],) if "for" in said else (),
        entities=(
            (EntityOnLine("Example Fund L.P."), EntityOnLine("Example GP LLC", SigningRole.GENERAL_PARTNER))
            if "via" in said
            else ()
        ),
        acting_for_officer="John Q. Doe Jr." if "via" in said else None,
        is_firm=name.endswith("LLP"),
        status=status,
        date_zone_dropped=len(written) > 10,
        position=position,
    )


CASES = load_cases()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give tests that ask for ``case`` every worked case, or one skip where there are none."""
    if "case" in metafunc.fixturenames:
        missing = pytest.param(None, marks=pytest.mark.skip(reason="the reference is not beside the project"))
        metafunc.parametrize("case", CASES or [missing], ids=lambda case: case.id if case else "no-reference")
    if "vector" in metafunc.fixturenames:
        metafunc.parametrize("vector", ALL_VECTORS, ids=lambda vector: vector.id)


@pytest.fixture(scope="session")
def worked_cases() -> list[Case]:
    """All worked cases; empty where the reference is not beside the project."""
    return CASES


def _load(name: str) -> ModuleType:
    """Import a helper module that stands beside this file (test modules cannot import each other)."""
    spec = importlib.util.spec_from_file_location(
        f"authority_{name}", pathlib.Path(__file__).parent / f"{name}.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def reference() -> Callable[[AuthorityRequest, Registry], Any]:
    """The slow and obvious second reading of the procedure."""
    return _load("reference_decide").reference_decide


@pytest.fixture(scope="session")
def random_world() -> Callable[[int], tuple[Registry, AuthorityRequest]]:
    """Seed to registry and question."""
    return _load("random_registries").random_world


VECTORS = pathlib.Path(__file__).parents[1] / "vectors" / "authority"


@dataclass(frozen=True)
class Vector:
    """One vector: a question to a registry, and the answer that holds."""

    id: str
    registry: Registry
    request: AuthorityRequest
    expected: dict[str, Any]
    document: dict[str, Any]


def _signature_of(record: dict[str, Any], position: int) -> SignatureOnDraft:
    values = dict(record)
    signed_on = values.pop("signed_on")
    entities = tuple(
        EntityOnLine(entity["name"], SigningRole(entity.get("role", "unstated")))
        for entity in values.pop("entities", ())
    )
    lists = {key: tuple(value) for key, value in values.items() if isinstance(value, list)}
    return SignatureOnDraft(
        **{
            **values,
            **lists,
            "signed_on": None if signed_on is None else date.fromisoformat(signed_on),
            "role": SigningRole(values["role"]),
            "status": LineStatus(values.get("status", "complete")),
            "entities": entities,
            "position": position,
        }
    )


def request_of(record: dict[str, Any]) -> AuthorityRequest:
    """Turn a vector's question into a request."""
    owner = dict(record["owner"])
    kind = owner.pop("kind", None)
    days = {
        key: date.fromisoformat(record[key]) for key in ("now", "filing_date", "known_at") if key in record
    }
    boxes = record.get("relationship")
    return AuthorityRequest(
        owner=OwnerOnDraft(**owner, kind=None if kind is None else model.PartyKind(kind)),
        issuer=IssuerOnDraft(record["issuer"]),
        form=record["form"],
        signature=_signature_of(record["signature"], 1),
        co_signatures=tuple(
            _signature_of(other, position)
            for position, other in enumerate(record.get("co_signatures", ()), 2)
        ),
        capacities=tuple(model.Capacity(word) for word in record.get("capacities", ())),
        relationship=None if boxes is None else RelationshipBoxes(**boxes),
        attached=tuple(record.get("attached", ())),
        stale_after_years=record.get("stale_after_years"),
        **days,
    )


def load_vectors() -> list[Vector]:
    """Return every vector, its registry built by the product's own strict builder."""
    from preflight.registries.build import build_registry

    vectors = []
    for path in sorted(VECTORS.glob("*.json")):
        for record in json.loads(path.read_text(encoding="utf-8"))["vectors"]:
            content = json.dumps(record["registry"]).encode()
            registry = build_registry(content, record["id"])
            request = request_of(record["request"])
            vectors.append(Vector(record["id"], registry, request, record["expected"], record))
    return vectors


@pytest.fixture(scope="session")
def vectors() -> list[Vector]:
    """Every vector under tests/vectors/authority."""
    return ALL_VECTORS


ALL_VECTORS = load_vectors()


@pytest.fixture(scope="session")
def build_request() -> Callable[[dict[str, Any]], AuthorityRequest]:
    """A vector's question to a request."""
    return request_of
