"""Remarks on protected or private grounds: accent, age, family, health, looks, origin, religion, gender, views.

None of these is homework (product.md, principle 6). The patterns want the ground to be somebody's own ("my accent",
"a woman in this job"); a ground that is only the subject of the work ("experience with disabled adults") is
taken out first.
"""

import re

_OWN = r"(?:my|your|his|her|their)"
_WORKERS = r"(?:man|men|woman|women|girls?|lady|ladies|guys?|lads?|blokes?|males?|females?)"
_PEOPLE = r"(?:man|woman|girl|lady|guy|lad|bloke|person|people|one|fella|candidate|worker|nurse|driver|type)"
_FAITHS = r"(?:muslim|christian|catholic|protestant|jewish|hindu|sikh|buddhist|atheist)s?"
_NATIONS = (
    r"(?:black|white|brown|asian|african|european|arab|indian|pakistani|bangladeshi|chinese|filipino|polish|romanian|bulgarian|irish"
    r"|ukrainian|russian|turkish|nigerian|ghanaian|jamaican|mexican|brazilian|traveller|gypsy|roma|latino|latina|hispanic)"
)
_CHILDREN = r"(?:kids?|children|child|toddlers?|bab(?:y|ies)|weans?|bairns?|little ones|family)"

_ABOUT_THE_WORK = re.compile(
    r"\b(?:experience|knowledge|understanding|grasp|track record)\b(?: \w+){0,2}? (?:of|with|in|on|about|for)\b(?:(?!\b(?:my|your)\b).)*"
    r"|\b(?:treat|support|teach|help|serv|lead|nurs|assess|handl|interview)\w* (?:an? |the |our )?(?:\w+ )?(?:pregnant|disabled|deaf|blind|autistic"
    r"|dyslexic|diabetic|elderly|young|religious|transgender|gay|ethnic)\w*"
    rf"|\b(?:religious|{_FAITHS}|gender|trans|transgender|deaf|blind|disab\w+|autis\w+|dyslexi\w+|mental health|retirement|maternity"
    r"|pregnan\w+|foreign|church|child\w*|family|ethnic|migrant|race|union)"
    r" (?:and \w+ )?(?:policy|policies|project|syllabus|education|studies|pay|report\w*|market|fashion|products?|care|nursing|charity|rights"
    r"|law|hall|schools?|community|inclusion|services?|unit|ward|exchange|policy|language|fats?|pause|process\w*|component\w*|pupils|students?|holidays?|patients?|women"
    r"|adults|patients|clients|customers|users|residents|condition\w*|business|class\w*|tree|environment)\b"
    rf"|\b{_OWN} (?:wife|husband|girlfriend|boyfriend)(?:['’]s \w+| (?:sa\w+|put|told|tells|reckon\w*|think\w*|thought))\b"
    r"|\b(?:body language|health and safety|cover\w* (?:the |a )?maternity leave|attractive (?:offer|package|salary))\b"
)

