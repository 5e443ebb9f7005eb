import re
from collections.abc import Iterable
from pathlib import Path
from shutil import copytree
from typing import get_args

import pytest
import snowballstemmer

from bot import themes
from bot.errors import StartError
from bot.practice import bank

PROMPTS = Path(__file__).parents[2] / "prompts" / "questions"
GUIDE = (Path(__file__).parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")
STEM = snowballstemmer.stemmer("english").stemWord
SAY_NOTHING = set(
    re.findall(
        "[a-z]+",
        """a an the and or but so if than then of to in on at for with by from about into out up as not no it its this
        that these those there is are was were be been do does did have has had can could would will may might i me my
        you your we our they them their he him his she her one two each other another what which who whom whose how
        when where why tell describe give take say name think time something somebody someone""",
    )
)


def twins(questions: Iterable[bank.Question], limit: float = 0.5) -> list[tuple[str, str]]:
    """Pairs of questions that share at least half of the words that carry their meaning."""
    carries = [
        (question.id, {STEM(word) for word in re.findall("[a-z]+", question.text.lower()) if word not in SAY_NOTHING})
        for question in questions
    ]
    return [
        (one, other)
        for number, (one, a) in enumerate(carries)
        for other, b in carries[number + 1 :]
        if len(a & b) >= limit * len(a | b)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(PROMPTS, tmp_path / "questions"))


def refusal(folder: Path) -> str:
    with pytest.raises(StartError) as caught:
        bank.load(folder)
    return str(caught.value)


def change(folder: Path, theme: str, old: str, new: str) -> None:
    path = folder / f"{theme}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_bank_as_shipped_loads_and_every_question_is_found_by_its_id() -> None:
    loaded = bank.load(PROMPTS)

    for theme in loaded.themes:
        for question in loaded.questions[theme]:
            assert loaded.find(question.id) is question
    assert loaded.find("gone") is None


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('kind = "behavioural"', 'kind = "trick"', "kind"),
        ("difficulty = 1", "difficulty = 4", "difficulty"),
        ('voice = "I"', 'voice = "they"', "voice"),
        ("families = []", 'families = ["pirates"]', "families, 0"),
        ('hint = "', 'tip = "', "hint: Field required"),
    ],
)
def test_a_field_that_is_wrong_is_named_with_its_file_and_its_question(
    folder: Path, old: str, new: str, field: str
) -> None:
    change(folder, "structure", old, new)

    said = refusal(folder)

    assert str(folder / "structure.toml") in said
    assert field in said
    assert "structure-" in said


def test_a_question_without_an_id_is_named_by_its_place(folder: Path) -> None:
    change(folder, "structure", "\nid = ", "\nname = ")

    assert "number 1, id: Field required" in refusal(folder)


def test_two_probes_with_the_same_aim_are_refused(folder: Path) -> None:
    path = folder / "structure.toml"
    first = bank.load(folder).questions["structure"][0]
    change(folder, "structure", f'aim = "{first.probes[1].aim}"', f'aim = "{first.probes[0].aim}"')

    said = refusal(folder)

    assert f"{path}: {first.id}" in said
    assert "two probes have the same aim" in said


def test_an_id_that_stands_twice_is_refused_with_both_files(folder: Path) -> None:
    loaded = bank.load(folder)
    one, other = loaded.questions["structure"][0].id, loaded.questions["teamwork"][0].id
    change(folder, "teamwork", f'id = "{other}"', f'id = "{one}"')

    said = refusal(folder)

    assert f"teamwork.toml: {one} stands in structure.toml" in said


def test_a_file_that_is_no_toml_a_wrong_theme_and_a_missing_theme_are_each_refused_by_name(folder: Path) -> None:
    (folder / "extra.toml").write_text("theme = ", encoding="utf-8")
    assert "extra.toml" in refusal(folder)
    (folder / "extra.toml").write_bytes((folder / "structure.toml").read_bytes())
    assert "must be a theme and the file's own name" in refusal(folder)
    (folder / "extra.toml").unlink()
    (folder / "structure.toml").unlink()
    assert "no questions for structure" in refusal(folder)


@pytest.mark.parametrize("theme", [theme.key for theme in themes.PRACTISABLE])
def test_a_practisable_theme_has_sixteen_questions_over_all_levels_difficulties_and_families(theme: str) -> None:
    questions = bank.load(PROMPTS).questions[theme]

    assert len(questions) >= 16
    for level in ("entry", "experienced", "senior"):
        assert sum(question.level == level for question in questions) >= 4, level
    assert {question.difficulty for question in questions} == {1, 2, 3}
    assert len({question.kind for question in questions}) >= 3
    assert len({family for question in questions for family in question.families}) == 7


def test_the_bank_holds_at_least_262_questions_and_none_has_a_near_twin() -> None:
    loaded = bank.load(PROMPTS)

    assert len(loaded) >= 262
    assert twins(question for some in loaded.questions.values() for question in some) == []


@pytest.mark.parametrize(
    ("of", "reworded"),
    [
        (
            "leadership-two-who-want-opposites",
            "When did two people whose support you need want the opposite of each other, and what were you doing then?",
        ),
        (
            "professionalism-late-for-the-interview",
            "Your train to an interview is stopping and makes you twenty minutes late. Who hears from you, and what?",
        ),
        (
            "teamwork-first-week-in-a-new-team",
            "A team has been working together for five years. You join it: what do you leave alone in your first week?",
        ),
    ],
)
def test_a_twin_in_other_words_is_found(of: str, reworded: str) -> None:
    loaded = bank.load(PROMPTS)
    original = loaded.find(of)
    assert original
    planted = original.model_copy(update={"id": "planted-twin", "text": reworded})

    found = twins([*(question for some in loaded.questions.values() for question in some), planted])

    assert (of, "planted-twin") in found


@pytest.mark.parametrize("example", re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL))
def test_the_examples_of_the_guide_can_be_added_to_the_bank(folder: Path, example: str) -> None:
    (name,) = re.findall(r'^id = "(.+)"$', example, re.MULTILINE)
    (path,) = [path for path in folder.glob("*.toml") if name.startswith(path.stem.replace("_", "-") + "-")]
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{example}", encoding="utf-8")

    loaded = bank.load(folder)

    assert loaded.find(name)
    assert twins(question for some in loaded.questions.values() for question in some) == []


def test_the_guide_names_every_field_and_every_value_to_choose_from() -> None:
    values = [value for choices in (bank.Kind, bank.Level, bank.Family, bank.Aim) for value in get_args(choices)]

    assert [word for word in [*bank.Question.model_fields, *values] if f"`{word}`" not in GUIDE] == []
