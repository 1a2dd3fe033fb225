/**
 * A WHEP server of another make in front of Janus, for what is published in a room of its videoroom.
 *
 *     node whep-server.mjs '{"janus": "ws://127.0.0.1:8188", "port": 7080, "room": 1234, "secret": "adminpwd", "token": "north"}'
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import express from 'express'
import Janode from 'janode'
import VideoRoom from 'janode/plugins/videoroom'
import { JanusWhepServer } from 'janus-whep-server'

const { janus, port, room, secret, token } = JSON.parse(process.argv[2])

const session = await (await Janode.connect({ address: { url: janus } })).create()
const { participants } = await (await session.attach(VideoRoom)).listParticipants({ room, secret })
const [{ feed }] = participants

const app = express()
const server = new JanusWhepServer({ janus: { address: janus }, rest: { basePath: '/whep', app } })
await server.start()
server.createEndpoint({ id: 'room', plugin: 'videoroom', room, feed, token })
await once(createServer(app).listen(port, '127.0.0.1'), 'listening')
console.log('listening')
