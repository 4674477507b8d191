"""Calling judging hooks one implementation at a time, so that no plugin can take the others down.

What an implementation yields is consumed inside the guard, because a generator raises only then. Whatever
goes wrong becomes a ``PLG`` finding that names the plugin; what it had yielded before stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from preflight.findings import Finding, Place
from preflight.plugins import PLG002, PLG003, Implementation

MAXIMUM_FINDINGS = 10_000
"""More findings than this from one plugin on one filing are a broken plugin, not a broken filing."""


def judge(
    implementation: Implementation, arguments: Mapping[str, Any], declared: frozenset[str], place: Place
) -> tuple[list[Finding], bool]:
    """Call ``implementation`` with the arguments it takes.

    Returns its findings (with the finding about its own failure, if any, at ``place``) and whether it
    kept the contract. ``declared`` are the ids of the rules that the plugin may report.
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
    except (Exception, SystemExit) as error:
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
        return None, PLG002.at(place, plugin=name, hook=step, reason=_described(error))


def _problem(item: object, declared: frozenset[str]) -> str | None:
    if not isinstance(item, Finding):
        return f"{_shown(item)}, which is not a finding"
    if item.rule.id not in declared:
        return f"a finding of the rule {item.rule.id}, which it does not declare"
    return None


def _broken(implementation: Implementation, error: BaseException, place: Place) -> Finding:
    return PLG002.at(place, plugin=implementation.plugin, hook=implementation.hook, reason=_described(error))


def _rubbish(implementation: Implementation, reason: str, place: Place) -> Finding:
    return PLG003.at(place, plugin=implementation.plugin, hook=implementation.hook, reason=reason)


def _described(error: BaseException) -> str:
    """The exception in one line, with the innermost code line, for the people who will repair it."""
    text = " ".join(str(error).split())[:300]
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
