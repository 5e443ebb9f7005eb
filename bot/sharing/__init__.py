"""Sharing: the only way from a private card into a channel, with a preview before and a way back after."""

from bot.dependencies import Dependencies
from bot.practice import Practice
from bot.server import Servers
from bot.sharing.service import Sharing
from bot.sharing.ui import SharingUI

__all__ = ["SharingUI", "setup"]


def setup(parts: Dependencies, practice: Practice, servers: Servers) -> SharingUI:
    """Add the buttons that share, and take posts back before a person is erased.

    Features to the right offer what else can be shared.
    """
    sharing = Sharing(parts.database, parts.clock, practice)
    parts.personal_data.append(sharing.store)
    ui = SharingUI(sharing, servers, parts.router, parts.templates.speaker("sharing"))
    ui.register()
    parts.before_erasing.append(ui.take_all_back)
    return ui
