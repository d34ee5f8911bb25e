"""Which files of tests begin: on several cores the longest ones, so that none of them is left for the end."""

LONGEST = (
    "test_web_page.py",
    "test_web_screens.py",
    "test_web_stories.py",
    "test_web_share.py",
    "test_faults.py",
    "test_web_page_making.py",
    "test_cli.py",
    "test_console_lines.py",
    "test_typing.py",
)


def pytest_collection_modifyitems(config, items):
    """Longest files first where the work is shared (`--dist`); in the order of their names, or by lot, otherwise."""
    if config.getoption("dist", "no") != "no" or hasattr(config, "workerinput"):
        items.sort(
            key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST)
        )
