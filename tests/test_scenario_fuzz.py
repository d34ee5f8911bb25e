"""Whatever stands in a file or an override, it loads or is refused with its mistakes, nothing else."""

import datetime
import tomllib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nacsim.scenario import ScenarioError, load, loads, shipped, starter
from nacsim.scenario.format.document import TABLES
from nacsim.scenario.format.write import dump, write

FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
TEXTS = [shipped()[name].read_text(encoding="utf-8") for name in ("minimal", "history/article5_2001")]
TEXTS += [
    starter("a case"),
    dump(load("tokyo_liaison_office")),
    dump(load("history/finland_ratification_2023")),
]
WORDS = sorted({key for table in TABLES.values() for key in table.model_fields})
WORDS += [
    "FRA",
    "FRN",
    "office",
    "mean",
    "sd",
    "low",
    "mode",
    "high",
    "values",
    "weights",
    "eu",
    "china_trade",
    "",
    "é.\n",
]

words = st.sampled_from(WORDS)
numbers = st.one_of(
    st.integers(-5, 150), st.floats(), st.sampled_from([10**400, -(10**30), 0, 5e-324, 1e308]), st.booleans()
)
dates = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))
moments = st.sampled_from([datetime.datetime(2023, 7, 11, 1), datetime.time(1)])
leaves = st.one_of(numbers, words, st.text(max_size=5), dates, moments)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=8,
)


def settle(function, *args, **kwargs):
    """The scenario, or None if it was refused properly."""
    try:
        return function(*args, **kwargs)
    except ScenarioError as error:
        problems = error.problems
    assert problems
    for problem in problems:
        assert problem.message
        assert problem.line is None or problem.line >= 1
    return None


def places(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


def mutate(tables, data):
    """One place of the tables replaced, removed, renamed, or given a neighbour."""
    path = data.draw(st.sampled_from(list(places(tables))[1:]))
    holder = tables
    for key in path[:-1]:
        holder = holder[key]
    what = data.draw(st.sampled_from(["replace", "remove", "rename", "add"]))
    if what == "replace" or isinstance(holder, list):
        holder[path[-1]] = data.draw(values)
    elif what == "remove":
        del holder[path[-1]]
    elif what == "rename":
        holder[data.draw(words)] = holder.pop(path[-1])
    else:
        holder[data.draw(words)] = data.draw(values)


@FEW
@given(st.sampled_from(TEXTS), st.integers(1, 4), st.data())
def test_mutated_scenarios_load_or_are_refused(text, count, data):
    tables = tomllib.loads(text)
    for _ in range(count):
        if len(list(places(tables))) > 1:
            mutate(tables, data)
    case = settle(loads, write(tables))
    if case is not None:
        assert dump(loads(dump(case), case.name)) == dump(case)
        assert abs(case.ties.sum(axis=1) - 1).max() < 1e-9


@FEW
@given(st.sampled_from(TEXTS), st.data())
def test_garbled_texts_load_or_are_refused(text, data):
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, min(len(text), start + 30)))
    settle(loads, text[:start] + data.draw(st.text(max_size=6)) + text[stop:])


@FEW
@given(
    st.lists(st.one_of(words, st.text(max_size=4)), min_size=1, max_size=5),
    st.one_of(values, st.text(max_size=12)),
)
def test_overrides_are_taken_or_refused(parts, value):
    text = value if isinstance(value, str) else write({"x": value}).partition("=")[2]
    settle(loads, TEXTS[2], overrides=[".".join(parts) + "=" + text])


@FEW
@given(st.dictionaries(words, values, max_size=6))
def test_any_tables_load_or_are_refused(tables):
    settle(loads, write(tables))


@FEW
@given(st.binary(max_size=60))
def test_any_bytes_are_refused(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("bytes") / "case.toml"
    path.write_bytes(data)
    settle(load, path)


@FEW
@given(st.text(max_size=80))
def test_any_text_is_refused(text):
    settle(loads, text)
