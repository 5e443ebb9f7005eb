"""/progress overview: counts per topic, what is next, and nothing claimed from little."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot import themes
from bot.dependencies import PROMPTS
from bot.progress.offers import Offer
from bot.progress.overview import FriendRated, Tally, apart, overview
from bot.progress.recovery import Interview
from bot.progress.service import Standing
from bot.templates import Templates
from tests.people import Person, World

DAY = timedelta(days=1)
START = datetime(2026, 1, 1, tzinfo=UTC)


def answers(count: int, theme: str = "structure", first: int = 100) -> list[Tally]:
    words = tuple(100 + number for number in range(count))[-3:]
    return [Tally(theme, count, 3, words, tuple(START + (first + number) * DAY for number in range(min(count, 3))))]


def told(day: int, *named: str) -> Interview:
    return Interview(START + day * DAY, frozenset(named))


def words(practised: list[Tally], interviews: list[Interview], friends: Sequence[FriendRated] = ()) -> str:
    named = Counter(theme for one in interviews for theme in one.named or ())
    seen = overview(practised, named, interviews, friends)
    standing = Standing(seen, ("structure",), Offer(START, len(practised), len(interviews), asks=True))
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
    friends = [FriendRated("structure", 4, 4, START + DAY), FriendRated("structure", 2, 3, START + 2 * DAY)]

    shown = words(answers(1), [], friends)

    assert "**Order and length** · 3 answers · you rated the last 3 of 4 · 100 words\nOn the same" in shown
    assert "On the same answer: you 3, a friend 2" in shown
    assert "a friend 4" not in shown


def test_a_friend_rates_alone_where_the_own_rating_is_missing_even_on_a_topic_with_no_other_answer() -> None:
    shown = words([], [], [FriendRated("evidence", 2, None, START)])

    assert "**Examples** · 1 answer\nA friend rated 2 of 4" in shown


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

    assert "Named in 1 of 1 interview so far; too early to tell" in shown.text
    assert "You told of an offer" in shown.text
    assert shown.buttons == ["One question now", "Keep everything", "Delete my data"]


@pytest.mark.parametrize(
    ("interviews", "sure"), [(3, "too early to tell"), (4, "too early to tell"), (6, "a hint"), (10, "a pattern")]
)
def test_few_interviews_are_called_few(interviews: int, sure: str) -> None:
    half = interviews // 2
    before = [told(number, "structure") for number in range(half)]
    after = [told(200 + number, "evidence") for number in range(half, interviews)]

    shown = words(answers(3), before + after)

    before_practice = f"Named in {half} of {half} interview{'s' if half > 1 else ''} before"
    assert f"{before_practice}, 0 of {interviews - half} after; {sure}" in shown
    assert ("%" in shown) == ("Percentages: " in shown) == (sure != "too early to tell")


def test_with_no_interview_before_practice_those_after_stand_alone() -> None:
    shown = words(answers(3), [told(200, "structure"), told(300, "evidence")])

    assert "\nNamed in 1 of 2 interviews after; too early to tell" in shown


def test_a_rejection_from_outside_counts_against_no_topic() -> None:
    named, outside = [told(0, "structure")], [told(1, "outside"), told(300, "outside")]

    without = overview(answers(3), {"structure": 1}, named)
    with_it = overview(answers(3), {"structure": 1, "outside": 2}, named + outside)

    assert without.topics == with_it.topics
    assert with_it.outside == 2
    assert "Not about your answers: 2 times. It counts against no topic." in words(answers(3), named + outside)


@pytest.mark.parametrize("source", ["friend", "hunch"])
async def test_what_a_friend_or_a_hunch_named_is_no_word_of_a_real_interview(
    world: World, ana: Person, source: str
) -> None:
    await ana.agree()
    await ana.slash("interview add")
    await ana.submit(when="", role="Shift lead", company="Corner shop", level="", stage="first")
    await ana.log("Your answers ran long", source=source)
    await ana.press("Confirm")
    await world.database.write(lambda connection: connection.execute("insert into interview_feedback values (1, 1)"))

    shown = await ana.slash("progress overview")

    assert "**Order and length** · 0 answers\nNamed 1 time" in shown.text
    assert "so far" not in shown.text


async def test_what_was_not_confirmed_is_not_counted(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log("Your answers ran long")

    assert "Nothing to show yet" in (await ana.slash("progress overview")).text


def test_all_topics_with_large_counts_fit_one_card() -> None:
    keys = [theme.key for theme in themes.ALL if theme.key != "outside"]
    practised = [Tally(key, 300, 3, (1500, 1500, 1500), (START + 200 * DAY,) * 3) for key in keys]
    friends = [FriendRated(key, 2, 3, START) for key in keys]

    shown = words(practised, [told(number, *keys) for number in range(400)], friends)

    assert len(shown) < 4000
    assert all(themes.BY_KEY[key].name in shown for key in keys)


async def test_five_thousand_answers_are_all_counted(world: World, ana: Person) -> None:
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

    shown = await ana.slash("progress overview")

    assert "384 answers" in shown.text or "385 answers" in shown.text
