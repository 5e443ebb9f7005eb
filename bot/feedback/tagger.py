"""What feedback says: text -> the themes it names as weak, best first, each with the words that made it say so."""

import re
from dataclasses import dataclass

from bot.feedback import lexicon

AT_MOST_IN_A_SENTENCE = 3
AT_MOST = 5
LONGEST_READ = 6000

_CLAUSE = re.compile(
    r"[.!?;\n•]+|,? (?=but |however|although |though |yet |whereas |while )|, (?=and |so |because |which )|[–—]| - |:"
)
_JOINING = re.compile(r"^(?:but|and|so|because|which|however|although|though|yet|whereas|while)\b[\s,]*", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?\n]+\s*")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_NAMED = 0.8
_MISSING = 0.55


@dataclass(frozen=True)
class Suggestion:
    """A theme that the text seems to name. `confidence` is 0 to 1, `because` the person's own words."""

    theme: str
    confidence: float
    because: str


@dataclass(frozen=True)
class Reading:
    """What was read: no suggestions means "I am not sure"; `sensitive` holds words on protected or private grounds."""

    suggestions: tuple[Suggestion, ...] = ()
    sensitive: str = ""


def read(text: str) -> Reading:
    """Read feedback of any length (the first 6,000 characters count). Never raises."""
    text = _INVISIBLE.sub("", text)[:LONGEST_READ]
    sensitive = ""
    found: dict[str, Suggestion] = {}
    for clause in _clauses(text):
        lowered = clause.lower()
        private = _sensitive(lowered, clause)
        if private:
            sensitive = sensitive or private
            continue
        for suggestion in _read_clause(clause, lowered):
            known = found.get(suggestion.theme)
            if known is None or suggestion.confidence > known.confidence:
                found[suggestion.theme] = suggestion
    best = sorted(found.values(), key=lambda suggestion: -suggestion.confidence)
    sentences = len([part for part in _SENTENCE.split(text) if part.strip()])
    return Reading(tuple(best[: AT_MOST_IN_A_SENTENCE if sentences <= 1 else AT_MOST]), sensitive)


def _clauses(text: str) -> list[str]:
    parts = (_JOINING.sub("", part.strip(" ,\t")) for part in _CLAUSE.split(text))
    return [part for part in parts if part]


def _sensitive(lowered: str, clause: str) -> str:
    match = lexicon.SENSITIVE.search(lowered)
    if match is None:
        match = lexicon.CULTURE_FIT.search(lowered)
        if match is None or lexicon.WORKING_STYLE.search(lowered):
            return ""
    return clause


def _read_clause(clause: str, lowered: str) -> list[Suggestion]:
    named = []
    for theme, pattern in lexicon.WEAK.items():
        match = pattern.search(lowered)
        if match and not _denied(lowered, match.start()):
            named.append(Suggestion(theme, _NAMED, clause))
    if any(suggestion.theme == "outside" for suggestion in named):
        experience = [suggestion for suggestion in named if suggestion.theme in ("role_experience", "seniority_fit")]
        return experience or [suggestion for suggestion in named if suggestion.theme == "outside"]
    praised = lexicon.PRAISE.search(lowered)
    if named:
        return [] if praised and not lexicon.MISSING.search(lowered) else named
    if praised or not lexicon.MISSING.search(lowered):
        return []
    return [Suggestion(theme, _MISSING, clause) for theme, pattern in lexicon.TOPIC.items() if pattern.search(lowered)]


def _denied(lowered: str, start: int) -> bool:
    """Whether a denial stands within the six words before a pattern that names a weakness."""
    before = " ".join(lowered[:start].split()[-6:])
    return lexicon.DENIAL.search(before) is not None
