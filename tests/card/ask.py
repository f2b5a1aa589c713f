#!/usr/bin/env python3
"""Asks the card that is in, by the [card] of a sharedesk.ini, now: ask.py SHAREDESK-CARD SHAREDESK.INI PIN"""
import configparser
import socket
import subprocess
import sys
import time

settings = configparser.ConfigParser()
settings.read(sys.argv[2])
end, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
end.settimeout(20)
words = [f"{name}={value}" for name, value in settings["card"].items()]
with subprocess.Popen([sys.argv[1], *words], stdin=other) as child:
    other.close()
    end.send(f"prove 1 {int(time.time())} {sys.argv[3]}".encode())
    line = ""
    while not line.startswith(("proved", "refused")):
        line = end.recv(2048).decode() or "refused: it ended"
    word, _, rest = line.split(" ", 2)
    print(word, rest)
    end.close()
