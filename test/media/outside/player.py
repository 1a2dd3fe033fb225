"""
A WHEP player that is not ours (aiortc). Says one JSON object a line: how it was let in, then what came of sound and picture.
Told an address and a token, and `IPv6` where it shall reach the hub by nothing else; leaves by DELETE when its input ends, and says what the hub answered.
"""
import asyncio
import json
import sys
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from aiortc import RTCPeerConnection, RTCSessionDescription


def say(**what):
    print(json.dumps(what), flush=True)


def ask(method, url, token, body=None, kind=None):
    headers = {'Authorization': f'Bearer {token}', **({'Content-Type': kind} if kind else {})}
    try:
        with urlopen(Request(url, body, headers, method=method)) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except HTTPError as error:
        return error.code, error.headers, error.read().decode()


async def take(track):
    """Decodes what comes."""
    count = 0
    while True:
        frame = await track.recv()
        count += 1
        if count in (1, 10):
            width = getattr(frame, 'width', 0)
            say(kind=track.kind, frames=count, width=width)


def by_ipv6(sdp):
    lines = sdp.split('\r\n')
    return '\r\n'.join(line for line in lines if not line.startswith('a=candidate:') or ':' in line.split(' ')[4])


async def main(url, token, way=None):
    connection = RTCPeerConnection()
    for kind in ('audio', 'video'):
        connection.addTransceiver(kind, direction='recvonly')
    taking = []
    connection.on('track', lambda track: taking.append(asyncio.ensure_future(take(track))))
    await connection.setLocalDescription(await connection.createOffer())
    offer = connection.localDescription.sdp.encode()
    loop = asyncio.get_running_loop()
    status, headers, text = await loop.run_in_executor(None, ask, 'POST', url, token, offer, 'application/sdp')
    say(status=status, location=headers.get('Location'), etag=headers.get('ETag'), type=headers.get('Content-Type'))
    if status != 201:
        return
    await connection.setRemoteDescription(RTCSessionDescription(by_ipv6(text) if way == 'IPv6' else text, 'answer'))
    await loop.run_in_executor(None, sys.stdin.read)
    status, _, _ = await loop.run_in_executor(None, ask, 'DELETE', urljoin(url, headers['Location']), token)
    say(left=status)
    for one in taking:
        one.cancel()
    await connection.close()


asyncio.run(main(*sys.argv[1:]))
