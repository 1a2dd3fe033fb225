import * as v from 'valibot'
import type { LessonId } from '../../core/facts/ids.ts'

/**
 * Which camera this page showed to a room's classes when it was loaded anew, or its browser crashed. The browser keeps it for this tab alone, and
 * forgets it with the tab.
 */
const Sent = v.object({ room: v.string(), device: v.optional(v.pipe(v.string(), v.maxLength(1_000))) })

const key = 'tongke.camera'

/** @returns the camera that was being shown to this room; `device` where the browser names it */
export function sentBefore(room: LessonId): { device?: string } | undefined {
  try {
    const sent = v.parse(Sent, JSON.parse(sessionStorage.getItem(key) ?? 'null'))
    return sent.room === room ? { ...(sent.device !== undefined && { device: sent.device }) } : undefined
  } catch {
    return undefined // None was, or the browser keeps nothing.
  }
}

/** @param device the camera that is shown now; without it none is, and none is to be when the page is loaded anew */
export function rememberSent(room: LessonId, device: string | undefined): void {
  try {
    if (device === undefined) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify({ room, device }))
  } catch (error) {
    console.info('which camera is shown is not remembered:', error)
  }
}
