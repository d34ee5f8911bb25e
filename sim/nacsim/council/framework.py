"""Mesa, imported without the remark on progress bars that it makes where a notebook has no widgets."""

import warnings

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "IProgress not found")
    import mesa

__all__ = ["mesa"]
