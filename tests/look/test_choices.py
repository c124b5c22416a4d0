"""Radios, checkboxes and selects are GOV.UK's."""

from typing import Any

import pytest

from tests.look.answers import CHOICES, all_states, common, field_in, fieldset, label
from tests.look.oracle import render_ours, render_theirs


@all_states
@pytest.mark.parametrize("chosen", ["", "hero"], ids=["unchosen", "chosen"])
def test_radios_are_govuks(state: dict[str, str], chosen: str) -> None:
    field = field_in(state, "one", one=chosen)
    call = 'choices.radios(field, hint, hints={"team": "Together <b>"})'

    written = render_ours(call, field=field, hint=state.get("hint", ""))

    items = [{"value": value, "text": text, "checked": value == chosen} for value, text in CHOICES]
    items[0]["hint"] = {"text": "Together <b>"}
    params = common(state, idPrefix="one", name="one", fieldset=fieldset("Which award?"), items=items)
    assert written == render_theirs("radios", "govukRadios", params)


@all_states
@pytest.mark.parametrize("chosen", [[], ["hero"], ["team", "hero"]], ids=["none", "one", "two"])
def test_checkboxes_are_govuks(state: dict[str, str], chosen: list[str]) -> None:
    field = field_in(state, "many", many=chosen)
    call = 'choices.checkboxes(field, hint, hints={"hero": "One person"})'

    written = render_ours(call, field=field, hint=state.get("hint", ""))

    items = [{"value": value, "text": text, "checked": value in chosen} for value, text in CHOICES]
    items[1]["hint"] = {"text": "One person"}
    params = common(state, idPrefix="many", name="many", fieldset=fieldset("What stood out?"), items=items)
    assert written == render_theirs("checkboxes", "govukCheckboxes", params)


@all_states
@pytest.mark.parametrize("ticked", [False, True], ids=["open", "ticked"])
def test_a_single_checkbox_is_govuks(state: dict[str, str], ticked: bool) -> None:
    field = field_in(state, "consent", consent=ticked)

    written = render_ours("choices.checkbox(field, hint)", field=field, hint=state.get("hint", ""))

    item: dict[str, Any] = {"value": "yes", "text": "Judges may read this", "checked": ticked}
    if "hint" in state:
        item["hint"] = {"text": state["hint"]}
    params = common(state, idPrefix="consent", name="consent", items=[item])
    params.pop("hint", None)
    assert written == render_theirs("checkboxes", "govukCheckboxes", params)


@all_states
def test_a_select_is_govuks(state: dict[str, str]) -> None:
    field = field_in(state, "pick", pick="hero")

    written = render_ours("choices.select(field, hint)", field=field, hint=state.get("hint", ""))

    items = [{"value": value, "text": text} for value, text in CHOICES]
    params = common(state, id="pick", name="pick", label=label("How did it feel?"), items=items, value="hero")
    assert written == render_theirs("select", "govukSelect", params)
