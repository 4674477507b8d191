"""Containers: the wrapper that a filer transmits, and the submission text that EDGAR publishes."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date

import pytest

from preflight.filing.model import ContainerKind, Filing, Profile
from preflight.filing.reader import read_content
from preflight.findings import Finding

Read = Callable[[str | bytes], Filing]
Refused = Callable[[bytes], Finding]

POWER = "LIMITED POWER OF ATTORNEY\nKnow all by these presents"


def _block(content: str, width: int = 60) -> str:
    encoded = base64.b64encode(content.encode()).decode()
    return "\n".join(encoded[start : start + width] for start in range(0, len(encoded), width))


def _wrapper(*documents: tuple[str, str, str]) -> str:
    """An ``edgarSubmission`` of documents given as name, type and the content of the block."""
    inside = "\n".join(
        f"  <edgarDocument>\n    <documentName>{name}</documentName>\n"
        f"    <documentType>{kind}</documentType>\n"
        f"    <documentMimeBlock>{block}</documentMimeBlock>\n  </edgarDocument>"
        for name, kind, block in documents
    )
    return (
        "<edgarSubmission>\n  <submissionType>4</submissionType>\n  <testOrLive>TEST</testOrLive>\n"
        f"{inside}\n</edgarSubmission>"
    )


def _submission(*documents: tuple[str, str, str], header: str = "") -> str:
    """A full-submission text of documents given as type, file name and body."""
    head = header or (
        "<SEC-DOCUMENT>0001111111-26-000007.txt : 20260305\n<SEC-HEADER>0001111111-26-000007.hdr.sgml\n"
        "ACCESSION NUMBER:\t\t0001111111-26-000007\nCONFORMED SUBMISSION TYPE:\t4\n"
        "FILED AS OF DATE:\t\t20260305\n\tFISCAL YEAR END:\t\t\t0630\n</SEC-HEADER>\n"
    )
    blocks = "".join(
        f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{number}\n<FILENAME>{name}\n<TEXT>\n{body}\n</TEXT>\n</DOCUMENT>\n"
        for number, (kind, name, body) in enumerate(documents, 1)
    )
    return f"{head}{blocks}</SEC-DOCUMENT>\n"


class TestWrapper:
    """``edgarSubmission``: XML with its documents in base64."""

    def test_the_ownership_document_is_taken_out_and_the_rest_are_exhibits(
        self, read_one: Read, draft_text: str
    ) -> None:
        filing = read_one(
            _wrapper(("form4.xml", "4", _block(draft_text)), ("poa.txt", "EX-24", _block(POWER)))
        )
        assert filing.container.kind is ContainerKind.EDGAR_SUBMISSION
        assert filing.profile is Profile.DRAFT
        assert str(filing.form) == "4"
        assert [(exhibit.type, exhibit.file_name, exhibit.text) for exhibit in filing.exhibits] == [
            ("EX-24", "poa.txt", POWER)
        ]
        assert filing.container.test_or_live is not None
        assert filing.container.test_or_live.text == "TEST"
        assert [document.position for document in filing.container.documents] == [1, 2]

    def test_places_give_the_line_in_the_decoded_text_and_the_line_in_the_wrapper(
        self, read_one: Read, draft_text: str
    ) -> None:
        wrapper = _wrapper(("form4.xml", "4", _block(draft_text)))
        filing = read_one(wrapper)
        name = filing.signatures[0].name
        assert name is not None
        place = name.place
        assert place.part == "form4.xml"
        assert (
            place.part_line
            == draft_text.splitlines().index("        <signatureName>/s/ Ada Lindqvist</signatureName>") + 1
        )
        assert "<documentMimeBlock>" in wrapper.splitlines()[place.line - 1]
        assert place.element == "/ownershipDocument/ownerSignature/signatureName"

    @pytest.mark.parametrize(
        ("block", "words"),
        [
            ("", "is empty"),
            ("   \n ", "is empty"),
            ("!!! not base64 !!!", "not base64"),
            ("QUJ", "not base64"),
            (base64.b64encode(b"%PDF-1.7").decode(), "none of its documents"),
        ],
    )
    def test_a_block_without_an_ownership_document_is_refused(
        self, refused: Refused, block: str, words: str
    ) -> None:
        finding = refused(_wrapper(("form4.xml", "4", block)).encode())
        assert finding.rule.id == "XML006"
        assert words in finding.message

    def test_a_wrapper_without_documents_is_refused(self, refused: Refused) -> None:
        assert refused(b"<edgarSubmission/>").rule.id == "XML006"

    def test_broken_xml_in_a_block_is_reported_with_its_line_inside(self, refused: Refused) -> None:
        broken = "<ownershipDocument>\n<remarks>\nA & B</remarks></ownershipDocument>"
        wrapper = _wrapper(("form4.xml", "4", _block(broken)))
        finding = refused(wrapper.encode())
        assert finding.rule.id == "XML003"
        assert "form4.xml, line 3" in finding.message
        assert "<documentMimeBlock>" in wrapper.splitlines()[finding.place.line - 1]

    def test_a_broken_exhibit_does_not_keep_the_form_from_being_read(
        self, read_one: Read, draft_text: str
    ) -> None:
        filing = read_one(_wrapper(("form4.xml", "4", _block(draft_text)), ("poa.txt", "EX-24", "*garbage*")))
        assert filing.exhibits == ()
        assert filing.container.documents[1].decode_error is not None

    def test_an_entity_bomb_inside_a_block_is_refused(self, refused: Refused) -> None:
        bomb = '<!DOCTYPE a [<!ENTITY b "c">]><ownershipDocument>&b;</ownershipDocument>'
        assert refused(_wrapper(("form4.xml", "4", _block(bomb))).encode()).rule.id == "XML004"

    def test_two_ownership_documents_are_two_filings(self, draft_text: str) -> None:
        wrapper = _wrapper(("a.xml", "4", _block(draft_text)), ("b.xml", "4", _block(draft_text)))
        filings = read_content(wrapper.encode(), "draft.xml")
        assert [filing.container.document_name for filing in filings] == ["a.xml", "b.xml"]


class TestSubmissionText:
    """The full-submission text with its ``<DOCUMENT>`` blocks."""

    def test_header_form_and_exhibits_are_read(self, read_one: Read, draft_text: str) -> None:
        text = _submission(("4", "form4.xml", f"<XML>\n{draft_text}</XML>"), ("EX-24", "poa.txt", POWER))
        filing = read_one(text)
        assert filing.container.kind is ContainerKind.FULL_SUBMISSION_TEXT
        assert filing.profile is Profile.DISSEMINATED
        assert filing.container.accession_number == "0001111111-26-000007"
        assert filing.container.filed == date(2026, 3, 5)
        assert filing.container.fiscal_year_end == "06-30"
        assert filing.container.submission_type is not None
        assert filing.container.submission_type.text == "4"
        (exhibit,) = filing.exhibits
        assert (exhibit.type, exhibit.file_name) == ("EX-24", "poa.txt")
        assert POWER in exhibit.text

    @pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
    @pytest.mark.parametrize("blank_lines", [0, 3])
    def test_lines_count_in_the_whole_file(
        self, read_one: Read, draft_text: str, newline: str, blank_lines: int
    ) -> None:
        body = "<XML>\n" + "\n" * blank_lines + draft_text + "</XML>"
        text = _submission(("EX-24", "poa.txt", POWER), ("4", "form4.xml", body)).replace("\n", newline)
        name = read_one(text).signatures[0].name
        assert name is not None
        assert "signatureName" in text.split(newline)[name.place.line - 1]

    def test_a_file_that_lost_its_line_breaks_is_read(self, read_one: Read, draft_text: str) -> None:
        text = _submission(("4", "form4.xml", f"<XML>{draft_text}</XML>")).replace("\n", "")
        assert str(read_one(text).form) == "4"

    def test_a_byte_order_mark_before_the_text_does_no_harm(self, read_one: Read, draft_text: str) -> None:
        text = _submission(("4", "form4.xml", f"<XML>\n{draft_text}</XML>"))
        assert str(read_one(b"\xef\xbb\xbf" + text.encode()).form) == "4"

    def test_the_mail_wrapper_of_old_files_is_recognised(self, read_one: Read, draft_text: str) -> None:
        header = "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\n\n<SEC-DOCUMENT>x\n"
        text = _submission(("4", "form4.xml", f"<XML>\n{draft_text}</XML>"), header=header)
        assert str(read_one(text).form) == "4"

    def test_a_lone_document_block_is_enough(self, read_one: Read, draft_text: str) -> None:
        text = f"<DOCUMENT>\n<TYPE>4\n<TEXT>\n<XML>\n{draft_text}</XML>\n</TEXT>\n</DOCUMENT>\n"
        assert str(read_one(text).form) == "4"

    def test_a_block_that_is_never_closed_runs_to_the_end(self, read_one: Read, draft_text: str) -> None:
        text = f"<DOCUMENT>\n<TYPE>4\n<TEXT>\n<XML>\n{draft_text}"
        assert str(read_one(text).form) == "4"

    def test_lines_cut_at_1023_characters_are_joined_and_later_lines_keep_their_numbers(
        self, read_one: Read, draft_text: str
    ) -> None:
        long = "x" * 1500 + "</remarks>"
        start = "    <remarks>"
        line = start + long
        first, rest = line[:1023], line[1023:]
        whole = draft_text.replace("    <ownerSignature>", line + "\n    <ownerSignature>")
        # Cut inside the end tag of the remarks, as the disseminated copies are.
        padded = start + "x" * (1023 - len(start) - len("</rem")) + "</rem"
        cut = draft_text.replace("    <ownerSignature>", padded + "\narks>\n    <ownerSignature>")
        filing = read_one(cut)
        assert filing.remarks is not None
        assert set(filing.remarks.text) == {"x"}
        signature = filing.signatures[0].name
        assert signature is not None
        assert "signatureName" in cut.splitlines()[signature.place.line - 1]
        assert read_one(whole).remarks is not None
        assert first + rest == line

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("<SEC-DOCUMENT>x\n", "no document at all"),
            (_submission(("EX-24", "poa.txt", POWER)), "EX-24"),
            (_submission(("10-K", "a.htm", "<html></html>")), "10-K"),
        ],
    )
    def test_a_submission_without_an_ownership_document_is_refused_by_what_it_holds(
        self, refused: Refused, text: str, words: str
    ) -> None:
        finding = refused(text.encode())
        assert finding.rule.id == "XML002"
        assert words in finding.message

    def test_broken_xml_inside_is_reported_with_the_line_of_the_whole_file(self, refused: Refused) -> None:
        text = _submission(
            ("4", "form4.xml", "<XML>\n<ownershipDocument>\nA & B</ownershipDocument>\n</XML>")
        )
        finding = refused(text.encode())
        assert finding.rule.id == "XML003"
        assert text.splitlines()[finding.place.line - 1].startswith("A & B")

    def test_two_ownership_documents_are_two_filings(self, draft_text: str) -> None:
        body = f"<XML>\n{draft_text}</XML>"
        filings = read_content(_submission(("4", "a.xml", body), ("4", "b.xml", body)).encode(), "draft.txt")
        assert [filing.container.document_name for filing in filings] == ["a.xml", "b.xml"]


def test_an_old_exhibit_in_windows_1252_is_read_as_that(read_one: Read, draft_text: str) -> None:
    text = _submission(("4", "form4.xml", f"<XML>\n{draft_text}</XML>"), ("EX-24", "poa.txt", "§ façade"))
    content = text.encode("cp1252")
    (exhibit,) = read_one(content).exhibits
    assert "§ façade" in exhibit.text
