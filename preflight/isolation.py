"""Calling judging hooks one implementation at a time, so that no plugin can take the others down.

What an implementation yields is consumed inside the guard, because a generator raises only then. Whatever
goes wrong becomes a ``PLG`` finding that names the plugin; what it had yielded before stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from preflight.findings import Finding, Place, Related, Rule, Severity
from preflight.plugins import PLG002, PLG003, Implementation

MAXIMUM_FINDINGS = 10_000
"""More findings than this from one plugin on one filing are a broken plugin, not a broken filing."""


def judge(
    implementation: Implementation,
    arguments: Mapping[str, Any],
    declared: Mapping[str, Rule],
    place: Place,
) -> tuple[list[Finding], bool]:
    """Call ``implementation`` with the arguments it takes.

    Returns its findings (with the finding about its own failure, if any, at ``place``) and whether it
    kept the contract. ``declared`` are the rules that the plugin may report, by id.
    """
    found: list[Finding] = []
    try:
        answer = implementation.function(*(arguments[name] for name in implementation.argument_names))
        if answer is None:
            return found, True
        if isinstance(answer, str | bytes) or not isinstance(answer, Iterable):
            return [_rubbish(implementation, f"{_shown(answer)} instead of findings", place)], False
        for item in islice(answer, MAXIMUM_FINDINGS + 1):
            problem = _problem(item, declared)
            if problem is not None:
                return [*found, _rubbish(implementation, problem, place)], False
            found.append(item)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit too: no plugin decides how the run ends
        return [*found, _broken(implementation, error, place)], False
    if len(found) > MAXIMUM_FINDINGS:
        reason = f"more than {MAXIMUM_FINDINGS} findings on one filing"
        return [*found[:MAXIMUM_FINDINGS], _rubbish(implementation, reason, place)], False
    return found, True


def guarded(name: str, step: str, place: Place, function: Callable[[], Any]) -> tuple[Any, Finding | None]:
    """Run a step of the engine itself; returns its answer, or ``None`` with the finding that it broke."""
    try:
        return function(), None
    except Exception as error:
        return None, PLG002.at(place, plugin=name, hook=step, reason=described(error))


def _problem(item: object, declared: Mapping[str, Rule]) -> str | None:
    """Why ``item`` cannot stand in a report; whatever later steps rely on is looked at here."""
    if type(item) is not Finding:
        return f"{_shown(item)}, which is not a finding"
    if not isinstance(item.rule, Rule) or item.rule.id not in declared:
        return f"a finding of the rule {getattr(item.rule, 'id', item.rule)}, which it does not declare"
    if item.rule != declared[item.rule.id]:
        return f"a finding of a rule {item.rule.id} that differs from the one it declares"
    for name, value, kind in (
        ("severity", item.severity, Severity),
        ("place", item.place, Place),
        ("message", item.message, str),
        ("remedy", item.remedy, str),
        ("related", item.related, tuple),
    ):
        # The type itself: one derived from it may break or lie in a report, where nobody guards it.
        if type(value) is not kind:
            return f"a finding of the rule {item.rule.id} whose {name} is {_shown(value)}"
    if not isinstance(item.values, Mapping):
        return f"a finding of the rule {item.rule.id} whose values is {_shown(item.values)}"
    for key, evidence in item.values.items():
        if type(key) is not str or not _is_evidence(evidence):
            return f"a finding of the rule {item.rule.id} whose value {key} is {_shown(evidence)}"
    if not _is_place(item.place):
        return f"a finding of the rule {item.rule.id} whose place has values of wrong types"
    for related in item.related:
        if type(related) is not Related or type(related.role) is not str or not _is_place(related.place):
            return f"a finding of the rule {item.rule.id} that is related to {_shown(related)}"
    return None


def _is_place(place: object) -> bool:
    """Whether ``place`` holds texts and numbers as it says."""
    if type(place) is not Place:
        return False
    numbers = (place.column, place.part_line)
    texts = (place.element, place.part)
    return (
        type(place.draft) is str
        and type(place.line) is int
        and all(number is None or type(number) is int for number in numbers)
        and all(text is None or type(text) is str for text in texts)
    )


def _is_evidence(value: object) -> bool:
    if type(value) is tuple:
        return all(type(part) is str for part in value)
    # Python refuses to write out integers of thousands of digits.
    return value is None or type(value) in (str, bool) or (type(value) is int and value.bit_length() <= 1024)


def _broken(implementation: Implementation, error: BaseException, place: Place) -> Finding:
    return PLG002.at(place, plugin=implementation.plugin, hook=implementation.hook, reason=described(error))


def _rubbish(implementation: Implementation, reason: str, place: Place) -> Finding:
    return PLG003.at(place, plugin=implementation.plugin, hook=implementation.hook, reason=reason)


def described(error: BaseException) -> str:
    """The exception in one line, with the innermost code line, for the people who will repair it."""
    try:
        text = " ".join(str(error).split())[:300]
    except KeyboardInterrupt:
        raise
    except BaseException:
        text = "it cannot say what went wrong"
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    where = ""
    if traceback is not None:
        code = traceback.tb_frame.f_code
        where = f" (in {code.co_name}, {code.co_filename.rpartition('/')[2]}:{traceback.tb_lineno})"
    return f"{type(error).__name__}: {text}{where}" if text else f"{type(error).__name__}{where}"


def _shown(value: object) -> str:
    return f"a value of type {type(value).__name__}"
