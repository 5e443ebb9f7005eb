"""Where the bot may write for a person: asked before anything that others can see."""

import discord

from bot.errors import CannotPost
from bot.server.service import Servers
from bot.ui import Interaction


async def where_to_post(interaction: Interaction, servers: Servers) -> "discord.abc.MessageableChannel":
    """The channel the person is in, if its server and Discord let the bot write there. Raises CannotPost."""
    channel, guild = interaction.channel, interaction.guild
    if interaction.guild_id is None:
        raise CannotPost(why="dm")
    if guild is None or interaction.client.get_guild(interaction.guild_id) is None:
        raise CannotPost(why="away")
    may = interaction.app_permissions
    may_send = may.send_messages_in_threads if isinstance(channel, discord.Thread) else may.send_messages
    if not (may.view_channel and may_send) or not isinstance(channel, discord.abc.Messageable):
        raise CannotPost(why="forbidden")
    rules = await servers.rules(guild.id)
    if rules.paused:
        raise CannotPost(why="paused")
    if not rules.takes_cards(channel.id, getattr(channel, "parent_id", None)):
        raise CannotPost(why="elsewhere", channels=[id_ for id_ in rules.card_channels if guild.get_channel(id_)])
    return channel
