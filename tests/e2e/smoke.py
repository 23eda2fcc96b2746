"""Opens the demo of an installed kpiboard on a pty, sees it painted, and quits: `smoke.py PATH_OF_KPIBOARD`.

Only the standard library, so that it runs where nothing but the wheel is installed.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time


def main(kpiboard: str) -> int:
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm-256color"
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.execv(kpiboard, [kpiboard, "demo"])
    seen, deadline, asked = b"", time.monotonic() + 30, False
    while time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:  # the program has ended
                break
        if not asked and b"On-time delivery" in seen and b"LOSING" in seen:
            os.write(terminal, b"\x11")  # ctrl+q
            asked = True
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0 if asked else os.WNOHANG)[1])
    if not asked or code != 0:
        print(seen[-2000:], file=sys.stderr)
        print(f"The installed demo was {'' if asked else 'not '}painted; exit code {code}.", file=sys.stderr)
        return 1
    print("The installed demo was painted and left.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
