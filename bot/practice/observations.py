"""What an answer shows: counts and quotes, never a verdict. English; deterministic."""

import re
from dataclasses import dataclass, field

from bot.practice.bank import Question

SHORT = 60
LONG = 350
WORDS_A_SECOND = 2.4

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_I = re.compile(r"\b(?:I|I['’](?:d|ve|m|ll)|my|mine|me|myself)\b|\bi\b")
_WE = re.compile(r"\b(?:we|we['’](?:d|ve|re|ll)|our|ours|us|ourselves)\b", re.IGNORECASE)
_CLAIM = re.compile(
    r"\bI(?:['’]d| would| usually| always| generally| normally| tend to| typically| am| ['’]m|['’]m) [^.!?\n]{0,60}",
    re.IGNORECASE,
)
_STORY = re.compile(
    r"\b(?:I|we) (?:\w+ly )?(?:\w+ed|did|made|took|told|said|wrote|built|ran|led|went|found|saw|got|gave|began|kept|set|put|met|had"
    r"|sent|spoke|brought|bought|taught|chose|drew|held|cut|won|lost|sold|grew|knew|thought|left|came|spent|paid|understood)\b[^.!?\n]{0,60}",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:as a result|in the end|resulted in|this meant|which meant|so that|led to|after that|by the end|we (?:finished|shipped|delivered|hit|met)"
    r"|reduced|increased|cut|saved|improved|grew|doubled|halved|dropped|fell|rose|went (?:up|down)|from \w+ to|on time|under budget|signed|won|approved|passed|since then)\b[^.!?\n]{0,80}",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.])[£$€]?\d[\d.,]*\s?(?:%|percent|per cent|k|m|million|thousand|hours?|days?|weeks?|months?|years?|people|patients|customers|pupils|students)?"
    r"|\b(?:half|twice|double|a third|a quarter|dozens?|hundreds?|thousands?)\b",
    re.IGNORECASE,
)


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


@dataclass(frozen=True)
class Observation:
    """One thing counted. `counts` are the figures by name, `quoted` the person's words, `aim` the probe it calls for."""

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


def count(answer: Answer) -> Counts:
    """What can be counted in any language that uses the words "I" and "we"."""
    text = answer.text
    return Counts(len(_WORD.findall(text)), len(_quotes(_NUMBER, text)), len(_I.findall(text)), len(_WE.findall(text)))


def observe(question: Question, answer: Answer) -> tuple[Observation, ...]:
    """Everything worth telling about an answer, the most important first."""
    text = answer.text
    words = len(_WORD.findall(text))
    found = [_story(question, text), _result(answer, text), _i_and_we(question, text), _length(words)]
    return tuple(observation for observation in found if observation is not None)


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


def _quotes(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(" ".join(match.group().split()) for match in pattern.finditer(text))


def _story(question: Question, text: str) -> Observation | None:
    """Stories raise recommendations, self-descriptions lower them (Bangerter, Corvalan and Cavin 2014)."""
    if question.kind != "behavioural":
        return None
    stories, claims = _quotes(_STORY, text), _quotes(_CLAIM, text)
    if len(claims) > len(stories):
        counts = {"stories": len(stories), "claims": len(claims)}
        return Observation("claims", False, counts, claims[:1], "example")
    if len(stories) >= 3:
        return Observation("story", True, {"stories": len(stories)}, stories[:1])
    return None


def _result(answer: Answer, text: str) -> Observation | None:
    results = (answer.result.strip(),) if answer.result.strip() else _quotes(_RESULT, text)
    numbers = _quotes(_NUMBER, text)
    counts = {"numbers": len(numbers)}
    if results and numbers:
        return Observation("result", True, counts, results[:1])
    if not results:
        return Observation("no_result", False, counts, (), "result")
    return Observation("no_number", False, counts, results[:1], "number")


def _i_and_we(question: Question, text: str) -> Observation | None:
    """By question: where the own part is asked for "I" should lead, where sharing is asked for both should be there."""
    own, shared = len(_I.findall(text)), len(_WE.findall(text))
    counts = {"i": own, "we": shared}
    if own + shared < 4:
        return None
    if question.voice == "I" and shared > own:
        return Observation(
            "mostly_we",
            False,
            counts,
            _quotes(re.compile(r"\bwe\b[^.!?\n]{0,60}", re.IGNORECASE), text)[:1],
            "action",
        )
    if question.voice == "we" and shared == 0:
        return Observation("no_we", False, counts, (), "other_side")
    if question.voice == "I" and own >= 2 * shared:
        return Observation("own_part", True, counts)
    return None


def _length(words: int) -> Observation | None:
    """Under 60 words rarely holds a story, over 350 is more than two minutes; a convention of interviewers."""
    counts = {"words": words, "seconds": round(words / WORDS_A_SECOND)}
    if words < SHORT:
        return Observation("short", False, counts, (), "example")
    if words > LONG:
        return Observation("long", False, counts, (), "focus")
    return Observation("length", True, counts)
