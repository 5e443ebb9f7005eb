"""What a moderator does, and servers as a test needs them."""

from typing import Any

import discord
from simcord.backend import serializers
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType
from simcord.results import ResponseMessage

from tests.people import Person, Sent, Shown, World


async def moderator(world: World) -> Person:
    """Mo, who has Manage Server and has agreed."""
    guild = world.channel.guild
    role = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
    mo = Person(guild.add_member(world.env.create_user("mo"), roles=[role]), world)
    await world.env.settle()
    await mo.agree()
    return mo


async def set_up(mo: Person, setting: str, *values: Any) -> str:
    """Open /server setup, choose a setting, then values in the card that opens. Returns what is read at the end."""
    await mo.slash("server setup")
    shown = await mo.choose(setting)
    if values:
        shown = await mo.choose(*values)
    return shown.text if shown.result.modal is None else ""


async def pause(mo: Person) -> str:
    await mo.slash("server setup")
    return (await mo.press("Pause everything")).text


async def post_card(mo: Person, channel: Any) -> str:
    """Post or move the lasting card. Returns what the moderator then reads."""
    await mo.slash("server setup")
    await mo.press(mo.shown.buttons[0])
    return (await mo.choose(channel)).text


def lasting(world: World) -> list[Sent]:
    """Every lasting card that stands anywhere."""
    return [
        Sent(ResponseMessage(world.env, message))
        for messages in world.env.backend.messages.values()
        for message in messages.values()
        if not message.flags & 64 and "feedback:add:0" in str(message.components)
    ]


async def new_channel(world: World, name: str, **denied: bool) -> Any:
    """A channel in which Rebound lacks the permissions that are named with False."""
    overwrites = {world.bot.user: discord.PermissionOverwrite(**denied)} if denied else None
    channel = world.channel.guild.create_text_channel(name, overwrites=overwrites)
    await world.env.settle()
    return channel


async def deny(world: World, channel: Any, whom: Any, *permissions: str) -> None:
    """Somebody takes permissions from `whom`, a role or a user, in a channel that is there already."""
    bits = discord.Permissions(**dict.fromkeys(permissions, True)).value
    kind = OverwriteType.ROLE if whom == channel.guild.default_role else OverwriteType.MEMBER
    world.env.backend.set_overwrite(channel.id, Overwrite(target_id=whom.id, type=kind, allow=0, deny=bits))
    await world.env.settle()


async def delete_message(world: World, card: Sent) -> None:
    """Somebody deletes a message of the bot."""
    message = card.message
    await world.bot.get_partial_messageable(message.channel_id).get_partial_message(message.id).delete()


async def delete_channel(world: World, channel: Any) -> None:
    found: Any = world.bot.get_channel(channel.id)
    await found.delete()
    await world.env.settle()


async def press_in_dm(world: World, person: Person, custom_id: str) -> Shown:
    """Press a button that was drawn in the DM."""
    view = discord.ui.LayoutView(timeout=None)
    row: Any = discord.ui.ActionRow(discord.ui.Button(label="Old", custom_id=custom_id))
    view.add_item(row)
    view.stop()
    message = await (await world.bot.fetch_user(person.id)).send(view=view)
    return Shown(await person.dm.actor.click(message, custom_id=custom_id))


async def remove_rebound(world: World) -> Any:
    """Rebound is removed from the server. Returns what `invite_again` needs."""
    backend = world.env.backend
    guild = backend.guilds[world.channel.guild.id]
    channels = {id_: backend.channels[id_] for id_ in guild.channel_ids}
    backend.remove_guild(guild.id)
    await world.env.settle()
    return guild, channels


async def invite_again(world: World, removed: Any) -> None:
    guild, channels = removed
    backend = world.env.backend
    backend.guilds[guild.id] = guild
    backend.channels.update(channels)
    payload = dict(serializers.guild_create_payload(backend, guild))
    del payload["unavailable"]  # Discord leaves it out for a server just joined
    backend.emit("GUILD_CREATE", payload)
    await world.env.settle()
