"""What the wording of a KPI gives away: a wish instead of a measure, busy work, text that nobody has filled in.

English words only, and in doubt a name is innocent: a KPI is named ("Scrap cost") far more often than it is wished
for ("Reduce scrap"). The rule of thumb: what begins with a verb or a comparative says what is wanted, so it must also
say how much, or name a measure. Patterns are compiled on first use (`re` keeps them): importing this costs nothing.
"""

from __future__ import annotations

import re

from kpiboard.model.frozen import frozen


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# --- A wish ---------------------------------------------------------------------------------------

_WISHES = _set(  # verbs, and hardly ever anything else
    "accelerate achieve attain attract avoid be become boost bring broaden create cultivate cut decrease deepen delight"
    " demonstrate develop eliminate embrace empower enable encourage enforce engage enhance enlarge enrich ensure"
    " establish exceed excel expand foster generate get give grow guarantee improve increase innovate inspire keep"
    " leverage lower maintain maximise maximize minimise minimize modernise modernize motivate nurture optimise"
    " optimize please prevent professionalise professionalize provide raise reduce reinforce remove satisfy sharpen"
    " shorten simplify sustain streamline strengthen strive surpass transform understand unlock"
)
_GERUNDS = _set("being getting making") | {  # cutting is a trade
    word.removesuffix("e") + "ing" for word in _WISHES - _set("be cut get")
}
_ALSO_NOUNS = _set(  # "Change requests", "Support tickets": a wish only when somebody does it to something
    "build change close deliver do drive focus have help lead let love make manage meet offer open promote protect"
    " reach respect save secure sell serve share show stay stop support take teach train treat trust upgrade value win"
    " work"
)
_OBJECT = _set("a an the our your their its his her more less better as")
_VAGUE = _set(
    "amazing awesome better best-in-class cleaner easier enhanced excellent faster fewer friendlier great greater"
    " greener happier happy higher improved increased leaner less lower more nicer outstanding proud quicker safer"
    " simpler smarter smoother stronger world-class"
)
_MODALS = _set("should shall ought must")
_OPENERS = _set(
    "to we will want wish aim plan try need our my goal target objective is the let us let's please always further"
    " continuously constantly continually significantly drastically greatly steadily really"
)
_TWO_WORDS = frozenset({"focus on", "speed up", "step up", "ramp up", "build trust", "drive innovation", "double down"})
_NAMES = frozenset(  # these begin like a wish and are none
    {"lower back", "lower limit", "lower control", "lower specification", "cut length", "cut width", "cut edge"}
    | {"boost pressure", "more than", "less than", "fewer than", "greater than", "higher than", "lower than"}
    | {f"{word} {link}" for word in ("increase", "decrease", "raise") for link in ("in", "of")}
)

# --- How much, by when ----------------------------------------------------------------------------

_SPAN = r"(?:day|week|month|quarter|year)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    r"(?:\d{4}-\d\d(?:-\d\d)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|[qh]\d(?: ?/? ?\d{4})?|fy ?\d{2,4}"
    rf"|(?:\d{{1,2}}\.? )?{_MONTH}(?: \d{{1,2}},?)?(?: \d{{4}})?"
    r"|20[2-4]\d(?! ?(?:%|€|[a-z]{4}))"  # 2000 and "2025 pieces" are amounts
    rf"|(?:this |next )?{_SPAN}(?:(?:['’]s)?[- ]end)?|christmas|easter|summer|winter|spring|autumn)"
)
_HORIZON = (
    r"(?<!to )\b(?:within|in|over|during|inside|for|after)(?: the)?(?: next| coming| following| first)?"
    rf" (?:\d+|an?|one|two|three|four|five|six|nine|ten|twelve|eighteen)[ -](?:working |calendar )?{_SPAN}s?\b"
    r"|\b(?:by|until|till|before|no later than|in|from|during|since)(?: the)?(?: (?:end|start|middle) of)?(?: the)?"
    rf" {_DATE}\b"
)
_RHYTHM = (
    r"(?:\b(?:this|next|each|every|per|an?) |/ ?)(?:week|month|quarter|year)\b"
    r"|\b(?:week|month|quarter|year|annual)ly\b"
)
_LABEL = (  # a number that is a name: line 4, ISO 9001, number one
    r"\b(?:area|bay|building|cell|class|din|dock|en|gate|grade|hall|industry|iso|level|line|machine|mill|model|no\.?"
    r"|nr\.?|number|phase|plant|press|robot|room|shift|site|stage|station|step|tier|type|version|zone)"
    r"[ -]?(?:\d[\d.]*|one|two)\b|\b24/7\b"
)
_NUMBER = (  # with the unit that is written close to it; 5S is a method, not five seconds
    r"(?<![\w-])[+±-]?\d[\d.,']*(?! ?S\b) ?(?:%|‰|€|\$|£|°C?|k|m|x|h|s|d|g|t|l|kg|km|mm|cm|ml|min|pts?|pp|mio|bn|eur"
    r"|usd|ppm|kwh)?(?![\w-])|[€$£] ?\d"
)
_AMOUNT = (
    r"(?i:\bhal(?:f|ve|ves|ved|ving)\b(?!-)|\b(?:double|triple|quadruple|twice|zero|dozens?)\b"
    r"|\bby (?:an?|one|two|three) (?:third|quarter|fifth|tenth)s?\b"
    r"|\b(?:by|to|under|below|above|over|than|least|most) (?:one|two|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|twenty|thirty|forty|fifty|hundred|thousand)\b)"
)
_FROM_TO = rf"(?i:\bfrom)(?: about)? (?:{_NUMBER}).*?(?i:\bto)(?: about)? (?:{_NUMBER})"
_BY = rf"(?i:\bby(?: about| at least| another)?) (?:{_NUMBER}|(?i:half\b|(?:an?|one|two|three) \w+))"
_CHANGE = rf"(?:{_NUMBER}) ?(?i:reduction|increase|improvement|growth|more|less|fewer|higher|lower)\b"
_UP_TO = (
    rf"(?i:\b(?:to|at least|at most|under|below|above|over|more than|less than|fewer than)) (?:{_NUMBER})|[≥≤<>] ?\d"
)
_MEASURE = (  # a ratio, a unit, or a measure that everybody knows by its name
    r"(?i:%|‰|/|\bper(?:cent(?:age)?)?\b|\b(?:rate|ratio|score)s?\b|\bindex\b|\bshare of\b|\bmarket share\b"
    r"|(?<!\ba )\b(?:number|count) of\b|\b(?:minutes|hours|seconds|tonnes|ppm|kwh)\b"
    r"|\b(?:nps|csat|oee|otif|otd|fpy|mttr|mtbf|ltir|trir|dpmo|cpk?|ebitda?|roi)\b)"
)

