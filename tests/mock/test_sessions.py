"""A session of two: what each sees, blind ratings, both side by side, a hint, the next question, the end."""

import pytest

from bot.dependencies import PROMPTS
from bot.errors import MockBusy, NotFound
from bot.mock.sessions import MOST_QUESTIONS, Script
from bot.practice.bank import load
from bot.ui import build_view
from tests.mock.together import SAID, both_look, lines, open_session, question_round
from tests.people import Person, World

BANK = load(PROMPTS / "questions")
DAY = 24 * 3600


async def begun(world: World, ana: Person, ben: Person, **more: object) -> int:
    await ana.agree()
    await ben.agree()
    session_id = await open_session(world, ana, ben, **more)  # type: ignore[arg-type]
    await both_look(ana, ben, session_id)
    return session_id


async def on_now(world: World) -> dict[str, object]:
    (*_, row) = await world.rows("select * from mock_question order by id")
    return row


async def test_the_friend_sees_what_to_ask_and_the_candidate_the_topic_and_the_clock(
    world: World, ana: Person, ben: Person
) -> None:
    await begun(world, ana, ben)

    asked = await on_now(world)
    question = BANK.find(str(asked["question_id"]))
    assert question is not None
    assert question.text in ben.shown.text.replace("\\", "")
    assert "Listen for" in ben.shown.text
    assert sum(probe.text in ben.shown.text for probe in question.probes) == 2
    assert ben.shown.buttons == ["Skip this one", "Finish", "Look again"]
    assert question.text[:40] not in ana.shown.text
    assert "15 minutes in all, which end <t:" in ana.shown.text
    assert ana.shown.buttons == ["I'm stuck", "Finish", "Look again", "Leave"]
    assert "Talk in a call, in one room" in ana.shown.text
    for person in (ana, ben):
        assert person.shown.private
        assert f"**4** {BANK.ratings[str(asked['theme'])][3]}" in person.shown.text


async def test_neither_sees_the_others_rating_before_both_are_in(world: World, ana: Person, ben: Person) -> None:
    await begun(world, ana, ben)

    await ben.choose("3")
    assert "You rated it 3." in ben.shown.text
    await ana.press("Look again")
    assert "not rated it yet" not in ana.shown.text
    assert "When you have answered, rate your answer" in ana.shown.text
    assert ana.shown.chosen == []
    await ana.choose("2")

    assert f"You said 2, <@{ben.id}> said 3" in ana.shown.text
    assert lines(world)[-1] == f"<@{ben.id}>, both are in."
    await ben.press("Look again")
    assert f"You said 3, <@{ana.id}> said 2" in ben.shown.text
    for person in (ana, ben):
        assert "about this one answer" in person.shown.text
    assert "asks the next question when you are both ready, and you get a line then" in ana.shown.text
    assert "[Finish] when it is enough: then you can leave a short note" in ben.shown.text


async def test_a_rating_can_be_changed_until_the_other_is_in_and_not_after(
    world: World, ana: Person, ben: Person
) -> None:
    await begun(world, ana, ben)
    await ana.choose("1")
    card = ana.shown
    await ana.choose("4", on=card)
    await ben.choose("3")

    late = await world.bot.mock.sessions.rate(ana.id, int(str((await on_now(world))["id"])), 1)
    assert not late.news
    await ana.press("Look again")
    assert f"You said 4, <@{ben.id}> said 3" in ana.shown.text
    (row,) = await world.rows("select own_rating, friend_rating from mock_question")
    assert row == {"own_rating": 4, "friend_rating": 3}


