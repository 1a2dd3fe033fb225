import type { RosterUpload } from '../../../core/roster/preview.ts'
import { who } from '../../who/who.ts'
import type { HubAnswer } from '../ask-hub.ts'
import { watchMoving } from '../moving.tsx'
import { sendFiles } from './upload.ts'

/** What came of sending; `undefined` where a person stopped it. */
type Arrived = HubAnswer<RosterUpload> | undefined

/** The files on their way to the hub: they go on while another room is looked at. */
export const sending = watchMoving()

/** Whose, and what comes of it: kept until the room that shows it has heard it. */
let underWay: { by: string; arrived: Promise<Arrived> } | undefined

/** Sends files in the name of who has the desk now. */
export function sendOff(files: readonly File[]): Promise<Arrived> {
  const watched = sending.begin()
  const arrived = sendFiles(files, watched).then(
    (answer) => (sending.end(watched) ? undefined : answer),
    (error: unknown) => {
      sending.end(watched)
      throw error
    },
  )
  underWay = { by: who.getState().person, arrived }
  return arrived
}

/** What this person has sent, from the room as it was before it was left. */
export function sentBefore(): Promise<Arrived> | undefined {
  return underWay?.by === who.getState().person ? underWay.arrived : undefined
}

/** It is told. */
export function isHeard(arrived: Promise<Arrived>): void {
  if (underWay?.arrived === arrived) underWay = undefined
}
