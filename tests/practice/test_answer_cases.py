"""What is said about answers as people write them: answers.toml has whole answers, pairs.toml has single changes."""

import re
import tomllib
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.practice import bank
from bot.practice.observations import OF_STORIES, Answer, observe

HERE = Path(__file__).parent
BANK = bank.load(HERE.parents[1] / "prompts" / "questions")
BOXES = ("situation", "action", "result", "learned", "whole")
ALONE = {"not_english", "unclear"}
KINDS = re.findall(r'item\.kind == "(\w+)"', (HERE.parents[1] / "prompts/replies/practice.md.j2").read_text("utf-8"))


def read(name: str, entry: str) -> list[Any]:
    entries = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))[entry]
    return [pytest.param(one, id=one["id"]) for one in entries]


CASES, PAIRS = read("answers", "case"), read("pairs", "pair")


def answer(entry: dict[str, Any], *put: str) -> Answer:
    return Answer(**{box: entry[box].format(*put) if put else entry[box] for box in BOXES if box in entry})


def said(entry: dict[str, Any], *put: str) -> set[str]:
    question = BANK.find(entry["question"])
    assert question is not None, entry["question"]
    found = observe(question, answer(entry, *put))
    assert len({observation.kind for observation in found}) == len(found)
    return {observation.kind for observation in found}


@pytest.mark.parametrize("case", CASES)
def test_a_careful_reader_would_say_this_and_not_that(case: dict[str, Any]) -> None:
    kinds = said(case)

    assert set(case["must"]) <= kinds
    assert not kinds & set(case["must_not"])
    if kinds & ALONE:
        assert len(kinds) == 1


@pytest.mark.parametrize("pair", PAIRS)
def test_one_change_changes_what_is_said_of_it_and_nothing_else(pair: dict[str, Any]) -> None:
    before, after = (said(pair, *([put] if isinstance(put, str) else put)) for put in pair["put"])

    assert before - after == set(pair["gone"])
    assert after - before == set(pair["new"])


@pytest.mark.parametrize("case", [case for case in CASES if "unclear" in case.values[0]["must"]])
def test_gibberish_is_praised_by_no_question(case: dict[str, Any]) -> None:
    for theme in BANK.themes:
        for question in BANK.questions[theme]:
            assert [item.kind for item in observe(question, answer(case))] == ["unclear"]


@pytest.mark.parametrize("case", CASES)
def test_no_result_and_no_story_is_missed_where_none_is_asked_for(case: dict[str, Any]) -> None:
    one_a_kind = {question.kind: question for theme in BANK.themes for question in BANK.questions[theme]}
    for kind in one_a_kind.keys() - {"behavioural"}:
        assert not OF_STORIES & {item.kind for item in observe(one_a_kind[kind], answer(case))}


def test_a_hand_on_the_keyboard_is_never_praised() -> None:
    rng = Random(1)
    for _ in range(200):
        words = ["".join(rng.choices("asdfghjklqwertuiop", k=rng.randint(2, 9))) for _ in range(80)]
        question = rng.choice(BANK.questions[rng.choice(BANK.themes)])
        assert not any(item.praise for item in observe(question, Answer(whole=" ".join(words))))


@pytest.mark.parametrize("case", CASES)
def test_the_same_answer_gets_the_same_observations(case: dict[str, Any]) -> None:
    question = BANK.find(case["question"])
    assert question is not None

    assert observe(question, answer(case)) == observe(question, answer(case))


def test_every_observation_is_wanted_by_one_case_and_unwanted_by_another() -> None:
    wanted = {kind for case in CASES for kind in case.values[0]["must"]}
    unwanted = {kind for case in CASES for kind in case.values[0]["must_not"]}

    assert wanted == unwanted == set(KINDS)
