"""Text -> the features the tagger was trained on: word stems, pairs of them, and what the lexicon sees."""

import re
from functools import lru_cache

import snowballstemmer

from bot.feedback import lexicon

_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|[.,;:!?]")
_COMMON = frozenset(
    "the a an of to and in is was were are be been it that this with for on at as by from i you he she they we me my"
    " your his her their our us them him".split()
)
_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a word in lower case."""
    return str(_stemmer.stemWord(word))


def features(text: str) -> list[str]:
    """Features in the order of the text, as often as they occur. A pair never reaches over punctuation."""
    lowered = text.lower().replace("’", "'")
    found: list[str] = []
    before = ""
    for word in _TOKEN.findall(lowered):
        if not word[0].isalnum():
            before = ""
            continue
        root = stem(word) if len(word) < 40 else word[:40]
        if word not in _COMMON:
            found.append(root)
        if before:
            found.append(f"{before} {root}")
        before = root
    found += [f"@{theme}" for theme, pattern in lexicon.WEAK.items() if pattern.search(lowered)]
    if lexicon.MISSING.search(lowered):
        found += [f"#{theme}" for theme, pattern in lexicon.TOPIC.items() if pattern.search(lowered)]
    if lexicon.PRAISE.search(lowered):
        found.append("@praise")
    return found
