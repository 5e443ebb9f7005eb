"""/progress overview: counts per topic, what is next, and nothing claimed from little."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot import themes
from bot.dependencies import PROMPTS
from bot.progress.overview import Answered, FriendRated, Naming, apart, overview
from bot.progress.service import Standing
from bot.templates import Templates
from tests.people import Person, World

DAY = timedelta(days=1)
START = datetime(2026, 1, 1, tzinfo=UTC)


def answers(count: int, theme: str = "structure", first: int = 100) -> list[Answered]:
    return [Answered(theme, 100 + number, 3, START + (first + number) * DAY) for number in range(count)]


def words(
    answered: list[Answered], named: list[Naming], days: dict[int, int], friends: Sequence[FriendRated] = ()
) -> str:
    seen = overview(answered, named, {key: START + day * DAY for key, day in days.items()}, friends)
    standing = Standing(seen, ("structure",), len(days), START)
    return Templates(PROMPTS / "replies").speaker("progress")(
        "overview", standing=standing, topics=seen.topics, apart=apart
    )


async def test_with_nothing_yet_it_says_what_starts_it(world: World, ana: Person) -> None:
    await ana.agree()

    shown = await ana.slash("progress overview")

    assert "Nothing to show yet" in shown.text
    assert "`/practice`" in shown.text
    assert shown.buttons == ["One question now"]
    assert shown.private


async def test_an_answer_is_counted_and_the_button_asks_on_what_is_next(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.ask_about("Your answers ran long")
    await ana.one_box()
    await ana.submit(whole="I counted the stock twice.")
    await ana.choose("3")

    shown = await ana.slash("progress overview")

    assert "**Order and length** · 1 answer · you rated the last 3 of 4 · 5 words" in shown.text
    assert "**Next:** a question on Order and length." in shown.text
    assert (await ana.press("One question now")).private


def test_the_last_rating_of_a_friend_stands_beside_the_own_one_of_the_same_answer_without_a_verdict() -> None:
    friends = [FriendRated("structure", 2, 3, START + 2 * DAY), FriendRated("structure", 4, 4, START + DAY)]

    shown = words(answers(1), [], {}, friends)

    assert (
        "**Order and length** · 1 answer · you rated the last 3 of 4 · 100 words\nOn the same answer: you 3, a friend 2"
        in shown
    )
    assert "a friend 4" not in shown


def test_a_friend_rates_alone_where_the_own_rating_is_missing_even_on_a_topic_with_no_other_answer() -> None:
    shown = words([], [], {}, [FriendRated("evidence", 2, None, START)])

    assert "**Examples** · 0 answers\nA friend rated 2 of 4" in shown


async def test_one_interview_is_too_early_to_tell(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.slash("interview add")
    await ana.submit(when="", role="Shift lead", company="Corner shop", level="", stage="first")
    await ana.log("Your answers ran long")
    await ana.press("Confirm")

    async def link(connection: Any) -> None:
        await connection.execute("insert into interview_feedback values (1, 1)")
        await connection.execute("update interview set outcome = 'offer', told_at = added_at")

    await world.database.write(link)

    shown = await ana.slash("progress overview")

    assert "Came back: named in 1 of 1 so far; too early to tell" in shown.text
    assert "You told of an offer" in shown.text
    assert "`/me delete`" in shown.text


@pytest.mark.parametrize(
    ("interviews", "sure"), [(3, "too early to tell"), (4, "too early to tell"), (6, "a hint"), (10, "a pattern")]
)
def test_few_interviews_are_called_few(interviews: int, sure: str) -> None:
    half = interviews // 2
    days = {number: number if number < half else 200 + number for number in range(interviews)}
    named = [Naming("structure" if number < half else "evidence", "recruiter", number) for number in days]

    shown = words(answers(3), named, days)

    assert f"Came back: {half} of {half} before, 0 of {interviews - half} after; {sure}" in shown
    assert ("%" in shown.partition("---")[0]) == (sure != "too early to tell")


def test_a_rejection_from_outside_counts_against_no_topic() -> None:
    named = [Naming("structure", "recruiter", 1)]
    days = {1: 0, 2: 1, 3: 300}
    outside = [Naming("outside", "recruiter", 2), Naming("outside", "recruiter", 3)]
    when = {key: START + day * DAY for key, day in days.items()}

    without, with_it = overview(answers(3), named, when, []), overview(answers(3), named + outside, when, [])

    assert without.topics == with_it.topics
    assert with_it.outside == 2
    assert "Not about your answers: 2 times. It counts against no topic." in words(answers(3), named + outside, days)


def test_what_a_friend_or_a_hunch_named_is_no_word_of_a_real_interview() -> None:
    for source in ("friend", "hunch", "no_reason"):
        seen = overview([], [Naming("structure", source, 1)], {1: START}, [])
        assert (seen.topics[0].named, seen.topics[0].recovery) == (1, None)


def test_all_topics_with_large_counts_fit_one_card() -> None:
    keys = [theme.key for theme in themes.ALL if theme.key != "outside"]
    named = [Naming(key, "recruiter", number) for key in keys for number in range(400)]
    answered = [Answered(key, 1500, 3, START + 200 * DAY) for key in keys for _ in range(300)]
    friends = [FriendRated(key, 2, 3, START) for key in keys]

    shown = words(answered, named, {number: number for number in range(400)}, friends)

    assert len(shown) < 4000
    assert all(themes.BY_KEY[key].name in shown for key in keys)


async def test_five_thousand_answers_are_counted_within_a_second(world: World, ana: Person) -> None:
    await ana.agree()

    async def fill(connection: Any) -> None:
        for number in range(1, 5001):
            theme = themes.PRACTISABLE[number % 13].key
            await connection.execute(
                "insert into round (id, user_id, question_id, theme, chosen_by_hand, asked_at, ended_at, terms) "
                "values (?, ?, 'gone', ?, 0, ?, ?, '{}')",
                (number, ana.id, theme, number, number),
            )
            await connection.execute(
                "insert into answer (round_id, words, rating, answered_at, rated_at) values (?, 120, 3, ?, ?)",
                (number, number, number),
            )

    await world.database.write(fill)
    before = time.perf_counter()

    shown = await ana.slash("progress overview")

    assert time.perf_counter() - before < 1
    assert "384 answers" in shown.text or "385 answers" in shown.text
