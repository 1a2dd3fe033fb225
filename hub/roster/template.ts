import { strToU8, zipSync } from 'fflate'
import { csvOf, fileOf } from './export.ts'
import { ownTables, tables } from './tables.ts'
import { workbookOf } from './write-xlsx.ts'

/** What a reader takes for an example, and passes over. */
const example = '例：'

const howTo = [
  '每张表的第一行是列名，带 * 的必须填。第二行是例子，以“例：”开头，导入时会跳过，可以删掉。',
  '只交要改的表也可以。名单、课表、结对里写到的班和学校，以这次交的为准：名单里没有的人，从昨天起不再属于那个班；没写到的班不变。',
  '人员编号一人一号，转学不变。不要用身份证号、学籍号当编号。',
  '导入前会先给您看要改什么；有一处不对，就一处也不改。',
]

/** An empty roster as a workbook: a sheet a table, and what each column means. */
export function templateWorkbook(): Uint8Array {
  const about = ownTables.flatMap((table) =>
    columnsOf(table).map(([key, column]) => [
      tables[table].sheet,
      column.title,
      column.needed ? '必填' : '',
      column.about,
      column.example,
      `${fileOf(table)} ${key}`,
    ]),
  )
  return workbookOf([
    {
      name: '说明',
      rows: [['表', '列', '', '说明', '例子', 'CSV 里的名字'], ...about, [], ...howTo.map((line) => [line])],
    },
    ...ownTables.map((table) => ({
      name: tables[table].sheet,
      rows: [
        columnsOf(table).map(([, { title, needed }]) => (needed ? `${title}*` : title)),
        columnsOf(table).map(([, column], n) => (n === 0 ? example : '') + column.example),
      ],
    })),
  ])
}

/** The same as CSV files with OneRoster's names, and a text that says what they mean. */
export function templateZip(): Uint8Array {
  const files = ownTables.map((table): [string, Uint8Array] => {
    const line = Object.fromEntries(
      columnsOf(table).map(([key, column], n) => [key, (n === 0 ? example : '') + column.example]),
    )
    return [fileOf(table), strToU8(csvOf(table, [line]))]
  })
  const about = ownTables.flatMap((table) => [
    `\r\n${fileOf(table)}（${tables[table].sheet}）`,
    ...columnsOf(table).map(([key, one]) => `  ${key}（${one.title}）${one.needed ? '必填。' : ''}${one.about}`),
  ])
  return zipSync({
    ...Object.fromEntries(files),
    '说明.txt': strToU8(`\uFEFF${[...howTo, ...about].join('\r\n')}\r\n`),
  })
}

function columnsOf(table: (typeof ownTables)[number]) {
  return Object.entries<{ title: string; needed?: boolean; example: string; about: string }>(tables[table].columns)
}
