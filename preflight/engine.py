"""Draft to result: reading, attribution, authority, checks, suppressions, status.

The engine judges nothing itself. It makes sure that whatever goes wrong on the way, in a draft, a
registry or a plugin, ends as a finding and a status that is not 0, and that one draft's trouble does not
keep the others from being checked.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from preflight import __version__
from preflight.config import Settings
from preflight.filing.ccc import ccc_values, conceal
from preflight.filing.draft_error import READING_RULES, DraftError
from preflight.filing.model import Filing, Profile
from preflight.filing.reader import read_drafts
from preflight.filing.source import STANDARD_INPUT, expand_folder
from preflight.findings import Finding, Place, Rule, Severity
from preflight.hookspecs import CheckContext
from preflight.isolation import described, guarded, judge
from preflight.lazy_dataclass import dataclass
from preflight.plugins import PLG005, PLG006, PLG007, PLUGIN_RULES, Plugins
from preflight.registries import RegistryError, find_registry
from preflight.result import (
    DraftResult,
    ExitStatus,
    PluginIdentity,
    RegistryIdentity,
    RunResult,
)
from preflight.suppression import SUPPRESSION_RULES, Suppressions

if TYPE_CHECKING:
    from preflight.authority.instruments import Instrument
    from preflight.authority.questions import OwnerDecision
    from preflight.authority.registry import Registry
    from preflight.filing.signatures.attribution import Attribution
    from preflight.poa.attached import AttachedExhibit

REG001 = Rule(
    "REG001",
    Severity.ERROR,
    "Registry cannot be used",
    "Design of preflight: an unreachable or unreadable registry is never a pass",
    message="The POA registry cannot be used: {reason}",
    remedy="{way_out}",
    suppressible=False,
)
AUTHORITY_FAMILY = "AUT"

ENGINE_RULES: tuple[Rule, ...] = (*READING_RULES, REG001, *PLUGIN_RULES, *SUPPRESSION_RULES)
"""Rules that no plugin declares because the engine itself reports them."""

Progress = Callable[[int, int, str], None]


def check_drafts(
    drafts: Sequence[str],
    settings: Settings,
    plugins: Plugins,
    *,
    today: date,
    progress: Progress | None = None,
) -> RunResult:
    """Check every draft (paths, folders, ``-``) and return the result of the run.

    ``today`` is used as the as-of day where the settings name none; nothing else reads a clock.
    ``progress`` is called before each draft with its number, the number of drafts, and its path.
    """
    run = _Run(settings, plugins, today)
    paths = list(_expand(drafts))
    results: list[DraftResult] = []
    for number, path in enumerate(paths, 1):
        if progress is not None:
            progress(number, len(paths), path)
        results.extend(run.check(path))
    return run.finish(results)


def check_filing(
    filing: Filing, settings: Settings, plugins: Plugins, *, registry: Registry | None, today: date
) -> RunResult:
    """Check a filing that was read before against a registry that was opened before; else as above.

    For programs and for :mod:`preflight.testing`: neither a draft nor a registry is looked for on disk.
    """
    run = _Run(settings, plugins, today)
    run.given_registry = _OpenedRegistry(registry)
    return run.finish([run.check_filing(filing)])


def selected(rule: Rule, select: Sequence[str]) -> bool:
    """Whether a run limited to ``select`` (ids or families; empty: everything) reports ``rule``.

    What the engine itself reports is always selected: a limit must not hide an unreadable draft. Whoever
    selects any rule on authority is told every verdict: a run that looked at authority must not pass without.
    """
    if not select or rule in ENGINE_RULES or any(rule.id.startswith(prefix) for prefix in select):
        return True
    is_verdict = rule.id.startswith(AUTHORITY_FAMILY) and not rule.suppressible
    return is_verdict and any(prefix.startswith(AUTHORITY_FAMILY) for prefix in select)


def _expand(drafts: Iterable[str]) -> Iterable[str]:
    for draft in drafts:
        if draft != STANDARD_INPUT and os.path.isdir(draft):
            # A folder without drafts stays in the list, so that it is reported and not passed over.
            yield from list(expand_folder(Path(draft))) or [draft]
        else:
            yield draft


@dataclass(slots=True)
class _OpenedRegistry:
    registry: Registry | None
    errors: tuple[RegistryError, ...] = ()


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What was read out of one filing before the checks: exhibits, signatures, authority."""

    attached: tuple[AttachedExhibit, ...] = ()
    attribution: Attribution | None = None
    decisions: tuple[OwnerDecision, ...] = ()
    instruments: tuple[Instrument, ...] = ()


