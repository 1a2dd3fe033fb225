import type { DeviceId } from '../../core/facts/ids.ts'
import type { Echoes } from './echoes.ts'
import type { Leg } from './leg.ts'
import { type PublishedSection, Publisher } from './publisher.ts'
import { type AgreedSlot, type Picture, Receiver, type SlotName } from './receiver.ts'
import type { ForwardingUnit } from './unit.ts'

/** Who comes over a connection: takes part in a unit from when it stands until it is gone. */
export interface Member {
  /** @param now ms since 1970 */
  take(bytes: Buffer, now: number): void
  enter(): void
  leave(): void
  /** Which picture who watches gets; it may be chosen before they enter. */
  choose?(picture: Picture): void
  /** When it was last heard, ms; undefined where it need not be. */
  heardAt(): number | undefined
}

export function watching(
  unit: ForwardingUnit,
  device: DeviceId,
  leg: Leg,
  slots: ReadonlyMap<SlotName, AgreedSlot>,
  echoes: Echoes,
  now: () => number,
): Member {
  const receiver = new Receiver(device, leg, slots, echoes, now())
  return {
    take: (bytes, at) => receiver.take(bytes, at),
    enter: () => unit.addReceiver(receiver),
    leave: () => unit.removeReceiver(receiver),
    choose(picture) {
      receiver.picture = picture
      unit.arrange()
    },
    heardAt: () => receiver.missedSince,
  }
}

export function publishing(
  unit: ForwardingUnit,
  device: DeviceId,
  as: 'host' | 'floor',
  leg: Leg,
  sections: readonly PublishedSection[],
  now: () => number,
): Member {
  const publisher = new Publisher(leg, sections, unit.arrange, now())
  return {
    take: (bytes, at) => publisher.take(bytes, at),
    enter() {
      publisher.heardAt = now()
      if (as === 'host') unit.setHost(device, publisher)
      else unit.addToFloor(device, publisher)
    },
    leave: () => unit.removePublisher(publisher),
    heardAt: () => publisher.heardAt,
  }
}
