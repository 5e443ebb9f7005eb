"""Six pasted mails, each with the card it has to give."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot import themes
from tests.people import Person, World

MAILS = tomllib.loads(Path(__file__).with_name("six_mails.toml").read_text(encoding="utf-8"))["mail"]


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail["name"])
async def test_a_pasted_mail_gives_the_card_that_was_fixed_beforehand(
    world: World, ana: Person, mail: dict[str, Any]
) -> None:
    await ana.agree()
    me = ana.dm
    await me.write(mail["text"])
    await me.press("Log as feedback")

    card = await me.submit(source="recruiter", feels="fine")

    named = [theme.key for theme in themes.ALL if f"**{theme.name}**" in card.text]
    assert sorted(named) == sorted(mail["themes"])
    assert ("This may not be about your answers" in card.text) is ("sensitive" in mail)
    if not mail["themes"] and "sensitive" not in mail:
        assert "I am not sure what this is about" in card.text
    if "sensitive" in mail:
        assert mail["sensitive"] in card.text.partition("This may not be about your answers")[2]
