import { useEffect, useRef, useState } from 'preact/hooks'
import type { DeviceId } from '../../core/facts/ids.ts'
import { type Member, signalSorts } from '../../core/live/room-messages.ts'
import { longestStill, mostOnWall, type WallRoom, wallRoom } from '../../core/live/wall.ts'
import type { RoomLine } from '../live/index.ts'

/** How often it is looked what the line carries, ms. */
const lookEvery = 2_000

/** For how many classrooms' stills the line has room beside the sound. */
export function useWallPlaces(line: RoomLine): number {
  const [places, setPlaces] = useState(mostOnWall)
  useEffect(() => {
    let room: WallRoom | undefined
    const timer = setInterval(() => {
      room = wallRoom(room, line.rtt(), performance.now())
      setPlaces(room.places)
    }, lookEvery)
    return () => clearInterval(timer)
  }, [line])
  return places
}

/** The latest still of each of these classrooms, as a URL; of whoever is none of them there is none. */
export function useStills(line: RoomLine, of: readonly Member[]): ReadonlyMap<DeviceId, string> {
  const [urls, setUrls] = useState<ReadonlyMap<DeviceId, string>>(new Map())
  const made = useRef(new Map<DeviceId, string>())
  const wanted = useRef<readonly DeviceId[]>([])
  wanted.current = of.map(({ device }) => device)

  const drop = (device: DeviceId) => {
    URL.revokeObjectURL(made.current.get(device) ?? '')
    made.current.delete(device)
  }
  useEffect(() => {
    const end = line.onSignal(({ device }, bytes) => {
      if (bytes[0] !== signalSorts.still || bytes.length > longestStill + 1 || !wanted.current.includes(device)) return
      drop(device)
      made.current.set(device, URL.createObjectURL(new Blob([bytes.slice(1)], { type: 'image/jpeg' })))
      setUrls(new Map(made.current))
    })
    return () => {
      end()
      for (const device of [...made.current.keys()]) drop(device)
    }
  }, [line])
  useEffect(() => {
    for (const device of [...made.current.keys()]) if (!wanted.current.includes(device)) drop(device)
    setUrls(new Map(made.current))
  }, [wanted.current.join()])
  return urls
}
