"""Before any test module: `sim` sets how many threads NumPy's linear algebra takes, before NumPy is loaded."""

import sim  # noqa: F401
