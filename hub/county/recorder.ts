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
  /**
   * Records facts in one commit; resolves when they are on the disk. Calls are taken one after the other.
   *
   * @param first done in the same commit before them: neither is there without the other
   * @throws what `first` throws, and if the hub may not record one of them, which is a fault of the program
   */
  record(drafts: readonly Draft[], first?: (transaction: HubDb) => Promise<void>): Promise<void>
}

/** @param random unguessable text of an id's characters: this run's name */
export function openRecorder(
  db: HubDb,
  desk: Desk,
  now: () => number,
  random: () => string = () => randomBytes(9).toString('base64url'),
): Recorder {
  const device = v.parse(DeviceId, `hub-${random()}`)
  let registered = false
  let seq = 0
  let last = 0
  let turn: Promise<unknown> = Promise.resolve()

  async function write(drafts: readonly Draft[], first?: (transaction: HubDb) => Promise<void>): Promise<void> {
    if (!registered) await registerDevice(db, { device, place: '', key: '', now: now() })
    registered = true
    let at = last
    const facts = drafts.map((draft, n): Fact => {
      at = nextAt(now(), 0, at)
      return { device, seq: seq + n + 1, at, by: '', kind: draft.kind, body: draft.body }
    })
    const receipt = await desk.deliver({ device, facts, heard: Math.max(now(), at), first, slice: 1_000 })
    // Numbers count as used only when they are on the disk: a failed writing must leave no gap.
    seq = receipt.upTo
    last = at
    const [refused] = receipt.refused
    const kind = facts.find((fact) => fact.seq === refused?.seq)?.kind
    if (refused) throw new Error(`the hub refused its own ${kind}: ${refused.why}`)
  }

  return {
    async record(drafts, first) {
      if (drafts.length === 0 && !first) return
      const done = turn.then(() => write(drafts, first))
      turn = done.catch(() => undefined) // its caller is told; the next one has a turn all the same
      await done
    },
  }
}
