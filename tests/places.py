"""Which tests run where, by the place in which they stand: the beginning of a path under `tests/`.

A new test needs nothing of this. It runs on SQLite, in `make check` and in `make test`. A line here, or a mark in the file
itself (`pytestmark = pytest.mark.both_databases`), is for a test that takes long or that a database can make different.
docs/contributors/testing.md says what runs where.
"""

THOROUGH = (
    "activity/test_own_sign_in.py", "core/test_apart.py", "direction/test_element_as_of.py", "papers/test_word_template.py",
    "people/test_at_once.py", "reading/test_hostile.py", "web/test_once.py",
    "bad_input/", "demo/", "provision/", "activity/test_activity.py", "desk/test_deputies.py", "desk/test_posting.py",
    "reading/test_size.py", "reading/agendas/test_anything.py", "reading/cases/test_anything.py",
    "direction/test_all_orders.py", "direction/test_bearing_reach.py",
    "direction/test_documents_pages.py", "direction/test_every_order.py",
    "chain/test_graph.py", "initiatives/test_dead_links.py",
    "initiatives/test_reports_at_once.py", "organisation/test_import_", "organisation/test_visibility.py",
    "test_access.py", "test_adding.py", "test_bad_input.py",
    "test_benchmarks.py", "test_cli_", "test_https.py", "test_planted.py", "test_words.py",
    "web/test_unsaved.py",
)  # fmt: skip
"""Where tests take their time: every address with every kind of junk, whole processes, the whole demo, any graph or file."""

BOTH_DATABASES = (
    # Every page once, and what PostgreSQL refuses where SQLite takes it: numbers, texts and signs that are too much.
    "test_access.py", "bad_input/test_every_address.py", "bad_input/test_text.py", "demo/test_loading.py",
    # SQL by hand, and questions that are put together.
    "core/test_prepared.py", "core/test_periodic.py", "core/test_history.py",
    "chain/test_breaks.py", "chain/test_chain.py", "direction/test_element_page.py", "chain/test_graph.py",
    "chain/test_joined_anchors.py", "chain/test_ring.py", "direction/test_succession.py", "direction/test_ties.py",
    "desk/test_following.py", "desk/test_front.py", "desk/test_waiting.py", "initiatives/test_liveness.py",
    "initiatives/test_owned.py", "initiatives/test_parts.py", "organisation/test_authorit",
    "organisation/test_visibility.py",
    # Locks, and what is done at the same time.
    "bad_input/test_at_once.py", "bad_input/test_races.py", "direction/test_every_order.py",
    "initiatives/test_reports_at_once.py", "organisation/test_unit_actions.py",
    # Search.
    "search/",
    # Sorting, and where the empty stands in it.
    "direction/test_register.py", "initiatives/test_list.py", "initiatives/test_plans.py", "organisation/test_pages.py",
    # Dates.
    "direction/test_element_as_of.py", "direction/test_moments.py", "direction/test_period.py",
    "initiatives/test_milestones.py", "initiatives/test_status_figures.py",
)  # fmt: skip
"""Where a database can make a difference: these run on SQLite and on PostgreSQL."""

PROCESSES = (
    "provision/",
    "desk/test_posting.py",
    "test_adding.py",
    "test_benchmarks.py",
    "test_cli_",
    "test_https.py",
)
"""Where tests start processes of their own: these choose their database themselves, and know only the day that it is."""


def stands_in(place: str, places: tuple[str, ...]) -> bool:
    """Whether a path under `tests/`, of a file or a folder, is in one of the places."""
    return f"{place}/".startswith(places)
