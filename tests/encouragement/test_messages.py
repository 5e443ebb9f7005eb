"""Encouragement: true for the person it goes to, varied, and in a voice you would use to a friend on a bad day."""

import itertools
import random
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.dependencies import PROMPTS
from bot.encouragement import messages
from bot.encouragement.messages import Entry, Facts, Message, State
from bot.errors import StartError
from tests.encouragement import tone

NOW = datetime(2026, 11, 25, 18, tzinfo=UTC)
ALL = messages.load(PROMPTS / "encouragement")
STATES: tuple[State, ...] = ("fresh_rejection", "practising", "silent", "interview_soon")

USUAL = Facts(
    answers_total=14,
    answers_30=9,
    answers_7=3,
    days_practised_30=5,
    theme="Order and length",
    words_first=310,
    words_last=180,
    numbers_first=1,
    numbers_last=3,
    stories=4,
    topics_practised=5,
    topics_without_story=2,
    reflections=4,
    feedback_logged=3,
    interviews_done=2,
    minutes_aloud=12,
    follow_ups_answered=6,
    retries=2,
    friend_ratings=3,
    days_since_answer=3,
    has_plan=True,
    has_story=True,
)
TYPICAL: dict[State, Facts] = {
    "fresh_rejection": USUAL,
    "practising": USUAL,
    "silent": replace(USUAL, answers_7=0, days_since_answer=20),
    "interview_soon": replace(USUAL, days_to_interview=4),
}
ONE_ANSWER = Facts(answers_total=1, topics_practised=1)
HARDLY_ANY: dict[State, Facts] = {
    "fresh_rejection": ONE_ANSWER,
    "practising": replace(ONE_ANSWER, answers_30=1, answers_7=1, days_practised_30=1, days_since_answer=1),
    "silent": replace(ONE_ANSWER, days_since_answer=40),
    "interview_soon": replace(ONE_ANSWER, days_to_interview=5),
}
# With these, every message has somebody it is true for.
OTHERS = [
    {"words_first": 90, "words_last": 160},
    {"numbers_first": 0},
    {"has_plan": False, "has_story": False, "stories": 0, "topics_without_story": 1},
    {"answers_total": 1},
]
DAYS = [{"days_to_interview": days} for days in (0, 1, 5)]


def everybody(state: State) -> list[Facts]:
    people = [TYPICAL[state], HARDLY_ANY[state], Facts(), *(replace(TYPICAL[state], **other) for other in OTHERS)]
    return [replace(facts, **days) for facts in people for days in DAYS] if state == "interview_soon" else people


def eligible(facts: Facts, state: State) -> list[Entry]:
    return [entry for entry in ALL.entries if state in entry.states and entry.filled(facts)]


def send(facts: Facts, state: State, recent: dict[str, datetime] | None = None, seed: int = 1) -> Message | None:
    return messages.choose(ALL, facts, state, recent or {}, NOW, random.Random(seed))


def load(tmp_path: Path, text: str) -> messages.Messages:
    (tmp_path / "some.toml").write_text('first_lines = ["A note"]\n' + text, encoding="utf-8")
    return messages.load(tmp_path)


def entry(text: str = "One sentence here. Another one.", **more) -> Entry:
    return Entry.model_validate({"id": "a-b", "kind": "effort", "states": ["practising"], "text": text, **more})


# --- what is said ---


@pytest.mark.parametrize("written", ALL.entries, ids=lambda written: written.id)
def test_a_message_keeps_the_voice_for_everybody_it_is_true_for(written: Entry) -> None:
    for state in written.states:
        said = {text for facts in everybody(state) if (text := written.filled(facts))}

        assert said, f"nobody ever gets it when {state}"
        for text in said:
            assert tone.in_text(text) == [], text
            assert written.source or not re.search(tone.GIVES_AWAY, text, re.IGNORECASE), text
            assert not re.search(r"\b1 (?:different )?\w+s\b", text), text
            assert state != "fresh_rejection" or len(text) <= tone.LONGEST_ON_A_HARD_DAY, text


@pytest.mark.parametrize("line", ALL.first_lines)
def test_a_first_line_may_light_up_on_a_desk_at_work(line: str) -> None:
    assert tone.in_first_line(line) == []


def test_counts_of_30_and_7_days_say_so() -> None:
    for written in ALL.entries:
        for days in ("30", "7"):
            if f"_{days}|" in written.text or f"_{days}}}" in written.text:
                assert f"last {days}" in written.text, written.id


