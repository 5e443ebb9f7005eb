"""What the bot says: people's words stay words, cards stay within Discord's limits, broken templates stop the start."""

import re
from pathlib import Path

import discord
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bot import templates
from bot.errors import StartError
from bot.templates import CardTooLarge, Drawings, Templates
from bot.ui import Button, Card, Image, build_view

NASTY = [
    "**bold** _it_ ~~no~~ ||spoiler||",
    "```js\ncode\n```",
    "<@123> <@&5> <#9> @everyone <t:0:R> </me:1>",
    "[click](https://example.com) https://example.com",
    "# big\n- list\n-# small\n> quote",
    "{{ secret }} {% raw %}",
    "\u202eevil",
]


@pytest.mark.parametrize("words", NASTY)
def test_words_are_shown_as_they_were_typed(words: str) -> None:
    escaped = str(templates.escape(words))

    bare = re.sub(r"\\.", "", escaped)
    for mark in ("*", "|", "`", "~", "_", "<", "@", "[", "]", "(", "://"):
        assert mark not in bare
    for line in escaped.splitlines():
        assert not line.startswith(("# ", "- ", "-#", "> "))
    assert "\u202e" not in escaped


@given(st.text(max_size=300), st.integers(1, 80))
def test_a_quote_is_cut_between_graphemes_and_fits_once_escaped(words: str, limit: int) -> None:
    short = templates.shorten(words, limit)

    assert len(templates.escape(short)) <= max(limit, 1)
    if short != words:
        assert short.endswith("…")
        kept = regex.findall(r"\X", words)
        assert short[:-1] in {"".join(kept[:count]).rstrip() for count in range(len(kept) + 1)}


def test_a_family_emoji_is_kept_whole_or_left_out() -> None:
    family = "👨\u200d👩\u200d👧"

    assert templates.shorten(family * 5, len(family) * 2 + 1) in (family * 2 + "…", family + "…")


def folder(tmp_path: Path, source: str) -> Path:
    (tmp_path / "x.md.j2").write_text(source)
    return tmp_path


def test_a_persons_words_are_never_a_template(tmp_path: Path) -> None:
    say = Templates(folder(tmp_path, "{% macro a(words) %}{{ words }} {{ words | said }}{% endmacro %}")).speaker("x")

    assert say("a", words="{{ 7 * 7 }}") == "{{ 7 \\* 7 }} “{{ 7 \\* 7 }}”"


def test_a_missing_fact_is_an_error_rather_than_a_blank(tmp_path: Path) -> None:
    say = Templates(folder(tmp_path, "{% macro a(words) %}{{ words }}{% endmacro %}")).speaker("x")

    with pytest.raises(Exception, match="not provided"):
        say("a")


@pytest.mark.parametrize(
    "source", ["{% macro a( %}", "{% macro a() %}{{ x | nofilter }}{% endmacro %}", "{{ nobody.home }}"]
)
def test_a_broken_template_stops_the_start_and_names_the_file(tmp_path: Path, source: str) -> None:
    with pytest.raises(StartError, match=r"x\.md\.j2"):
        Templates(folder(tmp_path, source))


def test_a_missing_template_file_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(StartError, match=r"absent\.md\.j2 is missing"):
        Templates(tmp_path).speaker("absent")


def test_a_broken_drawing_stops_the_start_and_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "x.svg.j2").write_text("<svg>{{ x | nofilter }}</svg>")

    with pytest.raises(StartError, match=r"x\.svg\.j2"):
        Drawings(tmp_path)


def test_what_a_drawing_is_given_stays_words_and_may_not_be_missing(tmp_path: Path) -> None:
    (tmp_path / "x.svg.j2").write_text("<text>{{ name }}</text>")
    drawings = Drawings(tmp_path)

    assert drawings.draw("x", name="<b> & 'c'") == "<text>&lt;b&gt; &amp; &#39;c&#39;</text>"
    with pytest.raises(Exception, match="'name' is undefined"):
        drawings.draw("x")


def test_a_card_of_4000_characters_passes_and_of_4001_does_not() -> None:
    build_view(Card("a" * 2000 + "\n---\n" + "b" * 2000))

    with pytest.raises(CardTooLarge):
        build_view(Card("a" * 2000 + "\n---\n" + "b" * 2001))


def test_a_view_of_too_many_components_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    view = discord.ui.LayoutView()
    for _ in range(13):
        view.add_item(discord.ui.Container(discord.ui.TextDisplay("a"), discord.ui.TextDisplay("b")))
    templates.guard(view)

    view.add_item(discord.ui.TextDisplay("c"))
    monkeypatch.setattr(templates, "MAX_COMPONENTS", 39)
    with pytest.raises(CardTooLarge):
        templates.guard(view)


def test_the_picture_of_a_card_counts_as_one_component() -> None:
    plain, pictured = (
        len(list(build_view(card).walk_children()))
        for card in (Card("a"), Card("a", image=Image("a.png", b"", "The same in words")))
    )

    assert pictured == plain + 1


def test_a_card_has_at_most_four_buttons() -> None:
    with pytest.raises(ValueError, match="four buttons"):
        Card("a", tuple(Button(str(number), f"a:b:{number}") for number in range(5)))