# --- Busy work ------------------------------------------------------------------------------------

_COUNTED = r"(?:\b(?:number|amount|count|quantity|volume|total|sum|how many)\b|\bno\.|#)"
_TIME = r"(?:time|hours|minutes|days)"
_DONE = (
    r"(?:sent|spent|received|made|held|attended|given|taken|written|posted|conducted|performed|completed|done|logged"
    r"|submitted|issued|distributed|placed|published|organi[sz]ed|scheduled|booked|dialled|carried out|handed out)"
)
_DOINGS = (
    r"(?:survey|call|e-?mail|mail|letter|message|meeting|visit|report|presentation|training|workshop|seminar|course"
    r"|post|demo|audit|inspection|newsletter|brochure|flyer|slide|document|contact|appointment|conversation|interview"
    r"|questionnaire|check|checklist|round|walk|session)s?"
)
_WHO = (  # those who are busy: "surveys you send", "time your employees spend"
    r"(?:you|we|they|(?:(?:your|our|the|all|their) )?(?:[\w-]+ )?(?:employees|people|staff|teams?|workers|colleagues"
    r"|operators|agents|managers|leaders|supervisors|reps|salespeople))"
)
_DO = (
    r"(?:send|spend|receive|make|hold|attend|give|take|write|post|conduct|perform|complete|do|log|submit|issue"
    r"|distribute|place|publish|organi[sz]e|schedule|book|dial|answer|visit|carry out|hand out)s?"
)
_RECEIVERS = r"\b(?:to|from|with|for|by) (?:(?:your|our|the|all|new|each of our) )?(?:customers|patients)\b"
_ACTIVITIES = (
    rf"{_COUNTED} of .*\b{_WHO} {_DO}\b",
    rf"\b{_TIME} {_WHO} {_DO}\b",
    rf"{_COUNTED}.* {_DONE}\b",
    rf"{_COUNTED} of (?:\w+ )*?{_DOINGS}(?: hours)?(?:$| (?:per|an?|each|every|this|by|with) )",
    rf"\b{_DOINGS} {_DONE}\b",
    rf"\b{_TIME} (?:of [\w ]+ )?(?:spent|attended|logged|booked)\b",
    rf"\b(?:{_TIME}|presence) (?:in|at) (?:the |an? )?(?:office|desk|meetings?|training|premises)\b",
)
_INNOCENT = (
    # measured against a standard
    r"%|‰|[/÷]|\b(?:share|ratio|rate|percentage|percent|on time|in time|within|without|since|until|between|as planned"
    r"|to plan|vs|versus|correctly|first time|lost)\b",
    # counting what came of it
    r"\b(?:complaint|claim|return|order|payment|accident|incident|defect|error|reject|idea|suggestion|refund|part|piece"
    r"|pack|pallet|unit|shipment|improvement|product|job|ton|lot)s?\b"
    r"|\b(?:injur(?:y|ies)|near miss(?:es)?|deliver(?:y|ies)|batch(?:es)?|customers|patients|sales made)\b",
    # time that is waste
    r"\bspen[dt] (?:on |in )?(?:wait|search|rework|queue|queuing|idle|down|repair|change|changing|set-?up|walking)",
)

