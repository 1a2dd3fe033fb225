import type { Day, PersonId } from '../facts/ids.ts'
import { isThemselves, type Member } from '../rows/member.ts'
import { type RowKey, rowPart } from '../rows/row-key.ts'
import { belongsOn } from './permissions.ts'

export interface ListedPupil extends Member {
  person: PersonId
}

/** A class's pupils on a school day, in the order of its list. @param members the class's, by their keys */
export function pupilsOn(members: readonly { key: RowKey; state: Member }[], day: Day): ListedPupil[] {
  return members
    .filter(({ state }) => state.role === 'pupil' && belongsOn(state, day))
    .filter(({ key, state }) => isThemselves(state, rowPart(key, 1)))
    .map(({ key, state }) => ({ ...state, person: rowPart(key, 1) as PersonId })) // `member/CLASS/PERSON`
    .sort((a, b) => a.number - b.number || a.name.localeCompare(b.name, 'zh-CN'))
}
