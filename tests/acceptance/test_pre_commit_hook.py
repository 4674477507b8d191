"""The hook as its users run it: the real pre-commit, this repository as the hook's source."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ("preflight", "schemas", "docs", "pyproject.toml", "README.md", ".pre-commit-hooks.yaml")
NETWORK_TROUBLE = ("Temporary failure in name resolution", "NewConnectionError", "No route to host")
CONFIGURATION = """\
repos:
  - repo: {source}
    rev: {revision}
    hooks:
      - id: preflight
"""


def _run(*command: str, cwd: Path, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {
        "PRE_COMMIT_HOME": str(home),
        "GIT_AUTHOR_NAME": "Test",
        "GIT_AUTHOR_EMAIL": "test@example.org",
        "GIT_COMMITTER_NAME": "Test",
        "GIT_COMMITTER_EMAIL": "test@example.org",
    }
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=540)


def _commit_all(folder: Path, home: Path) -> str:
    for command in (
        ("git", "init", "-q"),
        ("git", "add", "--all", "--force"),
        ("git", "-c", "commit.gpgsign=false", "commit", "-q", "--no-verify", "-m", "state"),
    ):
        completed = _run(*command, cwd=folder, home=home)
        assert completed.returncode == 0, completed.stderr
    return _run("git", "rev-parse", "HEAD", cwd=folder, home=home).stdout.strip()


@pytest.fixture(scope="module")
def filings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A repository of filings whose pre-commit configuration names this project's hook."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    base = tmp_path_factory.mktemp("hook")
    home = base / "home"
    source = base / "source"
    source.mkdir()
    ignore = shutil.ignore_patterns("__pycache__")
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=ignore)
        else:
            shutil.copy(ROOT / name, source / name)
    revision = _commit_all(source, home)
    repository = base / "filings"
    shutil.copytree(ROOT / "sample_filings" / "hartford", repository)
    (repository / ".pre-commit-config.yaml").write_text(
        CONFIGURATION.format(source=source, revision=revision), encoding="utf-8"
    )
    _commit_all(repository, home)
    installed = _run(sys.executable, "-m", "pre_commit", "install-hooks", cwd=repository, home=home)
    if installed.returncode != 0:
        if _offline(installed.stdout + installed.stderr):
            pytest.skip("no package index can be reached to install the hook")
        pytest.fail(installed.stdout + installed.stderr)
    return repository, home


def _offline(printed: str) -> bool:
    """Whether the installation failed for want of a network; in CI that is no excuse."""
    return "CI" not in os.environ and any(words in printed for words in NETWORK_TROUBLE)


@pytest.mark.parametrize(
    ("draft", "passes", "words"),
    [
        ("form4-signed-by-delegate.xml", True, "Passed"),
        ("form4-signed-by-stranger.xml", False, "AUT001"),
        ("form4-wrong-issuer.xml", False, "issuer"),
    ],
)
def test_hook_lets_good_drafts_through_and_stops_bad_ones(
    filings: tuple[Path, Path], draft: str, passes: bool, words: str
) -> None:
    repository, home = filings
    completed = _run(
        sys.executable, "-m", "pre_commit", "run", "preflight", "--files", draft, cwd=repository, home=home
    )
    assert (completed.returncode == 0, words in completed.stdout) == (passes, True), completed.stdout


def test_hook_ignores_files_that_are_no_xml(filings: tuple[Path, Path]) -> None:
    repository, home = filings
    completed = _run(
        sys.executable,
        "-m",
        "pre_commit",
        "run",
        "preflight",
        "--files",
        "poa-registry.json",
        cwd=repository,
        home=home,
    )
    assert completed.returncode == 0
    assert "no files to check" in completed.stdout
