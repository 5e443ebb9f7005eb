"""Cards and forms as data, and the one way to answer with them."""

import io
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import discord

from bot import templates

Interaction = discord.Interaction[discord.Client]
STYLES = {
    "primary": discord.ButtonStyle.primary,
    "secondary": discord.ButtonStyle.secondary,
    "danger": discord.ButtonStyle.danger,
}


@dataclass(frozen=True)
class Button:
    """A button that leads to the handler of its custom_id, `feature:verb:row[:choice]`."""

    label: str
    custom_id: str
    style: Literal["primary", "secondary", "danger"] = "secondary"


@dataclass(frozen=True)
class Option:
    """One choice of a select, at most 100 characters a part."""

    label: str
    value: str
    description: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Select:
    """A select whose choice is saved when it is made."""

    custom_id: str
    placeholder: str
    options: tuple[Option, ...]
    least: int = 1
    most: int = 1


@dataclass(frozen=True)
class Pick:
    """A select that Discord fills by itself: with text channels of the server, or with people. Ids are Discord's."""

    custom_id: str
    of: Literal["channels", "people"]
    placeholder: str
    chosen: tuple[int, ...] = ()
    least: int = 1
    most: int = 1


@dataclass(frozen=True)
class File:
    """A file sent beside a card: text, or bytes as they are."""

    name: str
    content: str | bytes


@dataclass(frozen=True)
class Image:
    """A picture on a card, with the same in words for who cannot see it (1 to 1,024 characters)."""

    name: str
    content: bytes
    description: str


@dataclass(frozen=True)
class Card:
    """What one reply shows: a picture, text (a line of `---` draws a divider), at most four buttons and one select."""

    text: str
    buttons: tuple[Button, ...] = ()
    select: Select | Pick | None = None
    files: tuple[File, ...] = ()
    image: Image | None = None

    def __post_init__(self) -> None:
        if len(self.buttons) > 4:
            raise ValueError("a card has at most four buttons; the rest is behind [More]")


@dataclass(frozen=True)
class TextField:
    """A text box of a form. Lengths are in characters."""

    id: str
    label: str
    max_length: int
    description: str = ""
    placeholder: str = ""
    long: bool = True
    required: bool = False
    filled: str = ""


@dataclass(frozen=True)
class ChoiceField:
    """A select of a form. With `most` over 1 the chosen values come back joined by commas."""

    id: str
    label: str
    options: tuple[Option, ...]
    description: str = ""
    required: bool = True
    most: int = 1


@dataclass(frozen=True)
class Form:
    """A modal: a title of at most 45 characters and at most five fields with fixed ids."""

    title: str
    fields: tuple[TextField | ChoiceField, ...]

    def filled_with(self, typed: dict[str, str]) -> "Form":
        """The same form with what was typed before."""
        fields: list[TextField | ChoiceField] = []
        for field in self.fields:
            if field.id in typed and isinstance(field, TextField):
                fields.append(replace(field, filled=typed[field.id]))
            elif field.id in typed and isinstance(field, ChoiceField):
                chosen = typed[field.id].split(",")
                options = tuple(replace(option, chosen=option.value in chosen) for option in field.options)
                fields.append(replace(field, options=options))
            else:
                fields.append(field)
        return replace(self, fields=tuple(fields))


def one_line(words: str) -> str:
    """A person's words as the label of an option, which Discord shows as they are."""
    line = " ".join(words.split())
    return line if len(line) <= 90 else line[:89].rstrip() + "…"


