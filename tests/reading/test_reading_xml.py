"""Bare XML: what is accepted, what is refused, and with which rule, place and words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from preflight.filing.model import ContainerKind, Filing, Profile
from preflight.filing.reader import read_content
from preflight.filing.xml import MAXIMUM_DEPTH, MAXIMUM_TAGS
from preflight.findings import Finding

Read = Callable[[str | bytes], Filing]
Refused = Callable[[bytes], Finding]


def test_a_bare_draft_is_one_filing_without_a_container(read_one: Read, draft_text: str) -> None:
    filing = read_one(draft_text)
    assert filing.container.kind is ContainerKind.BARE
    assert str(filing.form) == "4"
    assert filing.draft == "draft.xml"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("", ""), Profile.DRAFT),
        (("<rptOwnerCcc>aaaa1111</rptOwnerCcc>", ""), Profile.DRAFT),
        (("<documentType>", "<schemaVersion>X0609</schemaVersion><documentType>"), Profile.DRAFT),
    ],
    ids=["with a CCC", "without a CCC and version", "with a CCC and a version"],
)
def test_a_ccc_or_a_missing_version_makes_it_a_draft(
    read_one: Read, draft_text: str, change: tuple[str, str], expected: Profile
) -> None:
    assert read_one(draft_text.replace(*change, 1)).profile is expected


def test_a_version_without_a_ccc_makes_it_disseminated(read_one: Read, draft_text: str) -> None:
    text = draft_text.replace("<rptOwnerCcc>aaaa1111</rptOwnerCcc>", "").replace(
        "<documentType>", "<schemaVersion>X0609</schemaVersion><documentType>"
    )
    assert read_one(text).profile is Profile.DISSEMINATED


def test_the_profile_can_be_given(draft_text: str) -> None:
    (filing,) = read_content(draft_text.encode(), "d", profile=Profile.DISSEMINATED)
    assert filing.profile is Profile.DISSEMINATED


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace('"1.0"?', '"1.0" encoding="UTF-16"?', 1).encode("utf-16"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.replace('"1.0"?', '"1.0" encoding="UTF-16"?', 1).encode("utf-16-le"),
        lambda text: text.encode("utf-32"),
        lambda text: text.replace('"1.0"?', '"1.0" encoding="ISO-8859-1"?', 1).encode("latin-1"),
        lambda text: text.replace('"1.0"?', '"1.0" encoding="windows-1252"?', 1).encode("cp1252"),
        lambda text: text.partition("\n")[2].encode(),
    ],
    ids=[
        "UTF-8",
        "UTF-8 with byte order mark",
        "Windows line ends",
        "UTF-16 with mark and declaration",
        "UTF-16 with mark only",
        "UTF-16 big endian with mark",
        "UTF-16 without mark, declared",
        "UTF-32",
        "Latin-1 declared",
        "Windows-1252 declared",
        "no declaration at all",
    ],
)
def test_every_encoding_that_xml_allows_reads_the_same(
    read_one: Read, draft_text: str, encode: Callable[[str], bytes]
) -> None:
    filing = read_one(encode(draft_text.replace("Lindqvist", "Lindqvíst")))
    assert filing.signatures[0].name is not None
    assert filing.signatures[0].name.text == "/s/ Ada Lindqvíst"


@pytest.mark.parametrize(
    ("content", "rule", "words"),
    [
        (b"", "XML002", "an empty file"),
        (b" \r\n\t ", "XML002", "an empty file"),
        (b"\xef\xbb\xbf", "XML002", "an empty file"),
        (b"%PDF-1.7 ...", "XML002", "a PDF file"),
        (b"PK\x03\x04....", "XML002", "a ZIP archive or an Office document"),
        (b"\x1f\x8b\x08", "XML002", "a gzip archive"),
        (b"{\\rtf1 text}", "XML002", "a rich text document"),
        (b'{"form": "4"}', "XML002", "a JSON document"),
        (b"Dear Sir or Madam", "XML002", "plain text"),
        (b"\x7fELF\x00\x00\x01", "XML002", "a binary file"),
        (b"<html><body>Form 4</body></html>", "XML002", "an HTML page"),
        (b"<!DOCTYPE html>\n<html></html>", "XML002", "an HTML page"),
        (b"<HTML></HTML>", "XML002", "an HTML page"),
        (b"<OwnershipDocument/>", "XML002", "'OwnershipDocument'"),
        (b"<informationTable/>", "XML002", "'informationTable'"),
    ],
)
def test_what_is_no_ownership_document_is_named_for_what_it_looks_like(
    refused: Refused, content: bytes, rule: str, words: str
) -> None:
    finding = refused(content)
    assert finding.rule.id == rule
    assert words in finding.message
    assert "ownershipDocument" in finding.message


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"<ownershipDocument>\n<issuer>\n", 3, "ends before all its elements are closed"),
        (b"<ownershipDocument>\n<a>AT&T</a></ownershipDocument>", 2, "ampersand"),
        (b"<ownershipDocument>\n<a>A & B</a></ownershipDocument>", 2, "ampersand"),
        (b"<ownershipDocument>\n\n<a>&nbsp;</a></ownershipDocument>", 3, "entity"),
        (b"<ownershipDocument>\n<a> x < y </a></ownershipDocument>", 2, "less-than sign"),
        (b"<ownershipDocument>\n<a>\n</b></ownershipDocument>", 3, "Start and end tag differ"),
        (b"<ownershipDocument/>\n<ownershipDocument/>", 2, "Something follows the end"),
        (b"\n<?xml version='1.0'?><ownershipDocument/>", 2, "not the very first thing"),
        (b"<ownershipDocument>\n<a>caf\xe9</a></ownershipDocument>", 2, "not UTF-8"),
        (b"<ownershipDocument>\n<a>\x00</a></ownershipDocument>", 2, "NUL byte"),
        (b"<ownershipDocument>\n<a>\x01</a></ownershipDocument>", 2, "control character"),
        (b"<ownershipDocument>\n<a>&#1;</a></ownershipDocument>", 2, "character reference"),
        (b"<ownershipDocument>\n<a b=c/></ownershipDocument>", 2, "quotation marks"),
        (b"<ownershipDocument>\n<a b='1' b='2'/></ownershipDocument>", 2, "same attribute twice"),
        (b"<?xml version='1.0' encoding='UTF-16'?><ownershipDocument/>", 1, "encoding declared is UTF-16"),
        (
            b"<?xml version='1.0' encoding='klingon'?><ownershipDocument/>",
            1,
            "encoding that the draft declares",
        ),
        ("<ownershipDocument/>".encode("utf-16-le"), 1, "NUL byte"),
    ],
)
def test_xml_that_is_not_well_formed_is_refused_with_its_line_and_a_plain_reason(
    refused: Refused, content: bytes, line: int, words: str
) -> None:
    finding = refused(content)
    assert (finding.rule.id, finding.place.line) == ("XML003", line)
    assert words in finding.message
    assert finding.remedy


@pytest.mark.parametrize(
    "codec", ["undefined", "idna", "punycode", "hex", "rot13", "unicode_escape", "utf-7"]
)
def test_an_encoding_name_that_only_python_knows_neither_breaks_nor_hides_a_document_type(
    refused: Refused, codec: str
) -> None:
    """Python offers codecs that raise, or are no text encodings; XML knows none of them."""
    declared = f'<?xml version="1.0" encoding="{codec}"?><!DOCTYPE x [<!ENTITY e "y">]><ownershipDocument/>'
    assert refused(declared.encode()).rule.id in ("XML003", "XML004")


class TestDocumentTypes:
    """EDGAR's ownership format has no document type; without one, no entity can be declared."""

    BOMB = (
        '<?xml version="1.0"?>\n<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY a{n} "{("&a%s;" % (n - 1 or "")) * 10}">' for n in range(1, 10))
        + "]>\n<ownershipDocument>&a9;</ownershipDocument>"
    )
    EXTERNAL = (
        '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>\n'
        "<ownershipDocument><remarks>&e;</remarks></ownershipDocument>"
    )

    @pytest.mark.parametrize("text", [BOMB, EXTERNAL], ids=["entity bomb", "external entity"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
    def test_entities_are_refused_in_every_encoding(self, refused: Refused, text: str, encoding: str) -> None:
        finding = refused(text.encode(encoding))
        assert (finding.rule.id, finding.place.line) == ("XML004", 2)

    def test_comments_and_instructions_before_it_do_not_hide_it(self, refused: Refused) -> None:
        text = (
            "<?xml version='1.0'?><!-- <a> -->\n<?pi x?>\n  <!doctype x SYSTEM 'x.dtd'><ownershipDocument/>"
        )
        assert refused(text.encode()).rule.id in ("XML003", "XML004")

    def test_the_words_inside_a_comment_are_no_document_type(self, read_one: Read, draft_text: str) -> None:
        text = draft_text.replace("<ownershipDocument>", "<!-- <!DOCTYPE x> --><ownershipDocument>", 1)
        assert read_one(text).form is not None

    def test_nothing_of_an_external_file_reaches_the_message(
        self, refused: Refused, tmp_path: object
    ) -> None:
        finding = refused(self.EXTERNAL.encode())
        assert "hostname" not in finding.message + finding.remedy


class TestLimits:
    """Time and memory are bounded on every input (rule XML005)."""

    @pytest.mark.parametrize("depth", [MAXIMUM_DEPTH, 1500, 3000, 100_000])
    def test_deep_nesting_is_refused(self, refused: Refused, depth: int) -> None:
        content = b"<ownershipDocument>" + b"<a>" * depth + b"</a>" * depth + b"</ownershipDocument>"
        assert refused(content).rule.id == "XML005"

    def test_nesting_up_to_the_limit_is_read(self, read_one: Read) -> None:
        inside = MAXIMUM_DEPTH - 2
        text = "<remarks>" + "<a>" * inside + "deep" + "</a>" * inside + "</remarks>"
        filing = read_one(f"<ownershipDocument>{text}</ownershipDocument>")
        assert filing.remarks is not None
        assert filing.remarks.raw == "deep"

    def test_a_document_of_millions_of_elements_is_refused(self, refused: Refused) -> None:
        """Finding the path of an element takes time with its siblings, so their number is bounded."""
        content = b"<ownershipDocument>" + b"<footnoteId/>" * (MAXIMUM_TAGS + 1) + b"</ownershipDocument>"
        assert refused(content).rule.id == "XML005"

    def test_a_text_of_eleven_megabytes_is_refused(self, refused: Refused) -> None:
        content = b"<ownershipDocument><remarks>" + b"x" * 11_000_000 + b"</remarks></ownershipDocument>"
        assert refused(content).rule.id == "XML005"


def test_every_refusal_is_a_sentence_with_a_place_and_a_remedy(refused: Refused) -> None:
    for content in (b"", b"<a", b"<a/>", b"<!DOCTYPE a><a/>", b"<ownershipDocument>&x;</ownershipDocument>"):
        finding = refused(content)
        assert finding.message[0].isupper() or not finding.message[0].isalpha()
        assert finding.message.endswith(".")
        assert finding.remedy.endswith(".")
        assert finding.place.draft == "draft.xml"
        assert not finding.rule.suppressible
