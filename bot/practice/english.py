"""What words say about an answer in English: patterns and word lists, and whether it is English at all."""

import re

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
SENTENCE = re.compile(r"[.!?;]+(?:\s|$)|\n+")


# Patterns without IGNORECASE are for text in small letters: they are searched in half the time.
def _not_after(words: str) -> str:
    return "".join(rf"(?<!\b{word} )" for word in words.split())


_PAST = (
    r"(?!need|speed|feed|exceed|succeed|proceed|indeed|embed|shed|hundred)\w{2,}ed|did(?:n['’]?t)?|made|took|told|said|wrote|built|ran|led|went|found|saw|got|gave|began"
    r"|kept|set|put|met|had|sent|spoke|brought|bought|taught|chose|drew|held|cut|won|lost|sold|grew|knew|left|came|spent|paid|rang|broke|drove|read"
    r"|understood|stood|sat|wore|rebuilt|rewrote|redid|overheard|caught|fought|sought|swept|dealt|showed|shut|split|spread|stuck|threw|woke|withdrew|became|fed|let|forgot|heard|hung|lent|laid|hid|tore|ate|slept|rode|rung|seen"
)
_ADVERB = r"(?:\w+ly |also |then |first |just |even |still |never |only |both |all |already |once |had (?:to )?)*"
DEED = re.compile(
    rf"\b(?:I|we)(?:['’](?:d|ve))? {_ADVERB}(?:{_PAST})\b|\b(?:and|then|so|,) (?:{_PAST})\b", re.IGNORECASE
)
OWN_DEED = re.compile(rf"\b(?:I|we)(?:['’](?:d|ve))? {_ADVERB}(?:{_PAST})\b", re.IGNORECASE)
_PAST_WORD = re.compile(_not_after("am be") + rf"\b(?:{_PAST}|was|were)\b", re.IGNORECASE)
# Somebody other than the teller acts: "The inspector came", "and it was done".
_OTHERS_DEED = re.compile(
    r"(?:^|[,:] |\b(?:and|but|so) )(?:(?!(?:I|we|because|who|which|that|when|if|as|since|while|although|where|what|how)\b)[\w'’]+ ){1,5}?"
    rf"(?:{_PAST}|(?:was|were|has|have) (?:\w+ )?(?:{_PAST}|done|gone))\b",
    re.IGNORECASE,
)
CLAIM = re.compile(
    r"\bI(?:['’]d| would| will| could| should| can| usually| always| generally| normally| often| tend to| typically| try to| like to| love to| prefer"
    r"| believe| consider myself| pride myself| am| ['’]m|['’]m) \w+|\b(?:I|you) (?:have to|need to|should)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:as a result|in the end|resulted in|the result|the outcome|this meant|which meant|that meant|led to|by the end|ended (?:up|with)"
    r"|(?:was|were|got) (?:able to|approved|adopted|accepted|signed|passed|finished|delivered|released|fixed|solved|extended|promoted|praised|discharged|rehired)"
    r"|reduced|increased|saved|improved|grew|doubled|tripled|halved|shrank|sped up|went (?:up|down|live|from|out|home|well|smoothly)|from \w+ (?:\w+ )?(?:to|down)"
    r"|on time|under budget|ahead of|within (?:a|the|two|three|\d+)|since then|from then on|after that|afterwards|these days|ever since|still (?:use|uses|used|do|does|in use|working|there|open|talk|come)|(?:is|are|it|they|we|he|she) still"
    r"|(?<!\bi )(?:cut|dropped|fell|rose|climbed|stopped|thanked)|no longer|reached|it was done|(?:have|has|['’]ve) since|since$|now (?:it|they|he|she|everyone|nobody)|(?:is|are|['’]s|['’]re|it|they|he|she) now|never again|not (?:one|a single)|zero|i passed|passed (?:it|the|her|his|my)|it (?:worked|held|passed|helped)|(?:they|she|he|everyone|customer|client|team) (?:signed|renewed|agreed|stayed|came back|passed|finished))\b"
)
_UNIT = r"(?:%|percent|per cent|k\b|m\b|million|thousand|hours?|days?|weeks?|months?|minutes?|people|patients|customers|pupils|students|times|pounds|euros|dollars|orders|calls|tickets)"
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)"
NUMBER = re.compile(
    rf"(?<![\w.])[£$€₹]?(?!(?:19|20)\d\d\b(?!\s?{_UNIT}))\d[\d.,]*\s?{_UNIT}?"
    rf"|\b{_COUNT}\b(?:[- ]{_COUNT})?|\b(?:half|halved|twice|doubled?|tripled?|a third|a quarter|dozens?|hundreds?|thousands?|zero)\b"
)
HEDGE = re.compile(
    r"\b(?:(?=kind|sort)"
    + _not_after("a any the this that each every what which some all one same")
    + r"(?:kind|sort) of"
    r"|maybe|perhaps|possibly|probably|i think|i guess|i suppose|i feel like|i believe|kinda|sorta|try to|tried to|somewhat|a bit|a little"
    r"|more or less|or something|or so|not sure|might have|hopefully|in a way|to some extent|i would say|i['’]d say)\b"
)
FILLER = re.compile(
    r"\b(?:(?=you)"
    + _not_after("do if did as what that how when because")
    + r"you know|um+|uh+|erm?|hmm+|basically|literally|i mean|honestly|obviously|to be honest|at the end of the day|anyway|and stuff|and things|whatever)\b"
    r"|, like,|\b(?:was|were|is|it['’]s|just|and|so) like\b(?! (?:a|an|the|that|this|to|it|my|our)\b)|(?:^|[.!?]\s)(?:like|so yeah|well|okay so|right so),? ",
    re.MULTILINE,
)
I_WORD = re.compile(r"\b(?:I|I['’](?:d|ve|m|ll)|my|mine|me|myself)\b|\bi\b")
WE_WORD = re.compile(r"\b(?!(?-i:US)\b)(?:we|we['’](?:d|ve|re|ll)|our|ours|us|ourselves)\b", re.IGNORECASE)
OTHERS = re.compile(
    r"\b(?:he|she|they|him|her|them|his|their|together|team|colleagues?|crew|group|partner|manager|sister|nurse|teacher|boss|supervisor|everyone)\b",
    re.IGNORECASE,
)
_WHO = r"(?:boss|manager|management|supervisor|team|company|colleagues?|co-?workers?|customers?|clients?|director|lead|employer|staff|they)"
_BAD = r"(?:useless|lazy|stupid|incompetent|idiots?|toxic|hopeless|clueless|pathetic|a joke|a nightmare|terrible|awful|horrible|rubbish|garbage|(?:the )?worst|ridiculous)"
_BAD_DEED = (
    r"(?:didn['’]?t care|couldn['’]?t care less|never listens?|never listened|never did anything|didn['’]?t do anything|had no idea|didn['’]?t have a clue|always (?:dumped|blamed|shouted|messed)"
    r"|messed (?:it|everything) up|screwed|(?<!not )(?<!n['’]t )(?:their fault|his fault|her fault|to blame)|blamed me|threw me under|too lazy|impossible to work with|refused to do (?:their|his|her) (?:job|work))"
)
# Only what is said of people: a terrible sound before customers, or the worst part of telling a team, blames nobody.
BLAME = re.compile(
    rf"\b(?:{_WHO}|he|she)(?: \w+)?(?: (?:was|were|is|are|being)|['’](?:s|re)) (?!not\b)(?:\w+ ){{0,3}}{_BAD}\b|\b{_WHO}\b[^.!?\n]{{0,50}}\b{_BAD_DEED}\b"
    rf"|\b{_BAD} (?!and|or|but|for|to|with)(?:\w+ )?{_WHO}\b|\bit was (?:all )?(?:their|his|her|my (?:boss|manager|team)['’]?s) fault\b"
)
NOT_BLAME = re.compile(r"\b(?:not|nobody|no one|isn['’]t|wasn['’]t|weren['’]t|never) (?:\w+ ){0,3}$", re.IGNORECASE)
WHY_US = re.compile(r"\byou applied to\b|\bwhy (?:us|here)\b", re.IGNORECASE)
_SOMETHING_OF_THEIRS = re.compile(
    r"\b(?:your|their|its) (?!company|organisation|team\b|work\b|business|firm|values\b|culture\b|reputation)\w+"
)
_OF_ONESELF = re.compile(r"\b(?:my name is|i speak)\b[^.!?\n]*", re.IGNORECASE)
_NAME = re.compile(r"(?<![.!?\n] )(?<![.!?\n])(?<!^)\b(?!I\b|I['’]|\w+day\b|English\b)[A-Z][\w&]+")
_LIST_MARK = re.compile(r"^(?:\d{1,2}[.)]|[-*•])\s+")
_CODE_BLOCK = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_CODE_LINE = re.compile(
    r"^\s*(?:def |class |for .*:$|while .*:$|if .*[:{]\s*$|else\s*[:{]|return\b|import |from \w+ import|#include|public |private |const |let |var |select .* from|function\b|print\(|[})\]];?\s*$|.*[;{}]\s*$|.*\w\(.*\)\s*$|\w+ *[-+]?= *[^ ].*|//|/\*|# )",
    re.IGNORECASE,
)

