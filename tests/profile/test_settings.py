"""/me settings: kind of work, level, zone, retention; and a consent that was a mistake."""

import pytest

from bot.errors import UnknownZone
from bot.profile.service import known_zone
from tests.people import Person, World

CANARY = "quokka-marmalade"
DAY = 24 * 3600


async def choose(ana: Person, **typed: str) -> None:
    await ana.slash("me settings")
    await ana.press("Change settings")
    await ana.submit(**{"family": "", "level": "", "zone": "", "retention": "365"} | typed)


async def test_settings_are_kept_and_shown_filled_in(world: World, ana: Person) -> None:
    await ana.agree()
    first = await ana.slash("me settings")
    assert "A year" in first.text
    await choose(ana, family="health_care", level="entry", zone="london", retention="30")
    await world.restart()

    shown = await ana.slash("me settings")

    for words in ("Health and care", "Entry or first job", "Europe/London", "30 days"):
        assert words in shown.text
    form = await ana.press("Change settings")
    assert form.filled["zone"] == "Europe/London"


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/London", "Europe/London"),
        ("europe/london", "Europe/London"),
        ("America/New York", "America/New_York"),
        ("UTC", "UTC"),
        ("kolkata", "Asia/Kolkata"),
    ],
)
def test_a_zone_is_found_however_it_is_written(typed: str, zone: str) -> None:
    assert known_zone(typed) == zone


@pytest.mark.parametrize(
    ("typed", "guess"),
    [("Londn", "Europe/London"), ("Europe/Londen", "Europe/London"), ("Sao Paolo", "America/Sao_Paulo"), ("xqz", "")],
)
def test_an_unknown_zone_is_refused_with_one_that_is_near(typed: str, guess: str) -> None:
    with pytest.raises(UnknownZone) as caught:
        known_zone(typed)
    assert caught.value.facts == {"guess": guess}


async def test_an_unknown_zone_changes_nothing_and_keeps_what_was_typed(world: World, ana: Person) -> None:
    await ana.agree()
    await choose(ana, zone="Europe/Londen", level="senior")

    assert "Did you mean Europe/London?" in ana.shown.text
    assert await world.rows("select level from person") == [{"level": None}]
    form = await ana.press("Try again")
    assert form.filled["zone"] == "Europe/Londen"


async def test_the_level_and_the_kind_of_work_choose_among_questions(world: World, ana: Person) -> None:
    await ana.agree()
    await choose(ana, family="health_care", level="senior")
    for _ in range(6):
        await ana.slash("practice", focus="structure")
        await ana.press("More")
        await ana.press("Enough for today")

    for row in await world.rows("select question_id from round"):
        question = world.bot.practice.bank.find(row["question_id"])
        assert question is not None
        assert not question.families or "health_care" in question.families


async def test_somebody_under_13_presses_once_and_everything_is_gone(world: World, ana: Person) -> None:
    await ana.agree()
    await ana.log(f"Your answers ran long {CANARY}")
    await ana.slash("me settings")

    shown = await ana.press("I am under 13")

    assert "Everything is deleted" in shown.text
    assert await world.rows("select * from person") == []
    assert await world.rows("select * from feedback") == []


async def everything(ana: Person) -> None:
    await ana.ask_about(f"Your answers ran long {CANARY}")
    await ana.one_box()
    await ana.submit(whole=f"I counted the stock {CANARY}")
    await ana.choose("3")
    await ana.press("Save as story")
    await ana.submit(title="Stock", text=f"I counted {CANARY}")
    await ana.slash("progress search")
    await ana.press("Add a line")
    await ana.submit(list="bridge", text=CANARY, step=CANARY, state="done")


async def test_words_go_after_the_chosen_time_a_week_after_one_notice_and_the_counts_stay(
    world: World, ana: Person
) -> None:
    await ana.agree()
    await choose(ana, retention="30")
    await everything(ana)
    await world.env.advance_time(22 * DAY)
    assert not notices(world, ana)

    await world.env.advance_time(2 * DAY)
    assert len(notices(world, ana)) == 1
    assert CANARY not in notices(world, ana)[0]
    assert await world.rows("select count(*) as n from answer where whole_sealed is not null") == [{"n": 1}]
    await world.env.advance_time(8 * DAY)

    assert len(notices(world, ana)) == 1
    assert await world.rows("select said_sealed from feedback") == [{"said_sealed": None}]
    assert await world.rows("select because_sealed, theme from feedback_theme") == [
        {"because_sealed": None, "theme": "structure"}
    ]
    assert await world.rows("select whole_sealed, rating from answer") == [{"whole_sealed": None, "rating": 3}]
    assert await world.rows("select text_sealed from story") == [{"text_sealed": None}]
    assert "No words are kept." in (await ana.slash("feedback list")).text
    assert "No words kept" in (await ana.slash("progress stories")).text
    opened = await ana.choose("1")
    assert "removed after the time you chose" in opened.text
    assert "- No words kept. Step: no words kept (done)" in (await ana.slash("progress search")).text
    resumed = await ana.slash("practice")
    assert "You have an open question" in resumed.text
    assert "You rated it 3 of 4" in (await ana.press("Resume")).text


async def test_a_press_on_the_notice_keeps_the_words(world: World, ana: Person) -> None:
    await ana.agree()
    await choose(ana, retention="30")
    await everything(ana)
    await world.env.advance_time(24 * DAY)
    me = ana.dm
    await me.last_card()

    kept = await me.press("Keep them")
    await world.env.advance_time(20 * DAY)

    assert "The time starts again from today" in kept.text
    assert await world.rows("select count(*) as n from feedback where said_sealed is not null") == [{"n": 1}]


async def test_closed_dms_do_not_keep_words_longer_and_do_not_end_the_daily_look(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await choose(ana, retention="30")
    await everything(ana)
    await ben.agree()
    await ben.log(f"You were vague {CANARY}")
    await choose(ben, retention="30")
    world.env.inject_error(
        "POST",
        f"/channels/{ana.actor.user.dm_channel.id}/messages",
        status=403,
        code=50007,
        message="closed",
        times=None,
    )

    await world.env.advance_time(40 * DAY)

    assert len(notices(world, ben)) == 1
    assert await world.rows("select count(*) as n from feedback where said_sealed is not null") == [{"n": 0}]


async def test_keep_keeps(world: World, ana: Person) -> None:
    await ana.agree()
    await choose(ana, retention="keep")
    await everything(ana)

    for _ in range(8):
        await world.env.advance_time(100 * DAY)

    assert not notices(world, ana)
    assert await world.rows("select count(*) as n from feedback where said_sealed is not null") == [{"n": 1}]


def notices(world: World, person: Person) -> list[str]:
    messages = world.env.backend.messages.get(person.actor.user.dm_channel.id, {}).values()
    return [str(one.components) for one in messages if "is removed in a week" in str(one.components)]
