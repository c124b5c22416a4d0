"""The sizes: a function too long is two ideas, a file too long is two subjects."""

import ast

from app.config import ROOT

FUNCTION_MOST = 40
FILE_MOST = 300
FOLDERS = ("app", "tests", "benchmarks", "migrations")
FILES = {
    str(path.relative_to(ROOT)): path.read_text()
    for folder in FOLDERS
    for path in sorted((ROOT / folder).rglob("*.py"))
}


def test_a_file_holds_one_subject():
    lines = {name: len(words.splitlines()) for name, words in FILES.items()}

    assert {name: count for name, count in lines.items() if count > FILE_MOST} == {}


def test_a_function_holds_one_idea():
    long = {
        f"{name}: {each.name}": lines
        for name, words in FILES.items()
        if "/versions/" not in name
        for each in ast.walk(ast.parse(words))
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := each.end_lineno - each.lineno + 1) > FUNCTION_MOST
    }

    assert long == {}


def test_no_folder_or_file_has_a_name_that_says_nothing():
    names = {part.removesuffix(".py") for name in FILES for part in name.split("/")}

    assert not names & {"utils", "helpers", "common", "misc"}
