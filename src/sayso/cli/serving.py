"""The command that opens the page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.asked import Asked, asked
from sayso.cli.printing import CaseArgument, say

_LOOPBACK = "127.0.0.1"


@asked(dated=False)
def serve(
    case: CaseArgument,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to listen; 0 takes any that is free.")] = 8642,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser at once.")] = True,
    by: Annotated[str | None, typer.Option(help="Who reviews; else the user logged in.")] = None,
    hypotheses: Annotated[
        Path | None, typer.Option(metavar="FILE.toml", help="A file of hypotheses, as `sayso ach` takes it.")
    ] = None,
    *,
    how: Asked,
) -> None:
    """Open a case as a page in the browser: desk, reader, findings, actors, network, map, review.

    It answers only on this machine, sends nothing anywhere, and ends with Ctrl-C.

    \b
    Examples:
      sayso serve nexus.sayso
      sayso serve nexus.sayso --port 0 --no-browser
    """
    import socket
    import webbrowser

    import uvicorn

    from sayso.asking import Unmasking
    from sayso.records import CaseError
    from sayso.serving import application
    from sayso.storing import open_case

    with open_case(case) as store, socket.socket() as door:
        app = application(store, name=case.stem, by=by or Unmasking.here().by, unmasked=how.unmasked,
                          hypotheses=hypotheses)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((_LOOPBACK, port))
        except OSError as error:
            raise CaseError(f"Port {port} of this machine cannot be had ({error.strerror}). Is the case open already? "
                            "Take another: `--port 0` takes any that is free.") from error
        address = f"http://{_LOOPBACK}:{door.getsockname()[1]}/"
        say(f"{case}: open at {address} for this machine alone. Ctrl-C ends it.")
        if browser:
            webbrowser.open(address)
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[door])


COMMANDS = (serve,)
