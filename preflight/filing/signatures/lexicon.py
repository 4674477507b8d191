"""The words of signature lines that are not names, as data: roles, titles, connectives.

Phrases are written as keys (:func:`preflight.filing.names.folding.key`), separated by commas, with a blank
where a line may have a blank, a hyphen or a line break: ``attorney in fact`` also finds ``Attorney-in-Fact``.
Role words follow General Instruction 7 of Forms 3, 4 and 5 and the usage of real filings.
"""

from __future__ import annotations

from enum import Enum, auto

from preflight.filing.names import vocabulary
from preflight.filing.signatures.line import SigningRole
from preflight.lazy_dataclass import dataclass


class Symbol(Enum):
    """What a word or phrase does in a signature line; the terminals of the grammar."""

    WORD = auto()
    """A word without a meaning of its own here: part of a name, or not understood."""
    MARK = auto()
    BY = auto()
    FOR = auto()
    OF = auto()
    AND = auto()
    AS = auto()
    ARTICLE = auto()
    POSSESSIVE = auto()
    FILLER = auto()
    """Words that change nothing ("duly", "solely")."""
    INDIVIDUALLY = auto()
    ROLE = auto()
    """A role that is no title ("attorney-in-fact")."""
    TITLE = auto()
    """A title; it may carry a role ("Managing Member")."""
    TITLE_PREFIX = auto()
    """A word that belongs to a title only before its head, or in the field behind it ("Senior", "Legal")."""
    POWER = auto()
    """"power of attorney" and its like: a role, and the beginning of a reference to a paper."""
    UNDER = auto()
    """"pursuant to", "under": a paper follows."""
    GRANTED_BY = auto()
    EACH_OWNER = auto()
    THE_OWNER = auto()
    """"the reporting person", "the undersigned": the owner, unnamed."""
    ISSUER = auto()
    """"the Issuer", "the Company": an organisation, unnamed."""
    DATED = auto()
    DATE = auto()
    NAME_LABEL = auto()
    TITLE_LABEL = auto()
    SIGNED_BY = auto()
    """"Electronically signed by" and its like: a conformed-signature mark in words."""
    FORMERLY = auto()
    MINOR = auto()
    """Words behind a minor's name ("UTMA")."""
    BENEFIT = auto()
    """"for the benefit of" inside a trust's name."""
    NOBODY = auto()
    """"N/A", "none"."""
    COMMA = auto()
    SEMICOLON = auto()
    COLON = auto()
    SLASH = auto()
    DASH = auto()
    OPEN = auto()
    CLOSE = auto()
    STAR = auto()
    QUOTE = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase means: its symbol, the role it states, and whether it speaks of several people."""

    symbol: Symbol
    role: SigningRole = SigningRole.UNSTATED
    plural: bool = False


def _split(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(","))


def words(text: str) -> frozenset[str]:
    """Return the words of ``text``."""
    return frozenset(text.split())


_CONNECTIVES = {
    Symbol.BY: """
        by, by and through, through, per, via, acting by, acting through, acting by and through,
        represented by""",
    Symbol.FOR: """
        for, on behalf of, on behalf, in behalf of, obo, for and on behalf of, and on behalf of, signing
        for, signing on behalf of, signed for, signed on behalf of, signing as, acting for, acting on
        behalf of, by and on behalf of, for and in the name of, for and in the name and on behalf of, in
        the name of, in the name and on behalf of, for the account of, pp""",
    Symbol.OF: "of",
    Symbol.AND: "and, as well as, together with",
    Symbol.AS: """
        as, acting as, serving as, solely as, but solely as, solely in his capacity as,
        solely in her capacity as, solely in its capacity as, in his capacity as, in her capacity as,
        in its capacity as, in their capacity as, in my capacity as, in the capacity of, in the capacity as,
        in capacity as, not individually but as, not individually but solely as,
        not in his individual capacity but solely as, not in her individual capacity but solely as,
        not in its individual capacity but solely as, not in its individual capacity but as,
        not in its individual or corporate capacity but solely as""",
    Symbol.ARTICLE: "the, a, an",
    Symbol.POSSESSIVE: "its, his, her, their, my, his or her",
    Symbol.FILLER: """
        duly, solely, also, only, deceased, each, both, each of, both of, all of, respectively, hereunto,
        which is, that is, signing, as amended, as amended and restated, as amended from time to time, as
        restated, not individually, not individually but, not personally, not in his individual capacity,
        not in her individual capacity, not in its individual capacity""",
    Symbol.INDIVIDUALLY: """
        individually, personally, for himself, for herself, for themselves, for itself, on his own behalf,
        on her own behalf, on its own behalf, on behalf of himself, on behalf of herself, on behalf of
        itself, in his individual capacity, in her individual capacity, in an individual capacity, in his
        own capacity, in her own capacity, in his own right, in her own right, an individual, as an
        individual, in his personal capacity, in her personal capacity""",
    Symbol.UNDER: """
        pursuant to, pursuant, under, by virtue of, in accordance with, by authority of,
        under the authority of, under authority of, with, w, based on, authorized by, authorised by,
        duly authorized by, duly authorised by, authorized under,
        duly authorized under, authorized pursuant to, duly authorized pursuant to,
        pursuant to authority granted under, signing pursuant to, signing under, signed pursuant to,
        signed under, see""",
    Symbol.GRANTED_BY: "granted by, given by, executed by, issued by, made by, from",
    Symbol.ISSUER: """
        the issuer, issuer, the company, the registrant, registrant, the corporation""",
    Symbol.DATED: """
        dated, dated as of, as of, dtd, dated on, uad, u a d, ua, uta, u t a, udt, u d t, utd, u t d, ud,
        ua dated, ua dtd, u a dated, u a dtd, uad dated, uad dtd, uta dated, uta dtd, udt dated, udt dtd,
        utd dated, utd dtd, originally dated, established, created, executed on, under indenture dated,
        under indenture of trust dated, under trust indenture dated, under a trust agreement dated, under
        a declaration of trust dated, under the trust agreement dated, under instrument dated, under trust
        instrument dated, electronically signed on, digitally signed on, signed electronically on, e
        signed on, esigned on, signed on, under agreement dated, under trust agreement dated, under
        declaration of trust dated, under an agreement dated, under the agreement dated, under trust
        dated, under will dated""",
    Symbol.SIGNED_BY: """
        electronically signed by, digitally signed by, docusigned by, e signed by, esigned by, signed
        electronically by, manually signed by, signed by, signed, sgd, signature, electronic signature,
        electronically signed, e signature, esignature, digital signature, digitally signed, e signed,
        conformed signature, original signed by, signature of reporting person""",
    Symbol.FORMERLY: "fka, formerly known as, formerly, nee, aka, also known as, previously known as",
    Symbol.MINOR: """
        utma, ugma, a minor, minor, a minor child, minor child, uniform transfers to minors act,
        uniform gifts to minors act""",
    Symbol.BENEFIT: "for the benefit of, for benefit of, fbo",
    Symbol.NOBODY: "na, none, not applicable, not required, nil, tbd, blank, unsigned, no signature",
}

_ROLES = {
    SigningRole.ATTORNEY_IN_FACT: """
        attorney in fact, attorney of fact, attorney fact, attorney infact, attorneyinfact, attorneyin fact,
        atty in fact, atty infact, atty, att in fact, aif, a i f, agent, authorized agent, agent in fact,
        true and lawful attorney in fact, lawful attorney in fact, lawful attorney""",
    SigningRole.ON_BEHALF: "by delegated authority, under delegated authority, by delegation",
}
_PLURAL_ROLES = {
    SigningRole.ATTORNEY_IN_FACT: "attorneys in fact, attorneys infact, attys in fact, agents",
}
_POWERS = {
    SigningRole.ATTORNEY_IN_FACT: """
        power of attorney, powers of attorney, poa, p o a, power of attorneys, power of atty, power of
        attny, power attorney, limited power of attorney, special power of attorney, durable power of
        attorney, general power of attorney, substitute power of attorney, limited poa, lpoa, confirming
        statement""",
    SigningRole.ON_BEHALF: "delegation, delegation of authority, sub delegation, substitution",
}

_TITLES = {
    SigningRole.MANAGING_MEMBER: "managing member, sole member, member manager",
    SigningRole.GENERAL_PARTNER: "general partner, gen partner",
    SigningRole.MANAGER: """
        manager, investment manager, investment adviser, investment advisor, management company,
        administrative manager, commodity trading advisor""",
    SigningRole.TRUSTEE: "trustee, ttee, cotrustee",
    SigningRole.EXECUTOR: """
        executor, executrix, coexecutor, personal representative, administrator, administratrix,
        legal representative""",
    SigningRole.GUARDIAN: """
        parent, mother, father, mother and guardian, father and guardian, guardian, guardian ad litem,
        natural guardian, parent and natural guardian, parent and legal guardian, parent and guardian,
        mother and natural guardian, father and natural guardian""",
    SigningRole.CONSERVATOR: "conservator, curator",
    SigningRole.CUSTODIAN: "custodian, cust",
    SigningRole.OFFICER: """
        authorized signatory, authorised signatory, authorized signer, authorised signer, authorized signor,
        authorized person, authorised person, authorized representative, authorised representative,
        authorized officer, authorised officer, authorized signature, authorized individual,
        authorized party, authorized designee, auth signatory, auth sig, signatory, signing officer,
        duly authorized, duly authorized officer, duly authorized signatory, duly authorised signatory""",
    SigningRole.LAWYER: """
        attorney, attorney at law, attorneys at law, esq, esquire, counsel, lawyer, solicitor""",
    SigningRole.EDGAR_ROLE: """
        account administrator, edgar account administrator, technical administrator,
        edgar technical administrator, edgar next account administrator, edgar administrator,
        delegated administrator, delegated account administrator, delegated entity, delegated user,
        delegated filer, filing agent, filer agent, edgar filing agent, edgar filer agent, edgar filer,
        edgar user, edgar agent, edgar submitter, account user, authorized filer, authorized edgar filer,
        authorized edgar user, authorized filing agent, authorized filer agent, submission agent""",
    SigningRole.UNSTATED: """
        president, ceo, cfo, coo, cto, cio, cao, clo, cco, chro, cmo, evp, svp, avp, vp, gc, officer,
        director, secretary, treasurer, general counsel, controller, comptroller, chairman, chairwoman,
        chair, chairperson, partner, managing partner, managing director, principal, member, general
        manager, founder, cofounder, chief executive, paralegal, analyst, reporting person, 10 owner, 10
        holder, 10 stockholder, 10 shareholder, ten percent owner, ten percent holder, insider, chief of
        staff, chairman of the board, chairman of the board of directors, chair of the board, committee
        member, board member, member of the board, member of the board of directors, shareholder,
        stockholder, limited partner, business manager, trust officer, vice president, vice chairman, vice
        chair, legal assistant, executive assistant, head, chief executive officer, chief financial
        officer, owner, representative director, company secretary, general director, director general,
        managing principal, sole administrator, executive chair, chief counsel, chief accountant, chief
        actuary, chief scientist, chief engineer, chief economist, chief geologist, actuary, accountant,
        consultant, specialist, coordinator, supervisor, settlor, grantor, beneficiary, representative,
        vp, employee, auditor, president elect, chairman emeritus, chair emeritus, sole officer, sole
        owner, sole shareholder, sole stockholder, shareholder representative, partner in charge, member
        of 10 group, member of 10 owner group, member of group, member of section 13 d group, member of 13
        d group, secretary treasurer""",
}
_PLURAL_TITLES = {
    SigningRole.TRUSTEE: "trustees, ttees, cotrustees",
    SigningRole.EXECUTOR: "executors, coexecutors, personal representatives, administrators",
    SigningRole.MANAGER: "managers",
    SigningRole.MANAGING_MEMBER: "managing members",
    SigningRole.GENERAL_PARTNER: "general partners",
    SigningRole.GUARDIAN: "guardians",
    SigningRole.CUSTODIAN: "custodians",
    SigningRole.OFFICER: "authorized signatories, authorised signatories",
    SigningRole.UNSTATED: "directors, officers",
}

_QUALIFIERS = """
    co, sole, substitute, substituted, alternate, lawful, successor, independent, managing, individual,
    ultimate, preliminary, special, legal, natural, temporary, corporate, family, administrative,
    liquidating, voting, designated, authorized, authorised, executive, sole and managing"""
"""Words that leave the role of the title behind them as it is ("Co-Trustee", "Independent Executor")."""

_TITLE_PREFIXES = """
    senior, sr, assistant, asst, associate, deputy, global, chief, vice, group, regional, interim, acting,
    former, general, first, finance, financial, operating, compliance, tax, accounting, principal, lead,
    non executive, nonexecutive, founding, honorary, human, resources, treasury, securities, investor,
    relations, strategy, technology, operations, investment, investments, sales, marketing, commercial,
    medical, scientific, product, development, business, governance, stock, equity, plan, compensation,
    reporting, sec, international, worldwide, division, audit, risk, committee, board, external, internal,
    affairs, regulatory, communications, benefits, shareholder, services, administration, planning,
    manufacturing, quality, research, engineering, information, systems, portfolio, presiding, registered,
    procurement, credit, section 16, underwriting, transactions, section, people, public, policy,
    strategic, lending, supply, chain, supply chain, merchandising, stores, retail, digital, data,
    analytics, customer, consumer, enterprise, growth, brand, network, networks, security, cloud,
    infrastructure, exploration, production, drilling, land, geology, reservoir, refining, clinical,
    biology, discovery, banking, wealth, mortgage, north, south, east, west, latin, america, americas,
    north america, latin america, emea, europe, asia, pacific, asia pacific, apac, us, u s, usa, uk,
    china, region, channel, alliances, mergers, acquisitions, mergers and acquisitions, m a, real estate,
    construction, leasing, capital markets, markets, capital, programs, projects, process, integration,
    transformation, innovation, privacy, ethics, government, legislative, media, content, creative,
    design, logistics, fleet, maintenance, safety, health, environmental, environment, sustainability,
    esg, diversity, inclusion, talent, culture, employee, rewards, total rewards, payroll, litigation,
    employment, intellectual property, contracts, licensing, patents, ir, hr, it, investor relations,
    media relations, r d, tax and treasury, chief, project, program, account, business unit, unit,
    segment, field, technical, laboratory, pharmacy, store, wholesale, distribution, transportation,
    exploration and production, gas, oil, power, nuclear, generation, delegated, board of directors, board
    of managers, reinsurance, claims, annuity, life, title operations, packaging, beverage, beverages,
    food, foods, chemicals, aerospace, defense, automotive, electronics, devices, diagnostics, specialty,
    industrial, residential, nominating, remuneration, conflicts, hospital, hospitals, care, provider,
    software, hardware, semiconductor, wireless, broadband, gaming, casino, restaurant, restaurants,
    franchise, rail, marine, aviation, mining, metals, steel, paper, timber, water, utilities, renewables,
    solar, agriculture, animal, nutrition, beauty, apparel, footwear, home, outdoor, sports,
    entertainment, film, television, radio, broadcasting, advertising"""

TITLE_FIELDS = frozenset(_split(_TITLE_PREFIXES)) | words(
    "legal corporate executive administrative department r d m"
)
"""Words that may name the field of a title behind "of", a comma or a dash ("Vice President of Finance")."""

ROLE_KEEPING_QUALIFIERS = frozenset(_split(_QUALIFIERS))


def phrases() -> dict[str, Meaning]:
    """Return every phrase with its meaning."""
    found: dict[str, Meaning] = {}
    for text in (_TITLE_PREFIXES, _QUALIFIERS):
        found.update(dict.fromkeys(_split(text), Meaning(Symbol.TITLE_PREFIX)))
    for symbol, table, plural in (
        (Symbol.TITLE, _TITLES, False),
        (Symbol.TITLE, _PLURAL_TITLES, True),
        (Symbol.ROLE, _ROLES, False),
        (Symbol.ROLE, _PLURAL_ROLES, True),
        (Symbol.POWER, _POWERS, False),
    ):
        for role, text in table.items():
            found.update(dict.fromkeys(_split(text), Meaning(symbol, role, plural)))
    for symbol, text in _CONNECTIVES.items():
        found.update(dict.fromkeys(_split(text), Meaning(symbol)))
    return found


TITLE_LABELS = frozenset(_split("title, its, capacity, position, office"))
"""Words that announce a title where a colon follows them."""

NAME_LABELS = frozenset(_split("name, printed name, print name, typed name, full name"))
"""Words that announce the printed name under a signature where a colon follows them."""

DATE_LABELS = frozenset(_split("date, dated, date signed, signed on, signature date"))
"""Words that announce a date where a colon follows them."""

ELSEWHERE_VERBS = words("""
    see please refer signature signatures signed attached separate included additional set exhibit
    """)
"""Words with which a line begins that sends the reader elsewhere."""

ELSEWHERE_WORDS = ELSEWHERE_VERBS | words("""
    to the a an of for on in at and as by is are hereto herein below above all each reporting persons
    person owners owner page pages block blocks sheet contained set forth provided list continuation
    joint filer filers information following complete full footnote footnotes remarks remark explanation
    exhibit exhibits
    ex attachment attachments annex schedule appendix addendum form document pdf filed herewith incorporated
    reference responses response that which this appear appears appearing shown found located follow follows
    information statement
    """)
"""Words of which such a line consists, besides numbers."""

ELSEWHERE_PLACES = words("""
    exhibit exhibits ex attachment attachments annex schedule appendix addendum attached page pages footnote
    footnotes remarks remark below above sheet explanation information
    statement
    """)
"""Words one of which such a line must have."""

PAPER_WORDS = words("""
    previously filed on file with the sec us securities and exchange commission form exhibit attached
    hereto herewith to a copy of which is was has been as an incorporated by reference herein in effective
    executed date dated earlier heretofore or registrant issuer company available submitted above below
    now attached full force effect such that said are were copy schedule 13d 13g 3 4 5 24 241 242 991 s1
    10k exhibits forms
    """)
"""Words that describe where a power of attorney is kept or when it was made."""

PAPER_VERBS = words("""
    filed previously herewith hereto attached executed incorporated submitted now currently effective on
    """)
"""Those that stand right behind a name ("under POA for John Doe filed herewith") and end it."""

CORPORATE_FORMS = (
    frozenset(form for form in vocabulary.LEGAL_FORMS if " " not in form)
    | words("""
        lc na fsb ulc ug se aps cv jsc ooo eirl slu as sab sapi sapib scs kft zrt nyrt sro doo pjsc saog
        kscp lda sgps dac uab sgr oao pao pllc pa ps
        """)
) - {"co"}
"""Words that end the name of an organisation, behind a comma or not."""

WEAK_FORMS = frozenset({"co"})
"""Corporate forms that are also other words: counted with a period or behind "&"."""

MORE_ENTITY_WORDS = words(
    """
    kabushiki kaisha sdn societa aktiebolag sociedade anonima grat crt ilit coinvest coinvestors
    settlement revocable irrevocable department national authority ministry stiftung stichting fundacion
    fideicomiso fondation fondazione compagnie societe sociedad inversiones grupo genossenschaft
    beteiligungsgesellschaft verwaltungsgesellschaft
    """
)
"""Words of organisations' names beside those that ``looks_like_entity`` knows."""

ENTITY_WORDS = vocabulary.ORGANISATION_WORDS | vocabulary.SURNAME_ORGANISATION_WORDS | MORE_ENTITY_WORDS
"""Words that show a name to be that of an organisation or trust, where other signs point there too."""

SUSPICIOUS_IN_NAMES = words("""
    in fact on in behalf signature signatures signed date title name hereby attached exhibit capacity
    authorized power form see remarks not this that with herein por section pursuant listed signing
    reporting person persons is are was has or and certify certifies at to be
    """)
"""Words that are no part of a name: a name that holds one has not been understood."""
