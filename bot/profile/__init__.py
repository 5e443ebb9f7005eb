"""Profile: consent, what is kept about a person, and help. The leftmost feature."""

from bot.dependencies import Dependencies
from bot.profile.commands import add_commands
from bot.profile.forms import FAMILIES, LEVELS
from bot.profile.service import Profile
from bot.profile.store import Person
from bot.profile.ui import ProfileUI

__all__ = ["FAMILIES", "LEVELS", "Person", "Profile", "setup"]


def setup(parts: Dependencies) -> Profile:
    """Add /me, /help, the consent card and drafts; become the router's gate."""
    profile = Profile(parts.database, parts.sealer, parts.clock, parts.personal_data)
    ui = ProfileUI(profile, parts.router, parts.templates.speaker("profile"), parts.settings, parts.before_erasing)
    ui.register()
    add_commands(parts.tree, parts.router, ui)
    return profile
