import * as v from 'valibot'
import { ClassId, CourseId, Day, PackageId, PairId, SchoolId } from '../../core/facts/ids.ts'
import { type ConsentScope, consentScopes } from '../../core/people/consent.ts'
import type { FaultKind } from '../../core/roster/fault.ts'

/*
 * What may stand in a cell. Every cell comes as a text without spaces around it; the message of each check is the kind of
 * fault that it makes.
 */

const is = (what: FaultKind) => what

const filled = v.pipe(v.string(is('empty')), v.nonEmpty(is('empty')))

/** An identity card's number, or a 学籍号 (the same behind a letter): ids travel to every device, so they are refused. */
export function isIdentityNumber(text: string): boolean {
  return /^[A-Z]?\d{17}[\dX]$/i.test(text.normalize('NFKC').replace(/[\s-]/g, ''))
}

/** A long number that a spreadsheet has rounded: `6.10E+17`. */
const rounded = /^\d(\.\d+)?E\+?\d+$/i

const anyId = v.pipe(
  filled,
  v.check((text) => !rounded.test(text), is('figures-lost')),
  v.check((text) => !isIdentityNumber(text), is('identity-number')),
)

const idOf = <S extends v.GenericSchema<string, string>>(schema: S) =>
  v.pipe(
    anyId,
    v.check((text) => v.is(schema, text), is('not-an-id')),
    v.transform((text) => text as v.InferOutput<S>), // it has just been checked
  )

export const School = idOf(SchoolId)
export const Class = idOf(ClassId)
export const Course = idOf(CourseId)
export const Pair = idOf(PairId)

/** A person's id in the office's own files. On the hub it becomes a keyed hash. */
export const Person = v.pipe(anyId, v.maxLength(255, is('too-long')), v.regex(/^\P{Cc}+$/u, is('not-allowed')))

/** A name on a screen, as `Title`. */
export const Name = v.pipe(filled, v.maxLength(40, is('too-long')), v.regex(/^\P{Cc}+$/u, is('not-allowed')))

/** What a set of bells is called: a school's or a class's id, or a name. */
export const BellsName = v.pipe(filled, v.maxLength(64, is('too-long')), v.regex(/^\P{Cc}+$/u, is('not-allowed')))

/** Several names with `、` or a comma between. */
export const Names = v.pipe(
  filled,
  v.transform((text) => text.split(/[、，,;；]/).map((one) => one.trim())),
  v.array(Name),
  v.maxLength(20, is('too-long')),
)

/** A text that an empty cell leaves out. */
export const maybe = <S extends v.GenericSchema<unknown, unknown>>(schema: S) =>
  v.lazy((text): v.GenericSchema<unknown, v.InferOutput<S> | undefined> => (text === '' ? nothing : schema))

const nothing = v.pipe(
  v.literal(''),
  v.transform(() => undefined),
)

/** Two digits of its sort, two of its province, six serial. */
export const SchoolCode = v.pipe(
  filled,
  v.check((text) => !rounded.test(text), is('figures-lost')),
  v.regex(/^(11|21|22|31|32|33|34|35|36|37|41|42|51|9[1-3])\d{8}$/, is('not-a-school-code')),
)

/** `2026-09-01`, `2026/9/1`, `2026年9月1日`, or a spreadsheet's serial number of a day. */
export const Date_ = v.pipe(
  filled,
  v.transform(dayText),
  v.check((text) => v.is(Day, text), is('not-a-day')),
  v.transform((text) => text as Day), // it has just been checked
)

function dayText(text: string): string {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  if (parts) return `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`
  // Days since 30 December 1899; from 1954 to 2119, so that no year is taken for one.
  if (!/^[2-7]\d{4}(\.0+)?$/.test(text)) return text
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(text)) * 86_400_000).toISOString().slice(0, 10)
}

/** `8:30`, `08:30:00`, or a spreadsheet's part of a day. */
export const Clock = v.pipe(filled, v.transform(clockText), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, is('not-a-clock')))

