"""The presses of an invite: the candidate ticks and sends, the friend answers, anybody says if they want more."""

import logging
from collections.abc import Awaitable, Callable
from functools import partial

import discord

from bot.errors import CannotInvite, InviteClosed
from bot.logs import describe
from bot.mock.invite_cards import InviteCards
from bot.mock.invite_store import Invite
from bot.mock.invites import Invites
from bot.mock.place import check_friend, where_to_invite
from bot.router import Press, Router
from bot.server import Servers
from bot.templates import Say
from bot.ui import Card, Interaction, build_view, reply, row_number, send, send_here

log = logging.getLogger(__name__)

# Answers the friend who accepted, and lets the candidate know; given the session's row.
Begun = Callable[[Interaction, int], Awaitable[None]]


class InviteUI:
    """Answers what is pressed before a session begins."""

    def __init__(
        self, invites: Invites, servers: Servers, router: Router, say: Say, cards: InviteCards, begun: Begun
    ) -> None:
        self._invites = invites
        self._servers = servers
        self._router = router
        self._say = say
        self._cards = cards
        self._begun = begun

    def register(self) -> None:
        """Take the presses. Who was asked may say no, and want no more invites, without agreeing to anything."""
        router = self._router
        router.on_press("mock:change", self.change)
        router.on_press("mock:topics", self.choose_topics)
        router.on_press("mock:sharewords", self.share_words)
        router.on_press("mock:sharerole", self.share_role)
        router.on_press("mock:preview", self.preview)
        router.on_press("mock:send", self.send)
        router.on_press("mock:drop", self.drop)
        router.on_press("mock:takeback", self.take_back)
        router.on_press("mock:accept", self.accept, before_consent=True)
        router.on_press("mock:notnow", self.decline, before_consent=True)
        router.on_press("mock:block", self.ask_whom, before_consent=True)
        router.on_press("mock:blockone", self.block_one, before_consent=True)
        router.on_press("mock:blockall", self.block_all, before_consent=True)
        router.on_press("mock:leaveopen", self.leave_open, before_consent=True)
        router.on_press("mock:invites", self.standing, before_consent=True)
        router.on_press("mock:noinvites", self.take_none, before_consent=True)
        router.on_press("mock:takeinvites", self.take_again, before_consent=True)
        router.on_press("mock:unblock", self.unblock, before_consent=True)

    async def begin(self, interaction: Interaction, friend: discord.User | discord.Member, minutes: int) -> None:
        """Begin an invite, or show the one to this friend that is there. Raises CannotInvite or MockBusy."""
        check_friend(interaction, friend)
        place = await where_to_invite(interaction, self._servers, friend.id, friend)
        invite = await self._invites.begin(interaction.user.id, friend.id, place, minutes)
        if invite.sent_at is not None:
            await reply(interaction, self._cards.waiting(invite))
            return
        await reply(interaction, self._cards.making(await self._invites.making(interaction.user.id, invite.id)))

    async def change(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self._cards.making(await self._invites.making(press.user_id, press.row)))

    async def choose_topics(self, interaction: Interaction, press: Press) -> None:
        making = await self._invites.share(press.user_id, press.row, themes=press.values)
        await reply(interaction, self._cards.making(making))

    async def share_words(self, interaction: Interaction, press: Press) -> None:
        making = await self._invites.share(press.user_id, press.row, words=press.choice == "1")
        await reply(interaction, self._cards.making(making))

    async def share_role(self, interaction: Interaction, press: Press) -> None:
        making = await self._invites.share(press.user_id, press.row, role=press.choice == "1")
        await reply(interaction, self._cards.making(making))

    async def preview(self, interaction: Interaction, press: Press) -> None:
        invite, shown = await self._invites.shown(press.user_id, press.row)
        await reply(interaction, self._cards.preview(invite, shown, interaction.user.display_name))

    async def send(self, interaction: Interaction, press: Press) -> None:
        """Send it from where the person is now. Raises CannotInvite, MockBusy, InviteClosed; it is not sent then."""
        await interaction.response.defer()
        invite = (await self._invites.making(press.user_id, press.row)).invite
        place = await where_to_invite(interaction, self._servers, invite.friend_id)
        invite = await self._invites.send(press.user_id, press.row, place)
        try:
            message = await self._post(interaction, invite)
        except BaseException as error:
            await self._invites.not_sent(invite.id)
            if isinstance(error, discord.Forbidden):
                why = "closed_dms" if place.where == "dm" else "forbidden"
                raise CannotInvite(why=why, friend=invite.friend_id) from None
            raise
        await self._invites.stands(invite.id, message.channel.id, message.id)
        await reply(interaction, self._cards.waiting(invite, just_sent=True))

    async def drop(self, interaction: Interaction, press: Press) -> None:
        await self._invites.drop(press.user_id, press.row)
        await reply(interaction, Card(self._say("dropped")))

    async def take_back(self, interaction: Interaction, press: Press) -> None:
        """By the button of its card, or by number from the list."""
        invite = await self._invites.take_back(
            press.user_id, row_number(press.values[0]) if press.values else press.row
        )
        await reply(interaction, Card(self._say("taken_back", made=invite)))
        await self._redraw_invite(interaction.client, invite, "closed")

    async def accept(self, interaction: Interaction, press: Press) -> None:
        """Only the friend is asked to agree to anything; then the session begins."""
        invite = await self._asked(interaction, press)
        if invite is not None:
            await self._router.run(interaction, partial(self._accept, invite=invite))

    async def _accept(self, interaction: Interaction, invite: Invite) -> None:
        invite, session_id = await self._invites.accept(interaction.user.id, invite.id)
        here = await self._redraw_here(interaction, "accepted")
        await self._begun(interaction, session_id)
        if not here:
            await self._redraw_invite(interaction.client, invite, "accepted")

    async def decline(self, interaction: Interaction, press: Press) -> None:
        """The candidate learns it where nobody else does: in a channel the invite closes, and that is all."""
        invite = await self._asked(interaction, press)
        if invite is None:
            return
        invite = await self._invites.decline(press.user_id, press.row)
        await self._redraw_here(interaction, "closed")
        await reply(interaction, Card(self._say("declined")), fresh=True)
        if invite.place.where == "dm":
            await self._tell(interaction.client, invite.candidate_id, Card(self._say("cannot_now", made=invite)))

    async def ask_whom(self, interaction: Interaction, press: Press) -> None:
        invite = await self._asked(interaction, press)
        if invite is not None:
            await reply(interaction, self._cards.block(invite), fresh=True)

    async def block_one(self, interaction: Interaction, press: Press) -> None:
        await self._block(interaction, press, everybody=False)

    async def block_all(self, interaction: Interaction, press: Press) -> None:
        await self._block(interaction, press, everybody=True)

    async def leave_open(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, Card(self._say("left_open")))

    async def standing(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self._cards.standing(await self._invites.standing(press.user_id)))

    async def take_none(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self._cards.standing(await self._invites.take_none(press.user_id)))

    async def take_again(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self._cards.standing(await self._invites.take_again(press.user_id)))

    async def unblock(self, interaction: Interaction, press: Press) -> None:
        await reply(interaction, self._cards.standing(await self._invites.unblock(press.user_id)))

    async def take_all_back(self, client: discord.Client, user_id: int, kind: str) -> None:
        """Before invites are erased: delete their messages, as far as Discord lets the bot."""
        if kind not in (self._invites.store.kind, "everything"):
            return
        for invite in await self._invites.messages_of(user_id):
            try:
                await _message(client, invite).delete()
            except discord.HTTPException as error:
                log.warning("the message of an invite could not be deleted: %s", describe(error))

    async def _asked(self, interaction: Interaction, press: Press) -> Invite | None:
        """The invite, if it waits for this person. To its candidate it shows the way back instead, and gives None.

        Raises InviteClosed for anybody else, and when it is over; its buttons go then.
        """
        try:
            return await self._invites.asked(press.user_id, press.row)
        except InviteClosed as error:
            waiting = (await self._invites.standing(press.user_id)).waiting
            own = next((invite for invite in waiting if invite.id == press.row), None)
            if own is not None:
                await reply(interaction, self._cards.waiting(own), fresh=True)
                return None
            if error.facts["why"] == "over":
                await self._redraw_here(interaction, "closed")
            raise

    async def _block(self, interaction: Interaction, press: Press, *, everybody: bool) -> None:
        invite = await self._invites.block(press.user_id, press.row, everybody=everybody)
        await reply(interaction, self._cards.blocked(invite, everybody=everybody))
        await self._redraw_invite(interaction.client, invite, "closed")

    async def _post(self, interaction: Interaction, invite: Invite) -> discord.Message:
        """Bring the invite to where the friend sees it. Raises Forbidden, CannotInvite when only the sender would."""
        card = self._cards.invite(invite, interaction.user.display_name)
        if invite.place.where == "private":
            message = await send_here(interaction, card, mention=invite.friend_id)
            if message.flags.ephemeral:
                await message.delete()
                raise CannotInvite(why="external", friend=invite.friend_id)
            return message
        return await send(await _channel(interaction.client, invite), card, mention=invite.friend_id)

    async def _redraw_here(self, interaction: Interaction, macro: str) -> bool:
        """Answer the press by taking the buttons off the invite, if it was on the invite. Returns whether that worked.

        What the press did is done, so a refusal of Discord's ends nothing: the presser still gets their card.
        """
        if interaction.message is None or interaction.message.flags.ephemeral:
            return False
        try:
            await interaction.response.edit_message(view=build_view(Card(self._say(macro))))
        except discord.HTTPException as error:
            log.warning("an invite could not be redrawn: %s", describe(error))
            return False
        return True

    async def _redraw_invite(self, client: discord.Client, invite: Invite, macro: str) -> None:
        """Take the buttons off the invite where the bot can reach it; elsewhere the next press does."""
        if invite.message is None or invite.place.where == "private":
            return
        try:
            await _message(client, invite).edit(view=build_view(Card(self._say(macro))))
        except discord.HTTPException as error:
            log.warning("an invite could not be redrawn: %s", describe(error))

    async def _tell(self, client: discord.Client, user_id: int, card: Card) -> None:
        try:
            await send(await client.create_dm(discord.Object(user_id)), card)
        except discord.HTTPException as error:
            log.warning("an answer to an invite could not be told: %s", describe(error))


async def _channel(client: discord.Client, invite: Invite) -> "discord.abc.Messageable":
    if invite.place.where == "dm":
        return await client.create_dm(discord.Object(invite.friend_id))
    assert invite.place.channel_id is not None
    return client.get_partial_messageable(invite.place.channel_id)


def _message(client: discord.Client, invite: Invite) -> discord.PartialMessage:
    assert invite.message is not None
    channel_id, message_id = invite.message
    return client.get_partial_messageable(channel_id).get_partial_message(message_id)
