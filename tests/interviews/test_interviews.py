"""Real interviews: put in, counted down to, told of, found again, deleted."""

from datetime import timedelta

import pytest

from tests.people import Person, World

DAY = 24 * 3600
CANARY = "quokka-marmalade"


async def zone(person: Person, name: str = "Europe/London") -> None:
    await person.slash("me settings")
    await person.press("Change settings")
    await person.submit(family=None, level=None, zone=name, retention="365")


async def add(person: Person, when: str = "Thursday 14:00", **more: str) -> None:
    typed = {"role": "Shift lead", "company": "Corner shop", "level": "", "stage": "first"} | more
    await person.slash("interview add")
    await person.submit(when=when, **typed)


async def days_ahead(world: World, days: int) -> str:
    return f"{world.env.now() + timedelta(days=days):%Y-%m-%d} 14:00"


@pytest.mark.parametrize("when", ["2026-02-12 14:00", "12 Feb 2pm", "Thursday 14:00"])
async def test_a_time_is_echoed_as_a_timestamp_whichever_form_it_has(world: World, ana: Person, when: str) -> None:
    await ana.agree()
    await zone(ana)
    now = world.env.now()

    await add(ana, when)

    assert "<t:" in ana.shown.text, (ana.shown.text, now)
    assert "Fix it" in ana.shown.buttons
    assert len(await world.rows("select * from reminder where kind = 'outcome'")) == 1


async def test_fixing_the_company_leaves_the_time_as_it_was_also_when_it_is_over(world: World, ana: Person) -> None:
    await ana.agree()
    await zone(ana, "New_York")
    await add(ana, await days_ahead(world, 6))
    before = await world.rows("select takes_place_at from interview")
    form = await ana.press("Fix it")
    assert form.filled["when"] == await days_ahead(world, 6)
    await ana.submit(**(form.filled | {"company": "Corner store", "level": "", "stage": "first"}))
    assert await world.rows("select takes_place_at from interview") == before
    await world.env.advance_time(7 * DAY)
    await ana.slash("interview list")
    await ana.choose("1")

    form = await ana.press("Fix it")
    fixed = await ana.submit(**(form.filled | {"role": "Shift leader", "level": "", "stage": "first"}))

    assert "Shift leader at Corner store" in fixed.text
    assert await world.rows("select takes_place_at from interview") == before


async def test_the_zone_is_asked_once_and_what_was_typed_is_kept_until_then(world: World, ana: Person) -> None:
    await ana.agree()
    await add(ana)
    assert "When: “Thursday 14:00”. Which time zone is that in?" in ana.shown.text
    await world.restart()

    await ana.press("Set the time zone")
    wrong = await ana.submit(zone="Europe/Londen")
    assert "Did you mean Europe/London?" in wrong.text
    await ana.press("Try again")
    shown = await ana.submit(zone="London")
    assert "<t:" in shown.text
    await add(ana, "Friday 9am")

    assert "<t:" in ana.shown.text


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("03/12 14:00", "could not read that time"),
        ("sometime soon", "could not read that time"),
        ("2020-01-01 10:00", "is over, so nothing was changed"),
        ("2076-01-01 10:00", "more than a year away"),
    ],
)
async def test_a_time_that_cannot_be_used_is_one_clear_line_and_the_text_is_kept(
    world: World, ana: Person, when: str, said: str
) -> None:
    await ana.agree()
    await zone(ana)

    await add(ana, when)

    assert said in ana.shown.text
    assert await world.rows("select * from interview") == []
    form = await ana.press("Try again")
    assert form.filled == {"when": when, "role": "Shift lead", "company": "Corner shop"}


async def test_an_empty_form_keeps_nothing(world: World, ana: Person) -> None:
    await ana.agree()

    await add(ana, "", role=" ", company="", stage="")

    assert "There was nothing in it" in ana.shown.text


async def test_the_countdown_turns_practice_to_what_goes_well_and_sends_one_quiet_note(
    world: World, ana: Person
) -> None:
    await ana.agree()
    await zone(ana)
    await rated(ana, "structure", "4")
    await rated(ana, "structure", "4")
    await rated(ana, "teamwork", "1")
    await add(ana, await days_ahead(world, 6))
    await ana.press("Count down to it")
    await world.restart()
    await world.env.advance_time(3.7 * DAY)

    me = ana.dm
    note = await me.last_card()
    assert "A reminder you set" in note.text
    assert "Shift lead" not in note.text
    asked = await me.press("One question")
    assert "Order and length" in asked.text
    opened = await me.press("Open", on=note)
    assert "The countdown is on" in opened.text
    await me.press("Stop the countdown", on=note)

    assert await world.rows("select countdown from interview") == [{"countdown": 0}]


