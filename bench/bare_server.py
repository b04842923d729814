"""A web server that knows nothing: it computes for so long and answers. Beside it one sees what the machine does.

    python bench/bare_server.py PORT SECONDS

Several may share a port; a visitor gets one of them by chance, as he gets one of the house's processes.
"""

import re
import socket
import sys
import time

_HOST = "127.0.0.1"
_WAITING = 1_024
_PAGE = b"x" * 12_000
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(_PAGE), _PAGE)
_LENGTH = re.compile(rb"Content-Length: (\d+)")


def main(port: int, seconds: float) -> None:
    """Answers one visitor after the other until it is ended, each after so many seconds of the processor's time."""
    with socket.create_server((_HOST, port), backlog=_WAITING, reuse_port=True) as door:
        while True:
            visitor, _ = door.accept()
            with visitor:
                _hear(visitor)
                _compute(seconds)
                visitor.sendall(_ANSWER)


def _hear(visitor: socket.socket) -> None:
    """Takes in the whole request; one that only looks whether the door is open says nothing."""
    heard = b""
    while said := visitor.recv(65_536):
        heard += said
        head, end, body = heard.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if end and len(body) >= int(length[1] if length else 0):
            return


def _compute(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
