"""The composition root: commands are synced when they changed, and only then."""

from tests.people import World


def syncs(world: World) -> int:
    return sum(entry.method == "PUT" and entry.path.endswith("/commands") for entry in world.env.http_requests)


async def test_commands_are_sent_once_and_not_again_after_a_restart(world: World) -> None:
    assert syncs(world) == 1

    await world.restart()

    assert syncs(world) == 1


async def test_commands_are_sent_again_when_one_changed(world: World) -> None:
    command = world.bot.tree.get_command("help")
    assert command is not None
    command.description = "changed"  # type: ignore[union-attr]

    assert await world.bot.sync_commands()
    assert not await world.bot.sync_commands()


async def test_the_bot_asks_for_no_privileged_intent_and_pings_nobody(world: World) -> None:
    intents = world.bot.intents

    assert not intents.members
    assert not intents.presences
    assert not intents.message_content
    assert world.bot.allowed_mentions is not None
    assert world.bot.allowed_mentions.to_dict() == {"parse": []}