function clockText(text: string): string {
  const parts = /^(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?$/.exec(text)
  if (parts) return `${parts[1]?.padStart(2, '0')}:${parts[2]}`
  if (!/^0?\.\d{1,20}(E-\d+)?$/i.test(text)) return text
  const minutes = Math.round(Number(text) * 1440) % 1440
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

export const whole = (least: number, most: number) =>
  v.pipe(
    filled,
    v.regex(/^\d{1,6}$/, is('not-a-number')),
    v.transform(Number),
    v.minValue(least, is('not-a-number')),
    v.maxValue(most, is('not-a-number')),
  )

/** One of some words, each of which may be written in several ways. */
export const oneOf = <const Choice extends string>(words: Record<Choice, readonly string[]>) => {
  const byWord = new Map<string, Choice>()
  for (const choice of Object.keys(words) as Choice[]) {
    byWord.set(choice.toLowerCase(), choice)
    for (const word of words[choice]) byWord.set(word, choice)
  }
  return v.pipe(
    filled,
    v.transform((text) => byWord.get(text.toLowerCase())),
    v.custom<Choice>((choice) => choice !== undefined, is('not-a-choice')),
  )
}

/** The reference of a paper form, which is nobody's number. */
export const Form = v.pipe(
  Name,
  v.check((text) => !isIdentityNumber(text), is('identity-number')),
)

const scopeWords: Readonly<Record<string, ConsentScope>> = {
  name: 'name',
  姓名: 'name',
  photo: 'photo',
  照片: 'photo',
  照片录音: 'photo',
}

/** What guardians agreed to, with `、` or a comma or a space between: `姓名、照片`, `name photo`. */
export const Scopes = v.pipe(
  filled,
  v.transform((text) =>
    text
      .toLowerCase()
      .split(/[、，,;；+\s]+/)
      .map((word) => scopeWords[word]),
  ),
  v.check((all) => all.every((one) => one !== undefined), is('not-a-choice')),
  v.transform((all) => consentScopes.filter((one) => all.includes(one))),
)

const weekdays = ['一', '二', '三', '四', '五', '六', '日']

/** 1 for Monday to 7; also 一, 周一, 星期一. */
export const Weekday = v.pipe(
  filled,
  v.transform((text) => {
    const han = /^(?:周|星期|礼拜)?([一二三四五六日天])$/.exec(text)?.[1]
    if (han) return weekdays.indexOf(han === '天' ? '日' : han) + 1
    return /^[1-7]$/.test(text) ? Number(text) : 0
  }),
  v.minValue(1, is('not-a-choice')),
)

const grades = ['一', '二', '三', '四', '五', '六', '七', '八', '九']

/** What is taught before or after the nine years: 学前, 高中, and OneRoster's codes for the same (CEDS Grade Level). */
const otherStages = /^(?:学前班?|幼儿园?|[小中大]班|高[一二三中]|十[一二]?|IT|PR|PK|TK|KG|PS|UG|1[0-3]|Other)$/i

/** Several in a 复式 room: `3,4`, `03,04` (OneRoster), 三、四, 三四年级; none of a class that is of another stage altogether. */
export const Grades = v.pipe(
  filled,
  v.transform((text) => {
    const bare = text.replace(/年级/g, '')
    const parts = /[,，、;；\s]/.test(bare)
      ? bare.split(/[,，、;；\s]+/)
      : /^[一二三四五六七八九]+$/.test(bare)
        ? [...bare]
        : [bare]
    return parts
      .filter((part) => !otherStages.test(part))
      .map((part) => {
        const han = grades.indexOf(part)
        return han >= 0 ? han + 1 : /^0?[1-9]$/.test(part) ? Number(part) : 0
      })
  }),
  v.check((all) => all.length <= 9 && all.every((one) => one > 0), is('not-grades')),
)

/** Packages in the order of the lessons, with spaces or commas between; each is there as often as it is taught. */
export const Packages = v.pipe(
  v.string(),
  v.transform((text) => text.split(/[\s,，、]+/).filter((one) => one !== '')),
  v.array(
    v.pipe(
      v.string(),
      v.check((one) => v.is(PackageId, one), is('not-an-id')),
      v.transform((one) => one as PackageId),
    ),
  ),
  v.maxLength(400, is('too-long')),
)

/** Whether OneRoster says that a row is over: `tobedeleted`, or `inactive` of older ones. */
export const Status = v.pipe(
  v.optional(v.string(), ''),
  v.transform((text) => ['tobedeleted', 'inactive', '删除', '停用'].includes(text.toLowerCase())),
)
