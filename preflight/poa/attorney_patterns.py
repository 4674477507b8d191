"""The patterns of a list of attorneys: what divides it, what makes an office or a class."""

from __future__ import annotations

import re

DELIMITER = re.compile(
    r"[,;]|\s(?:and/or|and|or)(?=[\s,])|(?<=[,\s])(?:and/or|and|or)(?=\s)|\n", re.IGNORECASE
)
FILLER = re.compile(
    r"^(?:(?:hereby|each of|any of|either of|any one of|any one or more of|one or "
    r"more of|one of|both of|all of|both|each|either|jointly|severally|"
    r"individually|unto|to be|namely|to wit|with|as well as|"
    r"the (?:following|below|below-named|undermentioned|individuals|persons)(?: named"
    r"| listed)?(?: (?:persons?|individuals?|officers?|employees?|people"
    r"|attorneys?(?:-in-fact)?))?"
    r"(?: and agents| and employees)?(?: of [^:]{1,80})?:?|(?:persons?|individuals?) "
    r"(?:named|listed) below:?|that|his wife|\(?(?:[ivx]{1,4}|[a-h]|\d{1,2})[.)]"
    r"|[-•])\s*[,:]?\s*)+".replace(" ", r"\s"),
    re.IGNORECASE,
)
CLASS = re.compile(
    r"(?:any|each|every|such|the)\s(?:other\s|one\sor\smore\s|then[- ]?(?:current"
    r"|serving)?\s|current\s|duly\s\w+\s|present\s(?:or\sfuture\s)?)*"
    r"(?:partners?|associates?|officers?|employees?|members?|attorneys?|lawyers?"
    r"|directors?|managers?|paralegals?|persons?|individuals?|entit(?:y|ies))"
    r"(?:,?\s(?:or|and)\s(?:an?\s|any\s)?(?:other\s)?(?:partners?|associates?"
    r"|officers?|employees?|members?|attorneys?|lawyers?|of\scounsel|paralegals?"
    r"|staff|persons?|entit(?:y|ies)))*"
    r"(?=\s(?:of|at|in|with|designated|who|whom|as|from|employed|then)\b)",
    re.IGNORECASE,
)
OFFICE_LEAD = re.compile(
    r"^(?:the\s)?(?:(?:persons?|individuals?|officers?|those|whoever"
    r"|one)\s?(?:or\spersons\s)?(?:who\s(?:from\stime\sto\stime\s)?(?:holds?|occup(?:y"
    r"|ies)|serves?|is\sserving|are)|(?:from\stime\sto\stime\s)?(?:holding|occupying"
    r"|serving(?:\sas|\sin)?))"
    r"|(?:then[- ]?)?(?:current\s)?(?:incumbents?|holders?"
    r"|occupants?)(?:\sfrom\stime\sto\stime)?)(?:,?\sfrom\stime\sto\stime,?)?\s?(?:as\s"
    r"|in\s|of\s)?(?:the\s)?(?:offices?\s|positions?\s|titles?\s)?(?:of\s)?(?:the\s)?",
    re.IGNORECASE,
)
HOLDER = re.compile(
    r"^(?:currently|presently|who\sis\s(?:currently|presently)|at\spresent|now"
    r"|as\sof\sthe\sdate\shereof)[,:]?\s+(.+)$",
    re.IGNORECASE,
)
ABSENCE = re.compile(
    r"^(?:,?\s?in\s(?:the\s)?(?:case\sof\s)?(?:his|her|their|its|whose|the"
    r"|such)(?:\sor\sher)?\s?(?:absence"
    r"|unavailability)(?:\sor\s\w+)?(?:\sof\s[^,]{3,40})?,?\s?(?:then\s)?|(?:failing"
    r"|should)\s(?:him|her|he|she|whom|such\sperson)[^,]{0,40},?\s?"
    r"|as\s(?:an?\s)?(?:alternate|successor|substitute|replacement),?\s?"
    r"|alternatively,?\s?)",
    re.IGNORECASE,
)
SUCCESSOR = re.compile(
    r"^(?:with\s)?(?P<name>.+?)\sas\s(?:an?\s|the\s|his\s|her\s|first\s)?(?:successor"
    r"|alternate|substitute)(?:\s(?:agent|attorney(?:-in-fact)?))?$",
    re.IGNORECASE,
)
FIRM = re.compile(
    r"\b(?:L\.?L\.?P|P\.?L\.?L\.?C|P\.?C|P\.?A|L\.?L\.?C|Inc|Corp|Ltd|LLP|law\s(?:firm|offices?))\b\.?",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"^(?:of\s)?(?:\d|P\.?O\.?\s|c/o\b|suite\b|telephone|tel\b|email|whose\saddress|\d{5}|[^\s@]+@)",
    re.IGNORECASE,
)
