import type { OfficeDevice, OfficeDevices } from './office-devices.ts'

/** What the office may have to see to. */
export const deviceTroubles = ['silent', 'missing', 'full', 'clock', 'old', 'reset', 'copied', 'elsewhere'] as const
export type DeviceTrouble = (typeof deviceTroubles)[number]

/** Not heard for so long, ms: a school week, with the weekend behind it. */
export const silentFor = 9 * 86_400_000
/** Room below which a device cannot take another week's lessons, bytes. */
const littleRoom = 200_000_000
/** A clock further off than this is wrong, ms. */
const clockLeeway = 10 * 60_000

/** What is the matter with a device; nothing with one that was taken back. */
export function troublesOf(device: OfficeDevice, { asOf, version }: Pick<OfficeDevices, 'asOf' | 'version'>) {
  if (device.revoked > 0) return []
  const { word, disk } = device
  const found: Record<DeviceTrouble, boolean> = {
    silent: asOf - device.heard > silentFor,
    missing: device.missing.length > 0,
    full: word !== null && word.quota > 0 && word.quota - word.used < littleRoom,
    clock: word !== null && Math.abs(word.clockOff) > clockLeeway,
    old: word !== null && version !== '' && word.version !== version,
    reset: disk === 'reset',
    copied: disk === 'copied',
    elsewhere: device.stoodAt !== null,
  }
  return deviceTroubles.filter((trouble) => found[trouble])
}