_GROUNDS = (
    # how somebody speaks
    r"accents?\b(?! on)",
    r"(?:native|mother tongue) (?:english |german |french |spanish )?speaker\w*",
    rf"{_OWN} (?:stammer|stutter|lisp)\w*",
    r"(?:sounds?|too) (?:foreign|ethnic|northern|southern|posh|common)\b",
    r"(?:northern|southern|foreign|regional) voice",
    r"mimick\w*|like one of us\b|not (?:really|quite) one of us\b",
    # age
    r"(?:too|bit|little|rather|getting|so) (?:old|young)\b(?![- ](?:school|fashioned|version|code|system|examples?))",
    rf"(?:at|for) (?:{_OWN}|that) (?:age|time of life)\b|(?<!twice )(?<!half ){_OWN} age\b|\bage[- ]?(?:wise|group|bracket|gap)\b|average age",
    r"(?:someone|somebody|person|anyone|man|woman|people) (?:(?:my|your|his|her|that) age|(?:of|aged|over|past|under|nearly|pushing) (?:[3-6]\d|your age|my age))\b",
    r"(?:am|are|is|['’]m|['’]re|['’]s|being|was|were) (?:over|under|past|nearly|almost|pushing|turning) [3-6]\d\b(?! ?(?:%|min|sec|hour|per|people|words|k\b|days|staff|pages|tickets|calls))",
    r"(?:hir\w+|tak\w+|getting|want\w*|looking for|prefer\w*) (?:\w+ ){0,3}?(?:below|under|over|above) [2-6]\d\b(?! ?(?:%|min|sec|hour|per|people|words|k\b|days|staff|pages|tickets|calls))",
    r"older (?:people|workers?|candidates?|persons?|applicants?|staff) (?:are|can|do|don|would|is|get|tend|struggle)\w*|more years ahead|older than\b|(?:someone|somebody|prefer\w*|wanted?) (?:a bit |a |someone )?younger\b|younger (?:\w+ )?(?:candidate|applicant|person|team|people|crowd|profile|face|man|woman|staff)s?\b",
    r"young(?:,| and|) (?:hungry|dynamic|fresh|energetic|vibrant|team|faces?|blood|profile|crowd|office)\b|fresh (?:young )?(?:faces?|blood)\b",
    r"look(?:s|ed)? (?:about |like |too |so |very )*(?:twelve|fifteen|sixteen|\d\d\b|young|old\b)",
    r"knocking on a bit|getting on a bit|long in the tooth|over the hill|set in (?:his|her|your|my) ways|longer runway|earned a rest",
    r"(?:draw\w*|near\w*|collect\w*) (?:my|your|his|her|a|the) pension|(?:not|for|like|than) an? (?:granny|grandma|grandmother|grandad|grandpa|grandfather|old (?:lady|woman|man|boy))\b|digital natives?|recent graduates?(?: only|, not)|millennials?|gen ?z\b|boomers?",
    r"(?:you|i|he|she)(?:['’]ll|['’]d|['’]re|['’]m|['’]s| will| would| are| am| is| was| were)? (?:soon |be |to |planning to |going to |about to |close to |near )*retir(?:e|ing|ement)\b",
    rf"{_OWN} retirement|retirement age|(?:near|close to|years? (?:from|off|to)) retirement",
    # children and family
    rf"pregnan\w*|months (?:along|gone)\b|expecting a (?:baby|child)|newborn|baby bump|{_OWN} (?:bump|due date)\b",
    r"(?:you|i|my|your|take|taking|took|go|going|need|after|back from) (?:\w+ ){0,2}(?:maternity|paternity|parental)(?: leave)?\b(?! cover)",
    rf"(?:have|having|want\w*|plan\w*|start\w*|raise|raising) (?:to have |to start )?(?:a |more |any |young |small |little )*{_CHILDREN}\b(?! (?:of|business|company))",
    r"(?:with|have|has|got|had|under|my|your|her|his) (?:a |two |three |four |five |\d |my |your |her |his |small |young |little )*(?:kids?|children|toddlers?|bab(?:y|ies)|weans?|bairns?|sons?|daughters?)\b",
    rf"(?:my|your|need\w*|arrang\w*|without|have|sort\w*|manage) (?:a |out )*child ?care(?! and)|school runs?\b|caring for (?:{_OWN} |an? )?(?:\w+ )?(?:mother|father|mum|mom|dad|parents?|son|daughter|child\w*)|carer at home|caring responsibilities",
    r"who (?:\w+ )?(?:picks?|looks?|minds?|collects?|fetch\w*|has) (?:up |after )?(?:the|my|your|her|his) (?:kids|children|little ones|baby|sons?|daughters?)",
    r"(?:single|new|working|young|as a) (?:mum|mom|mother|dad|father|parent)\b(?! (?:company|group))|(?:mum|mom|mother|dad|father) of (?:(?:small|young|little) )?(?:two|three|four|five|\d|kids|children|toddlers|a baby|a toddler)|\b(?:mums?|moms?|mothers) (?:could|can|with|do|of|always|usually)\b",
    r"family (?:commitments?|situation|plans|obligations|life|duties|reasons)",
    r"newly-?\s?wed\w*|newly married|marital|(?:am|are|is|was|be|get|getting|got|being|not|a) married\b(?! to)|(?:is|does|would|will|about|whether|if|have a|has a|got a) "
    rf"(?:{_OWN} )?(?:husband|wife|boyfriend|girlfriend)\b|{_OWN} (?:marriage|divorce|fianc\w+)|(?:am|are|being|getting|got|newly) divorced",
    # health and disability
    rf"disab(?:led|ilit\w+)|wheelchair|impairment|(?:{_OWN}|the|wear\w*|with) hearing (?:aids?|loss)|(?:am|are|being|going|i['’]m|you['’]re|registered|partially|profoundly) (?:deaf|blind)\b(?! to)",
    rf"walking stick|prosthe\w*|{_OWN} (?:limp|crutch\w*)\b|with a limp\b",
    rf"{_OWN} (?:\w+ )?(?:health|medical|condition|illness|epilepsy|diabetes|cancer|autism|adhd|dyslexia|depression|bipolar|surgery|treatment|insulin|inhaler)\b(?! (?:question|exercise|error|plan|answer|knowledge|record))",
    rf"with {_OWN} (?:\w+ )?(?:back|knees?|hips?|heart|eyesight|legs?)\b(?! (?:to|up|on|in|over|off|behind|turned))|(?:back|knee|hip|heart|eye) (?:problem|trouble|injury|surgery|operation)s?\b",
    r"multiple sclerosis|asthma\w*|arthritis|migraines?|\bhiv\b|crutches|(?:my|your|his|her|a) (?:stroke|tumou?r|illness|breakdown|miscarriage)\b|diabetics?\b|stoma\b|(?:my|your|his|her) (?:catheter|seizures?)|sick (?:leave|days|record|notes?)|mental health (?:history|problem|issue|condition|leave|day)s?|ptsd|epilep\w*|chemo\b|autis\w*|\badhd\b|dyslexi\w*|(?:i['’]m|you['’]re|being|am|are) in recovery",
    # looks
    r"(?<!touching )(?<!playing with )(?<!does )(?<!do )(?<!with )(?:my|your|her) (?:size|height|hair\w*|looks|teeth|skin|body|beard|scars?|birthmark|make-?up)\b",
    r"(?:my|your) (?:weight|appearance)\b(?! (?:on|in|at|here))|birthmark|(?:on|about) (?:my|your|his|her) face\b",
    r"overweight|chubby|too fat|obese|(?:more |un)?attractive\b|prett(?:y enough|ier)|good[- ]looking|slimmer|ugly|tattoos?|piercings?|dreadlocks|afro\b",
    r"(?:am|are|is|was|were|['’]m|['’]re) (?:\w+ )?too (?:heavy|short|tall|big|small|skinny) to be\b",
    r"(?:n['’]t|not) (?:quite |really )?(?:look|looking) the part|a ['\"“‘]?look['\"”’]? for|the right look|(?:have|has|got|not|n['’]t) the look (?:for|of (?:this|our|the) (?:brand|shop|place))\b",
    r"uniform (?:doesn['’]t|does not|won['’]t|didn['’]t) (?:come|fit)",
    # religion
    rf"hijab|niqab|burqa|\bsari\b|yarmulke|headscarf|turban|kippah|crucifix|\b{_FAITHS}\b|religio(?:n|us)\b|mosque|(?:go|goes|going|went) to church|which church|church ?goer",
    rf"jews?\b|(?:to|and|i|you|who|break|must) pray\b|prayers?\b|praying|ramadan|sabbath|fridays off|(?:i|you|he|she|kind|who) fasts?\b|(?:am|are|be|is) fasting|{_OWN} faith",
    # origin
    r"where (?:you|i|he|she|they)(?:['’]re| are|['’]s| is|['’]m| am| was| were)? (?:really |originally |actually )?(?:came |come |comes |coming )?from\b(?! (?:on|with)\b)",
    r"(?:which|what) country (?:i|you|he|she)\b|where (?:i|you|he|she) (?:was|were) born\b|country of birth|not from (?:here|around here|round here)|too dark (?:for|to)\b|where (?:are|is) (?:you|he|she|they) (?:really |originally |actually )?from\b",
    r"foreigners?\b|foreign[- ](?:sounding|looking|name|born)|(?:am|are|is|being|too) foreign\b|immigrants?|migrants?\b|nationalit\w*|ethnic\w*|racial\w*|racis\w*|skin colou?r|caste\b|tribe\b",
    rf"(?:because of|{_OWN}) race\b|being {_NATIONS}\b|(?:an?|another|some) {_NATIONS} {_PEOPLE}s?\b|prefer\w* (?:\w+ ){{0,3}}{_NATIONS}s?\b",
    rf"(?:from|back in) {_OWN} (?:country|part of the world)|{_OWN} kind\b(?! (?:interest|words?|offer|invitation|attention|note|regards|letter|email|support)|\w* of (?:work|role|job|thing|experience|problem|question|money|place))|our kind of (?:person|people)|people like (?:you|me|him|her)\b|looks? local",
    r"(?:from|by|because of|saw|pronounce) (?:my|your) (?:sur|first |last |family )?name\b|(?:my|your) (?:sur|first |last |family )?name sounds?|(?:my|your) surname",
    # gender and orientation
    rf"(?:as|being|prefer\w*|wants?|wanted|looking for|rather have|for|than) an? {_WORKERS}\b(?! (?:of|with|who)\b)|(?:prefer\w*) {_WORKERS}\b",
    rf"(?:orders|directions?|instructions) from (?:an? )?{_WORKERS}\b|(?:find|have|like|trust|want) an? {_WORKERS} (?:in|on|for|with|at)\b",
    rf"\ban? {_WORKERS} (?:in|on|for|at) (?:this|the|our|an?|that) (?:job|role|site|crew|nursery|team|trade|floor|workshop|kitchen|yard|ward|ground|post|cab|van|office)\b",
    r"(?:women|girls|ladies|men|mothers) (?:usually|often|don['’]t|can['’]t|tend|always|never|leave|get)\b|all (?:guys|men|lads|women|girls)\b|fit in with the lads|(?:lads|boys|men)['’]s? (?:workshop|crew|team|place|office|site|club|job|work|world)|man['’]s (?:job|work|world)",
    r"(?:man|woman|girl|female|lady|bloke|guy|lad) (?:would|might|could|wouldn['’]t|couldn['’]t|won['’]t) (?:\w+ )?(?:cope|manage|last|handle|struggle|fit|be)\b",
    r"(?:a|very|all) (?:female|male) (?:manager|boss|team|environment|nurse|leader|engineer|colleague|crew|workforce|driver)\b|gender\w*|\bgay\b|lesbian|(?:am|is|are|being) trans\b|transgender|sexual (?:orientation|preference)|sexuality|feminine|masculine|too emotional|menopaus\w*|pronouns",
    # views and membership
    r"member of a (?:political )?party\b|political (?:views?|opinions?|party)|(?:i|you|he|she|to) votes? for|(?:i|you|he|she) (?:had )?voted|did (?:you|i) vote|(?:in|been|being|am|are|was|were) (?:an? |the )?(?:trade )?union(?: rep| member)?\b|on strike\b|(?:my|your) union (?:work|membership|activity|past)",
)
_PRIVATE = re.compile(r"\b(?:" + "|".join(_GROUNDS) + r")")
_CULTURE_FIT = re.compile(
    r"\b(?:not|isn['’]t|wasn['’]t|weren['’]t|n['’]t|no|poor|wrong|lack of|just|less|better|bad|concern\w*|about|doubt\w*|question\w*|down to|over)\b[^.;]{0,40}\bcultur\w*[- ]?(?:fit|match|add)?\b"
    r"|^\W*cultur\w* (?:fit|match|mismatch)|cultural mismatch|\b(?:not|n['’]t) (?:really )?(?:fit|gel|blend) in\b|wouldn['’]t (?:gel|fit)\b|(?:not|n['’]t) (?:really )?belong\b(?! together)"
)
_WORKING_STYLE = re.compile(
    r"\b(?:collaborat\w*|team\w*|debat\w*|decisions?|pair\w*|shar\w*|open\w*|pace|autonom\w*|independen\w*|conflict\w*|fast[- ]moving|hierarch\w*|style|direct\w*|feedback|attitude|competitive)\b"
)


def remarks_on(clause: str, sentence: str) -> bool:
    """Whether the clause remarks on such grounds. "Culture" is none where the sentence names a working style."""
    lowered = _ABOUT_THE_WORK.sub(" ", clause.lower())
    if _PRIVATE.search(lowered):
        return True
    return bool(_CULTURE_FIT.search(lowered)) and not _WORKING_STYLE.search(sentence.lower())
