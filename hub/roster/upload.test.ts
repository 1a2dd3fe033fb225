import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { type Chosen, readUpload } from './upload.ts'
import { workbookOf } from './write-xlsx.ts'

const file = (name: string, content: string | Uint8Array): Chosen => ({
  name,
  bytes: typeof content === 'string' ? strToU8(content) : content,
})

/** Faults as `file, row: what column value`. */
async function faultsIn(...files: Chosen[]): Promise<string[]> {
  const { findings } = await readUpload(files)
  return findings.faults.map(
    ({ file, row, what, column, value }) => `${file}, ${row}: ${[what, column, value].filter(Boolean).join(' ')}`,
  )
}

const orgs = 'sourcedId,name,type,identifier\nmain,实验小学,school,2161900001\n'
/** 学校编号,名称,类型,学校标识码 / main,实验小学,学校,2161900001, as Excel writes it in GBK. */
const gbk = Uint8Array.from(
  Buffer.from(
    'd1a7d0a3b1e0bac52cc3fbb3c62cc0e0d0cd2cd1a7d0a3b1eacab6c2eb0d0a6d61696e2ccab5d1e9d0a1d1a72cd1a7d0a32c323136313930303030310d0a',
    'hex',
  ),
)
const main = { sourcedId: 'main', name: '实验小学', type: 'school', identifier: '2161900001' }

