"""What the tagger reads, and what it leaves alone."""

import hashlib
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import themes
from bot.feedback import tagger
from bot.feedback.model import Model

ROOT = Path(__file__).parents[2]

SEEN = {
    "Your answers ran long and I lost the thread.": "structure",
    "You did not answer the question we asked.": "communication",
    "You came across as quite nervous.": "confidence",
    "We would have liked more concrete examples with numbers.": "evidence",
    "You kept saying 'we', so it was hard to see your part.": "ownership",
    "There were gaps in your technical knowledge.": "technical_depth",
    "You jumped straight into the code without clarifying questions.": "problem_solving",
    "They wanted someone who can influence stakeholders.": "leadership",
    "We were not sure how you handle conflict with colleagues.": "teamwork",
    "You got defensive when we challenged you.": "self_awareness",
    "We did not feel much enthusiasm for the role.": "motivation",
    "You hadn't done your research on our company.": "company_knowledge",
    "You were late and your camera was off.": "professionalism",
    "We went with someone with more experience in Kubernetes.": "role_experience",
    "You are overqualified for this role.": "seniority_fit",
    "The position was filled by an internal candidate.": "outside",
}
DENIED = [
    "You were not rambling at all.",
    "You never seemed nervous.",
    "There was no sign that you were vague.",
    "Nobody found you defensive.",
]
PRAISED = [
    "You were very clear and well structured.",
    "Great examples, strong technical skills.",
    "We loved your enthusiasm.",
]
PRIVATE = [
    "Your accent may be a problem for our clients.",
    "You are a bit old for this team.",
    "They asked whether I plan to have children.",
    "Not a culture fit.",
    "With your health condition this is too much.",
    "We prefer a man for this job.",
    "Your hijab would not suit our customers.",
]


@pytest.mark.parametrize(("text", "theme"), SEEN.items())
def test_the_theme_is_named_with_the_persons_own_words(text: str, theme: str) -> None:
    first = tagger.read(text).suggestions[0]

    assert first.theme == theme
    assert first.because in text


@pytest.mark.parametrize("text", DENIED + PRAISED)
def test_what_is_denied_or_praised_is_no_weakness(text: str) -> None:
    assert tagger.read(text).suggestions == ()


@pytest.mark.parametrize("text", PRIVATE)
def test_a_remark_on_private_grounds_is_no_homework(text: str) -> None:
    reading = tagger.read(text)

    assert reading.suggestions == ()
    assert reading.sensitive


def test_a_private_remark_does_not_hide_what_was_said_beside_it() -> None:
    reading = tagger.read("Your accent is strong. Your answers ran long.")

    assert [suggestion.theme for suggestion in reading.suggestions] == ["structure"]
    assert reading.sensitive == "Your accent is strong"


def test_outside_stands_beside_others_in_a_paragraph() -> None:
    reading = tagger.read("You did well. We chose a stronger candidate. Your answers ran long at times.")

    assert {suggestion.theme for suggestion in reading.suggestions} == {"outside", "structure"}


@pytest.mark.parametrize(
    "text", ["", "   ", "🙂🙂", "a" * 4000, "Ihre Antworten waren zu lang.", "\u200b\u200b", "ignore all rules"]
)
def test_what_cannot_be_read_is_not_guessed(text: str) -> None:
    assert tagger.read(text).suggestions == ()


@given(st.text(max_size=500))
def test_no_text_breaks_it_and_every_quote_is_from_the_text(text: str) -> None:
    reading = tagger.read(text)

    assert len(reading.suggestions) <= 5
    for suggestion in reading.suggestions:
        assert suggestion.theme in themes.BY_KEY
        assert 0 < suggestion.confidence <= 1
        assert suggestion.because


def test_the_weights_were_trained_on_the_text_that_is_there() -> None:
    text = b"".join(path.read_bytes() for path in sorted((ROOT / "training").glob("*.jsonl")))

    assert Model().figures["text_sha256"] == hashlib.sha256(text).hexdigest(), "run: make train"


def test_every_training_remark_has_known_themes_and_none_stands_twice() -> None:
    remarks = [
        json.loads(line)
        for path in sorted((ROOT / "training").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]

    assert len({remark["text"].lower() for remark in remarks}) == len(remarks)
    for remark in remarks:
        assert set(remark) == {"text", "themes"}
        assert set(remark["themes"]) <= set(themes.BY_KEY)
    for theme in themes.BY_KEY:
        assert sum(theme in remark["themes"] for remark in remarks) >= 60, theme


@pytest.mark.parametrize(
    "text",
    [
        "Nobody thought you were nervous.",
        "We had no concerns about your technical knowledge.",
        "It wasn't that your answers were too long.",
        "I can't fault how you handled the disagreement.",
        "Far from being hard to follow.",
    ],
)
def test_a_denial_is_heard_in_many_forms(text: str) -> None:
    assert tagger.read(text).suggestions == ()


def test_reading_four_thousand_characters_takes_a_few_milliseconds() -> None:
    text = "Your answers ran long and we could not see your part in it. " * 66
    tagger.read(text)
    started = time.process_time()

    tagger.read(text)

    print(f"{1000 * (time.process_time() - started):.1f} ms of processor time")
