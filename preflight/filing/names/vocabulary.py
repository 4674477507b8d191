"""The words that names are made of besides the names themselves: particles, suffixes, titles, degrees.

All entries are keys (:func:`preflight.filing.names.folding.key`): lower case, letters and digits only.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    """Return the words of ``text``."""
    return frozenset(text.split())


PARTICLES = _words(
    """
    abu af al ap av ben bar bin bint binti ibn da dal dalla das de dei del dela della delle delos den
    der des di do dos du el fitz la las le los mac mc op saint san santa st ste te ten ter van vande
    vanden vander ver vom von zu zum zur
    """
)
"""Words that belong to the family name that follows them."""

LETTER_PARTICLES = frozenset({"d", "l", "o", "t"})
"""Single letters that are particles before a family name that stands first (D ANGELO JOHN)."""

CONNECTORS = frozenset({"y", "e", "i"})
"""Words that join two family names where they stand in lower case (Ortega y Gasset)."""

SUFFIXES = {
    "jr": "jr",
    "jnr": "jr",
    "junior": "jr",
    "sr": "sr",
    "snr": "sr",
    "senior": "sr",
    "1st": "i",
    "ii": "ii",
    "2nd": "ii",
    "2d": "ii",
    "iii": "iii",
    "3rd": "iii",
    "3d": "iii",
    "iv": "iv",
    "4th": "iv",
    "5th": "v",
    "6th": "vi",
    "vii": "vii",
    "7th": "vii",
    "viii": "viii",
    "8th": "viii",
}
"""Suffixes that are no initials, with the form they are compared in."""

WORD_SUFFIXES = frozenset({"junior", "senior"})
"""Suffixes that are also names: read as suffixes only in last place after two words."""

LETTER_SUFFIXES = frozenset({"v"})
"""A suffix that may be a middle initial: a suffix only in last place after a family name."""

HONORIFICS = _words(
    """
    mr mrs ms miss mx messrs dr prof professor hon honorable honourable sir dame lord lady rev reverend
    fr rabbi gen general lt col colonel maj major capt captain cmdr adm admiral sgt amb ambassador sen
    senator rep gov governor judge justice madam mme mlle
    """
)
"""Words before a name that say nothing about who it is."""

CERTAIN_HONORIFICS = frozenset({"mr", "mrs", "ms", "dr"})
"""Honorifics that are no names: set aside before a single word too, and behind a conformed name."""

MARKED_HONORIFICS = frozenset(
    {"adm", "amb", "col", "fr", "gen", "gov", "hon", "lt", "maj", "rep", "rev", "sen"}
)
"""Honorifics that are also names: read as honorifics only with a period, or behind "the"."""

CREDENTIALS = _words(
    """
    esq esquire cpa cfa phd dphil md jd mba llm llb lld dds dmd dvm pharmd scd dsc edd psyd frm caia cfp
    clu chfc facs facp faan frcp mph mpa msc bsc aprn cma cisa mbbs obe cbe mbe kbe usn usmc usaf
    ret retired
    """
)
"""Degrees and memberships behind a name."""

MARKED_CREDENTIALS = frozenset(
    {"ba", "bs", "ma", "ms", "do", "pe", "rn", "pa", "od", "pc", "qc", "kc", "sj", "np", "bvm"}
)
"""Degrees that are also names or initials: read as degrees only with periods (D.O.) or after a comma."""

FORMER_NAME_MARKS = frozenset({"fka", "nee", "formerly", "formerlyknownas", "previously"})
"""Words after which a name stands that the person bore before."""

ALIAS_MARKS = frozenset({"aka", "alsoknownas"})
"""Words after which another name of the same person stands."""

PRESENT_NAME_MARKS = frozenset({"nka", "nowknownas"})
"""Words after which the name stands that the person bears now."""

_SHORT_LEGAL_FORMS = _words(
    """
    llc lp llp lllp inc corp ltd plc pllc gmbh sarl sas spa pty pte pvt kg kgaa ohg oyj asa kk ltda bhd sdn
    scsp sca sicav srl ag sa nv bv ab oy co pc
    """
)

LEGAL_FORMS = {
    **{form: form for form in _SHORT_LEGAL_FORMS},
    "incorporated": "inc",
    "corporation": "corp",
    "limited": "ltd",
    "company": "co",
    "limited partnership": "lp",
    "limited liability company": "llc",
    "limited liability co": "llc",
    "limited liability partnership": "llp",
    "limited liability limited partnership": "lllp",
    "public limited company": "plc",
    "professional corporation": "pc",
    "aktiengesellschaft": "ag",
    "societe anonyme": "sa",
    "naamloze vennootschap": "nv",
    "besloten vennootschap": "bv",
}
"""Legal forms of organisations, as words, with the short form in which they are compared."""

DOUBTFUL_LEGAL_FORMS = _words("ag sa nv bv ab oy co pc kk kg lp spa sas")
"""Legal forms that can also be a person's initials or name."""

ORGANISATION_WORDS = _words(
    """
    funds partners partnership holdings ventures venture associates investments investors investment
    group foundation trusts trustees trustee management managers advisors advisers advisory enterprises
    companies bancorp bancshares bankshares university institute society association pension esop ira
    endowment estate opportunities opportunity offshore equity securities international technologies
    systems services industries properties realty resources pharmaceuticals therapeutics savings
    insurance assurance financial plan family fbo ugma utma ttee sons brothers bros solutions
    acquisition sponsor gp
    """
)
"""Words that stand in names of organisations and hardly ever in names of persons."""

SURNAME_ORGANISATION_WORDS = _words("bank capital church college fund holding temple trust")
"""Words of organisations that are family names too, beside a given name."""

MOSTLY_ORGANISATION_WORDS = frozenset({"capital", "fund", "trust"})
"""Those behind a given name alone (Henry Fund) that are more likely no family name."""

CHURCHLY_NAMES = frozenset({"christian", "faith", "grace", "hope", "joy", "mercy"})
"""Given names after which church, college or temple is no family name."""

JOINING_WORDS = frozenset({"&", "of", "for", "and"})
"""Words that join several names, or a name and a place."""