class _Run:
    """One run: what is the same for every draft."""

    def __init__(self, settings: Settings, plugins: Plugins, today: date) -> None:
        self.settings = settings
        self.plugins = plugins
        self.as_of = settings.as_of or today
        self.profile = None if settings.profile == "auto" else Profile(settings.profile)
        self.run_findings = [*plugins.findings, *_claims_on_engine_rules(plugins)]
        chosen = [
            (rule, plugin) for rule, plugin in plugins.rules.values() if selected(rule, settings.select)
        ]
        self.authority_examined = any(rule.id.startswith(AUTHORITY_FAMILY) for rule, _ in chosen)
        judges = {judge.plugin for judge in plugins.implementations("preflight_validate_authority")}
        self.authority_asked = self.authority_examined or any(plugin in judges for _, plugin in chosen)
        configuration = str(settings.file) if settings.file is not None else "preflight settings"
        self.suppressions = Suppressions(settings.suppressions, self.as_of, configuration)
        self.plugin_settings = self._plugin_settings(configuration)
        self.registries: dict[str, _OpenedRegistry] = {}
        self.given_registry: _OpenedRegistry | None = None

    def check(self, path: str) -> list[DraftResult]:
        """Check one draft; more than one result only where it wrongly holds several documents."""
        answer, broken = guarded("preflight", "reading", Place(path), lambda: self._read(path))
        if broken is not None:
            answer = broken
        if isinstance(answer, Finding):
            return [self._result(path, None, [answer], _Evidence(), None, carried_out=False)]
        return [self.check_filing(filing) for filing in answer]

    def _read(self, path: str) -> list[Filing] | Finding:
        """The filings of the draft, or the finding that it cannot be read."""
        try:
            return read_drafts(path, profile=self.profile)
        except DraftError as error:
            return error.finding

    def finish(self, results: list[DraftResult]) -> RunResult:
        """Add what is wrong with the run itself, and settle the status."""
        for info in self.plugins.infos.values():
            if info.state == "active" and not self.plugins.manager.has_plugin(info.name):
                reason = "it was taken out while the run went on"
                place = Place(f"plugin {info.name}")
                self.run_findings.append(PLG006.at(place, plugin=info.name, reason=reason))
        self.run_findings.extend(
            self.suppressions.report(
                [*(rule for rule, _ in self.plugins.rules.values()), *ENGINE_RULES],
                drafts=[result.draft for result in results],
                examined=lambda rule: selected(rule, self.settings.select),
            )
        )
        return RunResult(
            drafts=tuple(results),
            run_findings=tuple(self.run_findings),
            status=self._status(results),
            fail_level=self.settings.fail_level,
            as_of=self.as_of,
            known_at=self.settings.known_at,
            authority_examined=self.authority_examined,
            version=__version__,
            plugins=tuple(
                PluginIdentity(info.name, info.version, info.origin)
                for info in self.plugins.infos.values()
                if info.state == "active"
            ),
            select=self.settings.select,
        )

    def _status(self, results: list[DraftResult]) -> ExitStatus:
        broken = any(finding.rule in PLUGIN_RULES for finding in self.run_findings)
        if broken or not results or not all(result.carried_out for result in results):
            return ExitStatus.NOT_CARRIED_OUT
        found = [*self.run_findings, *(finding for result in results for finding in result.findings)]
        if any(finding.severity >= self.settings.fail_level for finding in found):
            return ExitStatus.FINDINGS
        return ExitStatus.CLEAN

    def check_filing(self, filing: Filing) -> DraftResult:
        """Check one filing: evidence first, then every plugin."""
        findings: list[Finding] = []
        carried_out = True
        registry: Registry | None = None
        if self.authority_asked:
            opened = self._registry_for(filing.draft)
            registry = opened.registry
            for error in opened.errors:
                findings.append(_registry_finding(error, filing.draft))
                carried_out = False
        evidence, broken = guarded(
            "preflight",
            "reading signatures and authority",
            filing.place,
            lambda: self._evidence(filing, registry, decide=self.authority_asked and carried_out),
        )
        if broken is not None:
            findings.append(broken)
            carried_out = False
        evidence = evidence or _Evidence()
        for found, kept in self._judgements(filing, registry, evidence):
            findings.extend(found)
            carried_out = carried_out and kept
        secrets = ccc_values(filing)
        findings = [conceal(finding, secrets) for finding in findings]
        if not self.authority_examined:
            evidence = _Evidence()
        identity = None if registry is None else RegistryIdentity(registry.location, registry.digest)
        return self._result(filing.draft, filing, findings, evidence, identity, carried_out=carried_out)

    def _evidence(self, filing: Filing, registry: Registry | None, *, decide: bool) -> _Evidence:
        """Read the exhibits and the signature lines, and ask who may sign where ``decide`` says so."""
        from preflight.filing.signatures.attribution import attribute
        from preflight.poa.attached import read_attached, recorded_ids, with_attached

        # In a replay the registry of that day decides which of the exhibits' papers it records.
        known = registry.as_known_at(self.settings.known_at) if registry is not None else None
        attached = read_attached(filing, known)
        papers = with_attached(registry, attached)
        at_hand = recorded_ids(attached)
        attribution = attribute(filing, papers.names_by_cik if papers is not None else None)
        if not decide:
            return _Evidence(attached, attribution)
        from preflight.authority.questions import ask

        decisions = ask(
            filing,
            attribution,
            papers,
            as_of=self.as_of,
            known_at=self.settings.known_at,
            filing_date=self._filing_date(filing),
            attached=at_hand,
        )
        return _Evidence(attached, attribution, decisions, _cited(decisions, papers, at_hand))

    def _filing_date(self, filing: Filing) -> date | None:
        """The planned day of filing; for what EDGAR has published, the day on which it was filed."""
        if self.settings.filing_date is not None:
            return self.settings.filing_date
        if filing.profile is Profile.DISSEMINATED:
            return filing.container.filed
        return self.as_of

    def _judgements(
        self,
        filing: Filing,
        registry: Registry | None,
        evidence: _Evidence,
    ) -> Iterable[tuple[list[Finding], bool]]:
        contexts: dict[str, CheckContext] = {}

        def context_for(plugin: str) -> CheckContext:
            if plugin not in contexts:
                contexts[plugin] = CheckContext(
                    registry=registry,
                    as_of=self.as_of,
                    known_at=self.settings.known_at,
                    filing_date=self._filing_date(filing),
                    settings=self.plugin_settings.get(plugin, {}),
                    exhibits=filing.exhibits,
                    attribution=evidence.attribution,
                    attached=evidence.attached,
                )
            return contexts[plugin]

        for implementation in self.plugins.implementations("preflight_check"):
            arguments = {"filing": filing, "context": context_for(implementation.plugin)}
            declared = self.plugins.declared(implementation.plugin)
            yield judge(implementation, arguments, declared, filing.place)
        for implementation in self.plugins.implementations("preflight_validate_authority"):
            declared = self.plugins.declared(implementation.plugin)
            for decision in evidence.decisions:
                for answer in decision.answers:
                    arguments = {
                        "request": answer.request,
                        "decision": answer,
                        "filing": filing,
                        "context": context_for(implementation.plugin),
                    }
                    yield judge(implementation, arguments, declared, filing.place)

    def _result(
        self,
        draft: str,
        filing: Filing | None,
        findings: list[Finding],
        evidence: _Evidence,
        registry: RegistryIdentity | None,
        *,
        carried_out: bool,
    ) -> DraftResult:
        chosen = [finding for finding in findings if selected(finding.rule, self.settings.select)]
        kept, suppressed = self.suppressions.apply(dict.fromkeys(chosen))
        return DraftResult(
            draft=draft,
            filing=filing,
            findings=tuple(sorted(kept, key=lambda finding: finding.sort_key)),
            suppressed=tuple(suppressed),
            decisions=evidence.decisions,
            registry=registry,
            carried_out=carried_out,
            instruments=evidence.instruments,
        )

    def _plugin_settings(self, configuration: str) -> dict[str, Mapping[str, Any]]:
        settings: dict[str, Mapping[str, Any]] = {}
        tables = self.settings.plugin_settings
        for name in sorted({*self.plugins.infos, *tables}):
            try:
                if name not in self.plugins.infos:
                    raise ValueError("there is no plugin of this name")
                settings[name] = self.plugins.settings_for(name, tables.get(name, {}))
            except ValueError as error:
                self.run_findings.append(PLG007.at(Place(configuration), plugin=name, reason=str(error)))
        return settings

    def _registry_for(self, draft: str) -> _OpenedRegistry:
        """The registry for ``draft``: the one in the settings, else the nearest file; opened once."""
        if self.given_registry is not None:
            return self.given_registry
        location = self.settings.registry
        if location is None:
            try:
                nearest = find_registry(Path.cwd() if draft == STANDARD_INPUT else Path(draft).absolute())
            except RegistryError as error:
                return _OpenedRegistry(None, (error, *error.others))
            if nearest is None:
                return _OpenedRegistry(None)
            # Shown as the draft is: people read a short path, and reports do not carry the folder above.
            location = str(nearest) if os.path.isabs(draft) else os.path.relpath(nearest)
        if location not in self.registries:
            try:
                self.registries[location] = _OpenedRegistry(self._open(location))
            except RegistryError as error:
                self.registries[location] = _OpenedRegistry(None, (error, *error.others))
        return self.registries[location]

    def _open(self, location: str) -> Registry:
        from preflight.authority.registry import Registry

        context = {"timeout": self.settings.registry_timeout}
        for implementation in self.plugins.implementations("preflight_open_registry"):
            settings = self.plugin_settings.get(implementation.plugin, {})
            arguments = {"location": location, "context": {**context, "settings": settings}}
            try:
                registry: Registry | None = implementation.function(
                    *(arguments[name] for name in implementation.argument_names)
                )
            except (RegistryError, KeyboardInterrupt):
                raise
            except BaseException as error:
                raise RegistryError(
                    f'the plugin "{implementation.plugin}" broke while opening it ({described(error)})',
                    remedy="Report this to the plugin's authors.",
                ) from error
            if registry is None:
                continue
            if not isinstance(registry, Registry):
                kind = type(registry).__name__
                raise RegistryError(
                    f'the plugin "{implementation.plugin}" gave a value of type {kind}, which is no registry',
                    remedy="Report this to the plugin's authors.",
                )
            return registry
        raise RegistryError(
            "no plugin can open such a location", remedy="Give a path or an https:// address."
        )


