"""The gateway: sessions that outlive their connections, so that what was missed is told again after RESUME."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.loopback.things import Message
from tests.loopback.world import World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12


@dataclass
class Session:
    """What Discord remembers of one bot: every event it was sent, by number."""

    id: str
    intents: int
    events: list[dict[str, Any]] = field(default_factory=list)
    connection: Connection | None = None


class Connection:
    """One websocket, with its compression and its line of what is still to be sent."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self.session: Session | None = None
        self._request = request
        self._compress = compressor(request.query.get("compress"))
        self._line: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._writing = asyncio.create_task(self._write())

    def send(self, op: int, data: Any = None, **more: Any) -> None:
        self._line.put_nowait({"op": op, "d": data, "s": None, "t": None, **more})

    async def _write(self) -> None:
        with suppress(ConnectionError):
            while True:
                packet = json.dumps(await self._line.get())
                if self._compress is None:
                    await self.socket.send_str(packet)
                else:
                    await self.socket.send_bytes(self._compress(packet.encode()))

    def leave(self) -> None:
        """Let the session live on without this connection."""
        self._writing.cancel()
        if self.session is not None and self.session.connection is self:
            self.session.connection = None

    def cut(self) -> None:
        """Break off without a word; what is still in the line is lost on the way."""
        self.leave()
        if self._request.transport is not None:
            self._request.transport.abort()


class Gateway:
    """Takes connections, and tells every session what happens."""

    def __init__(self, world: World, token: str) -> None:
        self.token = token
        self.resume_url = ""
        self.heartbeat_ms = 41_250
        self.acks = True
        self.sessions: dict[str, Session] = {}
        self.identified = self.resumed = self.heartbeats = self.turned_away = 0
        self.closed_with: list[int | None] = []
        self._world = world
        self._connections: set[Connection] = set()
        self._open = asyncio.Event()
        self._open.set()
        self.down = False

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection from HELLO to its end."""
        await self._open.wait()
        if self.down:
            self.turned_away += 1
            self._world.tell()
            return web.Response(status=503)
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        connection = Connection(socket, request)
        self._connections.add(connection)
        connection.send(HELLO, {"heartbeat_interval": self.heartbeat_ms})
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    code = self._take(connection, json.loads(message.data))
                    if code:
                        await socket.close(code=code)
        finally:
            self._connections.discard(connection)
            self.closed_with.append(socket.close_code)
            if socket.close_code in (1000, 1001) and connection.session is not None:
                self.sessions.pop(connection.session.id, None)
            connection.leave()
            self._world.tell()
        return socket

    def _take(self, connection: Connection, packet: dict[str, Any]) -> int | None:
        """One packet from the bot. Returns the code to close with, if it has to be."""
        op, data = packet.get("op"), packet.get("d")
        if op == HEARTBEAT:
            self.heartbeats += 1
            if self.acks:
                connection.send(ACK)
            return None
        if op in (IDENTIFY, RESUME) and isinstance(data, dict):
            if connection.session is not None:
                return 4005
            if data["token"] != self.token:
                return 4004
            if op == RESUME:
                return self._resume(connection, data)
            self._identify(connection, data)
            return None
        if connection.session is None:
            return 4003
        return None if op in (3, 4, 8) else 4001

    def _identify(self, connection: Connection, data: dict[str, Any]) -> None:
        session = Session(f"{self._world.new_id():x}", data["intents"])
        self.sessions[session.id] = session
        connection.session, session.connection = session, connection
        bot = self._world.bot
        ready = {
            "v": 10,
            "user": bot.payload(),
            "guilds": [{"id": str(self._world.guild_id), "unavailable": True}],
            "session_id": session.id,
            "resume_gateway_url": self.resume_url,
            "application": {"id": str(bot.id), "flags": 0},
        }
        self._tell(session, "READY", ready)
        if session.intents & GUILDS:
            self._tell(session, "GUILD_CREATE", self._world.guild())
        self.identified += 1
        self._world.tell()

    def _resume(self, connection: Connection, data: dict[str, Any]) -> int | None:
        session = self.sessions.get(data["session_id"])
        if session is None:
            connection.send(INVALID_SESSION, False)
            return None
        seen = data["seq"] or 0
        if seen > len(session.events):
            return 4007
        if session.connection is not None:
            session.connection.cut()
        connection.session, session.connection = session, connection
        for event in session.events[seen:]:
            connection.send(**event)
        self._tell(session, "RESUMED", {})
        self.resumed += 1
        self._world.tell()
        return None

    @staticmethod
    def _tell(session: Session, name: str, data: dict[str, Any]) -> None:
        event: dict[str, Any] = {"op": DISPATCH, "t": name, "data": data, "s": len(session.events) + 1}
        session.events.append(event)
        if session.connection is not None:
            session.connection.send(**event)

    def dispatch(self, name: str, data: dict[str, Any], intent: int = 0) -> None:
        """Tell every session that asked for `intent`, now or when it resumes."""
        as_it_is_now = json.loads(json.dumps(data))
        for session in self.sessions.values():
            if not intent or session.intents & intent:
                self._tell(session, name, as_it_is_now)

    def tell_of(self, event: str, message: Message) -> None:
        """Tell of a message that more than one person sees."""
        if message.ephemeral:
            return
        in_dm = message.channel.person is not None
        data = {"id": str(message.id), "channel_id": str(message.channel.id)}
        if event != "MESSAGE_DELETE":
            data = message.payload()
        where = {} if in_dm else {"guild_id": str(self._world.guild_id)}
        self.dispatch(event, data | where, DIRECT_MESSAGES if in_dm else GUILD_MESSAGES)

    def cut(self) -> None:
        """Break every connection off without a word. Sessions can be resumed."""
        for connection in list(self._connections):
            connection.cut()

    def hold(self) -> None:
        """Let new connections wait at the door until `let_in`."""
        self._open.clear()

    def let_in(self) -> None:
        self._open.set()

    def ask_to_reconnect(self) -> None:
        """Send RECONNECT to every connection."""
        for connection in list(self._connections):
            connection.send(RECONNECT)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Send INVALID_SESSION to every connection; a session that is not resumable is forgotten."""
        for connection in list(self._connections):
            if not resumable and connection.session is not None:
                self.sessions.pop(connection.session.id, None)
            connection.send(INVALID_SESSION, resumable)

    async def close(self, code: int = 1001) -> None:
        """Close every connection with `code`."""
        self._open.set()
        for connection in list(self._connections):
            await connection.socket.close(code=code)


def compressor(kind: str | None) -> Callable[[bytes], bytes] | None:
    """What compresses one packet after the other as the client asked for it, or None for plain text."""
    if kind == "zlib-stream":
        stream = zlib.compressobj()
        return lambda packet: stream.compress(packet) + stream.flush(zlib.Z_SYNC_FLUSH)
    if kind == "zstd-stream":
        return _zstd()
    return None


def _zstd() -> Callable[[bytes], bytes]:
    """discord.py asks for this where it finds one of the two libraries, so one of them is there."""
    try:
        import zstandard
    except ImportError:
        from compression.zstd import ZstdCompressor

        modern = ZstdCompressor()
        return lambda packet: modern.compress(packet, mode=ZstdCompressor.FLUSH_BLOCK)
    stream = zstandard.ZstdCompressor().compressobj()
    return lambda packet: stream.compress(packet) + stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
