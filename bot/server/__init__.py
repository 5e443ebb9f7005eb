"""Server: what the moderators of a server chose, and whom they barred. Everything others notice asks here first."""

from bot.dependencies import Dependencies
from bot.profile import Profile
from bot.server.bars import Barred
from bot.server.clearing import daily
from bot.server.commands import add_commands
from bot.server.posting import where_to_post
from bot.server.service import Servers
from bot.server.store import Rules
from bot.server.ui import ServerUI, managed

__all__ = ["Barred", "Rules", "Servers", "managed", "setup", "where_to_post"]


def setup(parts: Dependencies, profile: Profile) -> Servers:
    """Add /server and its cards, and give the line for a hard day its regional help."""
    servers = Servers(parts.database, parts.sealer, parts.clock)
    parts.personal_data.append(servers.bars)
    profile.regional_help = servers.help_line
    ui = ServerUI(servers, parts.router, parts.templates.speaker("server"))
    ui.register()
    add_commands(parts.tree, parts.router, ui)
    parts.background.append(daily(parts.client, servers))
    return servers