def test_the_length_of_a_silence_is_never_told() -> None:
    silent = [written.text for written in ALL.entries if "silent" in written.states]

    assert not any("days_since_answer" in text for text in silent)


def test_on_a_hard_day_nothing_is_asked_about_answers_and_no_study_is_quoted() -> None:
    hard = [written for written in ALL.entries if "fresh_rejection" in written.states]

    assert not any(written.source for written in hard)
    assert not any("?" in written.text for written in hard)
    for written in hard:
        if written.kind == "task":
            assert not re.search(r"answer|question|story|practi|learn|next time", written.text), written.id
        if written.kind == "agency":
            assert not written.needs, "the one kind line of the first day goes to anybody"


def test_a_source_names_what_was_found_and_how_far_it_reaches() -> None:
    for written in ALL.entries:
        if written.source:
            assert len(written.source.found) > 40, written.id
            assert 30 < len(written.source.limits) <= 200, written.id
            assert re.search(r"\d", written.source.where), "a volume, to look it up"


def test_no_two_messages_are_near_twins() -> None:
    def words(text: str) -> set[str]:
        return {word for word in re.findall(r"[a-z]+", re.sub("{.*?}", "", text).lower()) if len(word) > 3}

    for number, one in enumerate(ALL.entries):
        for other in ALL.entries[number + 1 :]:
            a, b = words(one.text), words(other.text)
            assert len(a & b) / len(a | b) < 0.5, f"{one.id} and {other.id}"


def test_there_are_enough_of_every_kind() -> None:
    kinds = Counter(written.kind for written in ALL.entries)

    assert len(ALL.entries) >= 90
    assert set(kinds) == {"effort", "task", "agency", "plan", "normalising"}
    assert min(kinds.values()) >= 10
    assert len(set(ALL.first_lines)) == len(ALL.first_lines) >= 10


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_enough_to_say_even_to_somebody_hardly_known(state: State) -> None:
    days = {"days_to_interview": 3} if state == "interview_soon" else {}

    assert len(eligible(TYPICAL[state], state)) >= 12
    assert len(eligible(HARDLY_ANY[state], state)) >= 8
    assert len(eligible(Facts(**days), state)) >= 8


# --- the rules themselves ---

PLANTED = [
    ("exclamation", "3 answers this week! That is the report."),
    ("exclamation", "3 answers this week 🎉. That is the report."),
    ("guilt", "You haven't practised since Monday. One question is ready."),
    ("guilt", "It has been 12 days. The questions are here."),
    ("guilt", "Don't give up. One question is ready."),
    ("guilt", "You stopped in the middle. Pick it up today."),
    ("guilt", "Only 2 answers in the last 30 days. There is room for more."),
    ("guilt", "We missed you. The questions are here."),
    ("luck", "Good luck for tomorrow. Read your plan once."),
    ("luck", "Some days it is meant to be. Other days it is not."),
    ("comparison", "9 answers so far. That is more than most."),
    ("comparison", "Most candidates prepare less. You have 9 answers."),
    ("comparison", "You are ahead of others on this topic. Carry on as you like."),
    ("cheer", "It is tomorrow. You've got this."),
    ("cheer", "9 answers so far. Great work."),
    ("cheer", "4 stories saved. Keep it up."),
    ("cheer", "That takes nerve. Be proud of it."),
    ("score", "Practice on 5 days in a row. Another one is ready."),
    ("score", "9 answers so far. A streak begins."),
    ("score", "9 answers so far. That makes 90 points."),
    ("orders", "You should practise today. One question is ready."),
    ("orders", "You need to find a number. One is enough."),
    ("label", "You are strong. 9 answers say so."),
    ("label", "You're a natural storyteller. 4 stories are saved."),
    ("label", "9 answers so far. They show your resilience."),
    ("promise", "Rest today. It will work out."),
    ("promise", "9 answers so far. You will find something."),
    ("promise", "Every answer is a step closer. One is ready."),
    ("pity", "We are sorry about this week. Rest today."),
    ("pity", "That must have been very hard. Rest today."),
    ("silver lining", "It is their loss. Rest today."),
    ("silver lining", "Everything happens for a reason. Rest today."),
    ("jargon", "Your journey goes on. One question is ready."),
    ("more than one question", "Which part stays? Which part goes?"),
    ("too long", "This sentence goes on. " + "And so on " * 40 + "to its end."),
    ("not two to four sentences", "One sentence, on its own."),
    ("not two to four sentences", "One. Two. Three. Four. Five."),
    ("gives away", "A rejection came this week. Rest today."),
    ("gives away", "Your interview is tomorrow. Read the plan once."),
]
FINE = [
    "You need not answer today. A question keeps.",
    "What went was your choice. Which of the two would you rather listen to?",
    "Saying it is different work from thinking it, and you have done both. That is all.",
    "They listened for longer than they spoke. Write that down.",
    "It can wait. No answer is a complete answer.",
    "Finish this in writing: “My part of it was ...” One line is enough.",
    "The words pointed at the task. That is why it helped.",
    "You are also finding out whether you want to work with them. One question is enough.",
    "It is fine to stop. A question left for later is a good place to start again.",
    "The rest of the answers were more general. It was one study of 62 interviews.",
    "Do you still like it? If not, change a word.",
]


