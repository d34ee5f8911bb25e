"""`nacsim web`: the page."""

from __future__ import annotations

import click

from nacsim.cli import options
from nacsim.cli.say import say


@click.command
@click.argument("scenario", default="tokyo_liaison_office", type=options.SCENARIO)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; others see it only if told."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Port; by default 8765, or a free one if that is taken."
)
@click.option(
    "--class",
    "classes",
    is_flag=True,
    help="Let others join one council by a code, with seats that you hand out.",
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def command(scenario: str, host: str, port: int | None, classes: bool, no_browser: bool) -> None:
    """Open a page on this machine: move a stance and see the Council change its mind.

    SCENARIO is a file, the name of one that ships, or a link copied from such a page; the page begins with it. Ctrl-C ends
    the server.
    """
    from nacsim.web.begin import beginning, state_of
    from nacsim.web.server import listen, serve

    begin = beginning(scenario)
    try:
        listening = listen(host, port)
    except OSError as error:
        where = f"{host} port {port}" if port is not None else host
        raise click.ClickException(
            f"Cannot listen on {where}: {error.strerror}. Try another --port."
        ) from None
    if host not in ("127.0.0.1", "localhost", "::1"):
        say("Others on the network can use this page; it has no password.", err=True)
    elif classes:
        say(
            "Only browsers on this machine can join; for others give the address to listen on: --host.",
            err=True,
        )
    serve(
        begin, host, listening, lambda address: _announce(address + state_of(scenario), no_browser), classes
    )


def _announce(address: str, no_browser: bool) -> None:
    say(f"The page is at {address} (Ctrl-C ends it)")
    if not no_browser:
        import webbrowser

        webbrowser.open(address)
