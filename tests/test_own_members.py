"""Members with a class of their own in thousands of councils: the same rules and luck, in arrays or stepped."""

import pickle
import warnings
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import numpy as np
import pytest
from three_members import to_the_end

import nacsim
from nacsim import Council, Member, load, load_result, simulate
from nacsim.council import many
from nacsim.council.hooks import in_arrays
from nacsim.errors import SteppedSlowly

TOKYO = "tokyo_liaison_office"
RUNS = 25


@pytest.fixture(autouse=True)
def a_small_sample(monkeypatch):
    """A few councils are enough to find out a form that differs here, and on a busy machine nothing counts as slow."""
    monkeypatch.setattr(many, "SAMPLE", 5)
    monkeypatch.setattr(many, "SLOW", 1e9)


class Same(Member):
    """Answers every hook as the model does."""

    def before_silence(self):
        super().before_silence()


class SameWeigh(Member):
    """Weighs as the model does."""

    def weigh(self, margin):
        return super().weigh(margin)


class SameMany(SameWeigh):
    """The same in arrays."""

    @staticmethod
    def weigh_many(view, margin):
        return margin


class Fair(Member):
    """Minds a text half as much if the United States wants it more than it does, and now and then not at all."""

    def weigh(self, margin):
        usa = self.council.member("USA").position[self.council.agenda.principal]
        soft = 0.5 if usa > self.position[self.council.agenda.principal] and self.council.round > 1 else 1
        return 0.0 if self.chance("asleep", self.council.round) < 0.2 else margin * soft


class FairMany(Fair):
    """The same in arrays."""

    @staticmethod
    def weigh_many(view, margin):
        issue = view.council.agenda.principal
        usa = view.council.member("USA").position[issue]
        soft = np.where((usa > view.position[issue]) & (view.council.round > 1), 0.5, 1)
        return np.where(view.chance("asleep", view.council.round) < 0.2, 0.0, margin * soft)


class LooksBack(Member):
    """Looks at all that a view shows; has the array form alone."""

    @staticmethod
    def weigh_many(view, margin):
        text = view.council.text[view.council.agenda.principal]
        spoke = np.where(view.speaks | view.objects, view.margin, 0)
        mine = view.gain + view.paid + view.luck + view.lean - 0.1 * view.cost + 0.01 * view.resolve
        return margin + 0.01 * (mine + spoke + text - view.anchor[view.council.agenda.principal])


class Tires(Member):
    """Loses heart a little whenever it has spoken; plays on what it remembers."""

    def __init__(self, model, code):
        super().__init__(model, code)
        self.spoken = 0

    def before_silence(self):
        self.spoken += self.speaks
        self.resolve = max(0, self.resolve - 10 * self.spoken)


class WalksOut(Member):
    """Leaves after two rounds, unless a coin says no."""

    def before_silence(self):
        if self.council.round == 3 and self.council.random.random() < 0.5:
            self.remove()


class Presidency(Member):
    """Holds the chair and puts the same text again."""

    def redraft(self, offer):
        return dict(self.council.text) if self.council.round == 1 else offer


def one_by_one(scenario, kind, runs=6, **how):
    """Rows of councils stepped by hand."""
    return np.concatenate(
        [many.row_of(to_the_end(Council(scenario, run, member_class=kind, **how))) for run in range(runs)]
    )


@pytest.mark.parametrize("kind", [Member, Same, SameWeigh, SameMany])
def test_a_class_that_changes_nothing_gives_the_councils_of_simulate(kind):
    scenario, runs = load("ukraine_invitation"), 2030 if kind in (Member, SameMany) else RUNS
    assert simulate(scenario, runs, seed=3, member_class=kind, jobs=1) == simulate(scenario, runs, seed=3)