def row_number(typed: str) -> int:
    """The number of a row, 0 where it is none: other characters than digits, or more than a database holds."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0


def options(names: Mapping[Any, str], chosen: str | None = None) -> tuple[Option, ...]:
    """{value: label} as the options of a select."""
    return tuple(Option(label, value, chosen=value == chosen) for value, label in names.items())


def _select(select: Select | Pick) -> discord.ui.Item[Any]:
    if isinstance(select, Pick):
        return _pick(select)
    return discord.ui.Select(
        custom_id=select.custom_id,
        placeholder=select.placeholder,
        min_values=select.least,
        max_values=min(select.most, len(select.options)),
        options=[_option(option) for option in select.options],
    )


def _pick(pick: Pick) -> discord.ui.Item[Any]:
    kind = discord.SelectDefaultValueType.channel if pick.of == "channels" else discord.SelectDefaultValueType.user
    parts: dict[str, Any] = {
        "custom_id": pick.custom_id,
        "placeholder": pick.placeholder,
        "min_values": pick.least,
        "max_values": pick.most,
        "default_values": [discord.SelectDefaultValue(id=id_, type=kind) for id_ in pick.chosen],
    }
    if pick.of == "people":
        return discord.ui.UserSelect(**parts)
    return discord.ui.ChannelSelect(channel_types=[discord.ChannelType.text, discord.ChannelType.news], **parts)


def _option(option: Option) -> discord.SelectOption:
    return discord.SelectOption(
        label=option.label, value=option.value, description=option.description or None, default=option.chosen
    )


def build_view(card: Card) -> discord.ui.LayoutView:
    """Card -> a view of plain items, already stopped: it is stored nowhere and survives a restart.

    Raises templates.CardTooLarge when Discord would refuse it.
    """
    container: discord.ui.Container[discord.ui.LayoutView] = discord.ui.Container()
    if card.image:
        item = discord.MediaGalleryItem(f"attachment://{card.image.name}", description=card.image.description)
        container.add_item(discord.ui.MediaGallery(item))
    for number, part in enumerate(card.text.split("\n---\n")):
        if number:
            container.add_item(discord.ui.Separator())
        container.add_item(discord.ui.TextDisplay(part.strip()))
    if card.select:
        container.add_item(discord.ui.ActionRow(_select(card.select)))
    if card.buttons:
        row: discord.ui.ActionRow[discord.ui.LayoutView] = discord.ui.ActionRow()
        for button in card.buttons:
            row.add_item(discord.ui.Button(label=button.label, custom_id=button.custom_id, style=STYLES[button.style]))
        container.add_item(row)
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(container)
    for file in card.files:
        view.add_item(discord.ui.File(f"attachment://{file.name}"))
    view.stop()
    return templates.guard(view)


def build_modal(form: Form, custom_id: str) -> discord.ui.Modal:
    """Form -> a modal, already stopped; a random tail keeps one person's text out of another's modal."""
    modal = discord.ui.Modal(title=form.title, custom_id=f"{custom_id}:{secrets.token_hex(4)}", timeout=None)
    for field in form.fields:
        component: discord.ui.Item[Any]
        if isinstance(field, TextField):
            component = discord.ui.TextInput(
                custom_id=field.id,
                style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
                required=field.required,
                max_length=field.max_length,
                placeholder=field.placeholder or None,
                default=field.filled or None,
            )
        else:
            component = discord.ui.Select(
                custom_id=field.id,
                required=field.required,
                max_values=field.most,
                options=[_option(option) for option in field.options],
            )
        modal.add_item(discord.ui.Label(text=field.label, description=field.description or None, component=component))
    modal.stop()
    return modal


def typed_fields(components: list[Any]) -> dict[str, str]:
    """The components of a modal submit -> {field id: text, or chosen values joined by commas, "" if none}."""
    typed: dict[str, str] = {}
    for label in components:
        component = label.get("component") or {}
        if "custom_id" in component:
            values = component.get("values")
            typed[component["custom_id"]] = component["value"] if values is None else ",".join(values)
    return typed


def _attachments(card: Card) -> list[discord.File]:
    """What is uploaded with a card. A file that was sent is used up, so each sending makes them anew."""
    parts: list[File | Image] = [*card.files, *([card.image] if card.image else [])]
    return [
        discord.File(
            io.BytesIO(part.content.encode() if isinstance(part.content, str) else part.content),
            part.name,
            description=part.description if isinstance(part, Image) else None,
        )
        for part in parts
    ]


async def send(
    channel: discord.abc.Messageable, card: Card, *, nonce: str | None = None, mention: int | None = None
) -> discord.Message:
    """Post `card` as a message of its own, in a DM or where the person has chosen to. Returns the message.

    Discord takes a `nonce` (at most 25 characters) once within a few minutes, and answers with the first message then.
    Nobody is pinged but the one user id that `mention` gives.
    """
    more: dict[str, Any] = {} if nonce is None else {"nonce": nonce}
    if mention is not None:
        more["allowed_mentions"] = discord.AllowedMentions(users=[discord.Object(mention)])
    return await channel.send(view=build_view(card), files=_attachments(card), **more)


async def reply(interaction: Interaction, card: Card, *, fresh: bool = False, redraw: bool = False) -> None:
    """Answer with `card`, seen by this person alone.

    A press redraws the card it was on if that card is the presser's own; `fresh` asks for a new card instead.
    `redraw` asks for the same in a DM, where a card stays: only for one that holds nobody's words.
    """
    view = build_view(card)
    files = _attachments(card)
    in_dm = redraw and interaction.guild_id is None
    own = interaction.message is not None and (interaction.message.flags.ephemeral or in_dm)
    if own and not fresh and interaction.response.type is discord.InteractionResponseType.deferred_message_update:
        await interaction.edit_original_response(view=view, attachments=files)
    elif interaction.response.is_done():
        await interaction.followup.send(view=view, files=files, ephemeral=True)
    elif own and not fresh:
        await interaction.response.edit_message(view=view, attachments=files)
    else:
        await interaction.response.send_message(view=view, files=files, ephemeral=True)


async def send_here(interaction: Interaction, card: Card, *, mention: int) -> discord.Message:
    """Post `card` for everybody where the press was, also where the bot is no member. Only `mention` is pinged."""
    whom = discord.AllowedMentions(users=[discord.Object(mention)])
    return await interaction.followup.send(view=build_view(card), allowed_mentions=whom, wait=True)
