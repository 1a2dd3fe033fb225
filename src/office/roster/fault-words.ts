import type { Fault, FaultKind, Note } from '../../../core/roster/fault.ts'
import { words } from '../../i18n/words.ts'

/** A fault in a sentence that says what to do; which row and column it is stands beside it. */
export const faultWords = words<Record<FaultKind, (about: Fault) => string>>({
  zh: {
    'broken-file': () => '打不开：不是 Excel（.xlsx）或 CSV，或者坏了。请另存为 .xlsx 再传',
    encrypted: () => '文件设了密码，请去掉密码再传',
    macros: () => '文件里有宏，请另存为 .xlsx 再传',
    'old-excel': () => '这是旧版 Excel 文件，请另存为 .xlsx 再传',
    'unfolds-too-far': () => '压缩包展开后太大',
    'too-many-rows': ({ value }) => `行数太多，一次最多 ${value} 行：请按学校分几次传`,
    'no-table': () => '里面没有认得的表，请用模板',
    'missing-column': () => '少了这一列',
    'column-twice': () => '这一列有两个',
    'file-missing': () => '少了这个文件',
    empty: () => '不能空着',
    'too-long': () => '太长了',
    'not-a-day': ({ value }) => `“${value}”不是日期，或者没有这一天`,
    'in-the-future': ({ value }) => `${value} 还没有到`,
    'not-a-number': ({ value }) => `“${value}”不是这里能用的数`,
    'not-a-clock': ({ value }) => `“${value}”不是时间，要写成 08:30`,
    'not-a-choice': ({ value }) => `“${value}”不在能选的词里，请看模板的说明`,
    'not-grades': ({ value }) => `“${value}”不是年级，要写 1 到 9`,
    'not-an-id': ({ value }) => `“${value}”不能当编号：只能用字母、数字、- 和 _，最多 64 个`,
    'not-a-school-code': ({ value }) => `“${value}”不是学校标识码：要 10 位数字，前两位是学校类别`,
    'identity-number': () => '不能用身份证号或学籍号当编号，请换成校内编号',
    'figures-lost': ({ value }) => `“${value}”被表格软件改成了科学计数，请把这一列设为文本再填`,
    'kept-for-the-office': () => '“county”留给县里用，请换一个班级编号',
    'not-allowed': () => '这里不能这样写',
    fields: ({ value, other }) => `这一行有 ${value} 格，应当是 ${other} 格`,
    twice: ({ value, other }) => `${value} 重复了${other && `，前面已经有了：${rowWords(other)}`}`,
    'no-such-school': ({ value }) => `没有编号为 ${value} 的学校`,
    'no-such-class': ({ value }) => `没有编号为 ${value} 的班级`,
    'no-such-person': ({ value }) => `没有编号为 ${value} 的人`,
    'no-such-course': ({ value, other }) => `${other} 没有专递课程 ${value}`,
    'no-such-bells': ({ value }) => `没有叫“${value}”的作息`,
    'no-such-period': ({ value, other }) => `${other} 的作息里没有第 ${value} 节`,
    'no-such-package': ({ value }) => `没有发布过课件 ${value}`,
    cycle: ({ value }) => `上级学校 ${value} 又归它自己管，绕成了圈`,
    'has-a-lesson': ({ value, other }) => `${value} 这一节已经有课了：${rowWords(other)}`,
    'no-such-lesson': ({ value, other }) => `${value} 第 ${other} 节没有课，不能调`,
    'moved-twice': ({ value, other }) => `${value} 节的课已经调过一次了：${rowWords(other)}`,
    'moved-too-far': ({ value, other }) =>
      `${value} 和 ${other} 不在同一周，不能算同一节课：请把原来那节写成不上，这天另写一节`,
    'in-two-rooms': ({ value, other }) => `这位老师同一时间又在 ${rowWords(other)} 上课，不能也在 ${value}`,
    'bells-overlap': ({ value, other }) => `第 ${value} 节和第 ${other} 节的时间重叠了`,
    'helps-itself': () => '自己不能和自己结对',
    'ends-before-it-begins': ({ value }) => `结束日期 ${value} 在开始之前`,
    'ended-school-has-classes': ({ value, other }) => `${value} 已经撤并，却还有班级 ${other}`,
    'too-many-weeks': ({ value, other }) => `这个学期有 ${value} 周，最多 ${other} 周：学年请分成两个学期`,
    'no-term': () => '还没有学期，请填“学期”表',
    'nobody-in-the-office': () => '这样一来县里就没有管理员了，至少要留一位',
    'puts-yourself-out': () => '照这份名单，您自己就不是县里的管理员了：请把自己也写上，或者请另一位管理员来导入',
    'own-without-person': () => '老师自己的电脑要写是谁的',
    yaml: ({ value }) => value,
  },
  en: {
    'broken-file': () => 'Cannot be opened: it is neither Excel (.xlsx) nor CSV, or damaged. Save it as .xlsx',
    encrypted: () => 'This file has a password: take it off first',
    macros: () => 'This file has macros: save it as .xlsx',
    'old-excel': () => 'This is an old Excel file: save it as .xlsx',
    'unfolds-too-far': () => 'This archive unpacks to too much',
    'too-many-rows': ({ value }) => `Too many rows: ${value} at most. Send it school by school`,
    'no-table': () => 'There is no table in it that is known here: use the template',
    'missing-column': () => 'This column is missing',
    'column-twice': () => 'This column is there twice',
    'file-missing': () => 'This file is missing',
    empty: () => 'Must not be empty',
    'too-long': () => 'Is too long',
    'not-a-day': ({ value }) => `“${value}” is no day that there is`,
    'in-the-future': ({ value }) => `${value} has not come yet`,
    'not-a-number': ({ value }) => `“${value}” is no number that is allowed here`,
    'not-a-clock': ({ value }) => `“${value}” is no time: write 08:30`,
    'not-a-choice': ({ value }) => `“${value}” is none of the words that may stand here: see the template`,
    'not-grades': ({ value }) => `“${value}”: grades are 1 to 9`,
    'not-an-id': ({ value }) => `“${value}” is no id: letters, digits, - and _, 64 at most`,
    'not-a-school-code': ({ value }) => `“${value}” is no school code: ten digits, the first two the sort of school`,
    'identity-number': () => 'An identity or pupil number may not be an id: use the school’s own number',
    'figures-lost': ({ value }) => `“${value}” was rounded by a spreadsheet: make the column text and fill it in again`,
    'kept-for-the-office': () => '“county” is kept for the office: choose another id',
    'not-allowed': () => 'May not stand here',
    fields: ({ value, other }) => `${value} cells where there should be ${other}`,
    twice: ({ value, other }) => `${value} is there twice${other && `, before in ${rowWords(other)}`}`,
    'no-such-school': ({ value }) => `There is no school ${value}`,
    'no-such-class': ({ value }) => `There is no class ${value}`,
    'no-such-person': ({ value }) => `There is no person ${value}`,
    'no-such-course': ({ value, other }) => `${other} has no course ${value}`,
    'no-such-bells': ({ value }) => `There are no bells called ${value}`,
    'no-such-period': ({ value, other }) => `The bells of ${other} have no period ${value}`,
    'no-such-package': ({ value }) => `No package ${value} is published`,
    cycle: ({ value }) => `The school ${value} above it is below it, too`,
    'has-a-lesson': ({ value, other }) => `${value} has a lesson then already: ${rowWords(other)}`,
    'no-such-lesson': ({ value, other }) => `There is no lesson on ${value} in period ${other} to move`,
    'moved-twice': ({ value, other }) => `The lesson of ${value} is moved already (${other})`,
    'moved-too-far': ({ value, other }) =>
      `${value} and ${other} are not in one week: write that period as free, and a lesson of its own`,
    'in-two-rooms': ({ value, other }) => `This teacher is in ${other} at that time, and cannot be in ${value}`,
    'bells-overlap': ({ value, other }) => `Period ${value} runs into period ${other}`,
    'helps-itself': () => 'A school cannot be paired with itself',
    'ends-before-it-begins': ({ value }) => `It ends on ${value}, before it begins`,
    'ended-school-has-classes': ({ value, other }) => `${value} has ended and still has a class ${other}`,
    'too-many-weeks': ({ value, other }) => `The term has ${value} weeks, ${other} at most: write a year as two terms`,
    'no-term': () => 'There is no term yet: fill in its table',
    'nobody-in-the-office': () => 'Nobody would be left in the office: keep one at least',
    'puts-yourself-out': () =>
      'By this list you would no longer be of the office: list yourself, too, or let a colleague bring it in',
    'own-without-person': () => 'A teacher’s own computer names its teacher',
    yaml: ({ value }) => value,
  },
})