async def test_a_countdown_that_missed_the_interview_says_nothing(world: World, ana: Person) -> None:
    await ana.agree()
    await zone(ana)
    await add(ana, await days_ahead(world, 6))
    await ana.press("Count down to it")
    await world.bot.close()
    await world.env.advance_time(8 * DAY)

    await world.start_again()
    await world.env.advance_time(60)

    assert await world.rows("select outcome from reminder where kind = 'countdown'") == [{"outcome": "nothing"}]


async def rated(ana: Person, focus: str, rating: str) -> None:
    await ana.slash("practice", focus=focus)
    await ana.one_box()
    await ana.submit(whole="I counted the stock and I found the error.")
    await ana.choose(rating)
    await ana.press("More")
    await ana.press("Enough for today")


async def test_the_setback_plan_is_met_in_the_countdown(world: World, ana: Person) -> None:
    await ana.agree()
    await zone(ana)
    await ana.slash("reflect", exercise="setback")
    await ana.press("Write it")
    await ana.submit(setback="my mind goes blank", response="repeat the question", after="")
    await ana.press("Save")
    await add(ana, await days_ahead(world, 2))

    shown = await ana.press("Count down to it")

    assert "my mind goes blank" in shown.text


async def test_a_countdown_needs_a_time_to_come(world: World, ana: Person) -> None:
    await ana.agree()
    await zone(ana)
    await add(ana, await days_ahead(world, 2))
    button = ana.id_of("Count down to it")
    await world.env.advance_time(3 * DAY)

    shown = await ana.press_old(button)

    assert "is over, so nothing was changed" in shown.text


@pytest.mark.parametrize(
    ("outcome", "said", "next_step"),
    [
        ("rejected", "They said no", "Log what they said"),
        ("next_round", "On to the next round", "When is the next one?"),
        ("offer", "An offer", "Log what they said"),
        ("withdrew", "counted apart", "Log what they said"),
        ("waiting", "Waiting is part of it", "Ask me in a week"),
    ],
)
async def test_every_outcome_has_its_words_and_its_next_step(
    world: World, ana: Person, outcome: str, said: str, next_step: str
) -> None:
    await ana.agree()
    await zone(ana)
    await add(ana)
    await ana.slash("interview done")

    told = await ana.submit(outcome=outcome, stage="final", well="I asked good questions")

    assert said in told.text
    assert "I asked good questions" in told.text
    assert next_step in told.buttons
    assert "!" not in told.text
    assert await world.rows("select * from reminder where settled_at is null") == []


async def test_plans_are_asked_about_and_feedback_belongs_to_the_interview(world: World, ana: Person) -> None:
    await ana.agree()
    await zone(ana)
    await ana.slash("reflect", exercise="plan")
    await ana.press("Write it")
    await ana.submit(cue="they ask for an example", action="say one number")
    await ana.press("Save")
    await add(ana)
    await ana.slash("interview done")
    asked = await ana.submit(outcome="rejected", stage="final", well="")
    assert "One of your plans" in asked.text
    await world.restart()

    told = await ana.press("It came up, I did it")
    assert "Did they say why?" in told.text
    await ana.press("Log what they said")
    reading = await ana.submit(said="Your answers ran long", source="recruiter", feels="fine")

    assert "Which interview?" not in reading.buttons
    assert await world.rows("select did_it from reflection") == [{"did_it": 1}]
    assert len(await world.rows("select * from interview_feedback")) == 1


async def test_an_outcome_given_twice_changes_nothing_unless_asked_to(world: World, ana: Person) -> None:
    await ana.agree()
    await zone(ana)
    await add(ana)
    form, second = await ana.slash("interview done"), await ana.slash("interview done")
    await ana.submit(on=form, outcome="rejected", stage="final", well="")

    other = await ana.submit(on=second, outcome="offer", stage="", well="It was calm")
    assert "You told another outcome" in other.text
    assert await world.rows("select outcome, furthest from interview") == [{"outcome": "rejected", "furthest": "final"}]
    await ana.slash("interview list")
    await ana.choose("1")
    await ana.press("How did it go?")
    changed = await ana.submit(outcome="offer", stage="screen", well="")

    assert "An offer" in changed.text
    assert await world.rows("select outcome, furthest from interview") == [{"outcome": "offer", "furthest": "final"}]


