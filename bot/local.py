"""The same bot in a browser page on this computer, without Discord. Every touch of simcord's private parts is here."""

import asyncio
import importlib.metadata
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import simcord
from simcord.backend.errors import SetupError
from simcord.backend.models import User
from simcord.builders import UserHandle

from bot.app import Rebound, build_bot
from bot.crypto import Sealer
from bot.database import Database
from bot.errors import StartError
from bot.memos import remember
from bot.settings import Settings
from bot.ui import Card, build_view

log = logging.getLogger(__name__)

SIMCORD = "3.2.1"
TICK = 0.25
TRANSCRIPT = 2000
# Pinned, since ids that follow the clock would orphan the kept data at each start.
YOU, FRIEND = 100000000000000001, 100000000000000002
GUILD, CHANNEL, YOUR_DM, FRIENDS_DM = 100000000000000011, 100000000000000012, 100000000000000013, 100000000000000014


def check_version() -> None:
    """Raises StartError unless simcord is the version whose private parts this file knows."""
    found = importlib.metadata.version("simcord")
    if found != SIMCORD:
        raise StartError(f"The local page needs simcord {SIMCORD}, but {found} is installed: run `make run`.")


class LocalPage:
    """A simulated Discord with one channel, you and a friend, drawn in the browser, at the wall clock's time."""

    def __init__(self, settings: Settings, database: Database, sealer: Sealer) -> None:
        self._settings = settings
        self._database = database
        self._bot: Rebound = build_bot(settings, database, sealer)
        self._env: Any = simcord.Env(self._bot, check_errors=False, settle_timeout=5)
        self._previews: list[Any] = []
        self._turn = asyncio.Lock()
        self._seen = -1

    async def run(self) -> None:
        """Start the world, print the addresses, and go on until closed.

        Raises StartError when the port is taken.
        """
        simcord.Env._settle_internal.__kwdefaults__["idle"] = 0.002  # 50 ms make every press feel slow
        await remember(self._database, "commands", "")  # the simulated Discord is new and knows no commands
        self._env.backend.bot_user.name = "Rebound"
        self._follow_wall_clock()
        await self._env.start()
        owner = self._user(YOU, "you", "You")  # who may manage the server, so that /server can be tried too
        guild = self._env.create_guild("Your computer", id=GUILD, owner=owner)
        topic = "For trying Rebound and for private practice."
        channel = self._pinned(CHANNEL, lambda: guild.create_text_channel("practice", topic=topic))
        you, friend = guild.add_member(owner), guild.add_member(self._user(FRIEND, "friend", "A friend"))
        your_dm = self._pinned(YOUR_DM, lambda: you.user.dm_channel)
        friends_dm = self._pinned(FRIENDS_DM, lambda: friend.user.dm_channel)
        await self._env.settle()
        await self._welcome(channel.id)
        port = self._settings.local_port
        addresses = [
            await self._open(channel, [you, friend], port),
            await self._open(your_dm, [you.user], port and port + 1),
            await self._open(friends_dm, [friend.user], port and port + 2),
        ]
        print(f"Rebound runs on this computer only. Open: {addresses[0]}", flush=True)
        print(f"Your direct messages: {addresses[1]}\nA friend's direct messages: {addresses[2]}", flush=True)
        while True:
            await asyncio.sleep(TICK)
            async with self._turn:
                await self._catch_up()

    async def close(self) -> None:
        """Stop the bot and the pages."""
        for preview in self._previews:
            await preview.close()
        await self._bot.close()
        await self._env.shutdown()

    def _pinned(self, id_: int, create: Callable[[], Any]) -> Any:
        """What `create` makes, with this id."""
        backend = self._env.backend
        backend.snowflake = lambda *_: id_
        try:
            return create()
        finally:
            del backend.snowflake

    def _user(self, id_: int, name: str, shown: str) -> Any:
        user = User(id=id_, name=name, global_name=shown)
        self._env.backend.users[id_] = user
        return UserHandle(self._env, user)

    async def _welcome(self, channel_id: int) -> None:
        text = self._bot.templates.speaker("local")("welcome")
        channel = self._bot.get_channel(channel_id)
        assert isinstance(channel, discord.TextChannel)
        await channel.send(view=build_view(Card(text)))

    async def _open(self, channel: Any, viewers: list[Any], port: int) -> str:
        """Open one page. simcord allows one preview a world, so the earlier one is put out of its sight."""
        self._env._preview = None
        preview = self._env.preview(channel, viewers=viewers, layout="channel", port=port)
        try:
            await preview.__aenter__()
        except SetupError:
            raise StartError(f"Port {port} on this computer is taken: set REBOUND_LOCAL_PORT to another one.") from None
        self._wait_for_turn(preview)
        self._previews.append(preview)
        return str(preview.url)

    def _wait_for_turn(self, preview: Any) -> None:
        """Let what is done in the browser wait for the pump, rather than be refused because the two overlap."""
        act = preview._action

        async def action(context: str, body: dict[str, Any]) -> Any:
            async with self._turn:
                page = preview._pages.get(context)
                if page is not None and "published_revision" in body:
                    body = {**body, "published_revision": page.revision}
                return await act(context, body)

        preview._action = action

    def _follow_wall_clock(self) -> None:
        clock = self._env.backend.clock
        clock._epoch = datetime.now(UTC) - timedelta(seconds=clock.elapsed)

    async def _catch_up(self) -> None:
        """Bring the world's clock to the wall clock, and redraw the pages if something happened."""
        behind = (datetime.now(UTC) - self._env.now()).total_seconds()
        try:
            await self._env.advance_time(max(0.0, behind))
        except TimeoutError:
            log.warning("background work did not settle in time")
        backend = self._env.backend
        if len(backend.transcript) == self._seen:
            return
        for preview in self._previews:
            await preview.refresh()
        if len(backend.transcript) > TRANSCRIPT:
            backend.transcript.clear()
            backend.http_requests.clear()
        self._seen = len(backend.transcript)
