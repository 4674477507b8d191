"""`why`, `who`, `registry check` and `registry impact` as people run them, mostly on the samples."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from preflight.authority.instruments import Capacity, Document, Exercise, Tri
from preflight.cli.presentation import glyphs_for
from preflight.reports.chain_tree import LINES, PLAIN_LINES
from preflight.resources import schema_path
from preflight.testing.filings import Signature, draft_xml
from preflight.testing.registries import power_of_attorney

AS_OF = ("--as-of", "2015-01-02", "--no-plugins")
LEVENSON = ("--owner", "1496141", "--issuer", "874766")


def block(text: str) -> str:
    """A block of lines without its common margin and without the line breaks around it."""
    lines = text.strip("\n").splitlines()
    margin = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return "\n".join(line[margin:] for line in lines).rstrip()


QUESTIONS = {
    "who": ("who", "--owner", "9200101", "--issuer", "9100101", "--on", "2026-06-01"),
    "registry_check": ("registry", "check", "--on", "2027-12-01", "--within", "60d"),
    "registry_impact": ("registry", "impact", "--without", "Imre Castellan", "--on", "2026-06-01"),
    "replay": ("replay", "report.json"),
}


@pytest.mark.parametrize(("name", "words"), QUESTIONS.items(), ids=QUESTIONS)
def test_what_programs_get_is_described_by_the_schema(
    name: str, words: Sequence[str], desk: Path, samples: Path, preflight: Any
) -> None:
    """Every answer fits its own description, and no other one."""
    folder = samples / "granite"
    (desk / "poa-registry.json").write_bytes((folder / "poa-registry.json").read_bytes())
    check = ("check", str(folder / "form4-sale.xml"), "--as-of", "2027-01-02", "--no-plugins")
    preflight(*check, "--format", "json", "--output", "report.json")
    answer = preflight(*words, "--format", "json").data
    texts = [
        schema_path(f"{part}.schema.json").read_text(encoding="utf-8") for part in ("questions", "report")
    ]
    schemas = [json.loads(text) for text in texts]
    described = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas
    )
    validator = Draft202012Validator(schemas[0], registry=described)
    validator.validate(answer)
    own = Draft202012Validator({"$ref": f"{schemas[0]['$id']}#/$defs/{name}"}, registry=described)
    own.validate(answer)
    assert not own.is_valid({**answer, "surprise": 1})


class TestWhy:
    @pytest.fixture
    def why(self, samples: Path, preflight: Callable[..., Any]) -> Callable[..., Any]:
        def ask(draft: str, *words: str) -> Any:
            return preflight("why", str(samples / draft), *AS_OF, *words)

        return ask

    def test_a_chain_is_drawn_from_the_owner_down_to_the_signer(self, why: Any) -> None:
        ran = why("hartford/form4-signed-by-delegate.xml")
        assert ran.status == 0
        source = "https://www.sec.gov/Archives/edgar/data/1496141/000120919110038143/poa.txt"
        covers = "Forms 3, 4, 5, ID and amendments; CIK 874766"
        appoints = "David N. Levenson appoints Ricardo A. Anzaldua"
        passes_on = "Ricardo A. Anzaldua appoints Terence D. Shields"
        tree = block(
            f"""
            └─ power of attorney "levenson-2010", signed 2010-07-07: {appoints}
               │  {covers}; while reporting duties last; may be delegated
               │  see {source}
               └─ delegation "anzaldua-2010", signed 2010-07-09: {passes_on}
                     {covers}; as long as the power that it rests on
                     see {source}
            """
        )
        assert block(ran.out.partition("LEVENSON DAVID N\n")[2].partition("\n\n")[0]) == tree

    @pytest.mark.parametrize(
        ("draft", "status", "words"),
        [
            ("hartford/form3-signed-by-owner.xml", 0, "is the reporting owner and signs in person."),
            ("hartford/form4-signed-by-attorney.xml", 0, 'is named as attorney-in-fact in "levenson-2010".'),
            ("hartford/form4-delegate-signs-too-early.xml", 1, 'fails: The delegation "anzaldua-2010" takes'),
            ("hartford/form4-wrong-issuer.xml", 1, 'fails: "anzaldua-2010" covers CIK 0000874766, not'),
            ("hartford/form4-signed-by-stranger.xml", 1, "No paper in the registry names Robin Q. Passerby"),
            ("hartford/form4-name-too-weak.xml", 1, "is too weak to be taken for Terence D. Shields."),
            ("hartford-later/form4-redelegated.xml", 1, "does not let a delegate delegate again."),
            ("hartford-later/form4-after-revocation.xml", 1, 'fails: The source "levenson-2010" was revoked'),
            ("hartford-later/form4-revocation-on-its-way.xml", 1, "open: "),
            ("hartford-superseded/form4-superseded-attorney.xml", 1, 'was replaced by "levenson-2012"'),
            ("hartford-superseded/form4-term-ended.xml", 1, "fails: "),
        ],
    )  # fmt: skip
    def test_each_answer_says_what_decides_and_what_to_do(
        self, draft: str, status: int, words: str, why: Any
    ) -> None:
        ran = why(draft)
        assert (ran.status, words in ran.out) == (status, True)
        assert any(line.lstrip().startswith("do ") for line in ran.out.splitlines()) is (status == 1)

    def test_every_failing_test_stands_at_the_paper_that_it_concerns(self, why: Any) -> None:
        """A power revoked above fails above; the delegation below it shows no flaw of its own."""
        lines = why("hartford-later/form4-after-revocation.xml").out.splitlines()
        failing = next(number for number, line in enumerate(lines) if "fails:" in line)
        below = next(number for number, line in enumerate(lines) if '"anzaldua-2010"' in line)
        assert failing < below

    def test_how_several_attorneys_must_act_is_said(self, samples: Path, preflight: Any) -> None:
        draft = str(samples / "granite" / "form4-joint-attorneys-incomplete.xml")
        ran = preflight("why", draft, "--as-of", "2027-01-02", "--no-plugins")
        assert "must act together: Beatriz Underhill, Imre Castellan" in ran.out
        assert "missing: Imre Castellan." in ran.out

    def test_json_is_the_report_of_a_check_and_can_be_replayed(
        self, why: Any, desk: Path, preflight: Any
    ) -> None:
        ran = why("hartford/form4-signed-by-delegate.xml", "--format", "json")
        schema = json.loads(schema_path("report.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator(schema).validate(ran.data)
        (desk / "report.json").write_text(ran.out, encoding="utf-8")
        assert preflight("replay", "report.json").status == 0

    def test_an_attached_paper_that_proves_nothing_is_named(
        self, desk: Path, samples: Path, preflight: Any
    ) -> None:
        """Without a registry nothing says whether the giver of the attached power is the owner."""
        name = "submission-with-exhibit.xml"
        (desk / name).write_bytes((samples / "granite" / name).read_bytes())
        ran = preflight("why", name, "--as-of", "2027-01-02", "--no-plugins")
        assert (ran.status, "POA002 info" in ran.out, "AUT003" in ran.out) == (1, True, False)

    def test_a_draft_that_cannot_be_read_is_status_2(self, desk: Path, preflight: Any) -> None:
        (desk / "bad.xml").write_text("<ownershipDocument>", encoding="utf-8")
        ran = preflight("why", "bad.xml", "--no-plugins")
        assert (ran.status, "XML0" in ran.out) == (2, True)

    def test_other_findings_do_not_matter_here(self, desk: Path, preflight: Any, write_registry: Any) -> None:
        """The question is who may sign: a flaw elsewhere in the draft neither shows nor counts."""
        write_registry(power_of_attorney())
        (desk / "form4.xml").write_bytes(draft_xml(footnotes={"F1": "Nobody refers to this."}))
        ran = preflight("why", "form4.xml", "--as-of", "2026-04-09", "--no-plugins")
        assert (ran.status, "FNT" in ran.out) == (0, False)

    @pytest.mark.parametrize(("encoding", "expected"), [("utf-8", LINES), ("ascii", PLAIN_LINES)])
    def test_the_tree_is_drawn_in_what_the_stream_can_show(self, encoding: str, expected: object) -> None:
        class Stream:
            def __init__(self) -> None:
                self.encoding = encoding

        assert glyphs_for(Stream()) is expected  # type: ignore[arg-type]

    def test_names_in_papers_cannot_steer_the_terminal(
        self, desk: Path, preflight: Any, write_registry: Any
    ) -> None:
        write_registry(replace(power_of_attorney(), document=Document(path="poa\x1b[2J.txt")))
        (desk / "form4.xml").write_bytes(
            draft_xml(signatures=[Signature("/s/ Jonas Feld, attorney-in-fact for Miriam Adler")])
        )
        out = preflight("why", "form4.xml", "--as-of", "2026-04-09", "--no-plugins").out
        assert "\x1b" not in out


class TestWho:
    def test_everybody_stands_where_he_or_she_belongs(self, samples: Path, preflight: Any) -> None:
        registry = str(samples / "hartford-later" / "poa-registry.json")
        ran = preflight("who", *LEVENSON, "--on", "2010-08-03", "--registry", registry)
        assert ran.status == 0
        assert block(ran.out.partition("\n\n")[2].rpartition("\n\n")[0]) == block(
            """
            May sign:
              David N. Levenson, in person
              Alan J. Kreczko, under "levenson-2010"
              David C. Robinson, under "levenson-2010"
              Donald C. Hunt, under "levenson-2010"
              Leslie T. Soler, under "levenson-2010", then "anzaldua-2010", through Ricardo A. Anzaldua
              Ricardo A. Anzaldua, under "levenson-2010"
              Terence D. Shields, under "levenson-2010", then "anzaldua-2010", through Ricardo A. Anzaldua

            May not sign, though a paper or record names them:
              Morgan W. Deputy: The delegation "kreczko-2010" takes effect on 2010-08-16, after 2010-08-03.
              Pat Q. Example: "anzaldua-2010" does not let a delegate delegate again.
            """
        )

    @pytest.mark.parametrize(
        ("at_least", "others", "words"),
        [
            (2, ["Clara Voss"], "together with Clara Voss"),
            (2, ["Clara Voss", "Otto Ott"], "together with 1 of Clara Voss, Otto Ott"),
            (3, ["Clara Voss", "Otto Ott"], "together with Clara Voss, Otto Ott"),
        ],
    )
    def test_with_whom_an_attorney_must_sign(
        self, at_least: int, others: Sequence[str], words: str, preflight: Any, write_registry: Any
    ) -> None:
        paper = power_of_attorney(attorneys=["Jonas Feld", *others], exercise=Exercise.AT_LEAST)
        write_registry(replace(paper, exercise_at_least=at_least))
        ran = preflight("who", "--owner", "1900001", "--issuer", "1900000", "--on", "2026-04-08")
        assert f'Jonas Feld, under "adler-2025", {words}' in ran.out

    def test_the_capacity_in_which_the_owner_reports_matters(
        self, preflight: Any, write_registry: Any
    ) -> None:
        write_registry(replace(power_of_attorney(), capacities=frozenset({Capacity.TEN_PERCENT})))
        who = ("who", "--owner", "1900001", "--issuer", "1900000", "--on", "2026-04-08", "--format", "json")

        def verdict(*words: str) -> str:
            signers = preflight(*who, *words).data["signers"]
            return next(str(one["verdict"]) for one in signers if one["name"] == "Jonas Feld")

        assert verdict() == "not_authorized"
        assert verdict("--capacity", "ten_percent") == "authorized"
        assert verdict("--capacity", "officer_director", "--capacity", "ten_percent") == "authorized"

    def test_an_unknown_owner_is_said_to_be_unknown(self, preflight: Any, write_registry: Any) -> None:
        write_registry(power_of_attorney())
        ran = preflight("who", "--owner", "42", "--issuer", "1900000")
        assert "The registry holds nothing about this owner." in ran.out
        assert "the owner, in person" in ran.out

    def test_no_registry_is_status_2(self, preflight: Any) -> None:
        ran = preflight("who", "--owner", "42", "--issuer", "1900000")
        assert (ran.status, ran.out) == (2, "")

    def test_chains_are_drawn_on_demand(self, samples: Path, preflight: Any) -> None:
        registry = str(samples / "granite" / "poa-registry.json")
        words = (
            "who",
            "--owner",
            "9200103",
            "--issuer",
            "9100101",
            "--on",
            "2026-06-01",
            "--registry",
            registry,
        )
        assert "Solveig Marchetti, Managing Member of Lighthouse GP LLC" in preflight(*words, "--chains").out
        assert "└─" not in preflight(*words).out


class TestRegistryCheck:
    def check(self, preflight: Any, samples: Path, folder: str, *words: str) -> Any:
        registry = str(samples / folder / "poa-registry.json")
        return preflight("registry", "check", "--registry", registry, *words)

    def test_a_clean_registry_passes(self, preflight: Any, samples: Path) -> None:
        ran = self.check(preflight, samples, "granite", "--on", "2026-06-01", "--within", "60d")
        assert (ran.status, "2 instruments, no findings." in ran.out) == (0, True)

    def test_errors_count_and_warnings_where_the_caller_wants_it(self, preflight: Any, samples: Path) -> None:
        words = ("--on", "2027-12-01", "--within", "8w")
        assert self.check(preflight, samples, "granite", *words).status == 0
        assert self.check(preflight, samples, "granite", *words, "--fail-level", "warning").status == 1
        assert self.check(preflight, samples, "hartford-later", "--on", "2010-12-01").status == 1

    def test_findings_can_be_limited_and_come_as_data(self, preflight: Any, samples: Path) -> None:
        words = ("--on", "2011-12-01", "--select", "LNT006", "--format", "json")
        ran = self.check(preflight, samples, "hartford-later", *words)
        assert (ran.status, {finding["rule"] for finding in ran.data["findings"]}) == (0, {"LNT006"})
        assert all(finding["place"]["line"] > 1 for finding in ran.data["findings"])

    def test_a_rule_that_is_none_is_status_2(self, preflight: Any, samples: Path) -> None:
        """A misspelt limit must not look like a clean registry."""
        ran = self.check(preflight, samples, "hartford-later", "--select", "LNT005,FNT")
        assert (ran.status, ran.out) == (2, "")

    def test_a_limit_of_the_configuration_is_for_drafts(
        self, preflight: Any, samples: Path, desk: Path
    ) -> None:
        (desk / "preflight.toml").write_text('select = ["FNT"]\n', encoding="utf-8")
        ran = self.check(preflight, samples, "hartford-later", "--on", "2010-12-01")
        assert (ran.status, "LNT005" in ran.out) == (1, True)

    def test_a_signed_text_that_was_edited_is_found(self, preflight: Any, desk: Path, samples: Path) -> None:
        for name in ("poa-registry.json", "poa-quimby.txt", "poa-oyelaran.txt"):
            (desk / name).write_bytes((samples / "granite" / name).read_bytes())
        (desk / "poa-quimby.txt").write_text("something else", encoding="utf-8")
        (desk / "poa-oyelaran.txt").unlink()
        ran = preflight("registry", "check", "--on", "2026-06-01", "--format", "json")
        found = {(finding["rule"], finding["values"]["path"]) for finding in ran.data["findings"]}
        assert (ran.status, found) == (1, {("LNT009", "poa-quimby.txt"), ("LNT008", "poa-oyelaran.txt")})

    def test_what_the_registry_knew_then_can_be_looked_through(
        self, preflight: Any, write_registry: Any
    ) -> None:
        unsigned = replace(power_of_attorney("late"), signed=Tri.NO, recorded=date(2026, 3, 1))
        write_registry(power_of_attorney(), unsigned)
        words = ("registry", "check", "--on", "2026-04-08", "--format", "json", "--known-at")
        for day, expected in (("2026-02-28", 0), ("2026-03-01", 1)):
            rules = [finding["rule"] for finding in preflight(*words, day).data["findings"]]
            assert rules.count("LNT010") == expected

    @pytest.mark.parametrize("word", ["soon", "-3d", "9x", ""])
    def test_a_time_that_is_none_is_status_2(self, word: str, preflight: Any, write_registry: Any) -> None:
        write_registry(power_of_attorney())
        assert preflight("registry", "check", f"--within={word}").status == 2


class TestRegistryImpact:
    def test_a_departure_is_told_owner_by_owner(self, samples: Path, preflight: Any) -> None:
        registry = str(samples / "granite" / "poa-registry.json")
        words = ("--without", "Imre Castellan", "--on", "2026-08-30", "--registry", registry)
        ran = preflight("registry", "impact", *words)
        assert ran.status == 1
        assert ran.out == (
            "Supposed that Imre Castellan has left by 2026-08-30\n"
            "  recorded as: Imre Castellan\n"
            "\n"
            "Nora Ellen Quimby (CIK 9200101), issuer Granite Harbor Corp (CIK 9100101)\n"
            "  Imre Castellan can no longer sign Forms 3, 4, 5:\n"
            '      Imre Castellan resigned under "quimby-2025" on 2026-08-30.\n'
            "  left for Forms 3, 4, 5: the owner in person, Beatriz Underhill\n"
            "\n"
            "Hal Oyelaran (CIK 9200102), issuer Granite Harbor Corp (CIK 9100101)\n"
            "  Beatriz Underhill can no longer sign Forms 3, 4, 5:\n"
            '      "oyelaran-2026" does not settle whether Beatriz Underhill may act without '
            "Imre Castellan.\n"
            "  Imre Castellan can no longer sign Forms 3, 4, 5:\n"
            '      Imre Castellan resigned under "oyelaran-2026" on 2026-08-30.\n'
            "  left for Forms 3, 4, 5: the owner in person\n"
            "  nobody but the owner may sign Forms 3, 4, 5 any more\n"
            "\n"
            "2 owners with a loss, 1 of them left without anybody else.\n"
        )
        data = preflight("registry", "impact", *words, "--format", "json").data
        assert [owner["left_without_anybody_else"] for owner in data["owners"]] == [[], ["3", "4", "5"]]

    def test_a_day_on_which_nothing_ends_is_status_0(self, samples: Path, preflight: Any) -> None:
        registry = str(samples / "granite" / "poa-registry.json")
        words = ("registry", "impact", "--registry", registry, "--from", "2026-08-01")
        assert preflight(*words, "--on", "2026-09-01").status == 0
        assert preflight(*words, "--on", "2028-01-01").status == 1

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ((), "give --without NAME, --revoke ID, or --on DATE."),
            (("--revoke", "adler-2026"), "Did you mean adler-2025?"),
            (("--without", "Jonas Field"), "no attorney, office holder or member is recorded"),
            (("--without", "Jonas Feld", "--from", "2026-01-01"), "--from goes with --on alone."),
            (("--without", "Jonas Feld", "--revoke", "adler-2025"), "not allowed with"),
        ],
    )
    def test_what_cannot_be_asked_is_status_2(
        self, words: Sequence[str], said: str, preflight: Any, write_registry: Any
    ) -> None:
        write_registry(power_of_attorney())
        ran = preflight("registry", "impact", *words)
        assert (ran.status, ran.out, said in ran.err) == (2, "", True)
