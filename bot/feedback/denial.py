"""Whether a clause denies a weakness: "not rambling at all", "nobody thought you were nervous"."""

import re

REACH = 9
_WORD = re.compile(r"[a-z']+")
_NEGATOR = re.compile(
    r"n't\b|\b(?:no|not|never|none|nobody|no-one|nothing|hardly|barely|neither|without|cannot|far from|anything but"
    r"|by no means|at no (?:time|stage|point))\b"
)
# Words that name a weakness by themselves, so that what is denied beside them is good news. "Examples" or "structure" are
# no such words: "no examples" is a weakness.
_WEAK = frozenset(
    "ramble rambled rambling rambly waffle waffled waffling long lengthy short brief wordy verbose tangent tangents meander"
    " wandered wander drift convoluted confusing confused confuse muddled unclear disorganised disorganized scattered"
    " repetitive lost lose losing dragged drag vague vaguely general generic woolly fuzzy superficial thin abstract"
    " hypothetical evasive dodge dodged dodging sidestepped avoided avoid interrupt interrupted mumble mumbled mumbling blunt"
    " abrupt jargon misunderstood misunderstand quiet stilted inarticulate nervous nerves anxious tense hesitant shy timid"
    " unsure uncertain arrogant arrogance cocky smug overconfident flat monotone froze freeze panicked panic flustered shaky"
    " rattled stressed intimidated undersold doubt doubted doubts doubting blame blamed blaming excuses excuse hid"
    " hide hiding passive weak weaker es gap gaps shallow wrong incorrect n poor poorly rusty"
    " struggled struggle struggling stuck incomplete unfinished slow messy sloppy careless s "
    " s defensive argumentative prickly stubborn difficult difficulty rude dismissive negative hostile abrasive aggressive"
    " rigid inflexible loner lone selfish competitive bossy autocratic uninterested disinterested unenthusiastic indifferent"
    " bored boring unmotivated lukewarm unprepared clueless ignorant unaware late tardy unprofessional dishonest lied lie"
    " lying untidy scruffy disrespectful inexperienced inexperience overqualified underqualified green concern"
    " concerns concerned worry worried worries s issue issues reservation reservations s"
    " complaint complaints lacked lack lacking missing trouble bad awkward unsuitable hesitation shortage".split()
)
_WEAK_PHRASE = re.compile(
    r"all over the place|hard (?:to|work)|fell? apart|surface level|dive (?:straight )?in|mixed? \w+ up|attitude problem"
    r"|talk(?:ing)? over|out of (?:his|her|your|their|my) depth|little sign|too (?:much|many|few|little)"
)
_OPENING = re.compile(
    r"^\W*(?:(?:nobody|no-one|no one|none of (?:us|them|the \w+)) (?:\w+ )?(?:thought|felt|said|found|had|saw|doubted|could|would|suggested)"
    r"|(?:it|that|this) (?:isn't|wasn't|is not|was not|'s not) (?:that|as if|because|like|your|the case)|it's not (?:that|as if|because|like)"
    r"|(?:i|we|they|you|the panel) (?:can't|cannot|couldn't|could not) (?:fault|say|claim)|it would be (?:wrong|unfair) to"
    r"|there (?:was|is|were) (?:no|nothing|never any) (?:doubt|question|issue|concern|fault)"
    r"|(?:we|they|i|the panel) (?:didn't|did not|never|don't|do not) (?:question|doubt|fault))\b"
)
_ASIDE = re.compile(
    r"\b(?:wasn't|was not|isn't|is not|weren't|were not) (?:the|a|an|any) (?:problem|issue|reason|concern)\b"
)
_NONE_OF = re.compile(
    r"\bno (?:real |major |particular |obvious )?(?:problems?|errors?|mistakes|weakness(?:es)?|criticisms?|red flags?)\b"
)


def denies(clause: str) -> bool:
    """True when what the clause seems to name as weak is what it says was not so."""
    lowered = clause.lower().replace("’", "'")
    if _OPENING.search(lowered) or _ASIDE.search(lowered) or _NONE_OF.search(lowered):
        return True
    negator = _NEGATOR.search(lowered)
    if negator is None:
        return False
    if any(word in _WEAK for word in _WORD.findall(lowered[: negator.start()])):
        return False
    after = lowered[negator.end() :]
    words = _WORD.findall(after)[:REACH]
    return any(word in _WEAK for word in words) or bool(_WEAK_PHRASE.search(" ".join(words)))
