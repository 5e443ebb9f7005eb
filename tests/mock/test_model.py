"""The bit set of topics, which is stored: its order may never change."""

from hypothesis import given
from hypothesis import strategies as st

from bot.bits import pack, unpack
from bot.mock.model import TOPICS


@given(st.sets(st.sampled_from(TOPICS)))
def test_topics_come_back_in_their_own_order(chosen: set[str]) -> None:
    assert unpack(pack(chosen, TOPICS), TOPICS) == tuple(topic for topic in TOPICS if topic in chosen)


def test_the_bits_are_those_of_the_first_release() -> None:
    assert {topic: pack([topic], TOPICS) for topic in TOPICS} == {
        "structure": 1,
        "communication": 2,
        "confidence": 4,
        "evidence": 8,
        "ownership": 16,
        "technical_depth": 32,
        "problem_solving": 64,
        "leadership": 128,
        "teamwork": 256,
        "self_awareness": 512,
        "motivation": 1024,
        "company_knowledge": 2048,
        "professionalism": 4096,
        "role_experience": 8192,
        "seniority_fit": 16384,
    }
    assert pack(["outside", "nothing"], TOPICS) == 0
