"""What an answer shows: counts and quotes, never a verdict. English; deterministic. docs/coach.md has the sources."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import snowballstemmer

from bot.practice import english
from bot.practice.bank import Question

SHORT, LONG = 60, 350
WORDS_A_SECOND = 2.4
MOST_SETTING, LEAST_ACTION = 0.6, 0.25
PER_HUNDRED = 3.0
# Said only where a story is asked for: a normal week has no result to miss.
OF_STORIES = frozenset({"story", "claims", "no_result", "no_number", "result", "setting_long", "action_thin"})
WINDOW, FROM_WORDS, LEAST_VARIETY, SAME_AGAIN = 50, 80, 0.65, 0.35

_stem = snowballstemmer.stemmer("english").stemWord


@dataclass(frozen=True)
class Answer:
    """A written answer: four boxes or one. A box that was left out is empty."""

    situation: str = ""
    action: str = ""
    result: str = ""
    learned: str = ""
    whole: str = ""

    @property
    def text(self) -> str:
        """The whole answer as one text."""
        return "\n".join(part for part in (self.situation, self.action, self.result, self.learned, self.whole) if part)

    @property
    def boxed(self) -> bool:
        """Whether it came in the four boxes."""
        return not self.whole


@dataclass(frozen=True)
class Observation:
    """One thing counted.

    `counts` are the figures by name, `quoted` the person's words (or the points, where `kind` is "covers"), `aim` the
    probe it calls for.
    """

    kind: str
    praise: bool
    counts: dict[str, int] = field(default_factory=dict)
    quoted: tuple[str, ...] = ()
    aim: str | None = None


@dataclass(frozen=True)
class Counts:
    """Plain counts of one answer, to lay beside those of another."""

    words: int
    numbers: int
    i: int
    we: int


@dataclass(frozen=True)
class _Read:
    """An answer taken apart once, for all that look at it."""

    question: Question
    answer: Answer
    text: str
    words: list[str]
    sentences: list[str]


def count(answer: Answer) -> Counts:
    """What is laid beside the counts of another answer."""
    text = english.prose(answer.text)
    return Counts(
        len(english.WORD.findall(text)),
        len(english.NUMBER.findall(text.lower())),
        len(english.I_WORD.findall(text)),
        len(english.WE_WORD.findall(text)),
    )


def observe(question: Question, answer: Answer) -> tuple[Observation, ...]:
    """Everything worth telling about an answer, the most important first.

    What is not English, or too little or too much of the same to be counted, gives that one observation alone.
    """
    text = english.prose(answer.text)
    words = english.words_of(text)
    language = english.language(text, words)
    if language == "other":
        return (Observation("not_english", False),)
    if language == "unclear" or _variety(words) < SAME_AGAIN:
        return (Observation("unclear", False, {"words": len(words)}),)
    sentences = [part.strip() for part in english.SENTENCE.split(text) if part.strip()]
    read = _Read(question, answer, text, words, sentences)
    found = (look(read) for look in LOOKS)
    return tuple(one for one in found if one is not None and (question.story or one.kind not in OF_STORIES))


def shown(observations: tuple[Observation, ...]) -> tuple[Observation, ...]:
    """The two to show: a strength first if one is true, then the most important that was missing."""
    strengths = [observation for observation in observations if observation.praise]
    missing = [observation for observation in observations if not observation.praise]
    if not missing:
        return tuple(strengths[:2])
    return tuple(strengths[:1] + missing[:1]) if strengths else tuple(missing[:2])


def aim(observations: tuple[Observation, ...]) -> str | None:
    """What the most important missing thing calls for."""
    return next((observation.aim for observation in observations if not observation.praise), None)


def _quote(text: str) -> str:
    return " ".join(text.split())


def _first(pattern: re.Pattern[str], sentences: list[str]) -> tuple[str, ...]:
    return tuple(_quote(sentence) for sentence in sentences if pattern.search(sentence))[:1]


def _cover(read: _Read) -> Observation | None:
    """The question's points that were touched, by the stems of their cues (as Google's Interview Warmup does)."""
    said = [_stemmed(word) for word in read.words]
    stems = f" {' '.join(said)} "
    touched = [
        point
        for point in read.question.points
        if any(f" {' '.join(_stemmed(word) for word in english.words_of(cue))} " in stems for cue in point.cues)
    ]
    counts = {"touched": len(touched), "points": len(read.question.points)}
    if not touched and len(read.words) >= SHORT and len(_own_words(read.question).intersection(said)) < 2:
        return Observation("off_the_point", False, counts, (), "focus")
    if 2 * len(touched) >= len(read.question.points) and len(read.words) >= SHORT:
        return Observation("covers", True, counts, tuple(point.text for point in touched))
    return None


def _company(read: _Read) -> Observation | None:
    """An answer to "why us" that would fit any other company."""
    if not english.WHY_US.search(read.question.text) or english.names_something(read.text):
        return None
    return Observation("company_unnamed", False, {}, (), "reason")


def _story(read: _Read) -> Observation | None:
    """Stories raise recommendations, self-descriptions lower them (Bangerter, Corvalan and Cavin 2014)."""
    deeds = [sentence for sentence in read.sentences if english.OWN_DEED.search(sentence)]
    claims = [
        sentence
        for sentence in read.sentences
        if english.CLAIM.search(sentence) and not english.OWN_DEED.search(sentence)
    ]
    counts = {"stories": len(deeds), "claims": len(claims)}
    if len(claims) > max(1, len(deeds)):
        return Observation("claims", False, counts, (_quote(claims[0]),), "example")
    if sum(len(english.OWN_DEED.findall(sentence)) for sentence in deeds) >= 3:
        return Observation("story", True, counts, (_quote(deeds[0]),))
    return None


def _result(read: _Read) -> Observation | None:
    """Whether an outcome is stated, and whether with a number; what recruiters say they listen for."""
    boxed = read.answer.result
    result = english.outcome(read.sentences) if english.says_nothing(boxed) else boxed
    counts = {"numbers": len(english.NUMBER.findall(read.text.lower()))}
    if not result:
        return Observation("no_result", False, counts, (), "result")
    results = (_quote(result),)
    if not counts["numbers"]:
        return Observation("no_number", False, counts, results, "number")
    return Observation("result", True, counts, results)


def _balance(read: _Read) -> Observation | None:
    """Situations are over-told (Bangerter et al. 2014); the four parts are the convention of STAR."""
    if len(read.words) < SHORT:
        return None
    if read.answer.boxed:
        parts = (read.answer.situation, read.answer.action, read.answer.result)
        setting, action, result = (len(english.words_of(part)) for part in parts)
    else:
        sizes = [len(english.words_of(sentence)) for sentence in read.sentences]
        deeds = [bool(english.DEED.search(sentence)) for sentence in read.sentences]
        setting = sum(sizes[: deeds.index(True)]) if True in deeds else 0
        action = sum(size for size, deed in zip(sizes, deeds, strict=True) if deed)
        result = max(0, sum(sizes) - setting - action)
    total = setting + action + result
    shares = {"setting": round(100 * setting / total), "action": round(100 * action / total)} if total else {}
    if total and setting > MOST_SETTING * total:
        return Observation("setting_long", False, shares, (), "focus")
    if total and action < LEAST_ACTION * total:
        return Observation("action_thin", False, shares, (), "action")
    return None


def _i_and_we(read: _Read) -> Observation | None:
    """By question: where the own part is asked for "I" should lead, where sharing is asked for others should be there.

    Never in general, since the sources disagree (Naim et al. 2015 found "we" to help, practitioners ask for "I").
    """
    own, shared = len(english.I_WORD.findall(read.text)), len(english.WE_WORD.findall(read.text))
    counts = {"i": own, "we": shared}
    if own + shared < 4:
        return None
    if read.question.voice == "I" and 2 * shared > 3 * own:
        return Observation("mostly_we", False, counts, _first(english.WE_WORD, read.sentences), "action")
    if read.question.voice == "we" and shared == 0 and not english.OTHERS.search(read.text):
        return Observation("no_we", False, counts, (), "other_side")
    acts = read.question.kind == "situational" or english.OWN_DEED.search(read.text)
    if read.question.voice == "I" and own >= 2 * shared and acts:
        return Observation("own_part", True, counts)
    return None


def _blame(read: _Read) -> Observation | None:
    """A hard word near somebody at work: a frequent real reason for a no."""
    for sentence in read.sentences:
        match = english.BLAME.search(sentence.lower())
        if match and not english.NOT_BLAME.search(sentence[: match.start()]):
            return Observation("blame", False, {}, (_quote(sentence),), "other_side")
    return None


def _length(read: _Read) -> Observation | None:
    """Under 60 words rarely holds a story, over 350 is more than two minutes; a convention of interviewers."""
    words = len(read.words)
    counts = {"words": words, "seconds": round(words / WORDS_A_SECOND)}
    if words < SHORT:
        return Observation("short", False, counts, (), "example")
    if words > LONG:
        return Observation("long", False, counts, (), "focus")
    return Observation("length", True, counts)


def _often(kind: str, pattern: re.Pattern[str]) -> Callable[[_Read], Observation | None]:
    def look(read: _Read) -> Observation | None:
        found = [_quote(match.group().strip(" ,.!?")) for match in pattern.finditer(read.text.lower())]
        if len(found) < 3 or 100 * len(found) / len(read.words) <= PER_HUNDRED:
            return None
        often = tuple(words for words, _ in Counter(found).most_common(3))
        return Observation(kind, False, {"times": len(found), "words": len(read.words)}, often)

    return look


def _same_words(read: _Read) -> Observation | None:
    """The same words over and over (Naim et al. 2015: more different words, better ratings)."""
    if len(read.words) < FROM_WORDS or _variety(read.words) >= LEAST_VARIETY:
        return None
    content = Counter(word for word in read.words if len(word) > 3)
    return Observation("variety", False, {}, tuple(word for word, times in content.most_common(3) if times > 2))


def _variety(words: list[str]) -> float:
    """The mean share of different words in every window of 50: a type-token ratio that length does not change.

    Texts under 20 words count as varied.
    """
    if len(words) < 20:
        return 1.0
    width = min(WINDOW, len(words))
    inside = Counter(words[:width])
    total = len(inside)
    for start in range(len(words) - width):
        inside[words[start]] -= 1
        if not inside[words[start]]:
            del inside[words[start]]
        inside[words[start + width]] += 1
        total += len(inside)
    return total / (width * (len(words) - width + 1))


@cache
def _own_words(question: Question) -> frozenset[str]:
    """The stems of a question's words and cues: an answer with two of them is not off the point, however it puts it."""
    cues = " ".join(cue for point in question.points for cue in point.cues)
    return frozenset(map(_stemmed, english.content_of(english.words_of(f"{question.text} {cues}"))))


@cache
def _stemmed(word: str) -> str:
    return str(_stem(word))


# The most important first. Hesitant words: powerful style and how competent somebody seems (Parton et al. 2002, Hosman
# 1989). Fillers: Naim et al. 2015, Russell et al. 2008.
LOOKS: tuple[Callable[[_Read], Observation | None], ...] = (
    _cover,
    _story,
    _company,
    _result,
    _i_and_we,
    _balance,
    _blame,
    _length,
    _often("hedging", english.HEDGE),
    _often("fillers", english.FILLER),
    _same_words,
)
