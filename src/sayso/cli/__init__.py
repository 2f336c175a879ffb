"""The command line: `sayso --help`.

Exit status 0: done; 1: nothing could be read of a file, or a check failed; 2: what was asked cannot be done, and why;
3: a fault of sayso itself; 130: stopped by Ctrl-C.
"""

from __future__ import annotations

import errno
import logging
import os
import sys

TRACEBACK = "SAYSO_TRACEBACK"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def main() -> None:
    """Run the command that was typed. What goes wrong is one line, never a traceback unless it is asked for."""
    from sayso.cli.commands import app
    from sayso.cli.printing import say
    from sayso.records import SaysoError

    logging.basicConfig(format="sayso: %(message)s", level=logging.WARNING)
    try:
        app()
    except SaysoError as error:
        say(f"sayso: {error}")
        sys.exit(2)
    except Exception as error:
        if TRACEBACK in os.environ:
            raise
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            say(f"sayso: what was printed could not be written ({error.strerror}). Make room, or send it elsewhere.")
            sys.exit(2)
        say(f"sayso: this should not have happened: {type(error).__name__}: {error}. Please report it with what "
            f"{TRACEBACK}=1 adds.")
        sys.exit(3)
