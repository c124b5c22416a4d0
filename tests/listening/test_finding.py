from app.listening.finding import clues_in


def test_clues_are_handles_domains_and_names() -> None:
    clues = clues_in("Thanks @Bright_Help! brightline.example rocks, says Brightline Broadband Ltd.")

    assert clues.handles == ("Bright_Help",)
    assert clues.domains == {"brightline.example"}
    assert {"brightline", "brightlinebroadband"} <= clues.names
