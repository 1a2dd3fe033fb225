import type { OnMoved } from '../sync/carrier.ts'

/**
 * Sends as `fetch` does, and tells how much of the body has gone: that only `XMLHttpRequest` knows.
 *
 * @throws TypeError when it did not get through
 */
export function sendWatched(path: string, init: RequestInit, moved: OnMoved): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(init.method ?? 'GET', path)
    request.responseType = 'blob'
    new Headers(init.headers).forEach((value, name) => {
      request.setRequestHeader(name, value)
    })
    request.upload.addEventListener('progress', ({ loaded, total }) => moved('there', loaded, total))
    request.addEventListener('load', () => resolve(answerOf(request)))
    request.addEventListener('error', () => reject(new TypeError('it did not get through')))
    request.addEventListener('abort', () => reject(new TypeError('it was stopped')))
    init.signal?.addEventListener('abort', () => request.abort())
    if (init.signal?.aborted) reject(new TypeError('it was stopped'))
    else request.send(init.body as XMLHttpRequestBodyInit | null | undefined) // a stream is none that we send
  })
}

function answerOf(request: XMLHttpRequest): Response {
  const headers = new Headers()
  for (const line of request.getAllResponseHeaders().trim().split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim())
  }
  // These may have no body (Fetch standard, 2.2.3).
  const body = [204, 205, 304].includes(request.status) ? null : (request.response as Blob)
  return new Response(body, { status: request.status, headers })
}