@pytest.mark.parametrize(("rule", "text"), PLANTED)
def test_a_planted_violation_is_caught_by_its_rule(rule: str, text: str) -> None:
    assert rule in tone.in_text(text)


@pytest.mark.parametrize("text", FINE)
def test_what_comes_near_a_violation_and_is_none_passes(text: str) -> None:
    assert tone.in_text(text) == []


@pytest.mark.parametrize("line", ["Your job search this week", "About the interview", "One question for you", "Hello!"])
def test_a_first_line_that_gives_something_away_is_caught(line: str) -> None:
    assert tone.in_first_line(line)


# --- choosing ---


def test_the_facts_are_filled_in_and_plurals_come_out_right() -> None:
    written = entry("{answers_7|answer} in the last 7 days. {stories|story is|stories are} saved on {theme}.")

    assert written.filled(Facts(answers_7=1, stories=1, theme="Leading")) == (
        "1 answer in the last 7 days. 1 story is saved on Leading."
    )
    assert written.filled(Facts(answers_7=7, stories=2, theme="Leading")) == (
        "7 answers in the last 7 days. 2 stories are saved on Leading."
    )


@pytest.mark.parametrize("stories", [None, 0])
def test_a_message_whose_fact_is_missing_or_nought_is_never_sent(stories: int | None) -> None:
    facts = replace(TYPICAL["silent"], stories=stories)

    assert not any("{stories" in written.text for written in eligible(facts, "silent"))
    assert any("{stories" in written.text for written in eligible(TYPICAL["silent"], "silent"))


@pytest.mark.parametrize(
    ("need", "holds", "fails"),
    [
        ("has_plan", Facts(has_plan=True), Facts()),
        ("not has_plan", Facts(), Facts(has_plan=True)),
        ("answers_30 >= 2", Facts(answers_30=2), Facts(answers_30=1)),
        ("numbers_first < 1", Facts(numbers_first=0), Facts()),
        ("words_last < words_first", Facts(words_first=9, words_last=8), Facts(words_first=9, words_last=9)),
        ("words_last < words_first", Facts(words_first=9, words_last=8), Facts(words_last=8)),
    ],
)
def test_a_need_holds_or_the_message_is_not_sent(need: str, holds: Facts, fails: Facts) -> None:
    written = entry(needs=[need])

    assert written.filled(holds)
    assert written.filled(fails) is None


@pytest.mark.parametrize("state", STATES)
def test_what_is_sent_was_written_for_the_state_the_person_is_in(state: State) -> None:
    facts = replace(USUAL, days_to_interview=4)
    sent = {message.id for seed in range(200) if (message := send(facts, state, seed=seed))}

    assert all(state in written.states for written in ALL.entries if written.id in sent)


def test_no_plan_is_promised_to_somebody_without_one() -> None:
    for state in STATES:
        facts = replace(TYPICAL[state], has_plan=False)
        assert not any(written.kind == "plan" for written in eligible(facts, state))


def test_a_day_is_called_today_or_tomorrow_only_when_it_is() -> None:
    for days in range(8):
        said = [written.filled(replace(USUAL, days_to_interview=days)) for written in ALL.entries]
        assert any(text and "It is today" in text for text in said) == (days == 0)
        assert any(text and "It is tomorrow" in text for text in said) == (days == 1)
        assert not any(text and "1 day to go" in text for text in said)


def test_nothing_comes_again_within_21_days() -> None:
    everything = [written.id for written in ALL.entries]
    one = everything.pop()
    state = next(written.states[0] for written in ALL.entries if written.id == one)
    facts = next(facts for facts in everybody(state) if any(e.id == one for e in eligible(facts, state)))
    recent = {sent: NOW - timedelta(days=20, hours=23) for sent in everything}

    assert send(facts, state, {**recent, one: NOW - timedelta(days=20, hours=23)}) is None
    again = send(facts, state, {**recent, one: NOW - timedelta(days=21)})
    assert again is not None
    assert again.id == one


