"""Where two people may meet: what Discord and the moderators say, asked before an invite."""

import discord

from bot.errors import CannotInvite, CannotPost
from bot.mock.model import Place
from bot.server import Servers, where_to_post
from bot.ui import Interaction


def check_friend(interaction: Interaction, friend: discord.User | discord.Member) -> None:
    """Raises CannotInvite for a bot, oneself, or in a server somebody who is not in it."""
    if friend.id == interaction.user.id:
        raise CannotInvite(why="oneself", friend=friend.id)
    if friend.bot:
        raise CannotInvite(why="bot", friend=friend.id)
    if interaction.guild_id is not None and not isinstance(friend, discord.Member):
        raise CannotInvite(why="absent", friend=friend.id)


async def where_to_invite(
    interaction: Interaction, servers: Servers, friend_id: int, friend: discord.User | discord.Member | None = None
) -> Place:
    """Where the two would meet if the friend was invited from here. Raises CannotInvite, saying why not.

    `friend` is the same person as Discord just described them, if it did. A server that Rebound is no member of is
    like a direct message: it is reached only in answer to a press.
    """
    guild = interaction.client.get_guild(interaction.guild_id or 0)
    if guild is not None:
        member = friend if isinstance(friend, discord.Member) else await member_of(guild, friend_id)
        return await _in_server(interaction, servers, guild, friend_id, member)
    if interaction.guild_id is not None:
        # The permission is the member's. Without it Discord shows what the bot sends to that member alone.
        if not interaction.permissions.use_external_apps:
            raise CannotInvite(why="external", friend=friend_id)
        return Place("private", channel_id=interaction.channel_id)
    if interaction.context.private_channel:
        others = {user.id for user in getattr(interaction.channel, "recipients", ())} - {interaction.user.id}
        if others and friend_id not in others:
            raise CannotInvite(why="absent", friend=friend_id)
        return Place("private", channel_id=interaction.channel_id)
    return Place("dm")


async def _in_server(
    interaction: Interaction, servers: Servers, guild: discord.Guild, friend_id: int, friend: discord.Member | None
) -> Place:
    try:
        channel = await where_to_post(interaction, servers)
    except CannotPost as error:
        raise CannotInvite(**error.facts) from None
    if not (await servers.rules(guild.id)).may_invite:
        raise CannotInvite(why="off")
    if await servers.is_barred(guild.id, interaction.user.id):
        raise CannotInvite(why="barred")
    if friend is None:
        raise CannotInvite(why="absent", friend=friend_id)
    if not channel.permissions_for(friend).view_channel:
        raise CannotInvite(why="unseen", friend=friend_id)
    if await servers.is_barred(guild.id, friend_id):
        raise CannotInvite(why="not_here", friend=friend_id)
    return Place("channel", guild.id, channel.id)


async def member_of(guild: discord.Guild, user_id: int) -> discord.Member | None:
    """The member as Discord knows them now, None once they left: the bot is not told who comes and goes."""
    try:
        return await guild.fetch_member(user_id)
    except discord.NotFound:
        return None
