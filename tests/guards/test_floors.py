"""The floor plan: who may import whom."""

from importlinter import cli

from app.config import ROOT


def test_imports_point_down_the_floor_plan(capsys):
    code = cli.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)

    assert code == 0, capsys.readouterr().out
