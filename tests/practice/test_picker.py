"""What to ask next: properties for any evidence, and a sensible choice where there is hardly any to make."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import themes
from bot.dependencies import PROMPTS
from bot.practice import bank, picker
from bot.practice.bank import Bank
from bot.practice.picker import Asked, Evidence, Learner, Named, Rated

BANK = bank.load(PROMPTS / "questions")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEYS = [theme.key for theme in themes.ALL if theme.key != "outside"]
PRACTISABLE = [theme.key for theme in themes.PRACTISABLE]


def choose(evidence: list[Evidence], history: list[Asked] | None = None, seed: int = 1, **more) -> picker.Choice:
    profile = more.pop("profile", Learner())
    return picker.pick(
        more.pop("bank", BANK), evidence, history or [], now=NOW, rng=random.Random(seed), profile=profile, **more
    )


def ago(**time: float) -> datetime:
    return NOW - timedelta(**time)


named = st.builds(
    Named,
    st.integers(1, 9),
    st.sampled_from(PRACTISABLE),
    st.sampled_from(sorted(picker.CONFIDENCE)),
    st.floats(-9, 400).map(lambda days: ago(days=days)),
)
rated = st.builds(
    Rated,
    st.sampled_from(PRACTISABLE),
    st.integers(1, 4),
    st.integers(1, 3),
    st.sampled_from(["self", "friend"]),
    st.floats(-9, 400).map(lambda days: ago(days=days)),
)
asked = st.builds(
    lambda theme, number, days: Asked(BANK.questions[theme][number].id, theme, ago(days=days)),
    st.sampled_from(PRACTISABLE),
    st.integers(0, 3),
    st.floats(-9, 90),
)
evidence = st.lists(st.one_of(named, rated), max_size=30)
histories = st.lists(asked, max_size=30)


@given(evidence, histories, st.integers(0, 10_000), st.floats(-9, 400), st.sampled_from([None, ago(days=-2)]))
@settings(max_examples=200, deadline=None)
def test_a_remark_about_something_outside_never_changes_the_choice(
    evidence: list[Evidence], history: list[Asked], seed: int, days: float, upcoming: datetime | None
) -> None:
    outside = Named(99, "outside", "recruiter", ago(days=days))

    without = choose(evidence, history, seed, upcoming=upcoming)
    assert choose([*evidence, outside], history, seed, upcoming=upcoming) == without


@given(evidence, histories, named)
@settings(max_examples=200, deadline=None)
def test_a_weakness_named_once_more_never_makes_its_theme_less_likely(
    evidence: list[Evidence], history: list[Asked], more: Named
) -> None:
    before = choose(evidence, history).terms
    after = choose([*evidence, more], history).terms

    assert after.keys() == before.keys()
    for theme in before:
        if theme == more.theme:
            assert after[theme] >= before[theme] - 1e-12
        else:
            assert after[theme] == pytest.approx(before[theme])


@given(evidence, histories, st.integers(0, 10_000))
@settings(max_examples=100, deadline=None)
def test_the_same_seed_gives_the_same_choice_in_whatever_order_evidence_comes(
    evidence: list[Evidence], history: list[Asked], seed: int
) -> None:
    assert choose(evidence, history, seed).theme == choose(evidence[::-1], history, seed).theme


@given(evidence, histories, st.integers(0, 10_000))
@settings(max_examples=100, deadline=None)
def test_no_theme_comes_twice_within_a_session(evidence: list[Evidence], history: list[Asked], seed: int) -> None:
    today: list[Asked] = []
    for number in range(5):
        choice = choose(evidence, [*history, *today], seed + number, avoid=[one.theme for one in today])
        assert choice.theme not in [one.theme for one in today]
        today.append(Asked(choice.question.id, choice.theme, ago(minutes=50 - number * 10)))


def test_what_was_named_comes_first_and_says_which_feedback_decided_it() -> None:
    feedback = Named(7, "teamwork", "interviewer", ago(days=1))

    choice = choose([feedback])

    assert choice.theme == "teamwork"
    assert choice.because == feedback
    assert max(choice.terms, key=lambda theme: choice.terms[theme]) == "teamwork"


def test_the_latest_remark_on_a_theme_is_the_one_that_is_quoted() -> None:
    old, new = Named(1, "teamwork", "interviewer", ago(days=30)), Named(2, "teamwork", "hunch", ago(days=1))

    assert choose([new, old]).because == new


def test_each_question_on_a_theme_leaves_less_to_do_about_what_was_said() -> None:
    feedback = Named(7, "teamwork", "interviewer", ago(days=20))
    history = [Asked(BANK.questions["teamwork"][number].id, "teamwork", ago(days=15 - number)) for number in range(3)]

    weights = [picker.weigh([feedback], history[:count], NOW)["teamwork"] for count in range(4)]

    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 2 * weights[1]
    assert picker.weigh([feedback], [Asked("x", "teamwork", ago(days=30))], NOW)["teamwork"] == weights[0]


def test_fit_themes_are_asked_only_where_feedback_named_them() -> None:
    fit = [theme.key for theme in themes.ALL if theme.key in BANK.themes and not theme.practisable]
    assert fit

    assert not set(fit) & set(choose([]).terms)
    assert fit[0] in choose([Named(1, fit[0], "recruiter", ago(days=1))]).terms


def test_a_rating_of_a_friend_moves_the_belief_more_than_ones_own() -> None:
    def after(source: str) -> float:
        return picker.believe([Rated("teamwork", 4, 2, source, ago(days=1))], NOW)["teamwork"].mean

    assert picker.START_MEAN < after("self") < after("friend")


def test_a_good_rating_on_a_hard_question_says_more_than_on_an_easy_one() -> None:
    def after(difficulty: int) -> float:
        return picker.believe([Rated("teamwork", 3, difficulty, "self", ago(days=1))], NOW)["teamwork"].mean

    assert after(1) < after(2) < after(3)


def test_a_question_seen_within_30_days_waits_until_all_others_were_seen() -> None:
    history: list[Asked] = []
    count = len(BANK.questions["structure"])
    for number in range(count):
        choice = choose([], history, number, focus="structure")
        history.append(Asked(choice.question.id, "structure", ago(days=25) + timedelta(minutes=number)))

    assert len({one.question_id for one in history}) == count
    assert choose([], history, focus="structure").question.id == history[0].question_id


def test_the_persons_trade_and_level_come_before_variety() -> None:
    for theme in PRACTISABLE:
        choice = choose([], focus=theme, profile=Learner(level="senior", family="health_care"))
        families = choice.question.families
        assert not families or "health_care" in families


def test_what_is_set_aside_is_left_out_unless_it_is_chosen() -> None:
    aside = Learner(set_aside=frozenset(PRACTISABLE[:-1]))

    assert {choose([], seed=seed, profile=aside).theme for seed in range(20)} == {PRACTISABLE[-1]}
    assert choose([], focus="structure", profile=aside).theme == "structure"
    assert choose([], profile=Learner(set_aside=frozenset(PRACTISABLE))).question


def test_an_unknown_focus_is_ignored() -> None:
    assert choose([], focus="outside") == choose([])


@pytest.mark.parametrize("size", [1, 3])
def test_a_bank_of_a_few_questions_gives_one_again_and_again(size: int) -> None:
    tiny = Bank({"structure": BANK.questions["structure"][:size]}, {"structure": BANK.ratings["structure"]})
    history: list[Asked] = []
    for number in range(10):
        choice = choose([], history, number, bank=tiny, avoid=["structure"])
        history.append(Asked(choice.question.id, choice.theme, ago(days=1) + timedelta(minutes=number)))

    assert len({one.question_id for one in history}) == size


@pytest.mark.parametrize("focus", [None, "teamwork"])
def test_a_theme_without_questions_is_passed_over_though_it_was_named(focus: str | None) -> None:
    tiny = Bank({"structure": BANK.questions["structure"], "teamwork": ()}, BANK.ratings)

    assert choose([Named(1, "teamwork", "interviewer", ago(days=1))], bank=tiny, focus=focus).theme == "structure"


def test_feedback_and_history_dated_in_the_future_are_taken_as_of_now() -> None:
    tomorrow = NOW + timedelta(days=400)

    choice = choose([Named(1, "teamwork", "interviewer", tomorrow)], [Asked("gone", "structure", tomorrow)])

    assert choice.theme == "teamwork"


def test_a_theme_whose_feedback_is_all_there_is_is_not_alone() -> None:
    feedback: list[Evidence] = [Named(1, "teamwork", "interviewer", ago(days=1))]
    history: list[Asked] = []
    for number in range(6):
        choice = choose(feedback, history, number)
        history.append(Asked(choice.question.id, choice.theme, ago(hours=20 - 3.1 * number)))

    assert len({one.theme for one in history}) > 3


def test_five_thousand_pieces_of_evidence_give_a_choice() -> None:
    rng = random.Random(1)
    feedback: list[Evidence] = [
        Named(number, rng.choice(PRACTISABLE), "interviewer", ago(days=rng.uniform(0, 900))) for number in range(4_000)
    ]
    feedback += [
        Rated(rng.choice(PRACTISABLE), rng.randint(1, 4), 2, "self", ago(days=rng.uniform(0, 900)))
        for _ in range(1_000)
    ]
    history = [
        Asked(rng.choice(BANK.questions[theme]).id, theme, ago(days=rng.uniform(0, 900)))
        for theme in rng.choices(PRACTISABLE, k=1_000)
    ]

    assert all(choose(feedback, history, seed).theme in PRACTISABLE for seed in range(5))


def test_before_an_interview_what_goes_well_comes_again_and_after_it_no_more() -> None:
    first = {theme: BANK.questions[theme][0].id for theme in ("structure", "teamwork")}
    history = [Asked(question, theme, ago(days=10)) for theme, question in first.items()]
    evidence: list[Evidence] = [
        *(Rated("structure", 4, 2, "friend", ago(days=10, minutes=number)) for number in range(4)),
        Rated("teamwork", 1, 2, "friend", ago(days=10)),
    ]

    def asked(upcoming: datetime | None) -> set[str]:
        return {choose(evidence, history, seed, upcoming=upcoming).question.id for seed in range(20)}

    assert asked(NOW + timedelta(days=2)) == {first["structure"]}
    assert first["structure"] not in asked(NOW + timedelta(days=4))
    assert first["structure"] not in asked(NOW - timedelta(hours=1))
    assert first["structure"] not in asked(None)
