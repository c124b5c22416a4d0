"""The sizes: a function too long is two ideas, a file too long is two subjects."""

import ast

import pytest

from app.config import ROOT

FUNCTION_MOST = 40
FILE_MOST = 300
FOLDERS = ("app", "tests", "benchmarks", "migrations")
FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
IDS = [str(path.relative_to(ROOT)) for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_file_holds_one_subject(path):
    assert len(path.read_text().splitlines()) <= FILE_MOST


@pytest.mark.parametrize("path", [path for path in FILES if "versions" not in path.parts], ids=lambda p: p.name)
def test_a_function_holds_one_idea(path):
    functions = (
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )

    long = {each.name: each.end_lineno - each.lineno + 1 for each in functions}

    assert {name: lines for name, lines in long.items() if lines > FUNCTION_MOST} == {}


def test_no_folder_or_file_has_a_name_that_says_nothing():
    names = {path.stem for path in FILES}

    assert not names & {"utils", "helpers", "common", "misc"}
