"""Files that pages brought in, by the hash of their text: sent once, then named.

What is remembered is a function of the text alone, so nobody can see another's file without having it already.
"""

import hashlib
from collections import OrderedDict
from threading import Lock

from nacsim.web.limits import Refusal

KEPT, ROOM = 200, 20_000_000
"""Files that are kept, and how many characters they may have together; the oldest go first."""

_files: OrderedDict[str, str] = OrderedDict()
_lock = Lock()


def keep(text: str) -> str:
    """Keep a text; returns its name, the SHA-256 of it."""
    name = hashlib.sha256(text.encode()).hexdigest()
    with _lock:
        _files[name] = text
        _files.move_to_end(name)
        while len(_files) > KEPT or sum(map(len, _files.values())) > ROOM:
            _files.popitem(last=False)
    return name


def text_of(name: str) -> str:
    """The text of that name. Refuses (410) one that is not kept, so that the page sends it again."""
    with _lock:
        found = _files.get(name)
        if found is not None:
            _files.move_to_end(name)
    if found is None:
        raise Refusal(410, "This file is not known here any more; send it again.")
    return found
