"""Filings that bring powers of attorney, checked by the engine with every built-in plugin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from preflight.authority.instruments import Event, Instrument, IssuerRecord, PersonRecord
from preflight.authority.registry import Registry
from preflight.config import SETTINGS, Settings
from preflight.engine import check_filing
from preflight.filing.model import Filing
from preflight.plugins import Plugins, load_plugins
from preflight.result import DraftResult
from preflight.testing import Attachment, Owner, Signature, filing, registry

ISSUER_NAME = "Harbour Light Corp"
ISSUERS = (IssuerRecord("0001900000", ISSUER_NAME),)


@pytest.fixture(scope="session")
def plugins() -> Plugins:
    return load_plugins(third_party=False)


@pytest.fixture(scope="session")
def power() -> Callable[..., str]:
    """The text of a power of attorney; each keyword is one departure from a faultless one."""

    def text(
        giver: str = "Miriam Adler",
        *,
        to: str = "Jonas Feld and Ines Varga, each of them acting alone,",
        day: str | None = "January 15, 2025",
        forms: str = "Forms 3, 4 and 5",
        issuer: str = ISSUER_NAME,
        delegate: bool = False,
        replaces: bool = False,
        signature: str | None = "",
    ) -> str:
        may = "" if delegate else "not "
        paragraphs = [
            "POWER OF ATTORNEY",
            f"I, {giver}, appoint {to} as my attorneys-in-fact, to prepare, sign in my name and file with "
            f"the Commission {forms}, and amendments to them, under Section 16(a) of the "
            f"Securities Exchange Act of 1934, about my holdings of and transactions in securities of "
            f'{issuer} (the "Company").',
            f"Each attorney-in-fact may {may}delegate this power.",
            "This power of attorney stays in force until I revoke it in a signed writing delivered to the "
            "attorneys-in-fact.",
        ]
        if replaces:
            paragraphs.append(
                "This power of attorney replaces every earlier power of attorney that I have given for these "
                "reports, and each of those is revoked."
            )
        if day is not None:
            paragraphs.append(f"Signed on {day}.")
        if signature is not None:
            name = signature or giver
            paragraphs.append(f"/s/ {name}\n{name}")
        return "\n\n".join(paragraphs) + "\n"

    return text


@pytest.fixture(scope="session")
def passing_on() -> Callable[..., str]:
    """The text of a delegation by an attorney-in-fact."""

    def text(
        giver: str = "Jonas Feld",
        *,
        to: str = "Petra Lindqvist",
        owner: str = "Miriam Adler",
        of: str = "January 15, 2025",
        day: str = "February 3, 2025",
    ) -> str:
        return (
            "DELEGATION\n\n"
            f"Pursuant to that certain Power of Attorney granted to the undersigned by {owner} dated {of}, "
            f"the undersigned hereby appoints {to} as attorney-in-fact, with full power to sign "
            f"the name of {owner} to Forms 3, 4 and 5, and amendments to them, under Section 16(a) of the "
            f"Securities Exchange Act of 1934 with respect to securities of {ISSUER_NAME}.\n\n"
            "No further delegation is permitted.\n\n"
            f"Signed on {day}.\n\n/s/ {giver}\n{giver}\n"
        )

    return text


@pytest.fixture(scope="session")
def bringing() -> Callable[..., Filing]:
    """A Form 4 of Miriam Adler that brings the texts given, signed by her attorney-in-fact."""

    def build(
        *texts: str | Attachment,
        signer: str = "Jonas Feld",
        line: str | None = None,
        signed: str = "2026-04-08",
        owner: str | None = "ADLER MIRIAM",
        remarks: str | None = "Exhibit 24 - Power of Attorney",
        **deviations: object,
    ) -> Filing:
        exhibits = [
            text if isinstance(text, Attachment) else Attachment(text, file_name=f"poa{number}.txt")
            for number, text in enumerate(texts, 1)
        ]
        values: dict[str, object] = {
            "issuer_name": ISSUER_NAME,
            "owners": (Owner(name=owner),),
            "signatures": (Signature(line or f"/s/ {signer}, attorney-in-fact", signed),),
            "remarks": remarks,
            "exhibits": exhibits,
        }
        return filing(**{**values, **deviations})  # type: ignore[arg-type]

    return build


@pytest.fixture(scope="session")
def on_record() -> Callable[..., Registry]:
    """A registry that knows the issuer's name; instruments, then events and people by keyword."""

    def build(
        *instruments: Instrument, events: Sequence[Event] = (), people: Sequence[PersonRecord] = ()
    ) -> Registry:
        return registry(*instruments, events=events, people=people, issuers=ISSUERS)

    return build


@dataclass(frozen=True)
class Checked:
    """What the check of one filing gave, as short words."""

    result: DraftResult

    @property
    def verdicts(self) -> list[str]:
        """The verdict on each owner, in document order."""
        return [decision.verdict.value for decision in self.result.decisions]

    @property
    def codes(self) -> list[str]:
        return [decision.code.value for decision in self.result.decisions]

    @property
    def chain(self) -> list[str]:
        """The ids of the papers on which the first owner's best answer rests."""
        return [link.instrument for link in self.result.decisions[0].best.chain]

    @property
    def rules(self) -> list[str]:
        """The ids of the POA findings, as often as they were found."""
        return sorted(item.rule.id for item in self.result.findings if item.rule.id.startswith("POA"))

    def message(self, rule: str) -> str:
        """The message of the one finding of ``rule``."""
        (found,) = [item for item in self.result.findings if item.rule.id == rule]
        return found.message


@pytest.fixture
def check(plugins: Plugins) -> Callable[..., Checked]:
    """Check a filing against a registry that was opened before."""

    def run(checked: Filing, registry: Registry | None = None, *, known_at: date | None = None) -> Checked:
        values = {setting.name: setting.default for setting in SETTINGS}
        values.update({"as-of": date(2026, 4, 9), "known-at": known_at})
        outcome = check_filing(
            checked, Settings(values, {}), plugins, registry=registry, today=date(2026, 4, 9)
        )
        (draft,) = outcome.drafts
        assert draft.carried_out, [item.message for item in draft.findings]
        return Checked(draft)

    return run
