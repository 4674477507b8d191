"""Cutting the text of a name: what is a word of the name, and what is said about the person beside it."""

from __future__ import annotations

from typing import NamedTuple

from preflight.filing.names import vocabulary
from preflight.filing.names.folding import key, standard_marks


class NameText(NamedTuple):
    """The text of a name, cut: ``segments`` are its words between commas, all else is set aside."""

    segments: tuple[tuple[str, ...], ...]
    honorifics: tuple[str, ...]
    credentials: tuple[str, ...]
    nickname: str | None
    former_names: tuple[str, ...]
    aliases: tuple[str, ...]


def cut(text: str) -> NameText:
    """Cut the text of one name. Any text is accepted; each token is looked at a bounded number of times."""
    present, former, aliases = _split_other_names(standard_marks(text).split())
    tokens, nickname = _take_nickname(present)
    segments = _segments(tokens)
    credentials = _take_credentials(segments)
    honorifics = _take_honorifics(segments)
    return NameText(
        segments=tuple(tuple(words) for words in segments if words),
        honorifics=tuple(honorifics),
        credentials=tuple(credentials),
        nickname=nickname,
        former_names=tuple(former),
        aliases=tuple(aliases),
    )


def _split_other_names(tokens: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Split at f/k/a, née, a/k/a and n/k/a into the present name, former names and aliases."""
    present: list[str] = []
    others: list[tuple[list[str], bool]] = []
    target = present
    position = 0
    while position < len(tokens):
        mark, length = _mark_at(tokens, position)
        if mark and target and position + length < len(tokens):
            position += length
            target = []
            if mark == "now":
                others.append((present, True))
                present = target
            else:
                others.append((target, mark == "former"))
            continue
        token = tokens[position]
        position += 1
        if target is present or not token.endswith(")"):
            target.append(token)
        else:
            target.append(token[:-1])
            target = present
    former = [" ".join(words) for words, is_former in others if is_former and words]
    aliases = [" ".join(words) for words, is_former in others if not is_former and words]
    return present, former, aliases


def _mark_at(tokens: list[str], position: int) -> tuple[str, int]:
    """Return what kind of name is announced at ``position`` ('' for none), and by how many tokens."""
    token = tokens[position]
    first = key(token)
    if first in ("formerly", "also", "now") and position + 2 < len(tokens):
        mark, length = first + "".join(map(key, tokens[position + 1 : position + 3])), 3
        if not mark.endswith("knownas"):
            mark, length = first, 1
    else:
        mark, length = first, 1
        if len(mark) == 3 and not ("/" in token or "." in token or "(" in token or token.islower()):
            return "", 0  # Nee and Aka are family names too
    if mark in vocabulary.FORMER_NAME_MARKS:
        return "former", length
    if mark in vocabulary.ALIAS_MARKS:
        return "alias", length
    return ("now", length) if mark in vocabulary.PRESENT_NAME_MARKS else ("", 0)


def _take_nickname(tokens: list[str]) -> tuple[list[str], str | None]:
    """Take out the words in quotes or brackets; without an end, they stay words of the name."""
    kept: list[str] = []
    inside: list[str] = []
    nickname: str | None = None
    closing = ""
    for token in tokens:
        if not closing:
            closing = _closing_mark(token)
            if not closing:
                kept.append(token)
                continue
            token = token[1:]
        bare = token.rstrip(",.")
        if not bare.endswith(closing):
            inside.append(token)
            continue
        inside.append(bare[:-1])
        nickname = nickname or " ".join(inside).strip() or None
        inside, closing = [], ""
    return [*kept, *inside], nickname


def _closing_mark(token: str) -> str:
    """Return the mark that ends what ``token`` opens, or '' if it opens nothing."""
    opening = token[0]
    if opening == "'":
        return "'" if len(token) > 3 and token[2] != "'" and token[1:2].isupper() else ""
    return {"(": ")", "[": "]", '"': '"'}.get(opening, "")


def _segments(tokens: list[str]) -> list[list[str]]:
    """Return the tokens between commas; a segment that is only a suffix belongs to the one before it."""
    segments: list[list[str]] = [[]]
    for token in tokens:
        for number, piece in enumerate(token.split(",")):
            if number:
                segments.append([])
            if any(map(str.isalnum, piece)):
                segments[-1].append(piece)
    joined: list[list[str]] = []
    for words in segments:
        if joined and words and all(_is_suffix(word) for word in words):
            joined[-1].extend(words)
        elif words:
            joined.append(words)
    return joined


def _is_suffix(word: str) -> bool:
    letters = key(word)
    return letters in vocabulary.SUFFIXES or (
        letters in vocabulary.LETTER_SUFFIXES and not word.endswith(".")
    )


def _take_credentials(segments: list[list[str]]) -> list[str]:
    """Take degrees out of the segments: whole segments after a comma, and those behind two words."""
    taken: list[str] = []
    for words in segments[1:]:
        if len(segments[0]) > 1 and all(_is_credential(word, after_comma=True) for word in words):
            taken.extend(words)
            words.clear()
    for words in segments:
        total = sum(map(len, segments))
        while total > 2 and words and _is_credential(words[-1], after_comma=False):
            taken.insert(0, words.pop())
            total -= 1
    return taken


def _is_credential(word: str, *, after_comma: bool) -> bool:
    letters = key(word)
    if letters in vocabulary.CREDENTIALS:
        return True
    return letters in vocabulary.MARKED_CREDENTIALS and (after_comma or "." in word.rstrip("."))


def _take_honorifics(segments: list[list[str]]) -> list[str]:
    """Take out honorifics before a name, and those that a conformed name carries behind it."""
    taken: list[str] = []
    left = sum(map(len, segments))
    for words in segments:
        marked = len(words) > 2 and key(words[0]) == "the" and key(words[1]) in vocabulary.HONORIFICS
        if marked:
            del words[0]
            left -= 1
        while words and _is_honorific(words[0], left, marked=marked):
            taken.append(words.pop(0))
            left -= 1
        while words and left > 2 and key(words[-1]) in vocabulary.CERTAIN_HONORIFICS:
            taken.append(words.pop())
            left -= 1
    return taken


def _is_honorific(word: str, words_left: int, *, marked: bool) -> bool:
    """Return whether the first of ``words_left`` words is an honorific, and not a name (Major, Hon)."""
    letters = key(word)
    if letters in vocabulary.CERTAIN_HONORIFICS:
        return words_left > 1
    if letters in vocabulary.MARKED_HONORIFICS and not (marked or word.endswith(".")):
        return False
    return letters in vocabulary.HONORIFICS and words_left > 2
