"""What a clause still says once what it denies is taken out: "not rambling at all" says nothing.

Four rules of English. A negator denies a weakness that it reaches over nothing but small words and words of seeming
("never came across as nervous"); any other word between stops it ("did not explain the gap"). "Without", "rather than"
and "instead of" deny what follows them, and what they are set against is no weakness either. Some openings deny all the rest of the clause ("nobody thought that you were").
"Was not the problem" denies what stands before it. What is not denied stays as it was written.
"""

import re
from functools import lru_cache

import snowballstemmer

_stemmer = snowballstemmer.stemmer("english")
_WORD = re.compile(r"[a-z'-]+")
_NEGATOR = re.compile(
    r"(?:n't|\b(?:no|not|never|none|nobody|no-one|nothing|nor|hardly|barely|scarcely|neither|cannot|far from|anything but"
    r"|by no means|at no (?:time|stage|point)|free of|zero))\b(?! (?:only|merely|simply|enough)\b)"
)
_NOT_ONLY = re.compile(r"\b(?:is|are|was|were|'re|'s|'m)(?:n't| not) (?:just|only|merely|simply)\b")
_CUT = re.compile(r"\b(?:without|rather than|instead of)\b")
# Words that name a weakness by themselves, so that what is denied beside them is good news. "Examples" or "structure"
# are no such words: "no examples" is a weakness.
_WEAK = frozenset(
    _stemmer.stemWords(
        "ramble rambly waffle lengthy wordy verbose tangent meander wander drift long-winded convoluted confuse muddled unclear"
        " disorganised disorganized scattered repetitive drag vague vaguely generic general generalities woolly fuzzy superficial"
        " shallow thin hypothetical evasive cagey dodge sidestep interrupt interruption mumble blunt abrupt jargon misunderstand"
        " misunderstood stilted quiet silent inarticulate nervous nerves anxious tense hesitant hesitate hesitation shy timid unsure uncertain"
        " arrogant arrogance cocky smug boastful overconfident flat froze freeze panic fluster shaky rattled intimidated undersold"
        " doubt blame excuse weak weaker weakness gap wrong incorrect poor poorly rusty struggle stuck incomplete unfinished slow"
        " messy sloppy careless error mistake defensive argumentative argue prickly stubborn difficult difficulty rude dismissive"
        " negative hostile abrasive aggressive rigid inflexible loner selfish competitive bossy autocratic friction steamroll"
        " uninterested disinterested unenthusiastic indifferent bored boring unmotivated lukewarm unprepared clueless ignorant"
        " unaware late tardy unprofessional dishonest lied untidy scruffy disrespectful inexperienced inexperience overqualified"
        " underqualified green concern worry issue reservation complaint criticism problem lack missing trouble awkward unsuitable"
        " shortage fault padding lost".split()
    )
)
_WEAK_PHRASE = re.compile(
    r"(?:all over the place|hard (?:to|work)|f[ae]ll?(?:ing)? apart|surface[- ]level"
    r"|(?:dive|diving|jump\w*) (?:straight |right )?(?:in|to|into|around|about|between)|off (?:on|at)|out of (?:his|her|your|their|my) depth"
    r"|red flags?|too \w+|so long|(?:tak\w+|took) (?:the |any )?credit|hid\w* behind|low energy|little (?:sign|evidence)|short (?:on|of)|lone wolf|mix\w* \w+ up|internal candidate)\b"
)
# A negator reaches over these.
_SMALL = re.compile(
    r"(?:a|an|the|any|all|at|in|of|i|you|he|she|they|it|we|me|us|him|her|them|your|his|their|my|our|that|this|there|as|so|very|really"
    r"|particularly|especially|remotely|overly|unduly|quite|even|once|ever|for|moment|bit|least|slightest|little|way|signs?|hints?|traces?"
    r"|suggestion|real|major|obvious|serious|particular|and|or|with|about|to|be|been|being|is|are|was|were|am|have|has|had|do|did|go|went"
    r"|going|would|could|might|will|seem\w*|look\w*|c[ao]me|coming|across|over|sound\w*|appear\w*|feel\w*|felt|get|got|getting|becom\w*"
    r"|bec[ao]me|find|found|think|thought|call|say|said|speak\w*|spoke|just|keep\w*|strike|struck|single|one|certainly|answers?|also|either|if|thing|anything)"
)
_OPINION = (
    r"(?:think|thought|feel|felt|say|said|saying|claim\w*|call|found|find|believe\w*|suggest\w*|see|saw|worr\w+|doubt\w*|question\w*"
    r"|fault\w*|accus\w*|recall|remember|describe|mind\w*|complain\w*|speak)"
)
_OPENING = re.compile(
    rf"^\W*(?:(?:nobody|no-one|no one|not one of \w+|none of (?:us|them|the \w+))\b(?: \w+){{0,3}}? {_OPINION}"
    r"|(?:it|that|this)(?: is| was|'s|) ?(?:n't|not|never|isn't|wasn't) (?:that|as if|as though|because|like|about|true|the case|to say|fair)"
    r"|not (?:that|because|as if)|\w+ (?:is|was|are|were|would be) (?:wrong|unfair|mistaken|a lie) to (?:say|call|think|claim|suggest|speak)"
    rf"|(?:\w+ )?\w+ (?:can't|cannot|couldn't|could not|wouldn't|would not|don't|do not|didn't|did not|never) (?:\w+ )?{_OPINION}"
    r"|there (?:is|was|were|are) (?:\w+ )?(?:no|nothing|never any|no such) (?:doubt|question|issue|concern|fault))\b"
    r"(?!(?<=think) of|(?<=thought) of| (?:whether|if|through|up|how|why|what|when)\b)"
)
_GOOD_NEWS_ALONE = re.compile(r"\b(?:doubt\w*|question\w*|fault\w*|complain\w*|worr\w+|issue|concern|mind\w*)\b")
_ASIDE = re.compile(
    r"\b(?:wasn't|was not|isn't|is not|weren't|were not|(?:was|were) never) (?:really )?(?:(?:the|a|an|any) (?:problem|issue|reason|concern|worry)|what (?:sank|lost|cost|decided|swung|did))\b"
    r"|\black(?:s|ed)? (?:for )?nothing\b|\b(?:problem|issue|reason|concern|worry) (?:(?:is|was) (?:not|never)|isn't|wasn't)\b"
)
_ANSWERED_NO = re.compile(r"(?:no|nope|not|never|hardly|far from)\b", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def _is_weak(word: str) -> bool:
    return len(word) < 30 and str(_stemmer.stemWord(word)) in _WEAK


def _names_weakness(text: str) -> bool:
    return bool(_WEAK_PHRASE.search(text)) or any(_is_weak(word) for word in _WORD.findall(text))


def without_denied_questions(sentences: list[str]) -> list[str]:
    """The sentences without a question that is answered by no: "Too junior? No, that never came up."."""
    return [
        sentence
        for sentence, following in zip(sentences, [*sentences[1:], ""], strict=False)
        if not (sentence.endswith("?") and _ANSWERED_NO.match(following))
    ]


def affirmed(clause: str) -> str:
    """The clause in lower case, without the stretches between commas that deny a weakness; "" if nothing is left."""
    lowered = clause.lower().replace("’", "'")
    opening = _OPENING.search(lowered)
    if _ASIDE.search(lowered) or (opening and _rest_is_weak(lowered, opening)):
        return ""
    for cut in _CUT.finditer(lowered):
        if _reaches_weakness(lowered, cut.end()):
            lowered = lowered[: cut.start()]
            if not _names_weakness(lowered):
                return ""
            break
    left: list[str] = []
    denied = False
    for stretch in lowered.split(", "):
        denied = _denies(stretch) or (denied and stretch.count(" ") < 3)
        if not denied:
            left.append(stretch)
    return ", ".join(left)


def _rest_is_weak(lowered: str, opening: re.Match[str]) -> bool:
    rest = lowered[opening.end() :]
    return bool(_GOOD_NEWS_ALONE.search(opening[0]) or _NEGATOR.search(rest) or _names_weakness(rest))


def _denies(stretch: str) -> bool:
    """True when a negator reaches a weakness in these words, and no weakness stands before it."""
    negator = _NEGATOR.search(stretch)
    if negator is None or _NOT_ONLY.search(stretch) or _names_weakness(stretch[: negator.start()]):
        return False
    return _reaches_weakness(stretch, negator.end())


def _reaches_weakness(text: str, place: int) -> bool:
    """True when nothing but small words stands between the place and a word that names a weakness."""
    for word in _WORD.finditer(text, place):
        if _is_weak(word[0]) or _WEAK_PHRASE.match(text, word.start()):
            return True
        if not _SMALL.fullmatch(word[0]):
            return False
    return False
