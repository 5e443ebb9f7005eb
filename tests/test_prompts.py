"""Everything the bot can say, and the content a coach edits, held against the voice of the product."""

import re
from pathlib import Path

import pytest

from bot.dependencies import PROMPTS
from bot.practice import bank, prompts

REPLIES = sorted((PROMPTS / "replies").glob("*.md.j2"))
BANK = bank.load(PROMPTS / "questions")
QUESTIONS = [question for some in BANK.questions.values() for question in some]
REFLECTIONS = prompts.load(PROMPTS / "reflection" / "after_answer.toml")

NEVER = r"calibrat|evidence\b|anchor|wilson|readiness|streak|points?\b.*earn|leaderboard|you(?:'|’)ve got this|amazing|awesome|luck"
NOT_ASKED = (
    r"\b(?:how old|your age|married|children|kids|pregnan|family plans|religio|church|nationalit|where are you from|native language"
    r"|disabilit|health condition|your salary|current pay|criminal|union|gender|what year did you graduate)\b"
)


def said(path: Path) -> str:
    """The words of a template, without its code."""
    return re.sub(r"{%.*?%}|{#.*?#}|{{.*?}}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("path", REPLIES, ids=lambda path: path.stem)
def test_replies_keep_the_voice(path: Path) -> None:
    text = said(path)

    assert "!" not in text, "no exclamation marks"
    assert re.search(NEVER, text, re.IGNORECASE) is None


@pytest.mark.parametrize("path", REPLIES, ids=lambda path: path.stem)
def test_replies_never_join_text_with_a_tilde_which_would_escape_it_for_html(path: Path) -> None:
    assert not re.search(r"{{[^}]*~[^}]*}}", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_a_question_may_be_asked_anywhere_and_keeps_the_voice(question: bank.Question) -> None:
    words = " ".join([question.text, question.hint, *(probe.text for probe in question.probes)])

    assert re.search(NOT_ASKED, words, re.IGNORECASE) is None
    assert re.search(NEVER, words, re.IGNORECASE) is None
    assert "!" not in words


def test_reflections_end_as_questions_or_sentences_and_keep_the_voice() -> None:
    for texts in REFLECTIONS.values():
        for text in texts:
            assert re.search(NEVER, text, re.IGNORECASE) is None
            assert "!" not in text