_ENGLISH = frozenset(
    "the a an and or but so to of in on at for with from by as is was were are be been it its it's this that these those i we you he she they my our your his her their"
    " me us him them had have has did do does would could will can not no if when then there what who which how about after before because into out up all one some"
    " more than just very also i'd i'm i've didn't don't".split()
)
_OTHER = frozenset(
    "el la los las un una que de en por para con mi su fue era pero como muy cuando porque yo me lo se es del al más y o no nos hice tuve"
    " der die das und ich nicht ein eine war wir mit auf für den dem zu habe hatte auch dann aber sie es von im bei"
    " le les des une et je est pas que qui dans pour avec sur nous mon ma ce cette j'ai était mais très au du"
    " os as um uma não com eu meu minha foi mas muito então nós ele ela dos das"
    " nie się na do jest to że z w i jak ale był było mnie mój moja już tym"
    " ve bir bu için ben çok da de ama ile olarak bana benim gibi daha"
    " main mein hai hum kar ke ki ka ko se aur tha thi nahi maine mera meri toh phir woh"
    " och att det som är jag på den har var ett till mig jeg ikke og ja ei se että oli minä mutta kun"
    " saya yang dan di tidak itu ini untuk dengan dari sekarang ang ng mga hindi ako siya niya kung ay po ni kwa wa kila mimi"
    " tôi và là của không đã được có cho với és nem hogy az egy volt mert azt én și să nu este cu la že jsem jsme já když protože kuma yana yake wani kowa"
    " het een en ik niet van dat was maar mijn met op te wij"
    " il che non per sono mi ho era anche poi molto questo della".split()
)
# Words that English shares with one of the others say nothing about which it is.
_AMBIGUOUS = _ENGLISH & _OTHER
_MASH = re.compile(r"[b-df-hj-np-tv-xz]{5,}")


