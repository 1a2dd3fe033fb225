import * as v from 'valibot'
import type { ClassId, DeviceId, PlaceId, SchoolId } from '../../../core/facts/ids.ts'
import type { Place } from '../../../core/people/places.ts'
import { type DeviceTrouble, troublesOf } from '../../../core/reports/device-trouble.ts'
import { type OfficeDevice, OfficeDevices } from '../../../core/reports/office-devices.ts'
import { askHub, type HubAnswer } from '../ask-hub.ts'

/** A device with all that is said of it on a line of the list. */
export interface DeviceLine extends OfficeDevice {
  at: Place
  schoolName: string
  classNames: string
  troubles: DeviceTrouble[]
}

export const fetchDevices = (): Promise<HubAnswer<OfficeDevices>> => askHub(OfficeDevices, 'office/devices')

/** The lines that the list shows: of one school, or all; with one trouble, any, or whether or not. */
export function linesOf(
  all: OfficeDevices,
  school: SchoolId | '',
  trouble: DeviceTrouble | 'any' | 'revoked' | '',
): DeviceLine[] {
  const names = namesIn(all)
  return all.devices.flatMap((device): DeviceLine[] => {
    const at = names.place(device.place)
    if (!at || (school !== '' && at.school !== school)) return []
    const troubles = troublesOf(device, all)
    if (trouble === 'revoked' ? device.revoked === 0 : device.revoked > 0 && trouble !== '') return []
    if (trouble === 'any' && troubles.length === 0) return []
    if (trouble !== '' && trouble !== 'any' && trouble !== 'revoked' && !troubles.includes(trouble)) return []
    return [{ ...device, at, troubles, schoolName: names.school(at.school), classNames: names.classes(at.classes) }]
  })
}

/** The schools that have not ended: a device is moved to no other, and is given no code for one. */
export function goingOn({ schools }: Pick<OfficeDevices, 'schools'>) {
  return schools.filter(({ until }) => until === undefined)
}

/** What ids are called. */
export function namesIn({ places, schools, classes }: Pick<OfficeDevices, 'places' | 'schools' | 'classes'>) {
  const byPlace = new Map<string, Place>(places.map((one) => [one.place, one]))
  const bySchool = new Map<string, string>(schools.map((one) => [one.school, one.name]))
  const byClass = new Map<string, string>(classes.map((one) => [one.class, one.name]))
  return {
    place: (id: string) => byPlace.get(id),
    school: (id: string | undefined) => (id === undefined ? '' : (bySchool.get(id) ?? id)),
    classes: (ids: readonly ClassId[]) => ids.flatMap((id) => byClass.get(id) ?? []).join('、'),
  }
}

const post = (body: unknown) => ({
  method: 'POST' as const,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
})

export async function askFor<S extends v.GenericSchema>(schema: S, path: string, body: unknown) {
  return askHub(schema, `office/devices/${path}`, post(body))
}

export const revoke = (device: DeviceId) => askFor(v.object({ names: v.number() }), `${device}/revoke`, {})

export const move = (device: DeviceId, place: PlaceId) =>
  askFor(v.object({ from: v.string() }), `${device}/move`, { place })
