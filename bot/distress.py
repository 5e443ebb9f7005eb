"""Whether a text holds words of acute distress. Nothing is diagnosed or stored; the person is shown a number."""

import re

_WORDS = re.compile(
    r"\b(?:suicid\w*|self[- ]?harm\w*|kill(?:ing)? my ?self|end(?:ing)? my (?:own )?life|take my (?:own )?life"
    r"|hurt(?:ing)? my ?self|cut(?:ting)? my ?self|better off (?:dead|without me)"
    r"|no reason (?:left )?to live|nothing (?:left )?to live for"
    r"|(?:want|wanna|wish|going|ready) (?:to )?(?:die|be dead)\b|wish i (?:was|were) dead|rather be dead"
    r"|(?:don['’]?t|do not|dont) (?:want|wanna) (?:to )?(?:live|be alive|be here|wake up|exist)"
    r"(?= any ?more|\s*[.,;!?\n]|\s*$)"
    r"|can(?:['’]?t|not) go on(?= like this| any ?more| living|\s*[.,;!?\n]|\s*$))",
    re.IGNORECASE,
)


def named_in(text: str) -> bool:
    """True when somebody who writes this should see where to talk to a person."""
    return _WORDS.search(text) is not None
