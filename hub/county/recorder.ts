import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { nextAt } from '../../core/facts/clock.ts'
import type { Draft, Fact } from '../../core/facts/fact.ts'
import { DeviceId } from '../../core/facts/ids.ts'
import type { Desk } from '../facts/desk.ts'
import { registerDevice } from '../people/devices.ts'
import type { HubDb } from '../store/schema.ts'

/**
 * The hub's own hand. Each run of a hub is a device of its own, so that a database put back from an old copy never
 * gives a number twice.
 */
export interface Recorder {
  record(drafts: readonly Draft[]): Promise<void>
}

export function openRecorder(db: HubDb, desk: Desk, now: () => number): Recorder {
  const device = v.parse(DeviceId, `hub-${randomBytes(9).toString('base64url')}`)
  let seq = 0
  let last = 0
  return {
    async record(drafts) {
      if (drafts.length === 0) return
      if (seq === 0) await registerDevice(db, { device, place: '', key: '', now: now() })
      const facts = drafts.map((draft): Fact => {
        last = nextAt(now(), 0, last)
        seq += 1
        return { device, seq, at: last, by: '', kind: draft.kind, body: draft.body }
      })
      const receipt = await desk.deliver({ device, facts, heard: Math.max(now(), last) })
      const refused = receipt.refused[0]
      if (refused) throw new Error(`the hub refused its own ${facts[refused.seq - 1]?.kind}: ${refused.why}`)
    },
  }
}