describe('an upload is read', () => {
  test.each([
    ['UTF-8', file('orgs.csv', orgs)],
    [
      'UTF-8 with its mark, CRLF and empty lines',
      file('orgs.csv', `\uFEFF${orgs.replaceAll('\n', '\r\n')}\r\n,,,\r\n`),
    ],
    ['GBK, with Chinese names', file('学校.csv', gbk)],
    ['UTF-16 with tabs', file('orgs.csv', Buffer.from(`\uFEFF${orgs.replaceAll(',', '\t')}`, 'utf16le'))],
    ['a file whose columns alone say what it is', file('Book1.csv', orgs)],
    [
      'an archive with folders',
      file('a.zip', zipSync({ 'out/orgs.csv': strToU8(orgs), 'out/说明.txt': strToU8('x') })),
    ],
    [
      'a workbook',
      file(
        'a.xlsx',
        workbookOf([
          {
            name: '学校',
            rows: orgs
              .trim()
              .split('\n')
              .map((line) => line.split(',')),
          },
        ]),
      ),
    ],
  ])('%s', async (_, chosen) => {
    const { rows, findings } = await readUpload([chosen])
    expect(findings.faults).toEqual([])
    expect(rows.orgs).toHaveLength(1)
    expect(rows.orgs?.[0]).toMatchObject(main)
  })

  test('dates, times and numbers as spreadsheets keep and write them', async () => {
    const { rows, findings } = await readUpload([
      file('enrollments.csv', 'classSourcedId,userSourcedId,role,beginDate,endDate\na,b,学生,2026/9/1,46388\n'),
      file('bells.csv', 'bells,period,start,minutes\na,1,8:30,40\na,2,0.4236111111111111,40\n'),
      file('timetable.csv', 'class,weekday,period,subject,weeks\na,星期日,1,音乐,单周\n'),
      file('classes.csv', 'sourcedId,title,grades,schoolSourcedId\na,三四,三四年级,main\nb,三四,"03,04",main\n'),
    ])
    expect(findings.faults).toEqual([])
    expect(rows.enrollments?.[0]).toMatchObject({ role: 'student', beginDate: '2026-09-01', endDate: '2027-01-01' })
    expect(rows.bells?.map(({ start }) => start)).toEqual(['08:30', '10:10'])
    expect(rows.timetable?.[0]).toMatchObject({ weekday: 7, weeks: 'odd' })
    expect(rows.classes?.map(({ grades }) => grades)).toEqual([
      [3, 4],
      [3, 4],
    ])
  })

  test('OneRoster’s own columns; those that nothing is made of are told', async () => {
    const { rows, findings } = await readUpload([
      file(
        'users.csv',
        '"sourcedId","status","dateLastModified","enabledUser","orgSourcedIds","role","username","givenName","familyName","email"\n' +
          '"u1","active","2026-09-01","true","main","student","u1","Shui","Gao","a@example.org"\n' +
          '"u2","tobedeleted","2026-09-01","true","main","student","u2","Ya","Lin",""\n',
      ),
    ])
    expect(findings.faults).toEqual([])
    expect(rows.users).toMatchObject([
      { sourcedId: 'u1', givenName: 'Shui', familyName: 'Gao', status: false },
      { sourcedId: 'u2', status: true },
    ])
    expect(findings.notes).toEqual([
      {
        file: 'users.csv',
        what: 'unknown-columns',
        names: ['enabledUser', 'orgSourcedIds', 'role', 'username', 'email'],
        count: 5,
      },
    ])
  })

  test('shared and rich texts, and numbers, as Excel writes them', async () => {
    const part = (xml: string) => strToU8(`<?xml version="1.0"?>${xml}`)
    const sheet =
      '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>' +
      '<row r="3"><c r="A3" t="str"><f>"ma"&amp;"in"</f><v>main</v></c><c r="B3" t="s"><v>4</v></c><c r="C3" t="s"><v>5</v></c><c r="D3"><v>2.161900001E9</v></c></row></sheetData></worksheet>'
    const texts =
      '<sst><si><t>学校编号</t></si><si><r><t>名</t></r><r><t>称</t></r><rPh sb="0" eb="1"><t>mingcheng</t></rPh></si><si><t>类型 </t></si><si><t>学校标识码</t></si><si><t>A&amp;B小学</t></si><si><t>学校</t></si></sst>'
    const book = zipSync({
      '[Content_Types].xml': part('<Types/>'),
      'xl/workbook.xml': part('<workbook><sheets><sheet name="Sheet1" r:id="rId1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': part(
        '<Relationships><Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': part(sheet),
      'xl/sharedStrings.xml': part(texts),
    })
    const { rows, findings } = await readUpload([file('a.xlsx', book)])
    expect(findings.faults).toEqual([])
    expect(rows.orgs?.[0]).toMatchObject({ ...main, name: 'A&B小学', where: { file: 'a.xlsx · Sheet1', row: 3 } })
  })
})

describe('what is wrong is told', () => {
  test('of every row, with the file and the row', async () => {
    const people =
      'sourcedId,name,metadata.studentNumber\n' +
      'u1,,\n' +
      '610101201501011234,张三,\n' +
      'G61010120150101123X,李四,\n' +
      '6.10E+17,王五,\n' +
      'u5,赵六,G610101201501011234\n' +
      'u6\n'
    const schools = 'sourcedId,name,type,identifier\na b,甲,school,1\nb,乙,kitchen,2161900001\n'
    const lists = 'classSourcedId,userSourcedId,role,beginDate\na,b,student,2026-02-30\na,b,cook,昨天\n'
    expect(
      await faultsIn(file('users.csv', people), file('orgs.csv', schools), file('enrollments.csv', lists)),
    ).toEqual([
      'users.csv, 3: identity-number sourcedId',
      'users.csv, 4: identity-number sourcedId',
      'users.csv, 5: figures-lost sourcedId 6.10E+17',
      'users.csv, 7: fields 1',
      'orgs.csv, 2: not-an-id sourcedId a b',
      'orgs.csv, 3: not-a-choice type kitchen',
      'enrollments.csv, 2: not-a-day beginDate 2026-02-30',
      'enrollments.csv, 3: not-a-choice role cook',
      'enrollments.csv, 3: not-a-day beginDate 昨天',
    ])
  })

  test('all are counted, and the first two hundred told', async () => {
    const { findings } = await readUpload([
      file('orgs.csv', `sourcedId,name,type,identifier\n${'a b,甲,school,1\n'.repeat(900)}`),
    ])
    expect([findings.count, findings.faults.length]).toEqual([900, 200])
  })

  test.each([
    ['macros', 'macros', zipSync({ '[Content_Types].xml': strToU8('x'), 'xl/vbaProject.bin': strToU8('x') })],
    [
      'a password',
      'encrypted',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    ],
    ['an old workbook', 'old-excel', Buffer.from('d0cf11e0a1b11ae100000000', 'hex')],
    ['a picture', 'broken-file', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])],
    ['an archive without tables', 'no-table', zipSync({ 'a.jpg': strToU8('x') })],
    ['an archive that is cut off', 'broken-file', zipSync({ 'orgs.csv': strToU8(orgs) }).subarray(0, 60)],
    ['a line without end', 'broken-file', new Uint8Array(20_000_000).fill(44)],
    ['a text that is no table', 'no-table', strToU8('今天天气很好')],
    [
      '500,000 rows',
      'too-many-rows',
      strToU8(`sourcedId,name,type,identifier\n${'a,甲,school,2161900001\n'.repeat(500_000)}`),
    ],
  ])(
    'a file as a whole: %s',
    async (_, what, bytes) => {
      const { findings } = await readUpload([file('名册', bytes)])
      expect(findings.faults.map((one) => [one.file, one.row, one.what])).toEqual([['名册', 0, what]])
    },
    60_000,
  )

  test('an archive that unfolds without end is not unfolded', async () => {
    const zeros = new Uint8Array(64 * 1024 * 1024).fill(65)
    const files = Object.fromEntries(Array.from({ length: 2 }, (_, n) => [`${n}/orgs.csv`, zeros]))
    const bytes = zipSync(files, { level: 1 })
    const { findings } = await readUpload([file('a.zip', bytes)])
    expect(findings.faults.map((one) => one.what)).toContain('unfolds-too-far')
  }, 60_000)

  test('a column that is needed, or is there twice', async () => {
    expect(await faultsIn(file('orgs.csv', 'sourcedId,name\na,b\n'))).toEqual([
      'orgs.csv, 1: missing-column 类型（type）',
    ])
    expect(await faultsIn(file('orgs.csv', 'sourcedId,学校编号,name,type\na,a,b,school\n'))).toEqual([
      'orgs.csv, 1: column-twice 学校编号',
    ])
  })

  test('what was passed over', async () => {
    const { findings } = await readUpload([
      file('天气.csv', '天气\n晴\n'),
      file('users.csv', '人员编号,姓名\n例：u1,禾苗\nu2,小满\n'),
    ])
    expect(findings.faults).toEqual([])
    expect(findings.notes.map(({ file, what, count }) => [file, what, count])).toEqual([
      ['天气.csv', 'unknown-sheet', 1],
      ['users.csv', 'examples', 1],
    ])
  })
})

