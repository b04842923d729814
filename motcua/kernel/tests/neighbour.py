"""Another process that uses a home's server, perhaps as another user of the machine. Run by the tests, never imported.

It obeys one word a line on its standard input and answers each with one line: `joined`, `left`, or `no: reason`.
"""

import os
import sys
from pathlib import Path

from motcua.kernel.home import BadHomeError, Home
from motcua.kernel.postgres import NoDatabaseError, Server


def main(home: Path, user: int, *settings: str) -> None:
    if user != os.geteuid():
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    server = None
    say("ready")
    for word in sys.stdin:
        try:
            server = server or Server(Home(home), settings=dict(pair.split("=") for pair in settings))
            if word == "join\n":
                server.join()
                say("joined")
            else:
                server.leave()
                say("left")
        except (NoDatabaseError, BadHomeError) as error:
            say(f"no: {error}".replace("\n", " / "))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
