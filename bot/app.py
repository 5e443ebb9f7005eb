"""The composition root: builds the bot from its parts. Nothing is looked up elsewhere."""

import hashlib
import json
import logging
import random
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.ext import tasks

from bot import (
    encouragement,
    feedback,
    interviews,
    mock,
    partners,
    practice,
    profile,
    progress,
    reflection,
    reminders,
    server,
    sharing,
)
from bot.clock import Clock
from bot.crypto import Sealer
from bot.database import Database
from bot.dependencies import PROMPTS, Dependencies
from bot.memos import recall, remember
from bot.router import Router
from bot.settings import Settings
from bot.templates import Drawings, Templates
from bot.ui import Interaction

log = logging.getLogger(__name__)


discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # voice is not needed


class Tree(app_commands.CommandTree["Rebound"]):
    """The command tree. Errors are presented by the router; this is for what it could not."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        await interaction.client.router.present(interaction, error)  # type: ignore[attr-defined]


class Rebound(discord.Client):
    """The bot. It needs no privileged intent and pings nobody."""

    def __init__(self, settings: Settings, database: Database, sealer: Sealer, clock: Clock) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.settings = settings
        self.database = database
        self.sealer = sealer
        self.clock = clock
        self.templates: Templates
        self.profile: profile.Profile
        self.servers: server.Servers
        self.feedback: feedback.Feedback
        self.interviews: interviews.Interviews
        self.practice: practice.Practice
        self.mock: mock.Mock
        self.views: progress.Views
        self.tree = Tree(
            self,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self.router: Router
        self.background: list[tasks.Loop[Any]] = []

    async def setup_hook(self) -> None:
        await self.sync_commands()
        for loop in self.background:
            loop.start()

    async def close(self) -> None:
        """Stop the background work, then the connection."""
        for loop in self.background:
            loop.cancel()
        await super().close()

    async def on_interaction(self, interaction: Interaction) -> None:
        await self.router.on_interaction(interaction)

    async def on_message(self, message: discord.Message) -> None:
        await self.router.on_message(message)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self.servers.joined(guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await self.servers.left(guild.id)

    async def on_ready(self) -> None:
        log.info("connected, in %d servers", len(self.guilds))

    async def sync_commands(self) -> bool:
        """Send the commands to Discord if they or the application changed since the last time."""
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        text = json.dumps([self.application_id, payload], sort_keys=True, default=str)
        digest = hashlib.sha256(text.encode()).hexdigest()
        if await recall(self.database, "commands") == digest:
            return False
        await self.tree.sync()
        await remember(self.database, "commands", digest)
        log.info("commands synced")
        return True


def check_content(prompts: Path = PROMPTS) -> None:
    """Read everything in prompts/. Raises StartError when something is broken; looked at first, it changes nothing."""
    Templates(prompts / "replies")
    Drawings(prompts / "pictures")
    feedback.check_content(prompts)
    reflection.check_content(prompts)
    practice.check_content(prompts)
    encouragement.check_content(prompts)


def build_bot(
    settings: Settings,
    database: Database,
    sealer: Sealer,
    *,
    clock: Clock = discord.utils.utcnow,
    rng: random.Random | None = None,
    prompts: Path = PROMPTS,
) -> Rebound:
    """Put the bot together. Raises StartError when a template or a content file is broken."""
    bot = Rebound(settings, database, sealer, clock)
    templates = bot.templates = Templates(prompts / "replies")
    bot.router = Router(clock, templates.speaker("errors"))
    parts = Dependencies(
        settings=settings,
        database=database,
        sealer=sealer,
        clock=clock,
        rng=rng or random.Random(),  # noqa: S311 - chooses questions, guards nothing
        templates=templates,
        router=bot.router,
        tree=bot.tree,
        prompts=prompts,
        personal_data=[],
        before_erasing=[],
        client=bot,
        background=bot.background,
    )
    bot.profile = profile.setup(parts)
    bot.servers = server.setup(parts, bot.profile)
    due, delivery = reminders.setup(parts, bot.profile)
    told = bot.feedback = feedback.setup(parts, bot.profile, due, delivery)
    written = reflection.setup(parts, bot.profile, told)
    real = bot.interviews = interviews.setup(parts, bot.profile, due, delivery, told, written)
    bot.practice = practice.setup(parts, bot.profile, told, written, real)
    shared = sharing.setup(parts, bot.practice, bot.servers)
    bot.mock = mock.setup(parts, bot.profile, bot.servers, told, real, bot.practice)
    partners.setup(parts, bot.profile, bot.servers, due, delivery, told, bot.mock)
    grown, bot.views = progress.setup(parts, bot.practice, told, real, shared)
    encouragement.setup(parts, bot.profile, bot.servers, due, delivery, told, written, real, bot.practice, grown)
    return bot
