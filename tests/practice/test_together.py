"""What was asked and rated outside of /practice counts there: a friend's rating more than one's own."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.dependencies import PROMPTS
from bot.practice import Asked, Paired, picker
from bot.practice.bank import load
from bot.practice.picker import Learner, Named, Rated
from bot.practice.together import kindness
from tests.people import Person, World

BANK = load(PROMPTS / "questions")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
QUESTION = BANK.questions["structure"][0]


def hand_in(world: World, asked: list[Asked], pairs: list[Paired]) -> None:
    async def all_asked(connection: Any, user_id: int) -> list[Asked]:
        return asked

    async def all_rated(connection: Any, user_id: int) -> list[Paired]:
        return pairs

    world.bot.practice.also(all_asked, all_rated)


async def choose(world: World, person: Person, *themes: str, avoid: frozenset[str] = frozenset()) -> Any:
    practice = world.bot.practice
    return await world.database.read(lambda connection: practice.choose(connection, person.id, themes, avoid))


def test_a_friends_rating_moves_the_belief_more_than_the_same_rating_of_ones_own() -> None:
    before = picker.Belief().mean
    means = [picker.believe([Rated("structure", 4, 2, who, NOW)], NOW)["structure"].mean for who in ("self", "friend")]

    assert before < means[0] < means[1]


def test_from_five_pairs_on_what_one_rates_kinder_than_friends_is_taken_off() -> None:
    kind = Paired(QUESTION.id, "structure", 4, 3, NOW)

    assert kindness([kind] * 4) == 0
    kinder = kindness([kind] * 5)
    assert kinder > 0
    as_seen = [picker.believe([Rated("structure", 4, 2, "self", NOW, by)], NOW)["structure"].mean for by in (kinder, 0)]
    assert as_seen[0] < as_seen[1]
    assert picker.believe([Rated("structure", 4, 2, "self", NOW, kinder)], NOW)["structure"].mean == pytest.approx(
        picker.believe([Rated("structure", 3, 2, "self", NOW)], NOW)["structure"].mean
    )


@pytest.mark.parametrize("allowed", [("teamwork",), ("role_experience",), ("teamwork", "motivation")])
def test_nothing_but_the_themes_in_question_is_asked(allowed: tuple[str, ...]) -> None:
    named = [Named(1, "structure", "interviewer", NOW), Named(2, "role_experience", "interviewer", NOW)]
    aside = Learner(set_aside=frozenset(["teamwork"]))

    for seed in range(20):
        choice = picker.pick(
            BANK, named, [], now=NOW, rng=random.Random(seed), profile=aside, among=allowed, avoid=["teamwork"]
        )
        assert choice.theme in allowed


async def test_a_question_for_a_friend_is_aimed_at_what_was_said_and_kept_nowhere(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("Your answers ran long and I lost the thread.")
    await ana.press("Confirm")

    chosen = await choose(world, ana, "structure", "teamwork", "leadership")

    (entry,) = await world.rows("select id from feedback")
    assert (chosen.theme, chosen.feedback_id) == ("structure", entry["id"])
    assert (await choose(world, ana, "structure", "teamwork", avoid=frozenset(["structure"]))).theme == "teamwork"
    assert await world.rows("select * from round") == []


async def test_what_was_asked_elsewhere_is_not_asked_again(world: World, ana: Person) -> None:
    await ana.agree()
    now = world.env.now()
    seen = [question.id for question in BANK.questions["structure"][1:]]
    hand_in(world, [Asked(id_, "structure", now - timedelta(days=2)) for id_ in seen], [])

    chosen = await choose(world, ana, "structure")

    assert chosen.question.id == QUESTION.id


async def test_ratings_handed_in_are_evidence_of_both_and_are_gone_when_they_are_withdrawn(
    world: World, ana: Person
) -> None:
    await ana.agree()
    now = world.env.now()
    practice = world.bot.practice
    pairs = [Paired(QUESTION.id, "structure", 2, 2, now), Paired("gone-from-the-bank", "teamwork", 3, None, now)]
    hand_in(world, [], pairs)

    async def evidence() -> list[picker.Evidence]:
        return await world.database.read(lambda connection: practice._asking.evidence(connection, ana.id))

    assert await evidence() == [
        Rated("structure", 2, QUESTION.difficulty, "self", now),
        Rated("teamwork", 3, 2, "self", now),
        Rated("structure", 2, QUESTION.difficulty, "friend", now),
    ]
    rated = await world.database.read(lambda connection: practice.friend_ratings(connection, ana.id))
    assert [(one.theme, one.rating, one.own) for one in rated] == [("structure", 2, 2)]
    pairs.clear()
    assert await evidence() == []
