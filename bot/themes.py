"""The 16 themes that feedback can name: key, kind, the name a person sees."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a theme is good for: delivery and content are practised, fit steers the search, outside informs."""

    DELIVERY = "delivery"
    CONTENT = "content"
    FIT = "fit"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Theme:
    """One theme. `name` and `covers` are shown to people; `covers` fits a select's 100 characters."""

    key: str
    kind: Kind
    name: str
    covers: str

    @property
    def practisable(self) -> bool:
        """Whether questions can train it."""
        return self.kind in (Kind.DELIVERY, Kind.CONTENT)


ALL: tuple[Theme, ...] = (
    Theme("structure", Kind.DELIVERY, "Order and length", "rambling, hard to follow, too long, too short"),
    Theme("communication", Kind.DELIVERY, "Getting it across", "clarity, listening, answering what was asked"),
    Theme("confidence", Kind.DELIVERY, "Composure", "nerves, energy, hesitation, or coming over as arrogant"),
    Theme("evidence", Kind.CONTENT, "Examples", "specific examples, numbers, results; too vague or general"),
    Theme("ownership", Kind.CONTENT, "Your own part", "what you did yourself, “we” for “I”, credit, blame"),
    Theme("technical_depth", Kind.CONTENT, "Depth of knowledge", "fundamentals under a second question"),
    Theme(
        "problem_solving",
        Kind.CONTENT,
        "Working a problem",
        "approach, trade-offs, a coding, design or case task",
    ),
    Theme("leadership", Kind.CONTENT, "Leading", "leading, influencing, stakeholders"),
    Theme("teamwork", Kind.CONTENT, "Working with others", "collaboration, conflict, attitude, working style"),
    Theme("self_awareness", Kind.CONTENT, "How you take feedback", "taking feedback, weaknesses, defensiveness"),
    Theme("motivation", Kind.CONTENT, "Why this job", "enthusiasm, reasons, direction"),
    Theme(
        "company_knowledge",
        Kind.CONTENT,
        "Knowing the company",
        "research on the company, product, role, market",
    ),
    Theme(
        "professionalism",
        Kind.CONTENT,
        "Around the interview",
        "punctuality, set-up, honesty, questions asked, pay",
    ),
    Theme("role_experience", Kind.FIT, "Experience asked for", "a domain, tool, number of years or credential"),
    Theme("seniority_fit", Kind.FIT, "Level", "too junior or too senior for the level"),
    Theme(
        "outside",
        Kind.OUTSIDE,
        "Not about your answers",
        "role closed, internal hire, stronger field, budget",
    ),
)

BY_KEY: dict[str, Theme] = {theme.key: theme for theme in ALL}
PRACTISABLE: tuple[Theme, ...] = tuple(theme for theme in ALL if theme.practisable)
