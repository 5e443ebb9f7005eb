"""The cards and presses of consent, /me, /help and drafts."""

import json

from bot.dependencies import BeforeErasing
from bot.errors import NotFound, WrongWord
from bot.profile import forms
from bot.profile.service import EVERYTHING, Profile, as_markdown
from bot.profile.store import Settings as Chosen
from bot.router import Press, Router, Submit
from bot.settings import Settings
from bot.templates import Say
from bot.ui import Button, Card, File, Form, Interaction, Option, Select, TextField, reply

DELETE_WORD = "delete"


class ProfileUI:
    """Draws the profile's cards and answers its buttons."""

    def __init__(
        self, profile: Profile, router: Router, say: Say, settings: Settings, before_erasing: list[BeforeErasing]
    ) -> None:
        self._profile = profile
        self._router = router
        self._say = say
        self._settings = settings
        self._before_erasing = before_erasing

    def register(self) -> None:
        """Take the profile's presses and forms, and become the router's gate."""
        self._router.gate = self
        self._router.on_press("profile:agree", self.agree, before_consent=True)
        self._router.on_press("profile:decline", self.decline, before_consent=True)
        self._router.on_press("profile:retry", self.retry)
        self._router.on_press("profile:choose", self.choose_by_press)
        self._router.on_press("profile:which", self.which)
        self._router.on_press("profile:neither", self.neither)
        self._router.on_press("profile:young", self.too_young)
        self._router.on_press("profile:stay", self.stay)
        self._router.on_form("profile:settings", self.settings_form, self.change)
        self._router.on_form("profile:erase", self.erase_form, self.erase)

    async def may_enter(self, user_id: int) -> bool:
        return await self._profile.may_enter(user_id)

    async def keep_draft(self, user_id: int, form: str, row: int, typed: dict[str, str]) -> int:
        return await self._profile.keep_draft(user_id, form, row, typed)

    async def drop_draft(self, user_id: int, form: str, row: int) -> None:
        await self._profile.drop_draft(user_id, form, row)

    def consent_card(self, *, text_waits: bool) -> Card:
        """The one card before anything is stored."""
        return Card(
            self._say("consent", text_waits=text_waits),
            (Button("Agree", "profile:agree:0", "primary"), Button("Not now", "profile:decline:0")),
        )

    async def hard_day_card(self, guild_id: int | None) -> Card:
        """Where to talk to a person, in the region of this server too."""
        return Card(self._say("hard_day", line=await self._profile.help_line(guild_id)))

    async def agree(self, interaction: Interaction, press: Press) -> None:
        await self._profile.agree(press.user_id)
        if not await self._router.go_on(interaction):
            await reply(interaction, Card(self._say("agreed")))

    async def decline(self, interaction: Interaction, press: Press) -> None:
        self._router.stop_waiting(press.user_id)
        await reply(interaction, Card(self._say("declined")))

    async def retry(self, interaction: Interaction, press: Press) -> None:
        """Open the form again, filled with the draft."""
        if press.row:
            draft = await self._profile.draft(press.user_id, press.row)
            form, row, typed = draft.form, draft.row, draft.typed
        else:
            unsaved = self._router.unsaved(press.user_id)
            if unsaved is None:
                raise NotFound
            form, row, typed = unsaved
        await self._router.open_form(interaction, form, Press(press.user_id, row), typed)

    async def data(self, interaction: Interaction) -> None:
        account = await self._profile.account(interaction.user.id)
        await reply(interaction, Card(self._say("data", account=account)))

    async def export(self, interaction: Interaction) -> None:
        everything = await self._profile.export(interaction.user.id)
        files = (
            File("rebound.json", json.dumps(everything, ensure_ascii=False, indent=2)),
            File("rebound.md", as_markdown(everything)),
        )
        await reply(interaction, Card(self._say("export"), files=files))

    async def choose_by_press(self, interaction: Interaction, press: Press) -> None:
        await self.choose(interaction, fresh=True)

    async def choose(self, interaction: Interaction, *, fresh: bool = False) -> None:
        """Ask what to delete."""
        account = await self._profile.account(interaction.user.id)
        options = [
            Option(holding.label, str(number), f"{holding.entries} kept")
            for number, holding in enumerate(account.holdings, 1)
            if holding.entries
        ]
        everything = Option("Everything", "0", "All of it, and your agreement with it")
        select = Select("profile:which:0", "What to delete", (everything, *options))
        await reply(interaction, Card(self._say("choose"), select=select), fresh=fresh)

    async def which(self, interaction: Interaction, press: Press) -> None:
        await self._router.open_form(interaction, "profile:erase", Press(press.user_id, int(press.values[0])))

    async def erase_form(self, press: Press) -> Form:
        _, label = await self._kind(press.user_id, press.row)
        field = TextField(
            "word",
            f"Type the word {DELETE_WORD}",
            20,
            description=f"This deletes: {label}",
            long=False,
            required=True,
        )
        return Form("Delete for good", (field,))

    async def erase(self, interaction: Interaction, submit: Submit) -> None:
        kind, label = await self._kind(submit.user_id, submit.row)
        if submit.typed["word"].strip().lower() != DELETE_WORD:
            raise WrongWord(word=DELETE_WORD)
        await interaction.response.defer(ephemeral=True)
        await self._erase(interaction, submit.user_id, kind)
        await reply(interaction, Card(self._say("erased", label=label, everything=kind == EVERYTHING)))

    async def settings(self, interaction: Interaction) -> None:
        await reply(interaction, await self._settings_card(interaction.user.id))

    async def settings_form(self, press: Press) -> Form:
        return forms.settings(await self._profile.settings(press.user_id))

    async def change(self, interaction: Interaction, submit: Submit) -> None:
        typed = submit.typed
        retention = None if typed["retention"] == forms.KEEP else int(typed["retention"])
        chosen = Chosen(typed["family"] or None, typed["level"] or None, typed["zone"].strip() or None, retention)
        await self._profile.change(submit.user_id, chosen)
        await reply(interaction, await self._settings_card(submit.user_id))

    async def too_young(self, interaction: Interaction, press: Press) -> None:
        """Somebody agreed who should not have: everything goes at once."""
        await interaction.response.defer(ephemeral=True)
        await self._erase(interaction, press.user_id, EVERYTHING)
        await reply(interaction, Card(self._say("too_young")))

    async def neither(self, interaction: Interaction, press: Press) -> None:
        """Text in the DM was nothing for us."""
        await self._profile.drop_pasted(press.user_id, press.row)
        await reply(interaction, Card(self._say("neither")), redraw=True)

    async def stay(self, interaction: Interaction, press: Press) -> None:
        """After the notice: this press is the use that keeps the words."""
        await reply(interaction, Card(self._say("kept_on")), redraw=True)

    async def _settings_card(self, user_id: int) -> Card:
        text = self._say("settings", person=await self._profile.settings(user_id), forms=forms)
        buttons = [Button("Change settings", "profile:settings:0", "primary")]
        if "mock:invites" in self._router.keys:
            buttons.append(Button("Invites", "mock:invites:0"))
        return Card(text, (*buttons, Button("I am under 13", "profile:young:0")))

    async def _erase(self, interaction: Interaction, user_id: int, kind: str) -> None:
        """What is outside the database goes first, while it is still known where it is."""
        for withdraw in self._before_erasing:
            await withdraw(interaction.client, user_id, kind)
        await self._profile.erase(user_id, kind)

    async def help(self, interaction: Interaction) -> None:
        line = await self._profile.help_line(interaction.guild_id)
        text = self._say("help", contact=self._settings.contact, source_url=self._settings.source_url, line=line)
        await reply(interaction, Card(text))

    async def _kind(self, user_id: int, number: int) -> tuple[str, str]:
        if number == 0:
            return EVERYTHING, "everything"
        holdings = (await self._profile.account(user_id)).holdings
        if number > len(holdings):
            raise NotFound
        holding = holdings[number - 1]
        return holding.kind, holding.label
