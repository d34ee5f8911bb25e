"""Three mistakes that a type checker finds. Never run."""

from nacsim import compare, simulate

o = simulate("tokyo_liaison_office")
o.adoptd  # noqa: B018  error
compare(["a"], runs="x", sede=3)  # two errors
