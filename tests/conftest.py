"""What files of tests share: their order where the work is shared, and the page's server and browsers."""

import pytest

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


@pytest.fixture(scope="session")
def address():
    """Where the page is: one server for all files that need none of their own."""
    from browser import Server

    server = Server()
    yield server.address
    server.stop()


@pytest.fixture(scope="module")  # while Playwright is there, no other asyncio can be in its thread
def started(tmp_path_factory):
    """A browser by its name, started when it is first asked for."""
    from browser import chromium, firefox, playwright

    with playwright.sync_playwright() as p:
        start = {
            "chromium": lambda: chromium(p),
            "firefox": lambda: firefox(p, tmp_path_factory.mktemp("firefox")),
        }
        running = {}

        def browser_of(name):
            if name not in running:
                running[name] = start[name]()
            return running[name]

        yield browser_of
        for one in running.values():
            one.close()


@pytest.fixture
def browser(started, request):
    """Chromium, or the browser that the mark `both` names."""
    return started(getattr(request, "param", "chromium"))


@pytest.fixture
def visit(browser, address):
    """Open the page in a fresh browser; at the end, no error and no request off this machine."""
    from browser import PATIENCE, READY

    troubles, contexts = [], []

    def open_page(rest="", expect_errors=False, at=address, **how):
        how = {"viewport": {"width": 1280, "height": 720}, **how}
        context = browser.new_context(accept_downloads=True, **how)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        if not expect_errors:
            page.on("console", lambda m: m.type == "error" and troubles.append(m.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda r: r.url.startswith((at, "blob:")) or troubles.append(r.url))
        page.goto(at + rest)
        page.wait_for_selector(READY)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []
