"""What words say about an answer in English: patterns and word lists, and whether it is English at all."""

import re

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
SENTENCE = re.compile(r"[.!?;]+(?:\s|$)|\n+")

_PAST = (
    r"(?!need|speed|feed|exceed|succeed|proceed|indeed|embed|shed)\w{2,}ed|did|made|took|told|said|wrote|built|ran|led|went|found|saw|got|gave|began"
    r"|kept|set|put|met|had|sent|spoke|brought|bought|taught|chose|drew|held|cut|won|lost|sold|grew|knew|left|came|spent|paid|rang|broke|drove|read"
    r"|understood|stood|sat|wore|rebuilt|rewrote|redid|overheard|caught|fought|sought|swept|dealt|showed|shut|split|spread|stuck|threw|woke|withdrew|became|fed"
)
_ADVERB = r"(?:\w+ly |also |then |first |just |even |still |never |only |both |all |already |once |had (?:to )?)*"
DEED = re.compile(rf"\b(?:I|we)(?:['’]d)? {_ADVERB}(?:{_PAST})\b|\b(?:and|then|so|,) (?:{_PAST})\b", re.IGNORECASE)
OWN_DEED = re.compile(rf"\b(?:I|we)(?:['’]d)? {_ADVERB}(?:{_PAST})\b", re.IGNORECASE)
CLAIM = re.compile(
    r"\bI(?:['’]d| would| will| could| should| can| usually| always| generally| normally| often| tend to| typically| try to| like to| love to| prefer"
    r"| believe| consider myself| pride myself| am| ['’]m|['’]m) \w+|\b(?:I|you) (?:have to|need to|should)\b",
    re.IGNORECASE,
)
RESULT = re.compile(
    r"\b(?:as a result|in the end|resulted in|the result|the outcome|this meant|which meant|so that|that meant|led to|by the end|ended (?:up|with)"
    r"|(?:was|were|got) (?:able to|approved|adopted|accepted|signed|passed|finished|delivered|released|fixed|solved|extended|promoted|praised|discharged|rehired)"
    r"|reduced|increased|cut|saved|improved|grew|doubled|tripled|halved|dropped|fell|rose|shrank|sped up|climbed|went (?:up|down|live|from|out|home|well|smoothly)|from \w+ (?:\w+ )?(?:to|down)"
    r"|on time|under budget|ahead of|within (?:a|the|two|three|\d+)|since then|from then on|after that|afterwards|these days|ever since|still (?:use|uses|used|do|does|in use|working|there|open|talk|come)"
    r"|stopped|no longer|never again|not (?:one|a single)|zero|thanked|passed (?:it|the|her|his|my)|it (?:worked|held|passed|helped)|(?:they|she|he|everyone|customer|client|team) (?:signed|renewed|agreed|stayed|came back|passed|finished))\b",
    re.IGNORECASE,
)
_UNIT = r"(?:%|percent|per cent|k\b|m\b|million|thousand|hours?|days?|weeks?|months?|minutes?|people|patients|customers|pupils|students|times|pounds|euros|dollars|orders|calls|tickets)"
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)"
NUMBER = re.compile(
    rf"(?<![\w.])[£$€₹]?(?!(?:19|20)\d\d\b(?!\s?{_UNIT}))\d[\d.,]*\s?{_UNIT}?"
    rf"|\b{_COUNT}\b(?:[- ]{_COUNT})?|\b(?:half|halved|twice|doubled?|tripled?|a third|a quarter|dozens?|hundreds?|thousands?|zero)\b",
    re.IGNORECASE,
)
HEDGE = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|i think|i guess|i suppose|i feel like|i believe|kind of|kinda|sort of|sorta|try to|tried to|somewhat|a bit|a little"
    r"|more or less|or something|or so|not sure|might have|hopefully|in a way|to some extent|i would say|i['’]d say)\b",
    re.IGNORECASE,
)
FILLER = re.compile(
    r"\b(?:um+|uh+|erm?|hmm+|basically|literally|you know|i mean|honestly|obviously|to be honest|at the end of the day|anyway|and stuff|and things|whatever)\b"
    r"|, like,|\b(?:was|were|is|it['’]s|just|and|so) like\b(?! (?:a|an|the|that|this|to|it|my|our)\b)|(?:^|[.!?]\s)(?:like|so yeah|well|okay so|right so),? ",
    re.IGNORECASE | re.MULTILINE,
)
I_WORD = re.compile(r"\b(?:I|I['’](?:d|ve|m|ll)|my|mine|me|myself)\b|\bi\b")
WE_WORD = re.compile(r"\b(?:we|we['’](?:d|ve|re|ll)|our|ours|us|ourselves)\b", re.IGNORECASE)
OTHERS = re.compile(
    r"\b(?:he|she|they|him|her|them|his|their|together|team|colleagues?|crew|group|partner|manager|sister|nurse|teacher|boss|supervisor|everyone)\b",
    re.IGNORECASE,
)
_WHO = r"(?:boss|manager|management|supervisor|team|company|colleagues?|co-?workers?|customers?|clients?|director|lead|employer|staff|they)"
_BAD = (
    r"(?:useless|lazy|stupid|incompetent|idiots?|toxic|hopeless|clueless|pathetic|a joke|a nightmare|terrible|awful|horrible|rubbish|garbage|worst|ridiculous"
    r"|didn['’]?t care|couldn['’]?t care less|never listens?|never listened|never did anything|didn['’]?t do anything|had no idea|didn['’]?t have a clue|always (?:dumped|blamed|shouted|messed)"
    r"|messed (?:it|everything) up|screwed|their fault|his fault|her fault|to blame|blamed me|threw me under|too lazy|impossible to work with|refused to do (?:their|his|her) (?:job|work))"
)
BLAME = re.compile(
    rf"\b{_WHO}\b[^.!?\n]{{0,50}}\b{_BAD}\b|\b{_BAD}\b[^.!?\n]{{0,25}}\b{_WHO}\b|\bit was (?:all )?(?:their|his|her|my (?:boss|manager|team)['’]?s) fault\b",
    re.IGNORECASE,
)
NOT_BLAME = re.compile(r"\b(?:not|nobody|no one|isn['’]t|wasn['’]t|weren['’]t|never) (?:\w+ ){0,3}$", re.IGNORECASE)
WHY_US = re.compile(
    r"\b(?:us|here|them|this (?:company|organisation|employer|team|school|hospital|place|firm|kitchen|shop|charity)|our (?:\w+ )?(?:company|team|product|work|school)|about (?:us|them))\b",
    re.IGNORECASE,
)
_SOMETHING_OF_THEIRS = re.compile(
    r"\b(?:your|their|its) (?!company|organisation|team\b|work\b|business|firm|values\b|culture\b|reputation)\w+"
)
_NAME = re.compile(r"(?<![.!?\n] )(?<![.!?\n])(?<!^)\b(?!I\b|I['’])[A-Z][\w&]+")
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
    " het een en ik niet van dat was maar mijn met op te wij"
    " il che non per sono mi ho era anche poi molto questo della".split()
)
# Words that English shares with one of the others say nothing about which it is.
_AMBIGUOUS = _ENGLISH & _OTHER