# --- Left to be filled in -------------------------------------------------------------------------

_BLANK = (
    r"\b(?:TODO|TBD|TBA|FIXME|XXX+)\b|_{3}|\?{3}|\[ ?(?:\.{2,}|…) ?\]|^[\W_]+$"
    r"|(?i:\blorem ipsum\b|\btodo:|^(?:todo|tbd|n/?a|lorem)$)"  # todo is a word in Spanish
)
_BLANK_WORDS = _set(
    "your insert enter fill add company name department team owner date number value placeholder here example text"
    " title metric kpi goal target customer product city amount person tbd todo xx xxx"
)


def is_wish(text: str) -> bool:
    """Whether it says what is wanted without saying how much or naming a measure: "Inspire our customers".

    Source: article S3, question 1, with its three bad and three better examples.
    """
    words = _words(text)
    while len(words) > 1 and words[0] in _OPENERS:
        del words[0]
    if not words:
        return False
    first, rest, pair = words[0], words[1:], " ".join(words[:2])
    if pair in _NAMES:
        return False
    wanted = (
        first in _WISHES | _GERUNDS
        or pair in _TWO_WORDS
        or (first in _VAGUE and bool(rest))
        or (first in _ALSO_NOUNS and not (_OBJECT.isdisjoint(rest[:1]) and (_VAGUE | {"our"}).isdisjoint(rest)))
        or not _MODALS.isdisjoint(words)
        or "as possible" in " ".join(words)
    )
    return wanted and not has_amount(text) and re.search(_MEASURE, _without_time(text)) is None


def has_amount(text: str) -> bool:
    """Whether it says how much: a number or "by half"; neither the time it may take nor the number of a line count."""
    bare = re.sub(r"(?i:\bdouble down\b)", " ", _without_time(text))
    return re.search(f"{_NUMBER}|{_AMOUNT}", bare) is not None


@frozen
class Wanted:
    """What a sentence says of SMART by itself: how much is wanted, from where on, and by when."""

    amount: bool
    start: bool
    time: bool


def wanted(*texts: str) -> Wanted:
    """What texts say together, be it a name or a statement of success: "from 80 % to 90 % within the next 12 months".

    "Improve by 5 %" tells the start, which is where it stands now; "at least 90" does not. A time is a day or span to
    be done within, or the span that an amount is wanted for: "10k/quarter", where "Complaints per month" only says how
    they are counted. Source: article S2, its SMART example; S3, its better examples.
    """
    found = [_wanted(_spaced(text)) for text in texts]
    return Wanted(*(any(getattr(one, part) for one in found) for part in ("amount", "start", "time")))


def _wanted(text: str) -> Wanted:
    bare = _without_time(text)
    verb = not (_WISHES | _GERUNDS | _ALSO_NOUNS).isdisjoint(_words(text)[:1])
    start = re.search(f"{_FROM_TO}|{_CHANGE}", bare) is not None or (verb and re.search(_BY, bare) is not None)
    amount = start or re.search(_UP_TO, bare) is not None
    return Wanted(amount, start, re.search(f"(?i:{_HORIZON}{f'|{_RHYTHM}' if amount else ''})", text) is not None)


def is_activity_metric(text: str) -> bool:
    """Whether it counts what is done and not what it is good for: "number of surveys sent".

    Innocent when a standard is named ("Audits done on time", "% of surveys sent back"), when what is counted is a
    result ("Orders received") and when the time is waste ("Time spent waiting"). Source: article S3, question 4.
    """
    plain = re.sub(_RECEIVERS, " ", _spaced(text).casefold())  # who gets a survey is not what is counted
    if any(re.search(pattern, plain) for pattern in _INNOCENT):
        return False
    return any(re.search(pattern, plain) for pattern in _ACTIVITIES)


def is_placeholder(text: str) -> bool:
    """Whether somebody was to fill it in: "[Your Company Name]", TODO, lorem ipsum; "[min]" is a unit, "[x]" a tick."""
    plain = _spaced(text)
    brackets = re.findall(r"\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}", plain)
    return re.search(_BLANK, plain) is not None or any(not _BLANK_WORDS.isdisjoint(_words(one)) for one in brackets)


def _words(text: str) -> list[str]:
    """In lower case; a hyphen holds a word together, so that "make-ready" is not "make"."""
    return re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", text.casefold())


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _without_time(text: str) -> str:
    """Without times and labels, whose numbers do not say how much."""
    return re.sub(f"(?i:{_LABEL})", " ", re.sub(f"(?i:{_HORIZON})", " ", _spaced(text)))
