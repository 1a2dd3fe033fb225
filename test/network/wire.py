"""A line of IP between this machine and a network namespace: rate, delay, loss and a router's buffer, for TCP and UDP alike.

Usage: wire.py NAME '{"up": 24000, "down": 24000, "delay": 200, "loss": 0.05, "buffer": 8000, "seed": 1}'
Near end 10.77.N.1 in the namespace it is started in, far end 10.77.N.2 in the namespace NAME; `up` is from near to far. Rates in
bits a second with the headers of IP, delay one way in ms, loss as a share of packets each way, buffer in bytes.
Says one line of JSON when it is up, and the bytes that crossed for each line that it is told: `cut`, from when on nothing passes
either way and nobody is told, `repair`, `lose 0.1`, from when on so much is lost,
`rate 4000`, from when on it carries that much each way, or nothing. Ends with its input.
"""

import fcntl
import heapq
import json
import os
import random
import select
import signal
import struct
import subprocess
import sys
import time

# Ended from outside it clears up as well.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))

name, line = sys.argv[1], json.loads(sys.argv[2])
chance = random.Random(line.get("seed", 1))
delay = line.get("delay", 0) / 1000
net = os.getpid() % 250
dead = False


def tun(device):
    file = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    # TUNSETIFF with IFF_TUN and IFF_NO_PI: bare packets of IP.
    fcntl.ioctl(file, 0x400454CA, struct.pack("16sH", device.encode(), 0x1001))
    return file


def ip(*words):
    subprocess.run(["ip", *words], check=True)


class Lane:
    def __init__(self, rate):
        self.rate = rate or 1e12
        self.free_at = 0.0
        self.crossed = 0

    def take(self, packet, now):
        """When the packet arrives, or None where it is lost."""
        waiting = max(0.0, self.free_at - now) * self.rate / 8
        if waiting + len(packet) > line.get("buffer", 64000):
            return None
        self.free_at = max(self.free_at, now) + len(packet) * 8 / self.rate
        self.crossed += len(packet)
        return None if dead or chance.random() < line.get("loss", 0) else self.free_at + delay


near_device, far_device = f"{name}n", f"{name}f"
near, far = tun(near_device), tun(far_device)
ip("netns", "add", name)
try:
    ip("link", "set", far_device, "netns", name)
    ip("address", "add", f"10.77.{net}.1", "peer", f"10.77.{net}.2", "dev", near_device)
    ip("link", "set", near_device, "up")
    ip("-n", name, "address", "add", f"10.77.{net}.2", "peer", f"10.77.{net}.1", "dev", far_device)
    ip("-n", name, "link", "set", far_device, "up")
    ip("-n", name, "link", "set", "lo", "up")
    print(json.dumps({"near": f"10.77.{net}.1", "far": f"10.77.{net}.2"}), flush=True)

    lanes = {near: (Lane(line.get("up")), far), far: (Lane(line.get("down")), near)}
    coming = []
    order = 0
    while True:
        wait = max(0.0, coming[0][0] - time.monotonic()) if coming else None
        ready, _, _ = select.select([near, far, sys.stdin], [], [], wait)
        now = time.monotonic()
        for end in (near, far):
            if end in ready:
                packet = os.read(end, 65536)
                lane, other = lanes[end]
                arrives = lane.take(packet, now)
                if arrives is not None:
                    order += 1
                    heapq.heappush(coming, (arrives, order, other, packet))
        while coming and coming[0][0] <= now:
            _, _, other, packet = heapq.heappop(coming)
            os.write(other, packet)
        if sys.stdin in ready:
            told = sys.stdin.readline()
            if told == "":
                break
            dead = told == "cut\n" or (dead and told != "repair\n")
            if told.startswith("lose "):
                line["loss"] = float(told[5:])
            if told.startswith("rate "):
                for lane, _ in lanes.values():
                    lane.rate = float(told[5:])
            print(json.dumps({"up": lanes[near][0].crossed, "down": lanes[far][0].crossed}), flush=True)
finally:
    subprocess.run(["ip", "netns", "delete", name], check=False)