describe('whatever comes is read or told, and never more', () => {
  const isRead = async (name: string, bytes: Uint8Array) => {
    const { findings } = await readUpload([{ name, bytes }])
    expect(findings.count).toBeGreaterThanOrEqual(findings.faults.length)
  }
  const book = workbookOf([
    {
      name: '学校',
      rows: orgs
        .trim()
        .split('\n')
        .map((line) => line.split(',')),
    },
  ])
  const archive = zipSync({ 'orgs.csv': strToU8(orgs) })

  test(
    'any bytes',
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.constantFrom('orgs.csv', '名册.xlsx', 'a.zip'),
          fc.oneof(
            fc.uint8Array({ maxLength: 400 }),
            fc.uint8Array({ maxLength: 200 }).map((rest) => Buffer.concat([Buffer.from('PK\x03\x04'), rest])),
          ),
          isRead,
        ),
        { numRuns: 300 },
      ),
    60_000,
  )

  test.each([
    ['a workbook', book],
    ['an archive', archive],
    ['a CSV file', strToU8(orgs)],
  ])(
    '%s with bytes that are others',
    (_, good) =>
      fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
          async (changes) => {
            const bytes = Uint8Array.from(good)
            for (const [at, byte] of changes) bytes[at] = byte
            await isRead('x', bytes)
          },
        ),
        { numRuns: 200 },
      ),
    60_000,
  )

  test(
    'a sheet of any XML',
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.oneof(
              fc.constantFrom(
                '<row>',
                '</row>',
                '<c r="ZZZ9" t="s">',
                '</c>',
                '<v>',
                '</v>',
                '<t>',
                '<!--',
                '<![CDATA[',
                ']]>',
                '&#x0;',
                '&amp',
                '<!',
                '<',
                '<is/>',
                '99999999',
              ),
              fc.string({ maxLength: 6 }),
            ),
            { maxLength: 40 },
          ),
          (pieces) =>
            isRead(
              'x.xlsx',
              zipSync({
                '[Content_Types].xml': strToU8('x'),
                'xl/workbook.xml': strToU8('<sheets><sheet name="学校" r:id="a"/></sheets>'),
                'xl/_rels/workbook.xml.rels': strToU8('<Relationship Id="a" Target="s.xml"/>'),
                'xl/sharedStrings.xml': strToU8(pieces.join('')),
                'xl/s.xml': strToU8(`<sheetData>${pieces.join('')}`),
              }),
            ),
        ),
        { numRuns: 200 },
      ),
    60_000,
  )
})