@pytest.mark.parametrize("given", [{"FRA": FairMany, "HUN": SameMany}, {"FRA": LooksBack, "TUR": FairMany}])
@pytest.mark.parametrize("name", [TOKYO, "tokyo_quiet_year"])
def test_what_is_played_in_arrays_is_what_is_stepped(given, name):
    scenario = load(name)
    assert all(in_arrays(kind, Member) for kind in given.values())
    found = simulate(scenario, 2010, member_class=given, jobs=1)
    assert (found.rows[:6] == one_by_one(scenario, given)).all()
    late = to_the_end(Council(scenario, 2005, member_class=given))
    assert found.rows[2005] == late.result.rows[0]
    assert found != simulate(scenario, 2010)


def test_both_forms_give_the_same_councils():
    arrays = simulate(TOKYO, RUNS, member_class={"FRA": FairMany})
    stepped = simulate(TOKYO, RUNS, member_class={"FRA": Fair}, jobs=1)
    assert arrays == stepped


def test_forced_hands_and_own_minds_go_together():
    hands, two = {"FRA": "silent", "HUN": "objects"}, {"FRA": FairMany, "TUR": FairMany}
    found = simulate(TOKYO, RUNS, member_class=two, forced=hands)
    assert (found.rows[:6] == one_by_one(TOKYO, two, forced=hands)).all()


def test_what_is_stepped_does_not_depend_on_workers(monkeypatch):
    monkeypatch.setattr(many, "CHUNK", 7)
    given, told = {"FRA": Tires, "HUN": WalksOut, "USA": Presidency}, []
    alone = simulate(TOKYO, 20, member_class=given, jobs=1, progress=lambda *t: told.append(t))
    assert told == [(k, 20) for k in (7, 14, 20)]
    with ThreadPoolExecutor(3) as pool, ProcessPoolExecutor(2, get_context("fork")) as processes:
        for workers in (pool, processes):
            assert alone == simulate(TOKYO, 20, member_class=given, executor=workers)
    assert (alone.rows[:6] == one_by_one(TOKYO, given)).all()
    assert alone.first_runs(9) == simulate(TOKYO, 9, member_class=given, jobs=2)


def test_who_walks_out_is_told_of_among_all():
    found = simulate(TOKYO, RUNS, member_class={"FRA": WalksOut}, jobs=1)
    assert "FRA" in found.room
    gone = found.adopted & found.first[found.room.index("FRA")]
    assert gone.any()
    assert not found.blocks[found.room.index("FRA")][found.adopted].any()


class Against(Member):
    """Is against whatever it is asked, by much."""

    @staticmethod
    def weigh_many(view, margin):
        return margin - 1000


def test_a_hand_that_is_forced_has_no_say_whichever_way_it_is():
    found = simulate("minimal", 60, 1, jobs=1, forced={"HUN": "silent"}, member_class={"HUN": Against})
    assert not found.first[found.room.index("HUN")].any()
    free = simulate("minimal", 60, 1, jobs=1, member_class={"HUN": Against})
    assert free.first[free.room.index("HUN")].all()


class Wrong(Member):
    """Says one thing and another."""

    def weigh(self, margin):
        return margin

    @staticmethod
    def weigh_many(view, margin):
        return margin + (view.council.round == 2)


class Across(Member):
    """Looks at all councils at once."""

    @staticmethod
    def weigh_many(view, margin):
        return margin - margin.mean()


class Grown(FairMany):
    """Weighs otherwise than the class it comes from, whose array form is stale."""

    def weigh(self, margin):
        return margin + 1000


class Short(Member):
    """Gives one number too many."""

    @staticmethod
    def weigh_many(view, margin):
        return np.append(margin, 0.0)


class Nothing(Member):
    """Gives no numbers."""

    @staticmethod
    def weigh_many(view, margin):
        return margin * np.nan


class Remembers(Member):
    """Asks a view for what only a member has."""

    @staticmethod
    def weigh_many(view, margin):
        return margin * view.reslove


class Writes(Member):
    """Changes what is for reading."""

    @staticmethod
    def weigh_many(view, margin):
        view.resolve = 0
        return margin


