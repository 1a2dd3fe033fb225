import * as v from 'valibot'
import { LastUpload, RosterUpload } from '../../../core/roster/preview.ts'
import type { Asked } from '../../sync/carrier.ts'
import { askHub, fetchFile, type HubAnswer, saveFile } from '../ask-hub.ts'

/** Between two questions how far it has come, ms. */
const pause = 700

/** The server answers at once, and is asked how far it has come. */
const soon = { Prefer: 'respond-async' }

/** @param watched hears how far it has come, and can stop it */
export async function sendFiles(
  files: readonly File[],
  watched: Pick<Asked, 'signal' | 'moved' | 'send'>,
): Promise<HubAnswer<RosterUpload>> {
  const form = new FormData()
  for (const file of files) form.append('files', file, file.name)
  // A form as the browser would send it. Its type from the head: a blob's own is in small letters, which no boundary is.
  const sent = new Response(form)
  const type = sent.headers.get('Content-Type') ?? ''
  const body = await sent.blob()
  return askHub(RosterUpload, 'office/roster/preview', {
    method: 'POST',
    headers: { ...soon, 'Content-Type': type },
    body,
    ...watched,
  })
}

/** What this person sent before, from this page or an earlier one. */
export async function lastUpload(): Promise<RosterUpload | undefined> {
  const heard = await askHub(LastUpload, 'office/roster/preview')
  return heard.is === 'yes' ? heard.answer.upload : undefined
}

export function importPreview(id: string): Promise<HubAnswer<RosterUpload>> {
  return askHub(RosterUpload, 'office/roster/import', {
    method: 'POST',
    headers: { ...soon, 'Content-Type': 'application/json' },
    body: JSON.stringify({ preview: id }),
  })
}

/** Shows it anew with these erased people coming again. */
export function letBack(id: string, keys: readonly string[]): Promise<HubAnswer<RosterUpload>> {
  return askHub(RosterUpload, `office/roster/preview/${id}/back`, {
    method: 'POST',
    headers: { ...soon, 'Content-Type': 'application/json' },
    body: JSON.stringify({ keys }),
  })
}

export async function stopUpload(id: string): Promise<void> {
  await askHub(v.object({}), `office/roster/preview/${id}`, { method: 'DELETE' })
}

/** Asks again and again until it goes no further by itself. @param hear what each answer was; true: go on */
export async function follow(id: string, hear: (answer: HubAnswer<RosterUpload>) => boolean): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, pause))
    const answer = await askHub(RosterUpload, `office/roster/preview/${id}`)
    const goesOn = hear(answer)
    // A line that is gone for a moment stops nothing: the server works on.
    if (!goesOn || answer.is === 'no') return
    if (answer.is === 'yes' && !isMoving(answer.answer)) return
  }
}

/** Whether it goes on by itself. */
export function isMoving(upload: RosterUpload): boolean {
  return upload.is === 'reading' || upload.is === 'importing'
}

/** @returns false when there is no line */
export async function save(
  path: 'export' | 'template.xlsx' | 'template.zip',
  name: string,
  { signal, moved }: Pick<Asked, 'signal' | 'moved'>,
): Promise<boolean> {
  const file = await fetchFile(`office/roster/${path}`, { ...(signal && { signal }), ...(moved && { moved }) })
  if (file) saveFile(file, name)
  return file !== undefined
}
