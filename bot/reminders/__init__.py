"""Reminders: one table for everything that is due at a time, and the one way it is delivered."""

from bot.dependencies import Dependencies
from bot.profile import Profile
from bot.reminders.clearing import daily
from bot.reminders.delivery import Delivery
from bot.reminders.service import Reminders
from bot.reminders.store import Due, Outcome
from bot.reminders.ui import RemindersUI

__all__ = ["Delivery", "Due", "Outcome", "Reminders", "setup"]


def setup(parts: Dependencies, profile: Profile) -> tuple[Reminders, Delivery]:
    """Start the background work, and take the first kind: the notice before a person's words are removed."""
    reminders = Reminders(parts.database, parts.clock)
    delivery = Delivery(parts.client, reminders, parts.clock)
    parts.personal_data.append(reminders.store)
    ui = RemindersUI(reminders, parts.templates.speaker("reminders"))
    delivery.on("retention", ui.retention)
    parts.before_erasing.append(ui.take_all_back)
    parts.background.extend((daily(profile, reminders), delivery.loop))
    return reminders, delivery
