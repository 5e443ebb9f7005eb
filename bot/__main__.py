"""The program: settings -> logging -> database -> run. One sentence for each way a start can fail."""

import argparse
import asyncio
import logging
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress

import aiohttp
import discord

from bot import discord_address, logs, operate, settings
from bot.app import Rebound, build_bot, check_content
from bot.crypto import Sealer, local_keys, new_key
from bot.database import Database
from bot.errors import StartError

log = logging.getLogger("bot")

TOKEN_REFUSED = "Discord refused the token: copy it again from the developer portal into DISCORD_TOKEN."  # noqa: S105
AUTHENTICATION_FAILED = 4004  # how the gateway says the same, after a token was reset


def parser() -> argparse.ArgumentParser:
    """The program's arguments."""
    top = argparse.ArgumentParser(
        prog="python -m bot", description="Rebound: from job-rejection feedback to the next offer."
    )
    verbs = top.add_subparsers(dest="verb", metavar="command")
    verbs.add_parser(
        "run", help="connect to Discord with DISCORD_TOKEN; without one, open the local page (the default)"
    )
    verbs.add_parser("local", help="open the bot as a page on this computer, without Discord")
    verbs.add_parser("check", help="try settings, key, database and prompts without connecting, and say what is wrong")
    verbs.add_parser("health", help="say whether the running bot gave a sign of life in the last 90 seconds")
    verbs.add_parser("backup", help="copy the database while the bot runs").add_argument("target", nargs="?")
    verbs.add_parser("restore", help="put a copy in the place of the database; stop the bot first").add_argument("file")
    verbs.add_parser("rotate-key", help="seal everything with the newest key; stop the bot first")
    verbs.add_parser("erase", help="erase one person by their Discord id; stop the bot first").add_argument("user_id")
    verbs.add_parser("new-key", help="print a fresh key for REBOUND_KEYS")
    return top


async def open_database(config: settings.Settings) -> Database:
    """The database of these settings. Raises StartError."""
    return await Database.open(config.database, clock=discord.utils.utcnow)


def make_sealer(config: settings.Settings, *, local: bool) -> Sealer:
    """The sealer of these settings. Local mode makes a key of its own. Raises StartError."""
    if config.keys:
        return Sealer(config.plain_keys)
    if not local:
        raise StartError(
            "REBOUND_KEYS is not set: make a key with `python -m bot new-key`, keep a copy away from the database, "
            "and put it into .env."
        )
    path = config.data / "key"
    keys, is_new = local_keys(path)
    if is_new:
        print(
            f"A key that seals your words was made in {path}. Keep a copy, not beside the database.",
            file=sys.stderr,
        )
    return Sealer(keys)


async def until_signal(work: Awaitable[None], stop: Callable[[], Awaitable[None]]) -> None:
    """Run `work` until it ends or SIGTERM or SIGINT comes, then `stop` cleanly."""
    loop = asyncio.get_running_loop()
    asked = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, asked.set)
    working = asyncio.ensure_future(work)
    waiting = asyncio.ensure_future(asked.wait())
    try:
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
        await stop()
    if asked.is_set():
        log.info("stopped")
        with suppress(asyncio.CancelledError):
            working.cancel()
            await working
    else:
        await working


async def run_discord(config: settings.Settings) -> None:
    """Connect to Discord. Raises StartError when the token is refused."""
    assert config.discord_token is not None
    discord_address.use(config)
    sealer = make_sealer(config, local=False)
    database = await open_database(config)
    try:
        bot: Rebound = build_bot(config, database, sealer)
        alive = asyncio.create_task(operate.heartbeat(bot, config.data / "heartbeat"))
        try:
            await until_signal(bot.start(config.discord_token.get_secret_value()), bot.close)
        except discord.LoginFailure:
            raise StartError(TOKEN_REFUSED) from None
        except discord.ConnectionClosed as error:
            if error.code == AUTHENTICATION_FAILED:
                raise StartError(TOKEN_REFUSED) from None
            raise StartError(
                f"Discord closed the connection for good (code {error.code}): look the code up under "
                '"Gateway Close Event Codes" in Discord\'s developer docs.'
            ) from None
        except (OSError, aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound) as error:
            raise StartError(
                f"Discord could not be reached ({type(error).__name__}): check the network and try again."
            ) from None
        finally:
            alive.cancel()
    finally:
        await database.close()


async def run_local(config: settings.Settings) -> None:
    """Open the local page."""
    logging.getLogger("discord.state").setLevel(logging.ERROR)  # simcord makes a client without intents
    try:
        from bot import local
    except ImportError as error:
        raise StartError(f"The local page needs the extra `local` ({error.name} is missing): run `make run`.") from None
    local.check_version()
    database = await open_database(config)
    try:
        sealer = make_sealer(config, local=True)
        page = local.LocalPage(config, database, sealer)
        await until_signal(page.run(), page.close)
    finally:
        await database.close()


async def offline(config: settings.Settings, work: Callable[[Database, Sealer], Awaitable[str]]) -> str:
    """Do `work` on the database and its key while no bot holds it. Returns what to tell. Raises StartError."""
    sealer = make_sealer(config, local=config.discord_token is None)
    database = await open_database(config)
    try:
        return await work(database, sealer)
    finally:
        await database.close()


async def check(config: settings.Settings, database: Database, sealer: Sealer) -> str:
    """Try everything a start needs, without connecting. Returns what to tell. Raises StartError."""
    await operate.check_key(database, sealer)
    bot = build_bot(config, database, sealer)
    version = await database.version()
    return f"Fine: settings, key, database (schema {version}), prompts, {len(bot.tree.get_commands())} commands."


def carry_out(config: settings.Settings, given: argparse.Namespace) -> None:
    """Do what was asked for. Raises StartError."""
    match given.verb:
        case "health":
            print(operate.health(config))
        case "backup":
            print(operate.backup(config, given.target))
        case "restore":
            print(operate.restore(config, given.file))
        case "rotate-key":
            print(asyncio.run(offline(config, lambda database, sealer: operate.rotate_key(config, database, sealer))))
        case "erase":
            print(
                asyncio.run(
                    offline(config, lambda database, sealer: operate.erase(config, database, sealer, given.user_id))
                )
            )
        case "check":
            print(asyncio.run(offline(config, lambda database, sealer: check(config, database, sealer))))
        case "run" if config.discord_token is not None:
            asyncio.run(run_discord(config))
        case _:
            asyncio.run(run_local(config))


def main(arguments: list[str] | None = None) -> int:
    """Run the program. Returns the exit code."""
    given = parser().parse_args(arguments)
    given.verb = given.verb or "run"
    if given.verb == "new-key":
        print(new_key())
        return 0
    try:
        config = settings.load()
        logs.configure(config.log_level, config.log_format)
        check_content()
        carry_out(config, given)
    except StartError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
