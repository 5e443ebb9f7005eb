"""Where somebody can be invited and where not: servers, direct messages, conversations, and who is against it."""

import discord
import pytest

from tests.mock.inviting import ask, everything_in, invites, sent_to, sessions
from tests.mock.places import in_a_conversation, where_rebound_is_no_member, with_closed_dms
from tests.people import Person, World
from tests.server.moderators import deny, moderator, new_channel, pause, remove_rebound, set_up


async def test_in_direct_messages_the_invite_goes_to_the_friends_and_the_answer_to_the_candidates(
    world: World, ana: Person, ben: Person
) -> None:
    await ana.agree()
    me = ana.dm
    sent = await ask(me, ben.actor.user)
    assert "in our direct messages" in sent.text
    assert everything_in(world) == []
    invite = await ben.dm.last_card()
    assert invite.text.startswith(f"<@{ben.id}>, **ana** asks")
    await world.restart()

    declined = await ben.dm.press("Not now", on=invite)

    assert "No reason is needed" in declined.text
    told = await ana.dm.last_card()
    assert told.text.startswith(f"<@{ben.id}> can't just now.")
    assert sent_to(world, invite.message.channel_id).text == "This invite has closed."


async def test_an_invite_in_direct_messages_is_accepted_there(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ask(ana.dm, ben.actor.user)
    invite = await ben.dm.last_card()
    him = ben.dm
    await him.press("Accept", on=invite)

    await him.press("Agree")

    assert len(await sessions(world)) == 1
    assert (await ana.dm.last_card()).text == f"<@{ana.id}>, <@{ben.id}> is ready."
    assert invite.text == "This invite was accepted."


async def test_closed_direct_messages_are_said_and_what_was_ticked_stays(
    world: World, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ana.agree()
    with_closed_dms(monkeypatch, ben.actor.user.dm_channel.id)

    shown = await ask(ana.dm, ben.actor.user)

    assert "Discord did not let me write to" in shown.text
    (invite,) = await invites(world)
    assert invite["sent_at"] is None
    assert (await ana.dm.slash("mock with", friend=ben.actor.user)).chosen == ["structure"]


async def test_a_conversation_of_the_two_is_reached_in_answer_to_presses(
    world: World, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ana.agree()
    await ben.agree()
    in_a_conversation(monkeypatch, ana, ben)

    await ask(ana, ben.actor)

    invite = sent_to(world)
    assert invite.text.startswith(f"<@{ben.id}>, **ana** asks")
    await ben.press("Accept", on=invite)
    assert [one.text for one in everything_in(world)] == [
        "This invite was accepted.",
        f"<@{ana.id}>, <@{ben.id}> is ready.",
    ]
    ((place,),) = [row.values() for row in await world.rows("select place from mock_session")]
    assert place == "private"


async def test_somebody_outside_the_conversation_is_not_asked(
    world: World, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    mo = await moderator(world)
    await ana.agree()
    in_a_conversation(monkeypatch, ana, mo)

    shown = await ana.slash("mock with", friend=ben.actor)

    assert f"<@{ben.id}> is not in this place" in shown.text


@pytest.mark.parametrize("external_apps", [True, False])
async def test_where_replies_would_be_seen_by_one_alone_it_is_said_before(
    world: World, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch, external_apps: bool
) -> None:
    await ana.agree()
    where_rebound_is_no_member(monkeypatch, external_apps=external_apps)

    shown = await ana.slash("mock with", friend=ben.actor)

    assert ("can only answer you alone" in shown.text) is not external_apps
    assert len(await invites(world)) == int(external_apps)


async def test_an_invite_that_discord_showed_to_the_sender_alone_does_not_count_as_sent(
    world: World, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ana.agree()
    where_rebound_is_no_member(monkeypatch, external_apps=True)
    send = discord.Webhook.send

    async def alone(self: discord.Webhook, *args: object, **kwargs: object) -> object:
        return await send(self, *args, **{**kwargs, "ephemeral": True})  # type: ignore[call-overload]

    monkeypatch.setattr(discord.Webhook, "send", alone)

    shown = await ask(ana, ben.actor)

    assert "can only answer you alone" in shown.text
    assert (await invites(world))[0]["sent_at"] is None
    messages = world.env.backend.messages[world.channel.id].values()
    assert not any("mock:accept" in str(message.components) for message in messages)


async def test_a_bot_oneself_and_somebody_absent_are_not_asked(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    guild = world.channel.guild
    bot = guild.add_member(world.env.create_user("helper", bot=True))
    gone = world.env.create_user("gone")
    await world.env.settle()

    assert "is a bot" in (await ana.slash("mock with", friend=bot)).text
    assert "That is you" in (await ana.slash("mock with", friend=ana.actor)).text
    assert f"<@{gone.id}> is not in this place" in (await ana.slash("mock with", friend=gone)).text
    await ana.slash("mock with", friend=ben.actor)
    await ana.choose("structure")
    await ana.press("Preview")
    guild.remove_member(ben.actor)
    await world.env.settle()
    assert f"<@{ben.id}> is not in this place" in (await ana.press("Send it")).text
    assert everything_in(world) == []


async def test_somebody_who_cannot_read_the_channel_is_not_asked_there(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await deny(world, world.channel, ben.actor.user, "view_channel")

    assert "cannot read this channel" in (await ana.slash("mock with", friend=ben.actor)).text


async def test_moderators_can_turn_it_off_pause_it_and_say_where(world: World, ana: Person, ben: Person) -> None:
    mo = await moderator(world)
    await ana.agree()
    await ben.agree()
    await ask(ana, ben.actor)
    invite = sent_to(world)
    await set_up(mo, "mock-0")
    assert "turned off practising with a friend" in (await ana.slash("mock with", friend=mo.actor)).text
    assert "not possible here at the moment" in (await ben.press("Accept", on=invite)).text
    await set_up(mo, "mock-1")
    other = await new_channel(world, "practice")
    await set_up(mo, "cards", other)
    assert f"Invite them in <#{other.id}>" in (await ana.slash("mock with", friend=mo.actor)).text
    await pause(mo)
    assert "have paused Rebound" in (await ana.slash("mock with", friend=mo.actor)).text
    assert await sessions(world) == []


async def test_where_the_bot_may_not_write_one_line_says_so(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    world.channel = await new_channel(world, "quiet", send_messages=False)

    assert "may not write in this channel" in (await ana.slash("mock with", friend=ben.actor)).text


async def test_who_is_barred_learns_it_and_about_a_friend_nobody_does(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ben.agree()
    await ask(ana, ben.actor)
    guild = world.channel.guild.id
    await world.bot.servers.bar(guild, ben.id)

    assert "not possible here at the moment" in (await ben.press("Accept", on=sent_to(world))).text
    await ana.press("Take it back")
    friend = await ana.slash("mock with", friend=ben.actor)
    own = await ben.slash("mock with", friend=ana.actor)

    assert f"<@{ben.id}> cannot be invited here" in friend.text
    assert "barred" not in friend.text
    assert "The moderators of this server keep you from practising with others here" in own.text


async def test_a_server_that_removes_rebound_closes_its_invites(world: World, ana: Person, ben: Person) -> None:
    await ana.agree()
    await ask(ana, ben.actor)

    await remove_rebound(world)

    assert await invites(world) == []
