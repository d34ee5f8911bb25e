"""The errors that nacsim raises on purpose, drawn once. Each is also the built-in error that a caller would expect.

NacsimError
├── ScenarioError (ValueError)     a scenario that will not run, with every mistake in it
├── Misfit (ValueError)            a key that cannot be reached in a scenario
├── WrongValue (ValueError)        an argument of the right kind with a value that will not do
├── WrongType (TypeError)          an argument of another kind than is needed, or of a name that does not exist
├── Absent (KeyError)              a member that does not sit in the room, or has left it
├── Unfit (ValueError)             something offered by a package, or a class of one's own, that does not keep the rules
├── NotAllowed (ValueError)        an action against the rules of a council that is played
├── Foreign (ValueError)           a folder or file that holds something else
├── BadFile (ValueError)           a file that cannot be taken, with its place
├── Missing (ImportError)          a package that has to be installed first
└── Unreachable (OSError)          a cluster that does not answer
"""


class NacsimError(Exception):
    """Any error that nacsim raises on purpose; the text says what was typed and what is allowed."""


class WrongValue(NacsimError, ValueError):
    """An argument of the right kind with a value that will not do."""


class WrongType(NacsimError, TypeError):
    """An argument of another kind than is needed, or one that does not exist."""


class Absent(NacsimError, KeyError):
    """A member that does not sit in the room, or has left it."""

    __str__ = Exception.__str__  # a KeyError would put it in quotes


class Unfit(NacsimError, ValueError):
    """What a package offers, or a class of one's own, does not do what it has to; the text says what."""


class Foreign(NacsimError, ValueError):
    """A folder or file that holds something else than what is looked for."""


class Missing(NacsimError, ModuleNotFoundError):
    """A package that has to be installed before this can be done; the text says how."""


class SteppedSlowly(UserWarning):
    """Members of a class of their own are stepped, council by council: how long that takes, and what would be quick."""
