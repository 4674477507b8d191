"""An exhibit → its papers: the text is cut into papers, and each is read in the light of those before it."""

from __future__ import annotations

from preflight.authority.instruments import Document
from preflight.poa.paper import PaperText
from preflight.poa.paper_reader import PaperReader
from preflight.poa.reading import ExhibitReading, PaperReading, ReadingContext
from preflight.poa.source import open_source
from preflight.poa.split import split_papers


def read_exhibit(
    content: bytes | str, *, name: str = "", context: ReadingContext | None = None
) -> ExhibitReading:
    """Read the powers of attorney in an exhibit: plain text, HTML, or either in its SGML ``<DOCUMENT>``.

    ``name`` is for display. ``context`` is what is known beside the text. Never raises for any content:
    what cannot be read is said in ``not_read``, what is doubtful in the fields.
    """
    known = context or ReadingContext()
    source = open_source(content)
    document = Document(
        path=known.path,
        sha256=source.sha256,
        accession_number=known.accession_number,
        exhibit=known.exhibit,
        filed=known.filed,
    )
    papers: list[PaperReading] = []
    if source.text[source.start : source.end].strip():
        for position, span in enumerate(split_papers(source.text, source.start, source.end), 1):
            earlier = tuple(paper.instrument for paper in papers if paper.instrument is not None)
            papers.extend(
                PaperReader(PaperText(source.text, span, position), known, document, earlier).read()
            )
    is_section16 = any(paper.is_section16 for paper in papers)
    reason = None
    if not is_section16:
        reason = papers[0].reason if papers else "The exhibit holds no text that could be read."
    return ExhibitReading(
        name, source.text, source.sha256, tuple(papers), source.not_read, is_section16, reason
    )
