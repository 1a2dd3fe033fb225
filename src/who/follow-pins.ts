import { liveQuery } from 'dexie'
import { type Store, selfOf } from '../store/store.ts'
import { type Carrier, CarrierFailure } from '../sync/carrier.ts'
import { line } from '../sync/line.ts'
import { keepPins, pinsAreSame, pinsCompared } from './pins.ts'
import { deliverChosen } from './spare-pin.ts'
import { handOver, who } from './who.ts'

/** With a line it is asked this often whether PINs have changed, ms. */
const askEvery = 10 * 60_000

/**
 * Keeps what PINs are checked with as the hub has it: asks at the first contact, now and then, and at once when the people of a
 * class change. Who belongs here no more has the device no more either.
 */
export function followPins(store: Store, carrier: Carrier): void {
  let rosterChanged = false
  let asking = false
  const follow = async () => {
    if (asking || !line.getState().heard) return
    asking = true
    const now = rosterChanged
    rosterChanged = false
    try {
      await askForPins(store, carrier, now)
    } catch (error) {
      rosterChanged ||= now
      if (!(error instanceof CarrierFailure)) console.error('PINs:', error)
    }
    asking = false
  }
  line.subscribe(follow)
  let first = true
  liveQuery(() => store.db.rows.where('key').startsWith('member/').toArray()).subscribe({
    next() {
      rosterChanged ||= !first
      first = false
      void follow()
    },
    error: (error: unknown) => console.error('roster:', error),
  })
}

/** Asks the hub for others than are here. @param now even if it was asked a moment ago */
export async function askForPins(store: Store, carrier: Carrier, now: boolean): Promise<void> {
  const told = await deliverChosen(store, carrier)
  const { mark, asked } = await pinsCompared(store)
  const self = await selfOf(store)
  // A clock that was set back, too, makes it ask.
  if (!self || (!now && !told && asked !== undefined && Math.abs(store.now() - asked) < askEvery)) return
  const answer = await carrier.pins(self.device, mark)
  if (!answer) return pinsAreSame(store)
  await keepPins(store, answer.pins, answer.mark)
  const { as, person } = who.getState()
  if (as === 'adult' && !answer.pins.some((one) => one.person === person)) handOver()
}
