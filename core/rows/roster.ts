import { classDescribed } from '../facts/kinds/class-described.ts'
import { countyDescribed } from '../facts/kinds/county-described.ts'
import { coursePlanned } from '../facts/kinds/course-planned.ts'
import { pairAgreed } from '../facts/kinds/pair-agreed.ts'
import { pictureAllowed } from '../facts/kinds/picture-allowed.ts'
import { placeDescribed } from '../facts/kinds/place-described.ts'
import { publisherKnown } from '../facts/kinds/publisher-known.ts'
import { schoolDescribed } from '../facts/kinds/school-described.ts'
import { timetableSet } from '../facts/kinds/timetable-set.ts'
import { lastBody } from './last-body.ts'

/** What the office brings in: `county/it`, `school/ID`, `class/ID`, `timetable/CLASS`, `course/CLASS/ID`, … */
export const counties = lastBody('county', countyDescribed)
export const schools = lastBody('school', schoolDescribed)
export const classes = lastBody('class', classDescribed)
export const timetables = lastBody('timetable', timetableSet)
export const courses = lastBody('course', coursePlanned)
export const places = lastBody('place', placeDescribed)
export const pairs = lastBody('pair', pairAgreed)
export const keepings = lastBody('keeping', pictureAllowed)
export const publishers = lastBody('publisher', publisherKnown)
