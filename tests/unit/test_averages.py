"""Mean and median, beside the standard library's."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.rules.averages import mean, median

numbers = st.lists(st.floats(-1e300, 1e300), min_size=1, max_size=20)


@given(numbers)
def test_they_are_those_of_the_standard_library(values: list[float]) -> None:
    assert mean(values) == statistics.fmean(values)
    assert median(values) == statistics.median(values)


def test_a_sum_that_no_float_holds_is_refused() -> None:
    with pytest.raises(OverflowError):
        mean([1.7e308, 1.7e308])
