import { type Growth, Listeners } from '../../hub/facts/growth.ts'

/** How hubs on one database hear of what has grown: each of its own at once, of the others' a little later. */
export function growthAmong(hubs: number, later: (told: () => void) => void): Growth[] {
  const all = Array.from({ length: hubs }, () => new Listeners())
  return all.map((own) => ({
    note: async () => undefined,
    committed(scopes) {
      own.tell(scopes)
      for (const other of all) if (other !== own) later(() => other.tell(scopes))
    },
    listen: (listener) => own.add(listener),
    close: async () => undefined,
  }))
}
