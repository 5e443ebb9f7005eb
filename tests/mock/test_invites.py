"""Inviting a friend: what is ticked, what they are sent, what they may answer, and what is never told."""

import pytest

from tests.mock.inviting import ask, everything_in, invites, sent_to, sessions
from tests.mock.places import with_closed_dms
from tests.people import Person, World
from tests.server.moderators import delete_message, moderator

SAID = "Your answers ran long and I lost the thread."


async def test_a_friend_is_invited_agrees_and_the_session_begins_across_a_restart_at_every_step(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    shown = await ana.slash("mock with", friend=ben.actor, minutes=30)
    assert shown.private
    assert shown.chosen == []
    assert shown.buttons == ["Not now"]
    await world.restart()
    shown = await ana.choose("structure", "evidence")
    assert shown.chosen == ["structure", "evidence"]
    await world.restart()
    preview = await ana.press("Preview")
    assert preview.private
    promised = preview.text
    await world.restart()

    sent = await ana.press("Send it")

    assert "It begins when they press [Accept]" in sent.text
    assert sent.buttons == ["Take it back"]
    invite = sent_to(world)
    assert invite.buttons == ["Accept", "Not now", "Block invites"]
    assert invite.text in promised
    assert "It begins when you press [Accept]" in invite.text
    await world.restart()
    consent = await ben.press("Accept", on=invite)
    assert "Before we start" in consent.text
    assert "except what you choose to share or to tell somebody you practise with" in consent.text
    assert "you were told" not in consent.text
    assert await world.rows("select * from person where user_id = ?", ben.id) == []
    begun = await ben.press("Agree")
    assert "Question 1" in begun.text
    (session,) = await sessions(world)
    assert session == {
        "candidate_id": ana.id, "friend_id": ben.id, "themes": 9, "words": 0, "role": 0, "minutes": 30
    }  # fmt: skip
    lines = everything_in(world)
    assert lines[-2].text == "This invite was accepted."
    assert lines[-2].buttons == []
    assert lines[-1].text == f"<@{ana.id}>, <@{ben.id}> is ready."
    late = await ana.press("Take it back", on=sent)
    assert "closed or was answered" in late.text
    assert "`/mock history` shows your sessions" in late.text


async def test_the_invite_pings_the_friend_alone_and_says_nothing_about_why(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ana.log(SAID)
    await ana.press("Confirm")

    await ask(ana, ben.actor, "structure")

    invite = sent_to(world)
    first, *rest = invite.text.splitlines()
    assert first == f"<@{ben.id}>, **ana** asks for about 15 minutes of your time."
    words = " ".join([first, *rest]).lower()
    for never in ("reject", "feedback", "weak", "order and length", "ran long", "interview", "topic"):
        assert never not in words
    body = [entry for entry in world.env.http_requests if entry.method == "POST" and entry.path.endswith("/messages")]
    assert body[-1].json["allowed_mentions"] == {"parse": [], "users": [ben.id]}


async def test_a_name_cannot_ping_or_format_anything(world: World, ana: Person, ben: Person) -> None:
    guild = world.channel.guild
    user = world.env.create_user("eve", global_name="**@everyone** <@1> [x](https://x.y)")
    eve = Person(guild.add_member(user), world)
    await world.env.settle()
    await eve.agree()

    await ask(eve, ben.actor)

    first = sent_to(world).text.splitlines()[0]
    assert r"**\*\*\@everyone\*\* \<\@1\> \[x\]\(https\://x.y\)**" in first
    assert first.count("<@") == 1


async def test_what_was_ticked_is_all_they_see_and_the_preview_shows_it(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ana.log(SAID)
    await ana.press("Confirm")
    await ana.log("You said 'we' throughout, so your own part was unclear.")
    await ana.press("Confirm")
    await ana.slash("me settings")
    await ana.press("Change settings")
    await ana.submit(family="software_data", level="senior", zone="", retention="365")
    shown = await ana.slash("mock with", friend=ben.actor)
    assert [option["value"] for option in shown.select["options"]][:2] == ["ownership", "structure"]
    assert shown.buttons == ["Share my role", "Not now"]

    shown = await ana.choose("structure")
    assert shown.buttons == ["Preview", "Share my words too", "Share my role", "Not now"]
    nothing = await ana.press("Preview")
    assert "ran long" not in nothing.text
    assert "Software" not in nothing.text
    await ana.press("Change")
    await ana.press("Share my words too")
    await world.restart()
    shown = await ana.press("Share my role")
    assert shown.buttons == ["Preview", "Keep my words private", "Keep my role private", "Not now"]
    everything = await ana.press("Preview")

    assert "Order and length: “Your answers ran long" in everything.text
    assert "own part" not in everything.text
    assert "Software and data, Senior or lead" in everything.text
    await ana.press("Change")
    await ana.press("Keep my words private")
    await ana.press("Keep my role private")
    assert (await ana.press("Preview")).text == nothing.text


async def test_more_words_than_fit_the_preview_are_all_in_a_file(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    for number in range(6):
        await ana.log(f"Your answers ran long in round {number}. There was not one number in round {number}.")
        await ana.press("Confirm")
    await ana.slash("mock with", friend=ben.actor)
    await ana.choose("structure", "evidence")
    await ana.press("Share my words too")

    preview = await ana.press("Preview")

    assert preview.text.count("in round") == 8
    (file,) = (await preview.files()).values()
    assert [file.count(f"{topic}: ") for topic in ("Order and length", "Examples")] == [5, 5]
    assert "round 0" not in file


async def test_of_what_was_said_the_friend_sees_only_the_words_that_name_a_shared_topic(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ana.log("Acme says I was rude to Mr Miller.")
    await ana.choose("structure")
    await ana.press("Confirm")
    await ana.slash("mock with", friend=ben.actor)

    await ana.choose("structure")

    assert "Share my words too" not in ana.shown.buttons
    assert "Miller" not in (await ana.press("Preview")).text


async def test_words_logged_after_the_invite_went_out_are_not_shown_since_no_preview_held_them(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ben.agree()
    await ana.log("Your answers ran long in round 1.")
    await ana.press("Confirm")
    await ana.slash("mock with", friend=ben.actor)
    await ana.choose("structure")
    await ana.press("Share my words too")
    await ana.press("Preview")
    await ana.press("Send it")
    invite = sent_to(world)
    await world.env.advance_time(60)
    await ana.log("Your answers ran long in round 2.")
    await ana.press("Confirm")

    await ben.press("Accept", on=invite)

    (asked,) = await world.rows("select feedback_id from mock_question")
    assert asked["feedback_id"] == 2
    assert "Read it out" in ben.shown.text
    assert "ran long" not in ben.shown.text


async def test_the_choices_wait_for_a_day_and_a_second_command_goes_on_with_them(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ana.slash("mock with", friend=ben.actor)
    await ana.choose("teamwork")
    await world.restart()

    shown = await ana.slash("mock with", friend=ben.actor, minutes=30)

    assert shown.chosen == ["teamwork"]
    assert "30 minutes" in shown.text
    assert len(await invites(world)) == 1
    await ana.press("Not now")
    assert await invites(world) == []
    assert everything_in(world) == []


async def test_the_menu_of_a_person_begins_an_invite_too(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()

    shown = ana._saw(await ana.actor.context_menu(world.channel, "Invite to mock", ben.actor))

    assert f"Practise with <@{ben.id}>" in shown.text


async def test_without_a_topic_nothing_is_previewed_or_sent(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ana.slash("mock with", friend=ben.actor)
    (invite,) = await invites(world)

    for verb in ("preview", "send"):
        assert "No topic is chosen yet" in (await ana.press_old(f"mock:{verb}:{invite['id']}")).text
    await ana.slash("mock with", friend=ben.actor)
    await ana.choose("structure")
    emptied = await ana.choose()
    assert emptied.buttons == ["Not now"]


async def test_sending_twice_sends_once(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ana.slash("mock with", friend=ben.actor)
    await ana.choose("structure")
    await ana.press("Preview")
    button = ana.id_of("Send it")
    number = int(button.rpartition(":")[2])
    await ana.press("Send it")

    assert "sent already" in (await ana.press_old(button)).text
    assert "sent already" in (await ana.press_old(f"mock:topics:{number}")).text
    assert "sent already" in (await ana.press_old(f"mock:drop:{number}")).text
    assert len([one for one in everything_in(world) if "Accept" in one.buttons]) == 1


async def test_when_discord_is_down_the_invite_can_be_sent_again(
    world: World, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ana.agree()
    with monkeypatch.context() as down:
        with_closed_dms(down, world.channel.id)
        refused = await ask(ana, ben.actor)
        assert "may not write in this channel" in refused.text
    (invite,) = await invites(world)
    assert invite["sent_at"] is None

    await ana.press_old(f"mock:preview:{invite['id']}")
    sent = await ana.press("Send it")

    assert "can answer until" in sent.text
    assert sent_to(world).buttons == ["Accept", "Not now", "Block invites"]


async def test_an_invite_that_is_being_made_is_reached_by_its_candidate_alone(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ben.agree()
    mo = await moderator(world)
    await ana.slash("mock with", friend=ben.actor)
    await ana.choose("structure")
    (invite,) = await invites(world)

    for verb in ("change", "preview", "send", "drop", "sharewords", "sharerole", "takeback"):
        for other in (ben, mo):
            assert "That invite has closed" in (await other.press_old(f"mock:{verb}:{invite['id']}")).text
    for verb in ("accept", "notnow", "block", "blockone", "blockall"):
        for other in (ben, mo):
            shown = await other.press_old(f"mock:{verb}:{invite['id']}")
            assert "nothing was changed" in shown.text
    assert await invites(world) == [invite]
    assert await world.rows("select * from mock_block") == []


async def test_anybody_else_gets_one_line_and_whoever_sent_it_the_way_back(
    world: World, ana: Person, ben: Person
) -> None:
    mo = await moderator(world)
    await ana.agree()
    await ask(ana, ben.actor)
    invite = sent_to(world)

    for label in ("Accept", "Not now", "Block invites"):
        assert "This invite is for somebody else" in (await mo.press(label, on=invite)).text
        assert mo.shown.private
    own = await ana.press("Accept", on=invite)

    assert own.buttons == ["Take it back"]
    await ana.press("Take it back")
    assert sent_to(world).text == "This invite has closed."
    assert [one["answer"] for one in await invites(world)] == ["taken_back"]


async def test_a_stranger_is_not_asked_to_agree_to_anything(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    zoe = Person(world.channel.guild.add_member(world.env.create_user("zoe")), world)
    await world.env.settle()
    await ask(ana, ben.actor)

    shown = await zoe.press("Accept", on=sent_to(world))

    assert "This invite is for somebody else" in shown.text


async def test_accepting_twice_after_it_was_taken_back_or_closed_is_one_line(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ben.agree()
    await ask(ana, ben.actor)
    (invite,) = await invites(world)
    await ben.press("Accept", on=sent_to(world))
    again = await ben.press_old(f"mock:accept:{invite['id']}")
    assert "That invite has closed" in again.text
    assert len(await sessions(world)) == 1
    await ben.slash("mock leave")

    taken = await ask(ana, ben.actor)
    message = sent_to(world)
    await ana.press("Take it back", on=taken)
    await world.restart()
    assert message.text == "This invite has closed."
    old = await ben.press_old(f"mock:accept:{invite['id'] + 1}")
    assert "That invite has closed" in old.text
    assert sent_to(world).text == "This invite has closed."
    assert "That invite has closed" in (await ana.press_old(f"mock:takeback:{invite['id'] + 1}")).text
    assert "That invite has closed" in (await ben.press_old("mock:accept:999")).text
    assert len(await sessions(world)) == 1


async def test_not_now_needs_no_agreement_and_in_a_channel_nobody_reads_a_refusal(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ask(ana, ben.actor)
    invite = sent_to(world)
    await world.restart()

    shown = await ben.press("Not now", on=invite)

    assert "No reason is needed" in shown.text
    assert shown.private
    assert [one.text for one in everything_in(world)] == ["This invite has closed."]
    assert await world.rows("select * from person where user_id = ?", ben.id) == []


async def test_an_invite_whose_message_was_deleted_can_be_taken_back(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    sent = await ask(ana, ben.actor)
    await delete_message(world, sent_to(world))

    assert "Taken back." in (await ana.press("Take it back", on=sent)).text


async def test_an_invite_that_discord_does_not_let_the_bot_redraw_begins_all_the_same(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    await ben.agree()
    await ask(ana, ben.actor)
    invite = sent_to(world)
    world.env.inject_error("POST", "/interactions/*/callback", status=400)

    await ben.press("Accept", on=invite)

    assert "Read it out" in ben.shown.text
    assert f"<@{ana.id}>, <@{ben.id}> is ready." in sent_to(world).text


async def test_whoever_is_in_a_session_neither_asks_nor_accepts(world: World, ana: Person, ben: Person) -> None:
    mo = await moderator(world)
    await ana.agree()
    await ben.agree()
    await ask(mo, ana.actor)
    for_ana = sent_to(world)
    await ask(mo, ben.actor)
    for_ben = sent_to(world)
    await ask(ana, ben.actor)
    await ben.press("Accept", on=sent_to(world))

    assert "You are in a session already" in (await ana.slash("mock with", friend=mo.actor)).text
    assert "You are in a session already" in (await ana.press("Accept", on=for_ana)).text
    await ben.slash("mock leave")
    await ben.press("Accept", on=for_ben)
    assert f"<@{ana.id}>" not in (busy := await ana.press("Accept", on=for_ana)).text
    assert "in a session already" in busy.text
    assert for_ana.buttons == ["Accept", "Not now", "Block invites"]
    await ben.slash("mock leave")

    await ana.press("Accept", on=for_ana)

    assert len(await sessions(world)) == 3
