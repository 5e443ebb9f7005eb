"""The cards of an invite: what is ticked, what is sent, what the friend may answer, whom one takes invites from."""

from bot import themes
from bot.mock.invite_store import Invite
from bot.mock.invites import Making, Standing
from bot.mock.model import TOPICS
from bot.mock.shown import Shown
from bot.profile import FAMILIES, LEVELS
from bot.templates import Say, is_cut
from bot.ui import Button, Card, File, Option, Select, options

# How many of the words that were said, and how much of each, fit on the preview.
LINES, LINE = 8, 160
NAMES = {"FAMILIES": FAMILIES, "LEVELS": LEVELS}


class InviteCards:
    """Draws them. `topics`: those that have questions."""

    def __init__(self, say: Say, topics: tuple[str, ...]) -> None:
        self._say = say
        self._topics = tuple(theme for theme in TOPICS if theme in topics)

    def making(self, making: Making) -> Card:
        """What is ticked so far. Without words to share, a role or a topic their buttons are left out."""
        id_, shared = making.invite.id, making.invite.shared
        named = [theme for theme in making.named if theme in self._topics]
        others = [theme for theme in self._topics if theme not in named]
        choices = tuple(
            Option(
                themes.BY_KEY[key].name,
                key,
                "Named in your feedback" if key in named else themes.BY_KEY[key].covers,
                chosen=key in shared.themes,
            )
            for key in (*named, *others)
        )
        buttons = []
        if shared.themes:
            buttons.append(Button("Preview", f"mock:preview:{id_}", "primary"))
        if making.has_words:
            label = "Keep my words private" if shared.words else "Share my words too"
            buttons.append(Button(label, f"mock:sharewords:{id_}:{int(not shared.words)}"))
        if making.has_role:
            label = "Keep my role private" if shared.role else "Share my role"
            buttons.append(Button(label, f"mock:sharerole:{id_}:{int(not shared.role)}"))
        buttons.append(Button("Not now", f"mock:drop:{id_}"))
        select = Select(f"mock:topics:{id_}", "Topics they ask about", choices, least=0, most=len(choices))
        return Card(self._say("making", making=making), tuple(buttons), select)

    def preview(self, invite: Invite, shown: Shown, who: str) -> Card:
        buttons = (
            Button("Send it", f"mock:send:{invite.id}", "primary"),
            Button("Change", f"mock:change:{invite.id}"),
            Button("Not now", f"mock:drop:{invite.id}"),
        )
        said = [(theme, words) for theme, some in shown.words.items() for words in some]
        whole = len(said) > LINES or any(is_cut(words, LINE) for _, words in said)
        files = (File("what-they-see.txt", _listed(said)),) if whole else ()
        text = self._say("preview", made=invite, shown=shown, who=who, names=NAMES, said=said[:LINES], whole=whole)
        return Card(text, buttons, files=files)

    def invite(self, invite: Invite, who: str) -> Card:
        """What the friend is sent, and perhaps others see."""
        buttons = (
            Button("Accept", f"mock:accept:{invite.id}", "primary"),
            Button("Not now", f"mock:notnow:{invite.id}"),
            Button("Block invites", f"mock:block:{invite.id}"),
        )
        return Card(self._say("invite_text", friend=invite.friend_id, who=who, minutes=invite.minutes), buttons)

    def waiting(self, invite: Invite, *, just_sent: bool = False) -> Card:
        """For the candidate: it is with the friend."""
        text = self._say("sent" if just_sent else "waits", made=invite)
        return Card(text, (Button("Take it back", f"mock:takeback:{invite.id}"),))

    def block(self, invite: Invite) -> Card:
        buttons = (
            Button("From this person", f"mock:blockone:{invite.id}", "danger"),
            Button("From everybody", f"mock:blockall:{invite.id}", "danger"),
            Button("Cancel", f"mock:leaveopen:{invite.id}"),
        )
        return Card(self._say("block", made=invite), buttons)

    def blocked(self, invite: Invite, *, everybody: bool) -> Card:
        text = self._say("blocked", made=invite, everybody=everybody)
        return Card(text, (Button("Change invites", "mock:invites:0"),))

    def standing(self, standing: Standing) -> Card:
        """Invites on or off, and the person's own that wait, numbered since a select cannot show names."""
        if standing.blocked.everybody:
            buttons = [Button("Take invites again", "mock:takeinvites:0", "primary")]
        else:
            buttons = [Button("Take no invites", "mock:noinvites:0")]
        if standing.blocked.people:
            buttons.append(Button("Unblock all", "mock:unblock:0"))
        numbers = {str(made.id): f"Take back number {number}" for number, made in enumerate(standing.waiting, 1)}
        select = Select("mock:takeback:0", "Take an invite back", options(numbers)) if numbers else None
        return Card(self._say("standing", standing=standing), tuple(buttons), select)


def _listed(said: list[tuple[str, str]]) -> str:
    """All the words that are shared, a line each."""
    return "\n".join(f"{themes.BY_KEY[theme].name}: {' '.join(words.split())}" for theme, words in said)