def _cited(
    decisions: Iterable[OwnerDecision], papers: Registry | None, attached: Iterable[str]
) -> tuple[Instrument, ...]:
    """The instruments that the decisions speak of, in chains, rejected paths and reasons, and those attached.

    What was attached belongs to the evidence, cited or not: without it the decisions cannot be replayed.
    """
    ids: set[str | None] = set(attached)
    for answer in (answer for decision in decisions for answer in decision.answers):
        chains = (answer.chain, *answer.alternative_chains, *(path.links for path in answer.candidates))
        ids.update(link.instrument for chain in chains for link in chain)
        reasons = (
            *answer.reasons,
            *answer.notes,
            *(why for path in answer.candidates for why in path.reasons),
        )
        ids.update(reason.instrument for reason in reasons)
    if papers is None:
        return ()
    return tuple(papers.by_id[cited] for cited in sorted(filter(None, ids)) if cited in papers.by_id)


def _claims_on_engine_rules(plugins: Plugins) -> Iterator[Finding]:
    for rule in ENGINE_RULES:
        if rule.id in plugins.rules:
            name = plugins.rules[rule.id][1]
            yield PLG005.at(Place(f"plugin {name}"), plugin=name, other="preflight", rule=rule.id)


def _registry_finding(error: RegistryError, draft: str) -> Finding:
    return REG001.at(
        error.place or Place(draft),
        reason=error.message,
        way_out=error.remedy or "Repair the registry, then check the draft again.",
    )