def words_of(text: str) -> list[str]:
    """The words of a text, lowercase, with straight apostrophes."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def content_of(words: list[str]) -> list[str]:
    """The words that carry the content: longer than three letters, and none of the small words of English."""
    return [word for word in words if len(word) > 3 and word not in _ENGLISH]


def prose(text: str) -> str:
    """A text without its lines of program code and the marks before the lines of a list."""
    without = _CODE_BLOCK.sub("\n", text)
    return "\n".join(
        _LIST_MARK.sub("", line) for line in map(str.strip, without.splitlines()) if not _CODE_LINE.match(line)
    )


def language(text: str, words: list[str]) -> str:
    """One of "english", "other" and "unclear": too little, or no words of any language we know."""
    letters = [letter for letter in text if letter.isalpha()]
    if not text.isascii() and sum(letter.isascii() or letter in "éèêçñüöäßàùœæ’" for letter in letters) < 0.6 * len(
        letters
    ):
        return "other"
    words = [word for word in words if not word.isdigit()]
    if len(words) < 3 or sum(bool(_MASH.search(word)) for word in words) > len(words) / 5:
        return "unclear"
    english = sum(word in _ENGLISH and word not in _AMBIGUOUS for word in words) / len(words)
    other = sum(word in _OTHER and word not in _AMBIGUOUS for word in words) / len(words)
    if other > english and other >= 0.12:
        return "other"
    both = sum(word in _ENGLISH for word in words) / len(words)
    if both == 0 or (both < 0.15 and len(words) >= 4):
        return "unclear"
    return "english"


def outcome(sentences: list[str]) -> str | None:
    """The sentence that tells how it ended, or None: the last with a cue, or a last one in which somebody else acts."""
    for sentence in reversed(sentences[1:] or sentences):
        if _RESULT.search(sentence.lower()) and (_PAST_WORD.search(sentence) or not CLAIM.search(sentence)):
            return sentence
    return sentences[-1] if len(sentences) > 1 and _OTHERS_DEED.search(sentences[-1]) else None


def says_nothing(text: str) -> bool:
    """Whether a box holds only a dash, "n/a" and the like."""
    return text.strip(" \n.-–—?/").lower() in {"", "n/a", "na", "none", "nothing", "no", "idk", "tbd"}


def names_something(text: str) -> bool:
    """Whether a name, a number, or something particular of theirs stands in the text.

    Without any capitals names cannot be told from other words, so one is taken to be there.
    """
    if text == text.lower():
        return True
    text = _OF_ONESELF.sub("", text)
    return bool(_NAME.search(text) or _SOMETHING_OF_THEIRS.search(text) or re.search(r"\d", text))
