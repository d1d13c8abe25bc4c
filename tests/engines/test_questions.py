"""Every question over each engine: the same tests that hold it to a plain loop over DuckDB."""

# ruff: noqa: F401 - the tests run here because they are here
import pytest

from tests.data.test_facets import (
    test_a_value_can_be_counted_in_the_window_alone,
    test_a_value_is_counted_under_all_the_other_filters,
    test_an_own_column_that_sorts_the_events_can_be_chosen,
    test_each_filter_says_how_many_events_it_alone_holds_back,
)
from tests.data.test_lanes import (
    test_an_event_stands_in_each_of_its_lanes_and_in_the_nameless_one_without,
    test_counts_put_an_event_into_each_of_its_lanes,
    test_counts_put_each_event_of_the_stretch_into_one_bin,
    test_lanes_can_be_any_column_or_none,
    test_marks_are_the_most_important_events,
    test_the_parameters_know_every_lane_that_the_queries_draw,
)
from tests.data.test_queries import (
    test_a_hostile_view_is_text_to_the_engine,
    test_a_question_about_no_events_has_an_answer,
    test_a_view_shows_the_events_that_pass_every_filter_oldest_first,
    test_an_event_is_in_the_window_when_any_part_of_it_is,
    test_an_unknown_event_is_no_row,
    test_as_of_hides_what_was_reported_later,
    test_claims_are_the_events_with_a_metric_of_all_times,
    test_eras_are_kept_apart_and_titles_are_no_events,
    test_neighbours_are_the_next_in_time_whatever_the_window,
    test_rows_come_in_time_order_or_by_a_column_and_as_many_as_are_asked_for,
    test_sources_come_with_how_many_claims_each,
    test_the_extent_is_from_the_first_that_is_dated_to_the_last,
    test_the_summary_counts_what_is_shown_of_what_there_is,
)

pytestmark = [pytest.mark.engines, pytest.mark.usefixtures("engine")]
