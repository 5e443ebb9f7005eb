"""Four questions for a rejection without a reason, and the two guesses at most that the answers allow."""

from dataclasses import dataclass

AT_MOST = 2


@dataclass(frozen=True)
class Sign:
    """One possible answer. `theme` is what it may point at, None if at nothing."""

    key: str
    text: str
    theme: str | None = None


@dataclass(frozen=True)
class HunchQuestion:
    """One question with its answers. `weight` says how much an answer to it counts among the others."""

    key: str
    text: str
    weight: int
    signs: tuple[Sign, ...]


QUESTIONS = (
    HunchQuestion(
        "moment",
        "Which moment do you go back to?",
        4,
        (
            Sign("none", "None in particular"),
            Sign("thread", "I lost the thread or talked too long", "structure"),
            Sign("stuck", "A question about the work I could not answer", "technical_depth"),
            Sign("task", "The exercise did not go well", "problem_solving"),
            Sign("why", "I had no good reason for wanting it", "motivation"),
            Sign("them", "I knew too little about them", "company_knowledge"),
            Sign("nerves", "I was too nervous to think", "confidence"),
        ),
    ),
    HunchQuestion(
        "again",
        "What did they come back to?",
        3,
        (
            Sign("nothing", "Nothing"),
            Sign("missing", "Something I have not done before", "role_experience"),
            Sign("level", "Whether the level is right for me", "seniority_fit"),
            Sign("others", "How I work with other people", "teamwork"),
            Sign("example", "They kept asking for an example", "evidence"),
            Sign("part", "They kept asking what I did myself", "ownership"),
        ),
    ),
    HunchQuestion(
        "listening",
        "How did they listen?",
        2,
        (
            Sign("well", "With interest, or I could not tell"),
            Sign("asked_twice", "They asked the same thing twice", "communication"),
            Sign("cut", "They cut me short", "structure"),
            Sign("notes", "They stopped taking notes", "evidence"),
        ),
    ),
    HunchQuestion(
        "outside",
        "Did anything else change on their side?",
        1,
        (
            Sign("no", "Not that I know of"),
            Sign("closed", "The job changed, closed or went to somebody inside", "outside"),
            Sign("pay", "Pay, place or start date did not match", "outside"),
        ),
    ),
)


def guess(answers: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """{question: answer} -> at most two (theme, the words of the answer that points at it), likeliest first.

    An answer about something outside stands alone: then nothing about the answers is guessed.
    """
    weights: dict[str, int] = {}
    words: dict[str, str] = {}
    for question in QUESTIONS:
        sign = next((sign for sign in question.signs if sign.key == answers.get(question.key)), None)
        if sign is None or sign.theme is None:
            continue
        weights[sign.theme] = weights.get(sign.theme, 0) + question.weight
        words.setdefault(sign.theme, sign.text)
    if "outside" in weights:
        return (("outside", words["outside"]),)
    best = sorted(weights, key=lambda theme: -weights[theme])[:AT_MOST]
    return tuple((theme, words[theme]) for theme in best)
