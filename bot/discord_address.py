"""Where Discord is: discord.py is pointed at a proxy in between, before it first connects."""

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.settings import Settings


def use(config: Settings) -> None:
    """Send every request and connection to the addresses in the settings; without any, all stays as it is."""
    if config.discord_api_url:
        Route.BASE = str(config.discord_api_url).rstrip("/")
    if config.discord_gateway_url:
        address = yarl.URL(str(config.discord_gateway_url))
        DiscordWebSocket.DEFAULT_GATEWAY = address
        # READY names Discord's own address to resume at, which would pass the proxy by.
        DiscordWebSocket.gateway = property(lambda _: address, lambda _, __: None)  # type: ignore[assignment]
