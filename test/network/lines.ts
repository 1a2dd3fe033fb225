import { cutEvery, type LineProperties } from './line.ts'

/** A shared 4G router at the edge of its cell: what the first visit has to get through. */
export const thinLine: LineProperties = { up: 50_000, down: 50_000, delay: 200 }

/** A line that a lesson's evening deliveries have to get through: it breaks for a second every eight. */
export const badLine: LineProperties = { up: 64_000, down: 64_000, delay: 300, cuts: cutEvery(8000, 1000) }

/** How much slower than this machine's a donated tablet's processor is taken to be. */
export const tabletSlowness = 6
