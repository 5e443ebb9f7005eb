"""What ends looking for a partner: the server, leaving it, a bar, a block, a deletion, closed DMs."""

from tests.partners.waiting import (
    answer,
    at_their_hour,
    both_sure,
    comes_along,
    goes,
    in_thread,
    matches,
    note,
    paired,
    soon,
    start,
    state,
    threads,
    turned_on,
    until,
    waits,
)
from tests.people import Person, World
from tests.server.moderators import deny, pause, remove_rebound, set_up

DAY = 24 * 3600
HOUR = 3600


async def test_turned_off_while_somebody_waits_and_two_are_matched(world: World, ana: Person, ben: Person) -> None:
    mo = await turned_on(world)
    await paired(ana, ben)
    cleo = await comes_along(world, "cleo")
    await waits(cleo)

    await set_up(mo, "matching-0")
    await world.env.advance_time(HOUR)

    for person in (ana, ben):
        assert "finding a partner was turned off or paused" in (await note(person)).text
    assert "is off in this server" in (await cleo.slash("mock find")).text
    await set_up(mo, "matching-1")
    back = await cleo.slash("mock find")
    assert "You stopped waiting, because finding a partner was turned off" in back.text
    await cleo.press("Wait again")
    assert "You have been waiting since" in cleo.shown.text


async def test_a_pause_counts_at_the_hour_itself(world: World, ana: Person, ben: Person) -> None:
    mo = await turned_on(world)
    await paired(ana, ben)
    await both_sure(world, ana, ben)
    await until(world, ana, 0.05)
    await pause(mo)

    await until(world, ana, 0)

    assert threads(world) == []
    assert [one["ended"] for one in await matches(world)] == ["closed"]
    assert "paused Rebound" in (await ana.slash("mock find")).text


async def test_rebound_is_removed_from_the_server(world: World, ana: Person, ben: Person) -> None:
    await turned_on(world)
    await paired(ana, ben)

    await remove_rebound(world)
    await soon(world)

    assert [one["ended"] for one in await matches(world)] == ["closed"]
    for person in (ana, ben):
        assert (await state(world, person))["since"] is None
        assert "turned off or paused in that server" in (await note(person)).text


async def test_who_left_the_server_while_waiting_is_not_matched_and_the_other_is_with_somebody_else(
    world: World, ana: Person, ben: Person
) -> None:
    await turned_on(world)
    await waits(ana)
    await goes(world, ana)
    await waits(ben)
    await soon(world)
    assert await matches(world) == []
    assert (await state(world, ana))["stopped"] == "left"

    cleo = await comes_along(world, "cleo")
    await waits(cleo)
    await soon(world)

    assert (await note(ben)).text.startswith("A practice partner is found: cleo")


async def test_who_left_by_the_hour_gets_no_thread_and_the_other_keeps_their_place(
    world: World, ana: Person, ben: Person
) -> None:
    await turned_on(world)
    await paired(ana, ben)
    await both_sure(world, ana, ben)
    await goes(world, ana)

    await until(world, ben, 0)

    assert threads(world) == []
    assert "You keep your place" in (await note(ben)).text
    assert (await state(world, ana))["stopped"] == "left"


async def test_somebody_barred_is_refused_and_waits_no_longer(world: World, ana: Person) -> None:
    await turned_on(world)
    await waits(ana)
    await soon(world)

    await world.bot.servers.bar(world.channel.guild.id, ana.id)
    refused = await ana.slash("mock find")
    await world.env.advance_time(HOUR)

    assert "keep you from practising with others here" in refused.text
    assert (await state(world, ana))["stopped"] == "barred"


async def test_a_bar_ends_a_match_and_the_other_keeps_their_place(world: World, ana: Person, ben: Person) -> None:
    await turned_on(world)
    await paired(ana, ben)

    await world.bot.servers.bar(world.channel.guild.id, ana.id)
    await world.env.advance_time(HOUR)

    assert "You keep your place" in (await note(ben)).text
    assert "you may not practise with others in that server any more" in (await note(ana)).text
    assert (await state(world, ana))["stopped"] == "barred"
    assert (await state(world, ben))["since"] is not None