@pytest.mark.parametrize("state", STATES)
def test_the_kind_sent_last_does_not_come_twice_running(state: State) -> None:
    for seed in range(50):
        first = send(TYPICAL[state], state, seed=seed)
        assert first is not None
        older = next(e for e in eligible(TYPICAL[state], state) if e.kind != first.kind)
        recent = {older.id: NOW - timedelta(days=4), first.id: NOW - timedelta(days=1)}

        second = send(TYPICAL[state], state, recent, seed)

        assert second is not None
        assert second.kind != first.kind


def test_the_same_kind_comes_again_where_there_is_no_other(tmp_path: Path) -> None:
    two = '[[message]]\nid = "a-{0}"\nkind = "task"\nstates = ["silent"]\ntext = "One short task. That is all."\n'
    some = load(tmp_path, two.format(1) + two.format(2))

    message = messages.choose(some, Facts(), "silent", {"a-1": NOW - timedelta(days=1)}, NOW, random.Random(1))

    assert message is not None
    assert message.id == "a-2"


def test_what_left_the_folder_since_it_was_sent_is_no_obstacle() -> None:
    assert send(Facts(), "silent", {"long-gone": NOW - timedelta(days=1)})


def test_the_same_chance_gives_the_same_message_and_another_gives_others() -> None:
    assert send(TYPICAL["practising"], "practising", seed=7) == send(TYPICAL["practising"], "practising", seed=7)
    assert len({send(TYPICAL["practising"], "practising", seed=seed) for seed in range(40)}) > 15


@pytest.mark.parametrize("state", STATES)
def test_two_a_week_last_for_three_weeks_even_with_one_answer(state: State) -> None:
    recent: dict[str, datetime] = {}
    kinds = []
    for number in range(6):
        now = NOW + timedelta(days=3.5 * number)
        message = messages.choose(ALL, HARDLY_ANY[state], state, recent, now, random.Random(number))
        assert message is not None
        assert message.id not in recent
        recent[message.id] = now
        kinds.append(message.kind)

    assert len(set(kinds)) >= 3 or state == "fresh_rejection"
    assert all(one != other for one, other in itertools.pairwise(kinds))


def test_a_message_comes_ready_to_send() -> None:
    for seed in range(30):
        message = send(TYPICAL["practising"], "practising", seed=seed)

        assert message is not None
        assert message.first_line in ALL.first_lines
        assert not re.search("[{}|]", message.text)
        assert (message.source is not None) == (message.kind == "normalising")


# --- the files ---

GOOD = 'id = "a-b"\nkind = "task"\nstates = ["silent"]\ntext = "One short task. That is all."\n'


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (GOOD.replace("task. That", "task, {answers_seven}. That"), "a-b, text: Value error, answers_seven"),
        (GOOD.replace("task. That", "task, {has_plan}. That"), "a-b, text: Value error, has_plan"),
        (GOOD.replace("task. That", "task, {answers_7. That"), "a-b, text: Value error, a brace"),
        (GOOD + 'needs = ["answers_seven > 2"]\n', "a-b, needs, 0"),
        (GOOD + 'needs = ["theme > 2"]\n', "a-b, needs, 0"),
        (GOOD + 'needs = ["not answers_7"]\n', "a-b, needs, 0"),
        (GOOD.replace("silent", "asleep"), "a-b, states, 0"),
        (GOOD.replace('"task"', '"cheer"'), "a-b, kind"),
        (GOOD.replace('"task"', '"plan"'), "a-b: Value error, a plan message shows the plan"),
        (GOOD.replace('"task"', '"normalising"'), "a-b: Value error, a normalising message has a source"),
        (GOOD.replace('id = "a-b"\n', ""), "number 1, id: Field required"),
        (GOOD + "mood = 1\n", "a-b, mood: Extra inputs"),
        (GOOD + "[[message]]\n" + GOOD, "a-b stands in some.toml too"),
        ("text = \n", "Mend the file"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_file_message_and_field(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(StartError) as caught:
        load(tmp_path, "[[message]]\n" + text)

    assert "some.toml" in str(caught.value)
    assert named in str(caught.value)


def test_a_study_is_never_quoted_right_after_a_rejection() -> None:
    source = {"authors": "A", "year": 2000, "where": "B 1", "found": "C", "limits": "D"}

    with pytest.raises(ValueError, match="right after a rejection"):
        entry(kind="normalising", states=["fresh_rejection"], source=source)


def test_an_empty_folder_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="Restore the prompts folder"):
        messages.load(tmp_path)
