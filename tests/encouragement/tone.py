"""What an encouragement message may never say, as patterns: the principles and the voice of the product."""

import re

NEVER = {
    "exclamation": "[!！]|[\U0001f300-\U0001faff☀-➿]",
    "guilt": r"you (?:haven['’]t|have not|didn['’]t|did not|still (?:have|need|owe)|missed|forgot|stopped|gave up|skipped|fell behind)\b"
    r"|it(?:['’]s| has) been (?:a while|a long|\d+|{)|long time|where (?:have you been|did you go)|miss(?:ed)? you|waiting for you"
    r"|(?:don['’]t|do not|never) (?:give up|quit|stop|forget|let)|behind (?:schedule|on your)|overdue|excuse|lazy|wast(?:e|ed|ing)\b"
    r"|only (?:\d|{|one answer)|time to get back|disappoint|come back (?:soon|today)",
    "luck": r"\bluck|fortunate|\bfate\b|meant to be|universe|fingers crossed|\bodds are|just a matter of time|\bdestin",
    "comparison": r"than (?:most|others?|other people|average|anyone|everyone|your peers|the rest)\b|most (?:people|candidates|applicants|users)"
    r"|everyone (?:else|gets|has)|ahead of (?:others|most|the)|\btop \d|percentile|\brank|above average|\bcompetit",
    "cheer": r"you(?:['’]ve| have)? got this|you can do|(?:great|good|nice|excellent|fantastic) (?:job|work|going|effort|progress)|well done"
    r"|amazing|awesome|fantastic|incredible|wonderful|impressive|brilliant|\bproud|congrat|bravo|keep (?:it up|going|pushing|at it)|go for it"
    r"|crush|nail(?:ed)? it|\brock(?:ed)? (?:it|this)|stay (?:positive|strong)|believe in yourself|hang in there|cheer up|chin up|exciting",
    "score": r"streak|\bpoints\b|\d points?\b|badge|level(?:led|ed)? up|\bscore|leaderboard|trophy|\bxp\b|reward|unlock|in a row|readiness|\bgrade",
    "orders": r"\byou (?:should|must|need to|have to|ought|had better)\b|\bmake sure\b|\bbe sure to\b|(?<!no )\bhurry|right now\b|last chance"
    r"|time is (?:running|short)|before it is too late|\bdo it today|\balways remember",
    "label": r"you(?:['’]re| are) (?:(?:a|an|so|such|very|really|too|one of) |(?:strong|capable|enough|talented|brave|smart|resilient|special|good|great"
    r"|unstoppable|ready|weak|better|improving|the kind))|your (?:strength|talent|resilience|courage|potential|gift|weakness)"
    r"|as a (?:strong|natural|born)|people like you",
    "promise": r"\b(?:it|this|things|everything|that)(?:['’]ll| will| is going to) (?:work|pay|come|get|be (?:fine|ok|okay|all right|worth)|turn)"
    r"|you(?:['’]ll| will) (?:get|find|land|succeed|be|feel|do|make|soon|ace)|your (?:next|new|dream) (?:job|offer|role)|sooner or later"
    r"|around the corner|guarantee|gets (?:easier|better)|definitely|step closer|good things|better days|for the best|bound to",
    "pity": r"\bsorry\b|\bsad(?:ly)?\b|unfortunately|poor (?:you|thing)|must (?:be|have been|feel) (?:so |very )?(?:hard|awful|terrible|tough)"
    r"|heartbreak|\b(?:we|i) (?:know|understand|feel) (?:how|what|your|that)|ouch|it hurts",
    "silver lining": r"dodged|their loss|blessing|better off|for a reason|silver lining|bright side|look at it this way|at least you"
    r"|wasn['’]t (?:meant|right)|just a setback|no big deal|be glad|learning opportunity|everything happens",
    "jargon": r"calibrat|\bevidence\b|\banchor|wilson|mindset|journey|empower|growth",
}

GIVES_AWAY = (
    r"reject|turned? (?:you )?down|unemploy|job[- ]?(?:search|hunt|loss|seek)|laid[- ]off|lost (?:a|your|the) job"
)
NOT_ON_A_DESK = rf"{GIVES_AWAY}|\bjobs?\b|interview|hir(?:e|ing)|career|appl(?:y|ication)|offer|answer|practi[cs]|feedback|employ|question|plan\b"
LONGEST, LONGEST_ON_A_HARD_DAY = 350, 150


def sentences(text: str) -> list[str]:
    """The sentences of a text; what stands in quotation marks belongs to the sentence around it."""
    quotes_that_end = re.sub(r"“[^”]*[.?]”(?=\s+[A-Z“]|$)", "x.", text)
    return re.findall(r"[^.?]+[.?]", re.sub("“[^”]*”", "x", quotes_that_end))


def in_text(text: str) -> list[str]:
    """Every rule that a filled message breaks, by name."""
    broken = [name for name, pattern in NEVER.items() if re.search(pattern, text, re.IGNORECASE)]
    if text.count("?") > 1:
        broken.append("more than one question")
    if len(text) > LONGEST:
        broken.append("too long")
    if not 2 <= len(sentences(text)) <= 4:
        broken.append("not two to four sentences")
    if re.search(rf"{GIVES_AWAY}|interview", re.split(r"(?<=[.?])\s", text)[0], re.IGNORECASE):
        broken.append("gives away")
    return broken


def in_first_line(line: str) -> list[str]:
    """Every rule that the line above a message breaks, by name."""
    broken = [name for name, pattern in NEVER.items() if re.search(pattern, line, re.IGNORECASE)]
    if re.search(NOT_ON_A_DESK, line, re.IGNORECASE):
        broken.append("gives away")
    if len(line) > 40:
        broken.append("too long")
    return broken
