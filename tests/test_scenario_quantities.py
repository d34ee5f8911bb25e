"""Distributions against their textbook quantiles and means."""

import numpy as np
import pytest

from nacsim.scenario import Discrete, Normal, Triangular, Uniform, centre

U = np.linspace(0, 1, 100_001)


@pytest.mark.parametrize(
    "quantity",
    [
        Normal(70, 10),
        Uniform(5, 20),
        Triangular(5, 8, 20),
        Triangular(0, 0, 10),
        Triangular(0, 10, 10),
        Triangular(4, 4, 4),
        Uniform(3, 3),
        Normal(2, 0),
        Discrete((10.0, 60.0), (0.8, 0.2)),
        Discrete((7.0,), (3.0,)),
    ],
    ids=str,
)
def test_quantiles_rise_are_finite_and_have_the_mean(quantity):
    values = quantity.quantile(U)
    assert values.shape == U.shape
    assert np.isfinite(values).all()
    assert (np.diff(values) >= -1e-12).all()
    assert np.mean(quantity.quantile((U[1:] + U[:-1]) / 2)) == pytest.approx(quantity.centre, abs=2e-3)
    assert centre(quantity) == quantity.centre


def test_known_quantiles():
    assert Normal(0, 1).quantile(np.array([0.5, 0.975])) == pytest.approx([0, 1.959964], abs=1e-6)
    assert Uniform(5, 20).quantile(0.2) == pytest.approx(8)
    assert Triangular(0, 2, 10).quantile(np.array([0, 0.2, 1])) == pytest.approx([0, 2, 10])
    assert Triangular(0, 5, 10).quantile(0.125) == pytest.approx(2.5)
    assert list(
        Discrete((10.0, 60.0, 90.0), (2, 1, 1)).quantile(np.array([0, 0.49, 0.5, 0.74, 0.75, 1]))
    ) == [10, 10, 60, 60, 90, 90]


def test_a_number_is_its_own_centre():
    assert centre(12.5) == 12.5


def test_arrays_of_any_shape():
    assert Normal(0, 1).quantile(np.full((2, 3), 0.5)).shape == (2, 3)
