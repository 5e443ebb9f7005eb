"""The cards of /server, and the lasting card that everybody sees."""

from dataclasses import dataclass

from bot.server.bars import Barred
from bot.server.service import Setup, Total
from bot.server.store import Rules
from bot.templates import Say
from bot.ui import Button, Card, Form, Option, Pick, Select, TextField

PAGE = 25
LONGEST_LINE = 200
BACK = Button("Back", "server:settings:0")


@dataclass(frozen=True)
class Found:
    """What a look at the channels found: {name of a permission: the channels that lack it}, and those deleted."""

    looked_at: tuple[int, ...]
    lacking: dict[str, list[int]]
    gone: frozenset[int]


class ServerCards:
    """Draws what a moderator sees and chooses."""

    def __init__(self, say: Say) -> None:
        self._say = say

    def lasting(self, rules: Rules) -> Card:
        """The one card that stays in a channel. Its buttons hold no row, so they work for everybody and for years."""
        buttons = [
            Button("Log feedback", "feedback:add:0", "primary"),
            Button("Practise", "practice:start:0"),
        ]
        if rules.may_match:
            buttons.append(Button("Find a partner", "mock:find:0"))
        return Card(self._say("lasting", may_match=rules.may_match), tuple(buttons))

    def settings(self, setup: Setup, gone: frozenset[int], *, posted: bool = False, left: int | None = None) -> Card:
        """What is set, and a select of what can be changed. `gone`: the channels among them that were deleted.

        `posted`: the lasting card has just been; `left`: the channel in which the one before it had to stay.
        """
        rules = setup.rules
        options = (
            Option("Where cards may go", "cards"),
            Option("Channel for reports", "reports"),
            Option(f"Practice with a friend: turn {'off' if rules.mock else 'on'}", f"mock-{int(not rules.mock)}"),
            Option(
                f"Finding a partner: turn {'off' if rules.matching else 'on'}", f"matching-{int(not rules.matching)}"
            ),
            Option("Help line for a hard day", "line"),
            Option("People barred from practising with others", "barred"),
        )
        buttons = (
            Button("Move the card" if setup.card else "Post the card", "server:post:0", "primary"),
            Button("Check permissions", "server:status:0"),
            Button("End the pause", "server:pause:0") if rules.paused else Button("Pause everything", "server:pause:1"),
        )
        text = self._say("settings", setup=setup, rules=rules, gone=gone, posted=posted, left=left)
        return Card(text, buttons, Select("server:set:0", "Change a setting", options))

    def where_cards_go(self, rules: Rules, gone: frozenset[int]) -> Card:
        chosen = tuple(channel for channel in rules.card_channels if channel not in gone)
        pick = Pick("server:cards:0", "channels", "Channels for cards", chosen, least=0, most=PAGE)
        return Card(self._say("where_cards_go"), (Button("Anywhere", "server:anywhere:0"), BACK), pick)

    def where_reports_go(self, rules: Rules, gone: frozenset[int]) -> Card:
        chosen = (rules.report_channel_id,) if rules.report_channel_id and rules.report_channel_id not in gone else ()
        pick = Pick("server:reports:0", "channels", "Channel for reports", chosen)
        return Card(self._say("where_reports_go"), (Button("No channel", "server:noreports:0"), BACK), pick)

    def where_the_card_goes(self, setup: Setup) -> Card:
        pick = Pick("server:put:0", "channels", "Channel for the card")
        return Card(self._say("where_the_card_goes", moves=setup.card is not None), (BACK,), pick)

    def barred(self, people: list[Barred], page: int) -> Card:
        """Who is barred, 25 a page, numbered, since a select cannot show the name of somebody who left."""
        pages = max(1, -(-len(people) // PAGE))
        page = min(page, pages - 1)
        shown = people[page * PAGE : (page + 1) * PAGE]
        numbered = list(enumerate(shown, page * PAGE + 1))
        options = tuple(Option(f"Lift the bar of number {number}", str(one.id)) for number, one in numbered)
        buttons = [Button("Bar someone", "server:whom:0")]
        if page > 0:
            buttons.append(Button("Newer", f"server:barred:{page - 1}"))
        if page < pages - 1:
            buttons.append(Button("Older", f"server:barred:{page + 1}"))
        select = Select("server:unbar:0", "Lift a bar", options) if options else None
        return Card(self._say("barred", numbered=numbered, total=len(people)), (*buttons, BACK), select)

    def whom_to_bar(self) -> Card:
        pick = Pick("server:bar:0", "people", "Whom to bar")
        return Card(self._say("whom_to_bar"), (Button("Back", "server:barred:0"),), pick)

    def status(self, rules: Rules, found: Found, totals: list[Total]) -> Card:
        return Card(self._say("status", rules=rules, found=found, totals=totals), (BACK,))


def help_line_form() -> Form:
    """One line, typed by a moderator."""
    field = TextField(
        "line",
        "Help line",
        LONGEST_LINE,
        "Whom to call where you are. Empty removes it.",
        "Name, number, hours",
        long=False,
    )
    return Form("Help line for a hard day", (field,))