async def test_the_words_and_the_role_are_shown_only_if_shared_and_go_with_the_feedback(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ben.agree()
    await ana.log(SAID)
    await ana.press("Confirm")
    session_id = await open_session(world, ana, ben, themes=("structure",), words=True)

    await ben.press_old(f"mock:show:{session_id}")
    assert f"<@{ana.id}> was told: “Your answers ran long" in ben.shown.text

    (entry,) = await world.rows("select id from feedback")
    await world.bot.feedback.delete(ana.id, entry["id"])
    await ben.press_old(f"mock:show:{session_id}")
    assert "was told" not in ben.shown.text


async def test_without_sharing_words_none_are_shown(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()
    await ana.log(SAID)
    await ana.press("Confirm")

    session_id = await open_session(world, ana, ben, themes=("structure",))

    await ben.press_old(f"mock:show:{session_id}")
    assert "was told" not in ben.shown.text
    assert "ran long" not in ben.shown.text


async def test_who_is_stuck_gets_a_hint_and_the_friend_is_told_to_help_once(
    world: World, ana: Person, ben: Person
) -> None:
    await begun(world, ana, ben)
    question = BANK.find(str((await on_now(world))["question_id"]))
    assert question is not None
    stuck = ana.id_of("I'm stuck")

    await ana.press("I'm stuck")
    await ana.press_old(stuck)

    assert question.hint in ana.shown.text
    assert "I'm stuck" not in ana.shown.buttons
    assert lines(world).count(f"<@{ben.id}>, there is something new on your card.") == 1
    await ben.press("Look again")
    assert "They are stuck" in ben.shown.text


async def test_the_next_question_is_on_another_topic_and_pressed_twice_it_is_one(
    world: World, ana: Person, ben: Person
) -> None:
    await begun(world, ana, ben)
    await question_round(ana, ben, "2", "3")
    again = ben.id_of("Next question")

    await ben.press("Next question")
    await ben.press_old(again)

    assert "Question 2" in ben.shown.text
    themes = [row["theme"] for row in await world.rows("select theme from mock_question")]
    assert len(themes) == len(set(themes)) == 2
    assert lines(world).count(f"<@{ana.id}>, the next one is on.") == 1


async def test_the_candidate_cannot_ask_and_a_stranger_finds_nothing(world: World, ana: Person, ben: Person) -> None:
    session_id = await begun(world, ana, ben)
    question_id = (await on_now(world))["id"]
    eve = Person(world.channel.guild.add_member(world.env.create_user("eve")), world)
    await eve.agree()

    assert "not there any more" in (await ana.press_old(f"mock:next:{question_id}")).text
    assert "not there any more" in (await ben.press_old(f"mock:stuck:{question_id}")).text
    for key in ("show", "finish", "leave", "done", "swap", "start", "look", "withdraw", "withdrawn", "feedback"):
        assert "not there any more" in (await eve.press_old(f"mock:{key}:{session_id}")).text, key
    for key in ("next", "stuck"):
        assert "not there any more" in (await eve.press_old(f"mock:{key}:{question_id}")).text, key
    with pytest.raises(NotFound):
        await world.bot.mock.sessions.rate(eve.id, int(str(question_id)), 3)
    (row,) = await world.rows("select * from mock_session")
    assert row["ended_at"] is None


async def test_everything_goes_on_after_a_restart(world: World, ana: Person, ben: Person) -> None:
    await begun(world, ana, ben)
    await ana.choose("2")
    await world.restart()
    await ben.choose("4")
    assert f"You said 4, <@{ana.id}> said 2" in ben.shown.text
    await world.restart()
    await ben.press("Next question")
    await world.restart()
    await ben.press("Finish")

    assert "The session is over" in ben.shown.text


async def test_after_the_time_there_is_a_gentle_word_and_no_cut(world: World, ana: Person, ben: Person) -> None:
    await begun(world, ana, ben, minutes=30)
    await world.env.advance_time(31 * 60)

    await ben.choose("3")
    await ana.choose("3")

    assert "The 30 minutes are over. Finish in your own time." in ana.shown.text
    assert "You said 3" in ana.shown.text


async def test_rating_after_the_end_changes_nothing_and_says_so(world: World, ana: Person, ben: Person) -> None:
    await begun(world, ana, ben)
    bens = ben.shown
    await ana.press("Finish")

    late = await ben.choose("3", on=bens)

    assert "That session is over." in late.text
    assert "Nothing was changed" in late.text
    assert (await on_now(world))["friend_rating"] is None


async def test_a_second_session_at_once_is_refused_for_either(world: World, ana: Person, ben: Person) -> None:
    await begun(world, ana, ben)
    eve = Person(world.channel.guild.add_member(world.env.create_user("eve")), world)
    await eve.agree()

    with pytest.raises(MockBusy) as you:
        await open_session(world, ana, eve)
    with pytest.raises(MockBusy) as friend:
        await open_session(world, eve, ben)

    assert (you.value.facts, friend.value.facts) == ({"who": "you"}, {"who": "friend"})


async def test_a_session_nobody_touches_for_a_day_closes_quietly_and_keeps_what_was_rated(
    world: World, ana: Person, ben: Person
) -> None:
    await begun(world, ana, ben)
    await ben.choose("3")
    said = lines(world)

    await world.env.advance_time(25 * 3600)

    (row,) = await world.rows("select ended from mock_session")
    assert row == {"ended": "quiet"}
    assert lines(world) == said
    await ana.slash("mock history")
    await ana.choose(ana.shown.select["options"][0]["value"])
    assert "Nobody touched the session for a day" in ana.shown.text
    assert f"<@{ben.id}> said 3" in ana.shown.text


async def test_leaving_is_quiet_and_keeps_what_was_rated(world: World, ana: Person, ben: Person) -> None:
    await begun(world, ana, ben)
    await question_round(ana, ben, "2", "3")

    await ana.slash("mock leave")

    assert "You left the session." in ana.shown.text
    assert lines(world)[-1] == f"<@{ben.id}>, that was the last one for now."
    left = (await ana.slash("mock leave")).text
    assert "nothing to leave" in left
    assert "`/mock find` a practice that is planned" in left
    await ben.press("Next question")
    assert "One of you left" in ben.shown.text


async def test_a_server_that_removes_the_bot_closes_its_sessions(world: World, ana: Person, ben: Person) -> None:
    await begun(world, ana, ben)

    await world.bot.servers.left(world.channel.guild.id)

    late = await ben.choose("3")
    assert "Rebound was removed from that server" in late.text


async def test_sessions_are_counted_for_the_server_in_fives(world: World, ana: Person, ben: Person) -> None:
    await begun(world, ana, ben)

    total, *_ = await world.bot.servers.totals(world.channel.guild.id)

    assert (total.label, total.number) == ("Practice with a friend", 0)


async def test_every_question_of_the_bank_fits_on_the_longest_card(world: World, ana: Person, ben: Person) -> None:
    session_id = await begun(world, ana, ben)
    session = await world.bot.mock.sessions.session(ben.id, session_id)
    current = session.current
    assert current is not None
    cards = world.bot.mock.cards
    for theme, questions in BANK.questions.items():
        for question in questions:
            script = Script(question, BANK.ratings[theme], "*" * 500, "graduate_change", "experienced")
            build_view(cards.question(session, current, script))


async def test_the_longest_note_after_the_most_questions_fits_its_card(world: World, ana: Person, ben: Person) -> None:
    session_id = await begun(world, ana, ben, themes=("structure",))
    for _ in range(MOST_QUESTIONS + 2):
        await world.bot.mock.sessions.next(ben.id, int(str((await on_now(world))["id"])))
    await world.bot.mock.sessions.finish(ben.id, session_id)
    await ben.press_old(f"mock:show:{session_id}")
    await ben.press("Keep, change, one moment")

    await ben.submit(keep="*" * 500, change="*" * 500, noticed="*" * 500)
    await ana.press_old(f"mock:show:{session_id}")

    assert ana.shown.text.count("- Order and length: not rated") == MOST_QUESTIONS
    assert "In their words" in ana.shown.text


async def test_words_logged_after_they_began_are_not_shown(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()
    session_id = await open_session(world, ana, ben, themes=("structure",), words=True)
    await world.env.advance_time(60)
    await ana.log(SAID)
    await ana.press("Confirm")
    await ben.press_old(f"mock:show:{session_id}")

    await ben.press("Skip this one")

    assert "Question 2" in ben.shown.text
    assert "was told" not in ben.shown.text


async def test_the_role_is_shown_if_it_is_shared(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()
    await ana.slash("me settings")
    form = await ana.press(ana.shown.buttons[0])
    await ana.submit(on=form, family="health_care", level="senior", zone="", retention="365")
    session_id = await open_session(world, ana, ben, role=True)

    await ben.press_old(f"mock:show:{session_id}")

    assert "Kind of work and level: Health and care, Senior or lead" in ben.shown.text
