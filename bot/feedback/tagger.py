"""What feedback says: text -> the themes it names as weak, best first, each with the words that made it say so."""

import re
from dataclasses import dataclass

from bot.feedback import denial, lexicon
from bot.feedback.features import features
from bot.feedback.model import Model

AT_MOST_IN_A_SENTENCE = 3
AT_MOST = 5
LONGEST_READ = 6000
# Chosen on the development remarks; pure praise must be contradicted more loudly.
FLOOR = 0.25
FLOOR_IN_A_PARAGRAPH = 0.45
FLOOR_IN_PRAISE = 0.5

_CLAUSE = re.compile(
    r"[.!?;\n•]+|,? (?=but |however|although |though |yet |whereas |while )|, (?=and |so |because |which )|[–—]| - |:"
)
_JOINING = re.compile(r"^(?:but|and|so|because|which|however|although|though|yet|whereas|while)\b[\s,]*", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_LETTER = re.compile(r"[a-z]", re.IGNORECASE)
_model = Model()


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
    sentences = [part for part in (part.strip() for part in _SENTENCE.split(text)) if _LETTER.search(part)]
    floor = FLOOR if len(sentences) <= 1 else FLOOR_IN_A_PARAGRAPH
    sensitive = ""
    found: dict[str, Suggestion] = {}
    for sentence in sentences:
        kept = []
        for clause in _clauses(sentence):
            private = _sensitive(clause, sentence)
            sensitive = sensitive or private
            if not private and not denial.denies(clause):
                kept.append(clause)
        for suggestion in _read_sentence(kept, floor):
            known = found.get(suggestion.theme)
            if known is None or suggestion.confidence > known.confidence:
                found[suggestion.theme] = suggestion
    best = sorted(found.values(), key=lambda suggestion: -suggestion.confidence)
    return Reading(tuple(best[: AT_MOST_IN_A_SENTENCE if len(sentences) <= 1 else AT_MOST]), sensitive)


def _clauses(sentence: str) -> list[str]:
    parts = (_JOINING.sub("", part.strip(" ,\t")) for part in _CLAUSE.split(sentence))
    return [part for part in parts if part]


def _sensitive(clause: str, sentence: str) -> str:
    """The clause, if it remarks on protected or private grounds, else "".

    "Culture" is no such ground where the sentence names a working style.
    """
    lowered = clause.lower()
    if lexicon.SENSITIVE.search(lowered):
        return clause
    if lexicon.CULTURE_FIT.search(lowered) and not lexicon.WORKING_STYLE.search(sentence.lower()):
        return clause
    return ""


def _read_sentence(clauses: list[str], floor: float) -> list[Suggestion]:
    """The themes of one sentence; the words that are quoted are those of the clause that says it most clearly."""
    whole = ". ".join(clauses)
    if not whole:
        return []
    lowered = whole.lower()
    if lexicon.PRAISE.search(lowered) and not lexicon.MISSING.search(lowered):
        floor = FLOOR_IN_PRAISE
    scores = dict(zip(_model.themes, _model.score(features(whole)), strict=True))
    named = {theme: score for theme, score in scores.items() if score >= floor}
    if "outside" in named and scores["outside"] >= max(named.values()):
        named = {"outside": named["outside"]}
    else:
        named.pop("outside", None)
    if not named:
        return []
    apart = [dict(zip(_model.themes, _model.score(features(clause)), strict=True)) for clause in clauses]
    return [
        Suggestion(theme, score, clauses[max(range(len(clauses)), key=lambda place: apart[place][theme])])
        for theme, score in named.items()
    ]