def words_of(text: str) -> list[str]:
    """The words of a text, lowercase, with straight apostrophes."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def prose(text: str) -> str:
    """A text without its lines of program code."""
    without = _CODE_BLOCK.sub("\n", text)
    return "\n".join(line for line in without.splitlines() if not _CODE_LINE.match(line))


def language(text: str, words: list[str]) -> str:
    """One of "english", "other" and "unclear": too little, or no words of any language we know."""
    letters = [letter for letter in text if letter.isalpha()]
    if letters and sum(letter.isascii() or letter in "éèêçñüöäßàùœæ’" for letter in letters) < 0.6 * len(letters):
        return "other"
    if len(words) < 3:
        return "unclear"
    english = sum(word in _ENGLISH and word not in _AMBIGUOUS for word in words) / len(words)
    other = sum(word in _OTHER and word not in _AMBIGUOUS for word in words) / len(words)
    if other > english and other >= 0.12:
        return "other"
    both = sum(word in _ENGLISH for word in words) / len(words)
    if both == 0 or (both < 0.15 and len(words) >= 4):
        return "unclear"
    return "english"


def names_something(text: str) -> bool:
    """Whether a name, a number, or something particular of theirs stands in the text."""
    return bool(_NAME.search(text) or _SOMETHING_OF_THEIRS.search(text) or re.search(r"\d", text))