/** What was passed over. */
export const noteWords = words<Record<Note['what'], (about: Note) => string>>({
  zh: {
    'unknown-sheet': () => '不是认得的表，没有用',
    'unknown-columns': ({ names }) => `这些列没有用到，也不会保存：${names.join('、')}`,
    'other-roles': ({ count }) => `${count} 行的身份这里用不到，跳过了`,
    'other-orgs': ({ names }) => `这些机构不是学校，跳过了：${names.join('、')}`,
    'other-stages': ({ names, count }) => `${count} 个班不在一到九年级，连同名单和课表跳过了：${names.join('、')}`,
    'people-of-no-class': ({ count }) => `${count} 人不在任何班级的名单里，没有保存`,
    'bells-by-default': ({ count }) => `${count} 个班没有写作息，先用了一套常见的`,
    'ended-rows': ({ count }) => `${count} 行标着“删除”`,
    examples: ({ count }) => `跳过了 ${count} 行例子`,
    'office-form': ({ names }) => `这些同意书县里在“同意”里改过，以那里的为准：${names.join('、')}`,
    'term-begins-later': ({ names }) =>
      `本学期还没有结束，新学期 ${names.join('')} 才开学：现在导入，到那天以前就没有课了。请等放假以后再导入，或者把本学期那一行也留在表里`,
    'new-in-room': ({ names, count }) =>
      `课上加进班里、县里定为新生的 ${count} 人不在这份名单里，仍留在班里：${names.join('、')}。转走了的，请在名单里写上这一行和结束日期`,
  },
  en: {
    'unknown-sheet': () => 'is no table that is known here, and was not used',
    'unknown-columns': ({ names }) => `These columns are not used and not kept: ${names.join(', ')}`,
    'other-roles': ({ count }) => `${count} rows have roles that are not used here`,
    'other-orgs': ({ names }) => `These are no schools: ${names.join(', ')}`,
    'other-stages': ({ names, count }) =>
      `${count} classes are not of grades 1 to 9 and were passed over with their lists and lessons: ${names.join(', ')}`,
    'people-of-no-class': ({ count }) => `${count} people are on no class’s list, and were not kept`,
    'bells-by-default': ({ count }) => `${count} classes tell no bells and have common ones for now`,
    'ended-rows': ({ count }) => `${count} rows say that they are over`,
    examples: ({ count }) => `${count} rows of examples`,
    'office-form': ({ names }) =>
      `The office has written these consent forms down itself, which stands: ${names.join(', ')}`,
    'term-begins-later': ({ names }) =>
      `This term is not over, and the new one begins on ${names.join('')}: until then there would be no lessons. Bring it in when this one is over, or leave this one’s row in the table`,
    'new-in-room': ({ names, count }) =>
      `${count} children who were added in class and are really new are not on this list and stay: ${names.join(', ')}. Who has left needs a row with a last day`,
  },
})

const inRow = words({
  zh: { row: (row: string) => ` 第 ${row} 行` },
  en: { row: (row) => `, row ${row}` },
})

/** `users.csv, 3` as people say it; also where it stands in brackets behind something else. */
function rowWords(place: string): string {
  return place.replace(/, (\d+)(?=\)?$)/, (_, row: string) => inRow().row(row))
}
