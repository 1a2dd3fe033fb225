import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { deflateSync } from 'node:zlib'
import * as v from 'valibot'
import WebSocket from 'ws'
import { FromHub } from '../../../core/sync/live-messages.ts'
import { Receipt } from '../../../core/sync/messages.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 100 })

/** Who asks: its token, and how far it has read its scopes, which the live channel moves along. */
export interface Asking {
  token: string
  cursors: Record<string, string>
}

/** Delivers a batch by a request. @throws when there is no receipt for it */
export async function receiptByHttp(port: number, { token }: Asking, batch: string): Promise<Receipt> {
  const headers = { 'Content-Encoding': 'deflate', 'Content-Type': 'application/json' }
  const answer = await ask(port, 'POST', '/api/sync/facts', token, headers, deflateSync(batch))
  return v.parse(Receipt, JSON.parse(answer.said))
}

/** Delivers a batch over a live channel of its own. @throws when it is closed before there is a receipt */
export function receiptByLive(port: number, { token, cursors }: Asking, batch: string): Promise<Receipt> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://localhost:${port}/api/sync/live`)
    let sent = false
    const say = (message: unknown) => socket.send(JSON.stringify(message))
    socket.on('error', reject)
    socket.on('close', (code) => reject(new Error(`closed: ${code}`)))
    socket.on('message', (data) => {
      const message = v.parse(FromHub, JSON.parse(String(data)))
      if (message.t === 'nonce') say({ t: 'hello', authorization: `Bearer ${token}`, cursors })
      if (message.t === 'pull') {
        for (const page of message.pull.pages) cursors[page.scope] = page.cursor
        // It has been let in: only now facts are taken.
        if (!sent) say({ t: 'facts', id: 1, facts: batch })
        sent = true
      }
      if (message.t !== 'receipt') return
      resolve(message.receipt)
      socket.close()
    })
  })
}

/** Sends a photo from where the hub has it. @returns whether all of it is there now @throws when it was not heard */
export async function sendPhoto(port: number, token: string, hash: string, bytes: Buffer): Promise<boolean> {
  const path = `/api/blobs/${hash}`
  const { offset } = await ask(port, 'HEAD', path, token)
  if (offset >= bytes.length) return true
  const rest = bytes.subarray(offset)
  const range = `bytes ${offset}-${bytes.length - 1}/${bytes.length}`
  const sent = await ask(port, 'PATCH', path, token, { 'Content-Type': 'image/jpeg', 'Content-Range': range }, rest)
  return sent.offset >= bytes.length
}

/** @throws when it is not answered, or with an error */
export function ask(
  port: number,
  method: string,
  path: string,
  token: string,
  headers: Record<string, string> = {},
  body?: Buffer,
): Promise<{ said: string; offset: number }> {
  const all = {
    ...headers,
    Authorization: `Bearer ${token}`,
    ...(body && { 'Content-Length': String(body.length) }),
  }
  return new Promise((resolve, reject) => {
    const sent = request({ port, method, path, headers: all, agent }, (answer) => {
      text(answer).then((said) => {
        const { statusCode = 0 } = answer
        if (statusCode >= 300) reject(new Error(`${method} ${path}: ${statusCode} ${said}`))
        else resolve({ said, offset: Number(answer.headers['upload-offset']) })
      }, reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
