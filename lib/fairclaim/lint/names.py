"""Names and titles: a policy that is called "Preventing Falls" has prevented none, and the month of May is no doubt."""

import re

# What a name in capitals is the name of. The noun itself is left, since a service may claim something under its name.
_OF = (
    "policy|policies|programme|project|board|group|forum|committee|framework|plan|strategy|team|service|leaflet|module|"
    "session|campaign|toolkit|charter|award|awards|network|course|conference|workshop|week|day|fund|grant|scheme|panel|"
    "initiative|collaborative|procedure|guideline|standard|guide|booklet|poster|newsletter|report|lead|practitioners?|"
    "event|badges?|café|centre|band|steering|working|subgroup|sub-group|alliance|partnership|club|helpline|webinar|training|contract|lot"
)
_SMALL = "in|of|for|and|the|to|at|on|with|before|from|a"
_TITLED = "|".join(word.capitalize() for word in _OF.split("|"))
_CAPITALS = rf"[A-Z][\w'’-]*(?: (?:{_SMALL}|&|[A-Z][\w'’-]*))*?"
_NAMED = re.compile(
    rf"(?:^(?=[A-Z][\w'’-]* [A-Z])|(?<=^The )|(?<=^Our )|(?<=[a-z,] )){_CAPITALS}(?= (?:{_OF}|{_TITLED})(?!\w))"
)
_QUOTED = r"[“\"'‘][^”\"“]{2,80}[”\"'’]"
_NAMING = (
    r"called|titled|entitled|named|headed|labelled|marked|renamed|module|leaflet|poster|heading|"
    r"category|award|keynote|item \d+|exhibition|lecture|film|song|play|book|chapter|section|question|"
    r"(?:the|a|[\w-]+['’]s) (?:word|words|phrase|term|title|slogan|strapline|column|field|option|tab|folder|theme)"
)
_TITLES = re.compile(
    rf"(?<!\w)(?i:{_NAMING}|lists),? ({_QUOTED})|({_QUOTED})(?= (?:means|refers|{_OF})\b)|"
    rf"({_QUOTED})(?= (?:is|was|are|were|will be) (?:now )?(?:the|a|one) (?:\w+ )?"
    r"(?:title|name|heading|slogan|strapline|theme|module|topic|motto))"
)
_MONTH = re.compile(
    r"(?<!\w)((?i:in|since|by|and|between|until|till|to|from|of|last|early|late|mid|this|next|during|before|after|every|for|"
    r"on|through|over|or|\d{1,2}(?:st|nd|rd|th)?),? (?:early |late |mid-)?)May(?!\w)"
)


def titles(sentence: str) -> tuple[tuple[int, int], ...]:
    """Find the names of policies, boards and events that are written in capitals, and titles in quotation marks.

    >>> titles("The Preventing Falls policy is new."), titles("Preventing falls is our work.")
    (((4, 20),), ())
    """
    named = [match.span() for match in _NAMED.finditer(sentence)]
    quoted = [match.span(match.lastindex or 0) for match in _TITLES.finditer(sentence)]
    return (*named, *quoted)


def without_may(sentence: str) -> str:
    """Write the month of May as another one of the same length, since in lower case it would be read as a possibility.

    >>> without_may("Calls fell between May and June."), without_may("May we go?")
    ('Calls fell between Jul and June.', 'May we go?')
    """
    return _MONTH.sub(r"\1Jul", sentence)
