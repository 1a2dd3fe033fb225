import { statfs } from 'node:fs/promises'
import { isDiskFull } from './disk-full.ts'

/** How it stands: there is enough; some is left, and somebody should look; writing fails for want of it. */
export type RoomLeft = 'enough' | 'little' | 'none'

/** Less than this is little, bytes: a day of photos of a school or two, and what the database needs to tidy up. */
const reserve = 256 * 1024 * 1024
/** So long a write that failed counts, ms: devices come again every minute or two as long as they are not relieved. */
const remembered = 5 * 60_000

/** What is left for a hub to write into. */
export class Room {
  private failed = Number.NEGATIVE_INFINITY

  /** @param folder on the hub's disk */
  constructor(
    private readonly folder: string,
    private readonly now: () => number,
    private readonly reserved = reserve,
  ) {}

  /** Takes note of a write that failed, if room is why. @returns whether it is */
  wanted(error: unknown): boolean {
    const isWanted = isDiskFull(error)
    if (isWanted) this.failed = this.now()
    return isWanted
  }

  /** By what failed, since a quota and the disk of a database server show nowhere else; and by what is left in the folder. */
  async left(): Promise<RoomLeft> {
    if (this.now() - this.failed < remembered) return 'none'
    const { bavail, bsize } = await statfs(this.folder)
    return bavail * bsize < this.reserved ? 'little' : 'enough'
  }
}
