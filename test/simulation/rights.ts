/**
 * What everybody was promised about who may record what, and who gets to see it: written down here by hand, so that a
 * slip in the programs' own tables is found.
 */

/** By kind: `place:role` of those who may. */
export const mayRecord: Readonly<Record<string, readonly string[]>> = {
  'attendance.marked': [
    'projector:device',
    'projector:assistant',
    'projector:teacher',
    'own:assistant',
    'own:teacher',
    'own:host',
    'studio:host',
  ],
  'cancellation.withdrawn': teaching(),
  'clock.jumped': ['projector:device', 'tablet:device', 'own:device', 'studio:device', 'office:device'],
  'device.reported': ['projector:device', 'tablet:device', 'own:device', 'studio:device', 'office:device'],
  'hands.counted': lesson(),
  'homework.answered': ['tablet:pupil'],
  'homework.handed': work(),
  'homework.marked': teaching(),
  'homework.photographed': work(),
  'homework.returned': teaching(),
  'homework.set': teaching(),
  'homework.withdrawn': teaching(),
  'lecture.published': ['own:teacher', ...hosting()],
  'lecture.withdrawn': ['own:teacher', ...hosting()],
  'lesson.added': lesson(),
  'lesson.cancelled': teaching(),
  'lesson.closed': lesson(),
  'lesson.followed': lesson(),
  'lesson.opened': lesson(),
  'page.turned': lesson(),
  'person.erased': ['office:office'],
  'practice.answered': ['tablet:pupil'],
  'pupil.added': inTheRoom(),
  'trouble.dismissed': ['projector:device', 'tablet:device', 'own:device', 'studio:device', 'office:device'],
  'words.struck': ['office:office'],
  'work.moved': teaching(),
  'floor.given': hosting(),
  'hand.raised': lesson(),
  'media.segment': hosting(),
  'page.shown': hosting(),
  'question.answered': work(),
  'question.closed': hosting(),
  'question.opened': hosting(),
  'room.closed': hosting(),
  'room.opened': hosting(),
  'room.shaped': hosting(),
  'stroke.drawn': hosting(),
  'stroke.erased': hosting(),
  'caption.written': hosting(),
  'timer.set': hosting(),
  'work.shown': lesson(),
}

/** By kind: the places that get it when it was recorded elsewhere. */
export const seenAt: Readonly<Record<string, readonly string[]>> = {
  'attendance.marked': ['projector', 'own', 'studio'],
  'cancellation.withdrawn': ['projector', 'own', 'studio'],
  'class.described': everyPlace(),
  'clock.jumped': [],
  'county.described': everyPlace(),
  'device.reported': [],
  'hands.counted': ['projector', 'own', 'studio'],
  'homework.answered': everyPlace(),
  'homework.handed': everyPlace(),
  'homework.marked': everyPlace(),
  'homework.photographed': everyPlace(),
  'homework.returned': everyPlace(),
  'homework.set': everyPlace(),
  'homework.withdrawn': everyPlace(),
  'lecture.published': ['projector', 'own', 'studio'],
  'lecture.withdrawn': ['projector', 'own', 'studio'],
  'lesson.added': ['projector', 'own', 'studio'],
  'lesson.cancelled': ['projector', 'own', 'studio'],
  'lesson.closed': ['projector', 'own', 'studio'],
  'lesson.followed': [],
  'lesson.opened': ['projector', 'own', 'studio'],
  'member.enrolled': [...everyPlace(), 'office'],
  'page.turned': ['projector', 'own', 'studio'],
  'person.erased': [...everyPlace(), 'office'],
  'words.struck': [...everyPlace(), 'office'],
  'place.described': everyPlace(),
  'practice.answered': ['tablet', 'own', 'studio'],
  'pupil.added': [...everyPlace(), 'office'],
  'pupil.matched': [...everyPlace(), 'office'],
  'trouble.dismissed': everyPlace(),
  'work.moved': everyPlace(),
  'floor.given': ['projector', 'own', 'studio'],
  'hand.raised': ['projector', 'own', 'studio'],
  'media.segment': ['projector', 'own', 'studio'],
  'page.shown': ['projector', 'own', 'studio'],
  'question.answered': everyPlace(),
  'question.closed': everyPlace(),
  'question.opened': everyPlace(),
  'room.closed': everyPlace(),
  'room.opened': everyPlace(),
  'room.shaped': ['projector', 'own', 'studio'],
  'stroke.drawn': ['projector', 'own', 'studio'],
  'stroke.erased': ['projector', 'own', 'studio'],
  'caption.written': ['projector', 'own', 'studio'],
  'timer.set': everyPlace(),
  'work.shown': ['projector', 'own', 'studio'],
}

function everyPlace() {
  return ['projector', 'tablet', 'own', 'studio']
}

function lesson() {
  return ['projector:device', 'projector:assistant', 'projector:teacher', 'own:assistant', 'own:teacher']
}

function hosting() {
  return ['studio:host', 'own:host']
}

function inTheRoom() {
  return ['projector:assistant', 'projector:teacher', 'own:assistant', 'own:teacher']
}

function teaching() {
  return ['projector:assistant', 'projector:teacher', 'own:assistant', 'own:teacher', 'own:host', 'studio:host']
}

function work() {
  return ['tablet:pupil', 'projector:assistant', 'projector:teacher', 'own:assistant', 'own:teacher']
}

/** What is for everybody in a live room; the rest about it is a class's own. */
function isInRoom(kind: string): boolean {
  const shared = ['floor.given', 'media.segment', 'page.shown', 'question.closed', 'question.opened', 'room.shaped']
  return [...shared, 'caption.written', 'stroke.drawn', 'stroke.erased', 'timer.set'].includes(kind)
}

/** The scope to which a fact belongs, from what it says. */
export function scopeOf(kind: string, body: Record<string, unknown>): string {
  if (['county.described', 'person.erased', 'words.struck'].includes(kind)) return 'county'
  if (isInRoom(kind)) return `live:${body.room}`
  if (typeof body.place === 'string') return `place:${body.place}`
  if (typeof body.class === 'string') return `class:${body.class}`
  if (typeof body.lesson === 'string') return `class:${body.lesson.split('.')[0]}`
  throw new Error(`${kind} belongs to no scope`)
}