@pytest.mark.parametrize(
    ("kind", "error", "said"),
    [
        (
            Wrong,
            ValueError,
            r"of FRA in round 2 of run \d+ weigh says .* and weigh_many .*; they must say the same",
        ),
        (Across, ValueError, "ends otherwise when it is stepped.*margin.mean"),
        (
            Short,
            ValueError,
            r"must return one number for each council, \(25,\); of FRA it gives float64 \(26,\)",
        ),
        (Nothing, ValueError, "of FRA it gives nan"),
        (Remembers, AttributeError, "weigh_many sees no reslove; did you mean resolve"),
        (Writes, AttributeError, "for reading"),
    ],
)
def test_an_array_form_that_will_not_do_says_why(kind, error, said):
    with pytest.raises(error, match=said):
        simulate(TOKYO, RUNS, member_class={"FRA": kind}, jobs=1)


def test_a_stale_array_form_is_not_used():
    assert not in_arrays(Grown, Member)
    assert simulate(TOKYO, RUNS, member_class={"FRA": Grown}, jobs=1).adopted.mean() > 0.9


class Breaks(Member):
    """Fails in one of many councils."""

    def weigh(self, margin):
        return margin / (self.council.run != 7)


def test_an_error_in_a_class_names_its_council():
    with pytest.raises(ZeroDivisionError) as told:
        simulate(TOKYO, RUNS, member_class={"FRA": Breaks}, jobs=1)
    assert told.value.__notes__ == ["in run 7 of seed 0; Council(scenario, 7, 0, member_class=…) steps to it"]


def test_stepping_says_how_long_it_takes(monkeypatch):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        simulate(TOKYO, 50, member_class={"FRA": Tires}, jobs=1)
    monkeypatch.setattr(many, "SLOW", 0.0)
    with pytest.warns(
        SteppedSlowly, match=r"Tires: stepped.* a second and worker.*weigh_many beside weigh"
    ) as told:
        simulate(TOKYO, 50, member_class={"FRA": Tires}, jobs=1)
    assert told[0].filename == __file__


def test_a_class_made_in_a_function_stays_in_this_process():
    class Local(Member):
        def before_silence(self):
            pass

    with pytest.raises((AttributeError, pickle.PicklingError)):
        pickle.dumps(Local)
    assert simulate(TOKYO, RUNS, member_class={"FRA": Local}) == simulate(TOKYO, RUNS)


def test_a_result_knows_who_played_it(tmp_path):
    found = simulate(TOKYO, RUNS, member_class={"FRA": FairMany})
    assert found.minds == (("FRA", "FairMany"),)
    assert found.summary() == found.counted()
    assert found.plot("outcomes") is not None
    assert found.plot("hemicycle") is not None
    for again in (lambda r: r.frame("rounds"), lambda r: r.plot("support"), lambda r: r.plot("story")):
        with pytest.raises(ValueError, match=r"with plain members, and these were not \(FRA: FairMany\)"):
            again(found)
    kept = load_result(found.save(tmp_path / "own.npz"))
    assert (kept, kept.minds, kept.first_runs(3).minds) == (found, found.minds, found.minds)
    plain = simulate(TOKYO, RUNS, member_class=Member)
    assert plain.minds == ()


def test_results_that_were_played_are_compared_run_by_run():
    plain, own = simulate(TOKYO, RUNS), simulate(TOKYO, RUNS, member_class={"FRA": FairMany})
    told = nacsim.compare({"as coded": plain, "a fair France": own})
    assert told.runs == RUNS
    assert told.scenarios == ("as coded", "a fair France")
    gained = (own.adopted.mean() - plain.adopted.mean()).round(9)
    assert round(told.differences[0].adopted.value, 9) == gained
    assert told.differences[0].words
    other = nacsim.compare([TOKYO, "tokyo_france_persuaded"], RUNS)
    played = nacsim.compare([simulate(TOKYO, RUNS), simulate("tokyo_france_persuaded", RUNS)])
    assert played == other
    with pytest.raises(ValueError, match="the same luck"):
        nacsim.compare([plain, simulate(TOKYO, RUNS, seed=1)])
    with pytest.raises(TypeError, match="all of them"):
        nacsim.compare([plain, TOKYO])
