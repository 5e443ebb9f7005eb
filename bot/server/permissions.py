"""Which permissions Rebound needs in a channel, and which of them are missing."""

from collections.abc import Iterable
from typing import Any

NEEDED = ("view_channel", "send_messages", "send_messages_in_threads")
NEEDED_FOR_PICTURES = "attach_files"
NEEDED_TO_MEET = ("create_private_threads",)
COMMANDS = "use_application_commands"


def missing(of_bot: Any, of_members: Any, *, matching: bool) -> Iterable[str]:
    """The permissions of Rebound and of @everyone in one channel (discord.Permissions) -> the names of those missing.

    Without a view of the channel nothing else can be given, so nothing else is named. Nor are files where nothing
    can be sent.
    """
    if not of_bot.view_channel:
        return (NEEDED[0],)
    lacks = [name for name in NEEDED + (NEEDED_TO_MEET if matching else ()) if not getattr(of_bot, name)]
    if of_bot.send_messages and not of_bot.attach_files:
        lacks.append(NEEDED_FOR_PICTURES)
    return (*lacks, COMMANDS) if of_members.view_channel and not of_members.use_application_commands else lacks
