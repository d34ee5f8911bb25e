"""The shapes of arrays, by their axes: D issues, N members, R runs, always in this order.

`#R` is R, or 1 where no run changes it; K are the objectors of all runs (`objectors`). They say what is meant to who reads
a rule; `tests/test_shapes.py` plays councils and holds every rule to them.
"""

from typing import Annotated

from numpy import ndarray

R = Annotated[ndarray, "R"]
N = Annotated[ndarray, "N"]
NR = Annotated[ndarray, "N R"]
NR1 = Annotated[ndarray, "N #R"]
N1 = Annotated[ndarray, "N 1"]
NN = Annotated[ndarray, "N N"]
DR = Annotated[ndarray, "D R"]
DR1 = Annotated[ndarray, "D #R"]
DNR = Annotated[ndarray, "D N R"]
DNR1 = Annotated[ndarray, "D N #R"]
R1 = Annotated[ndarray, "#R"]
K = Annotated[ndarray, "K"]
