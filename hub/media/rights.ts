import type { DeviceId } from '../../core/facts/ids.ts'

/** What a device may do in a room's picture. */
export type MediaRole = 'watch' | 'host' | 'floor'

export interface MediaRights {
  watch: boolean
  publish: readonly ('host' | 'floor')[]
}

/** Who may watch and publish where: asked whenever a token is made and whenever one is used to join. */
export interface RoomRights {
  /** @returns undefined where there is no such room, or the device has no business in it */
  of(device: DeviceId, room: string): Promise<MediaRights | undefined>
}

export function mayBe(role: MediaRole, { watch, publish }: MediaRights): boolean {
  return role === 'watch' ? watch : publish.includes(role)
}

/** No rooms at all. */
export const noRooms: RoomRights = { of: async () => undefined }
