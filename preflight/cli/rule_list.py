"""All rules that a run may report: those of the plugins and those of the engine itself."""

from __future__ import annotations

from collections.abc import Sequence

from preflight.engine import ENGINE_RULES
from preflight.findings import Rule
from preflight.lazy_dataclass import dataclass
from preflight.plugins import Plugins

ENGINE = "preflight"
"""What stands in place of a plugin's name for a rule that the engine reports."""


@dataclass(frozen=True, slots=True)
class KnownRule:
    """A rule and the name of the plugin that may report it."""

    rule: Rule
    plugin: str

    def data(self) -> dict[str, object]:
        """The rule for programs; keys as in the report's JSON Schema."""
        return {
            "id": self.rule.id,
            "severity": self.rule.severity.label,
            "title": self.rule.title,
            "message": self.rule.message,
            "remedy": self.rule.remedy,
            "source": self.rule.source,
            "suppressible": self.rule.suppressible,
            "plugin": self.plugin,
        }


def known_rules(plugins: Plugins) -> list[KnownRule]:
    """Every rule, sorted by id."""
    rules = {rule.id: KnownRule(rule, plugin) for rule, plugin in plugins.rules.values()}
    rules.update((rule.id, KnownRule(rule, ENGINE)) for rule in ENGINE_RULES)
    return [rules[rule_id] for rule_id in sorted(rules)]


def find_rule(wanted: str, rules: Sequence[KnownRule]) -> KnownRule | str:
    """The rule with the id ``wanted`` (case and hyphens do not matter), or a sentence with a suggestion."""
    rule_id = wanted.strip().upper().replace("-", "")
    by_id = {known.rule.id: known for known in rules}
    if rule_id in by_id:
        return by_id[rule_id]
    from difflib import get_close_matches

    close = get_close_matches(rule_id, by_id, n=1)
    suggestion = f"Did you mean {close[0]}?" if close else "`preflight rules` lists all of them."
    return f"there is no rule {wanted!r}. {suggestion}"