async def test_four_days_later_an_open_outcome_is_asked_for_once_and_quietly(world: World, ana: Person) -> None:
    await ana.agree()
    await zone(ana)
    await add(ana, await days_ahead(world, 1), role=CANARY)
    await world.env.advance_time(4.5 * DAY)
    assert await world.rows("select * from reminder where settled_at is not null") == []
    await world.restart()

    await world.env.advance_time(1.2 * DAY)
    me = ana.dm
    note = await me.last_card()
    assert "A short question" in note.text
    assert CANARY not in note.text
    await me.press("Ask me in a week", on=note)
    await world.env.advance_time(7.1 * DAY)
    again = await me.last_card()
    await me.press("Answer", on=again)
    told = await me.submit(outcome="waiting", stage="", well="")

    assert "Waiting is part of it" in told.text
    assert len(await world.rows("select * from reminder where outcome = 'sent'")) == 2


async def test_what_is_not_to_be_asked_again_is_not_asked_because_a_countdown_stops(world: World, ana: Person) -> None:
    await ana.agree()
    await zone(ana)
    await add(ana, await days_ahead(world, 6))
    await ana.press("Count down to it")
    stop = ana.id_of("Stop the countdown")
    await world.env.advance_time(11 * DAY)
    me = ana.dm
    await me.last_card()
    await me.press("Do not ask again")

    await ana.press_old(stop)

    assert await world.rows("select * from reminder where settled_at is null") == []


async def test_deleting_an_interview_leaves_its_feedback_and_no_due_row(world: World, ana: Person) -> None:
    await ana.agree()
    await zone(ana)
    await add(ana, await days_ahead(world, 6))
    await ana.press("Count down to it")
    await ana.press("More")
    await ana.press("Log what they said")
    await ana.submit(said="Your answers ran long", source="recruiter", feels="fine")
    assert len(await world.rows("select * from reminder")) == 2
    await ana.slash("interview list")
    await ana.choose("1")
    await ana.press("More")
    await ana.press("Delete")

    gone = await ana.press("Delete it")

    assert "Feedback on it stays" in gone.text
    assert await world.rows("select * from reminder") == []
    assert len(await world.rows("select * from feedback")) == 1
    assert await world.rows("select * from interview_feedback") == []


async def test_feedback_is_linked_to_one_of_the_last_or_to_a_new_one(world: World, ana: Person) -> None:
    await ana.agree()
    await zone(ana)
    await add(ana)
    await ana.log("Your answers ran long")
    asked = await ana.press("Which interview?")
    assert asked.select["options"][0]["label"] == "Shift lead at Corner shop"

    await ana.choose("1")
    back = await ana.press("Go on with the feedback")

    assert "Which interview?" not in back.buttons


async def test_another_persons_interview_is_not_there(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()
    await add(ana, "", role=CANARY)

    for verb in ("open", "more", "count", "wait", "delete", "gone", "change", "done"):
        shown = await ben.press_old(f"interviews:{verb}:1")
        assert "not there any more" in shown.text, verb
        assert CANARY not in shown.text


async def test_done_with_nothing_open_says_what_to_do(world: World, ana: Person) -> None:
    await ana.agree()

    shown = await ana.slash("interview done")

    assert "No interview is open" in shown.text
    assert shown.buttons == ["Add an interview"]


async def test_with_several_open_ones_it_is_asked_which(world: World, ana: Person) -> None:
    await ana.agree()
    await add(ana, "", role="One")
    await add(ana, "", role="Two")

    await ana.slash("interview done")
    form = await ana.choose("2")

    assert form.modal["title"] == "How did it go?"


@pytest.mark.parametrize("which", ["0", "Lead", "9" * 30])
async def test_what_is_no_interview_is_asked_for(world: World, ana: Person, which: str) -> None:
    await ana.agree()
    await add(ana, "", role="One")
    await add(ana, "", role="Two")

    shown = await ana.slash("interview done", which=which)

    assert "Choose the interview first" in shown.text
