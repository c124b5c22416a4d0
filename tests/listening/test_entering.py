import pytest

from app.errors import Refused
from app.listening.entering import fault_in_feeds, fault_in_tags, fault_in_x_query, lines_of, tags_of
from app.listening.watching.searches import Terms, queries_for


def test_lines_are_tidied_and_kept_once():
    assert lines_of("  great   support \n\nGreat support\nkind agent") == ["great support", "kind agent"]


def test_hashtags_may_stand_on_one_line_or_many_with_or_without_their_sign():
    assert tags_of("#custserv, helpdesk\n#HelpDesk ＃support") == ["custserv", "helpdesk", "support"]


@pytest.mark.parametrize(
    "query",
    [
        "great support",
        '"great support" -hiring lang:en -is:retweet',
        "(support OR help) -is:nullcast",
        "support min_likes:5",
        '"min_faves:10 is gone"',
        "#custserv",
    ],
)
def test_what_x_takes_is_let_through(query):
    assert fault_in_x_query(query) is None


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("support min_faves:10", "Write min_likes: instead"),
        ("support -min_retweets:10", "Write min_reposts: instead"),
        ("-hiring", "wants something to look for"),
        ("-hiring OR -spam", "wants something to look for"),
        ("lang:en is:verified has:links", "wants something to look for"),
        ("support -(hiring OR spam)", "leaves out no group"),
        ("(support", "Close every bracket"),
        ("support)(", "Close every bracket"),
        ('"support', "Close the quotation marks"),
        ("s" * 513, "this has 513"),
    ],
)
def test_what_x_refuses_is_refused_here_with_what_to_do(query, words):
    assert words in (fault_in_x_query(query) or "")


@pytest.mark.parametrize("tag", ["great-support", "2026", "a b", "über!"])
def test_what_is_no_hashtag_is_named(tag):
    assert tag in (fault_in_tags([tag], most=5) or "")


@pytest.mark.parametrize(
    "feed", ["example.org", "ftp://example.org", "https://", "https://a:b@example.org/x", "https://[", "https://a b"]
)
def test_what_is_no_address_of_a_feed_is_named(feed):
    assert feed[:60] in (fault_in_feeds([feed], most=5) or "")


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "10.1.2.3", "169.254.1.1", "[::1]", "[::ffff:10.0.0.1]", "intranet", "printer.local."],
)
def test_a_feed_within_our_own_walls_is_named_before_it_is_saved(host):
    assert "is not on the open internet" in (fault_in_feeds([f"http://{host}/feed.xml"], most=5) or "")
    assert fault_in_feeds(["https://example.org/feed.xml", "https://1.1.1.1:8080/"], most=5) is None


def test_a_phrase_without_room_is_named_and_so_is_the_field_that_can_mend_it():
    with pytest.raises(Refused, match=r"“kkk.*…” does not fit") as long_phrase:
        queries_for(Terms(phrases=["fine", "k" * 505]), "x")
    with pytest.raises(Refused, match="leaves no room for “fine”") as much_left_out:
        queries_for(Terms(phrases=["fine"], exclusions=["e" * 490]), "x")

    assert (long_phrase.value.field, much_left_out.value.field) == ("phrases", "exclusions")