async def test_two_who_blocked_are_never_matched_again_and_the_card_stays_true(
    world: World, ana: Person, ben: Person
) -> None:
    await turned_on(world)
    await paired(ana, ben)
    await answer(ana, "Block")
    blocked = await ana.dm.press("Block and leave", on=await note(ana))
    assert "You are not matched with each other again" in blocked.text
    await soon(world)
    over = await note(ben)
    assert "block" not in over.text.lower()

    for _ in range(5):
        await world.env.advance_time(3 * DAY)
    assert await matches(world) == [], "what is older than 14 days is forgotten"
    await ana.slash("mock find")
    shown = await ana.press("Start waiting")
    assert "A few others are waiting" in shown.text
    await soon(world)

    assert await matches(world) == []
    assert "You get a direct message as soon as somebody fits" in (await ana.slash("mock find")).text


async def test_deleting_everything_tells_the_other_neutrally_and_leaves_no_row(
    world: World, ana: Person, ben: Person
) -> None:
    await turned_on(world)
    await paired(ana, ben)
    since = (await state(world, ben))["since"]

    await ana.slash("me delete")
    await ana.choose("0")
    await ana.submit(word="delete")
    await soon(world)

    over = await note(ben)
    assert "does not take place. You keep your place" in over.text
    assert (await state(world, ben))["since"] == since
    for table in ("partner_wish", "partner_side", "reminder"):
        assert await world.rows(f"select * from {table} where user_id = ?", ana.id) == []
    await ben.slash("me delete")
    await ben.choose("0")
    await ben.submit(word="delete")
    assert await matches(world) == []


async def test_without_the_right_to_make_a_thread_they_meet_in_their_own_messages(
    world: World, ana: Person, ben: Person
) -> None:
    await turned_on(world)
    await deny(world, world.channel, world.bot.user, "create_private_threads")
    await paired(ana, ben)
    await at_their_hour(world, ana, ben)

    assert threads(world) == []
    hour = await note(ana)
    assert hour.text.startswith("It is time to practise with ben")
    await answer(ana, "Start")
    began = await answer(ben, "Start")
    await soon(world)

    assert "Both of you are there" in began.text
    assert "Both of you are there" in (await note(ana)).text
    (session,) = await world.rows("select place, channel_id from mock_session")
    assert session == {"place": "dm", "channel_id": None}


async def test_a_message_that_could_not_be_delivered_is_shown_after_the_next_command(
    world: World, ana: Person, ben: Person
) -> None:
    await turned_on(world)
    await waits(ana)
    await waits(ben)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=2)
    await soon(world)

    told = await ana.slash("me data")

    assert told.text.startswith("A practice partner is found: ben")
    assert "practice partner is found" not in (await ana.slash("me data")).text


async def test_a_thread_made_before_the_bot_was_killed_is_used_again(world: World, ana: Person, ben: Person) -> None:
    await turned_on(world)
    await paired(ana, ben)
    await at_their_hour(world, ana, ben)
    (thread,) = threads(world)

    await world.bot.close()
    for statement in (
        "delete from reminder where settled_at is null",
        "update partner_match set opened_at = null, channel_id = null",
        "update reminder set settled_at = null where due_at = (select starts_at from partner_match)",
    ):
        await world.database.write(lambda connection, sql=statement: connection.execute(sql))
    await world.start_again()
    await soon(world)

    await world.env.advance_time(2 * 60)
    assert threads(world) == [thread]
    assert len(in_thread(world, thread)) == 2, "what was sent before is found, not sent again"
    assert (await matches(world))[0]["channel_id"] == thread.id
    await start(world, ana)


async def test_a_round_that_fails_is_made_up_for_an_hour_later(world: World, ana: Person, ben: Person) -> None:
    await turned_on(world)
    await waits(ana)
    await waits(ben)
    world.env.inject_error("GET", "/guilds/*/members/*", status=503)
    await soon(world)
    assert await matches(world) == []

    await world.env.advance_time(HOUR)

    assert len(await matches(world)) == 1


async def test_in_the_dm_it_says_where_to_go_and_shows_what_one_has(world: World, ana: Person, ben: Person) -> None:
    await turned_on(world)
    await ana.agree()
    refused = await ana.dm.slash("mock find")
    assert "A partner is found inside a server" in refused.text

    await paired(ana, ben)

    assert (await ana.dm.slash("mock find")).text.startswith("A practice partner is found: ben")
