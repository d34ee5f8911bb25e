"""What a build leaves in the package: the commit that it was made from, for the foot of figures and saved runs."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CommitHook(BuildHookInterface):
    """Puts `nacsim/files/commit.txt` into wheels and source archives that are built from a checkout."""

    def initialize(self, version, build_data):
        """Before the build; an editable install reads the checkout itself."""
        root = Path(self.root)
        spec = spec_from_file_location("commit", root / "sim" / "nacsim" / "files" / "commit.py")
        found = module_from_spec(spec)
        spec.loader.exec_module(found)
        head = found.head(root / ".git")
        if version == "editable" or not head:
            return
        self.left = TemporaryDirectory()  # until the hook goes, when the archive has been written
        path = Path(self.left.name) / found.BUILT
        path.write_text(head, encoding="ascii")
        inside = "sim/nacsim" if self.target_name == "sdist" else "nacsim"
        build_data["force_include"][str(path)] = f"{inside}/files/{found.BUILT}"
