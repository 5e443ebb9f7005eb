"""The question bank: read from prompts/questions, checked, and handed on as frozen data."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from bot import themes
from bot.content import Content, read
from bot.errors import StartError

Kind = Literal["behavioural", "situational", "motivational", "knowledge", "exercise"]
Level = Literal["entry", "experienced", "senior"]
Family = Literal[
    "software_data",
    "product_design",
    "sales_support",
    "operations_trades",
    "health_care",
    "education_public",
    "graduate_change",
]
Aim = Literal["action", "result", "example", "number", "reason", "other_side", "learning", "focus"]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=300)]
Cue = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9 '%€£$-]*$")]


class Point(Content):
    """One thing a strong answer shows. `text` completes "You said ..."; `cues` are words that suggest it was said."""

    text: Line
    cues: tuple[Cue, ...] = Field(min_length=3, max_length=12)


class Probe(Content):
    """A follow-up question, and the missing thing it aims at."""

    aim: Aim
    text: Line


class Question(Content):
    """One mock-interview question. `difficulty` is 1 to 3, `voice` whether a strong answer says "I" or "we"."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)+$", max_length=80)]
    text: Annotated[str, StringConstraints(min_length=20, max_length=400, pattern=r"[.?]$")]
    kind: Kind
    level: Level
    difficulty: Literal[1, 2, 3]
    voice: Literal["I", "we"]
    families: tuple[Family, ...] = ()
    hint: Line
    points: tuple[Point, ...] = Field(min_length=2, max_length=4)
    probes: tuple[Probe, ...] = Field(min_length=2, max_length=3)

    @model_validator(mode="after")
    def _probes_differ(self) -> "Question":
        if len({probe.aim for probe in self.probes}) < len(self.probes):
            raise ValueError("two probes have the same aim")
        return self

    @property
    def story(self) -> bool:
        """Whether a strong answer is a story that ended: the other kinds have no result to miss."""
        return self.kind == "behavioural"

    def probe_for(self, aim: str | None) -> Probe:
        """The probe with this aim, or the first."""
        return next((probe for probe in self.probes if probe.aim == aim), self.probes[0])


class _File(Content):
    theme: str
    ratings: dict[Literal["1", "2", "3", "4"], Line] = Field(min_length=4)
    question: tuple[Question, ...] = Field(min_length=1)


class Bank:
    """All questions, and for each theme what a rating of 1 to 4 looks like."""

    def __init__(self, questions: dict[str, tuple[Question, ...]], ratings: dict[str, tuple[str, ...]]) -> None:
        self.questions = questions
        self.ratings = ratings
        self._by_id = {question.id: (theme, question) for theme, some in questions.items() for question in some}

    def __len__(self) -> int:
        return len(self._by_id)

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes that have questions."""
        return tuple(theme for theme, some in self.questions.items() if some)

    def find(self, question_id: str) -> Question | None:
        """The question with this id, or None if it has left the bank."""
        found = self._by_id.get(question_id)
        return found and found[1]


def load(folder: Path) -> Bank:
    """Read every file of the bank. Raises StartError naming file, question and field."""
    questions: dict[str, tuple[Question, ...]] = {}
    ratings: dict[str, tuple[str, ...]] = {}
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        content = read(path, _File)
        if content.theme != path.stem or content.theme not in themes.BY_KEY:
            raise StartError(f"{path}: theme is {content.theme!r}, but must be a theme and the file's own name.")
        for question in content.question:
            if question.id in seen:
                raise StartError(f"{path}: {question.id} stands in {seen[question.id]} too. Give it an id of its own.")
            seen[question.id] = path.name
        questions[content.theme] = content.question
        ratings[content.theme] = tuple(content.ratings[level] for level in ("1", "2", "3", "4"))
    missing = [theme.key for theme in themes.PRACTISABLE if theme.key not in questions]
    if missing:
        raise StartError(f"{folder}: no questions for {', '.join(missing)}. Restore the prompts folder.")
    return Bank(questions, ratings)
