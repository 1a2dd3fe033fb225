/**
 * What a person is to a class, or a device to itself. host: teaches a course (主讲). assistant: stands in the distant
 * classroom (助教). teacher: of the class's own school. office: the county's. device: nobody in particular, the machine
 * itself. hub: the hub's own records, brought in by the office.
 */
export const roles = ['pupil', 'assistant', 'teacher', 'host', 'office', 'device', 'hub'] as const
export type Role = (typeof roles)[number]
