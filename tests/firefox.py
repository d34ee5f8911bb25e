"""Firefox as distributions ship it, for Playwright: over WebDriver BiDi, without a browser build of Playwright's own.

usage: python firefox.py FIREFOX ARGUMENTS...

Playwright asks every Firefox for `emulation.setMediaFeaturesOverride`, which Firefox 153 does not know, and gives up
where that fails. This program is started in the place of such a Firefox. It starts it, passes on every word between the
two, and says yes to that one command in its stead: the page is then shown as the machine would show it, light and on a
screen. A Firefox that knows the command answers for itself.
"""

import asyncio
import json
import re
import sys
from asyncio.subprocess import PIPE

from websockets.asyncio.client import connect
from websockets.asyncio.server import serve

WAIVED = "emulation.setMediaFeaturesOverride"
PLAIN = {"max_size": None, "compression": None}
"""Both ends are on this machine, and a screenshot is one long message."""


def answered(text, waived):
    """What Firefox says, or a yes where it does not know the one command; `waived` has the numbers of those asked."""
    if not waived:
        return text
    said = json.loads(text)
    number = said.get("id")
    if number not in waived:
        return text
    waived.discard(number)
    unknown = said.get("error") == "unknown command"
    return json.dumps({"type": "success", "id": number, "result": {}}) if unknown else text


async def pass_on(driver, address):
    """Every message of Playwright to Firefox, and back."""
    waived = set()
    async with connect(address + driver.request.path, proxy=None, **PLAIN) as firefox:

        async def down():
            async for text in firefox:
                await driver.send(answered(text, waived))
            await driver.close()

        back = asyncio.create_task(down())
        async for text in driver:
            asked = json.loads(text)
            if asked.get("method") == WAIVED:
                waived.add(asked["id"])
            await firefox.send(text)
        back.cancel()


async def started(command):
    """Firefox, and where it listens."""
    firefox = await asyncio.create_subprocess_exec(*command, stderr=PIPE)
    async for line in firefox.stderr:
        if found := re.search(rb"BiDi listening on (ws://\S+)", line):
            return firefox, found[1].decode()
        sys.stderr.buffer.write(line)
    sys.exit(f"{command[0]} does not listen")


async def silence(stream):
    """Read what nobody needs, so that its writer need not wait."""
    async for _ in stream:
        pass


async def main(command):
    firefox, address = await started(command)
    async with serve(lambda driver: pass_on(driver, address), "127.0.0.1", 0, **PLAIN) as server:
        port = server.sockets[0].getsockname()[1]
        print(f"WebDriver BiDi listening on ws://127.0.0.1:{port}", file=sys.stderr, flush=True)
        await asyncio.gather(silence(firefox.stderr), firefox.wait())


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
