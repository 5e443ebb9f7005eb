"""What feedback says: text -> the themes it names as weak, best first, each with the words that made it say so."""

import re
from dataclasses import dataclass

from bot.feedback import denial, lexicon, private
from bot.feedback.features import features
from bot.feedback.model import Model

AT_MOST_IN_A_PASSAGE = 3
AT_MOST = 5
LONGEST_READ = 4000
LONGEST_CLAUSE = 400
MOST_SENTENCES = 60
WORDS_IN_A_PASSAGE = 60
# How much the clearest clause counts beside the whole passage, and how sure to be of a theme: of the best one, of a
# second, in pure praise, in few words the lexicon does not know, in a mail. Chosen on the training files, each read by
# a model trained on the others (training/validate.py).
SHARE_OF_A_CLAUSE = 0.3
FLOOR = 0.25
FLOOR_OF_A_SECOND = 0.4
FLOOR_IN_PRAISE = 0.6
FLOOR_IN_FEW_WORDS = 0.45
FEW_WORDS = 10
FLOOR_IN_A_MAIL = 0.5
FLOOR_OF_A_SECOND_IN_A_MAIL = 0.7

_CLAUSE = re.compile(
    r"[.!?;\n•]+|(?<!anything),? (?=but |however|although |though |yet |whereas |while )"
    r"|, (?=and |so |because |which )|[–—]| - |:"
)
_JOINING = re.compile(r"^(?:but|and|so|because|which|however|although|though|yet|whereas|while)\b[\s,]*", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_COURTESY = re.compile(
    r"^\W*(?:(?:many |a big )?thank(?:s| you)|thx|dear|hi|hey|hello|(?:we|i) (?:all )?(?:wish|hope|appreciate)"
    r"|all the (?:very )?best|(?:with )?(?:best|kind|warm|very best|kindest|many)\b.{0,12} (?:wishes|regards)|good luck"
    r"|yours|sincerely|cheers|please (?:do )?(?:keep|feel|accept|don['’]t hesitate)|do (?:keep|stay) in touch)\b",
    re.IGNORECASE,
)
# The decision itself, which names no reason.
_DECISION = re.compile(
    r"\b(?:decided not to"
    r"|(?:(?:will|are|would) not|won['’]t) be (?:progress|proceed|mov|tak|offer)\w*"
    r"|(?:you (?:were|have|had)|application (?:was|has)|been) "
    r"(?:not (?:been )?(?:successful|selected|shortlisted)|unsuccessful))"
    r"(?: (?:forward|ahead|further|on|with|to|in|your|the|this|an?|any|application|process|offer|proceed|progress|move"
    r"|take|occasion|time|you|it|make))*\W*$",
    re.IGNORECASE,
)
# A line that lists strengths, in a scorecard or a friend's note, names no weakness; nor does a moment they recall.
_NO_WEAKNESS = re.compile(
    r"^\W*(?:keep(?: doing)?|one moment|(?:main |key )?strengths?|strong points?|positives?|pros"
    r"|(?:what |things that )?went well|what you did well)\s*:",
    re.IGNORECASE,
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_LETTER = re.compile(r"[a-z]{2}", re.IGNORECASE)
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
    """Read feedback of any length (the first 4,000 characters count). Never raises.

    A short text is one passage. In a longer one each sentence is, so that the polite ones say nothing.
    """
    text = _INVISIBLE.sub("", text)[:LONGEST_READ]
    sentences = _sentences(text)
    praised = {part for line in text.splitlines() if _NO_WEAKNESS.match(line) for part in _sentences(line)}
    short = text.count(" ") < WORDS_IN_A_PASSAGE
    floor = FLOOR if short else FLOOR_IN_A_MAIL
    unfair: list[str] = []
    read_apart: list[list[str]] = []
    for sentence in denial.without_denied_questions(sentences[:MOST_SENTENCES]):
        clauses = _clauses(sentence)
        private_ones = [clause for clause in clauses if private.remarks_on(clause, sentence)]
        unfair += private_ones
        if sentence not in praised:
            read_apart.append([clause for clause in clauses if clause not in private_ones and not _is_courtesy(clause)])
    passages = [read_apart] if short else [[clauses] for clauses in read_apart]
    found: dict[str, Suggestion] = {}
    for passage in passages:
        for suggestion in _read_passage(passage, floor, bool(unfair)):
            known = found.get(suggestion.theme)
            if known is None or suggestion.confidence > known.confidence:
                found[suggestion.theme] = suggestion
    best = sorted(found.values(), key=lambda suggestion: -suggestion.confidence)
    return Reading(tuple(best[: AT_MOST_IN_A_PASSAGE if short else AT_MOST]), unfair[0] if unfair else "")


def _sentences(text: str) -> list[str]:
    return [part for part in (part.strip() for part in _SENTENCE.split(text)) if _LETTER.search(part)]


def _clauses(sentence: str) -> list[str]:
    parts = (_JOINING.sub("", part.strip(" ,\t"))[:LONGEST_CLAUSE] for part in _CLAUSE.split(sentence))
    return [part for part in parts if part]


def _is_courtesy(clause: str) -> bool:
    return bool(_DECISION.search(clause)) or (
        bool(_COURTESY.search(clause)) and not lexicon.MISSING.search(clause.lower())
    )


def _read_passage(sentences: list[list[str]], floor: float, plainly: bool) -> list[Suggestion]:
    """The themes of a passage, given the clauses of its sentences; quoted is the clause that says it most clearly.

    `plainly`, or beside a denial, a theme counts only if the lexicon sees it too: what is left is often no
    remark at all.
    """
    clauses = [clause for sentence in sentences for clause in sentence]
    affirmed = [denial.affirmed(clause) for clause in clauses]
    whole = ". ".join(filter(None, affirmed))
    if not whole:
        return []
    seen = features(whole)
    if "@praise" in seen and not lexicon.MISSING.search(whole):
        floor = FLOOR_IN_PRAISE
    elif whole.count(" ") < FEW_WORDS and not _lexicon_sees(seen):
        floor = max(floor, FLOOR_IN_FEW_WORDS)
    together = _model.score(seen)
    apart = [_model.score(features(said)) for said in affirmed] if len(clauses) > 1 else [together]
    clearest = {theme: max(range(len(clauses)), key=lambda place: apart[place][theme]) for theme in _model.themes}
    scores = {
        theme: (1 - SHARE_OF_A_CLAUSE) * score + SHARE_OF_A_CLAUSE * apart[clearest[theme]][theme]
        for theme, score in together.items()
    }
    if plainly or any(len(said) < len(clause) for said, clause in zip(affirmed, clauses, strict=True)):
        scores = {theme: score for theme, score in scores.items() if f"@{theme}" in seen or f"#{theme}" in seen}
    named = _named(scores, floor, alone=len(sentences) == 1)
    return [Suggestion(theme, score, clauses[clearest[theme]]) for theme, score in named.items()]


def _lexicon_sees(seen: list[str]) -> bool:
    return any(feature[0] in "@#" and feature != "@praise" for feature in seen)


def _named(scores: dict[str, float], floor: float, *, alone: bool) -> dict[str, float]:
    """The themes that are likely enough. In one sentence `outside` stands alone or not at all."""
    ranked = sorted(scores, key=lambda theme: -scores[theme])
    likely = [theme for theme in ranked[:1] if scores[theme] >= floor]
    second = FLOOR_OF_A_SECOND_IN_A_MAIL if floor == FLOOR_IN_A_MAIL else max(floor, FLOOR_OF_A_SECOND)
    likely += [theme for theme in ranked[1:] if likely and scores[theme] >= second]
    if alone and "outside" in likely:
        likely = ["outside"] if likely[0] == "outside" else [theme for theme in likely if theme != "outside"]
    return {theme: scores[theme] for theme in likely}
