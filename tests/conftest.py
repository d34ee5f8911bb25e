"""Before any test module: `nacsim` sets how many threads NumPy's linear algebra takes, before NumPy is loaded."""

import nacsim  # noqa: F401
