import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../../../hub/commands/install.mjs'

/** A hub's folders, for its environment. */
export interface CountyFolders {
  environment: { COUNTY_DIR: string; LESSONS_DIR: string }
  remove(): Promise<void>
}

const subjects = ['语文', '数学', '英语', '音乐', '科学', '道德与法治']
const lessonsInCourse = 10
/** What a device keeps of the county below when it is ready. */
export const lessonsInTerm = subjects.length * lessonsInCourse

/**
 * The demonstration county with a class of 40 that is taught six lessons a day from afar, each course with ten lessons
 * of its own: what it needs for two weeks is sixty different packages.
 *
 * @param extra bytes that each lesson weighs beside its pages, as a recording would; random
 */
export async function countyOfSixtyLessons(extra: number): Promise<CountyFolders> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tongke-term-'))
  const county = path.join(folder, 'county')
  const lessons = path.join(folder, 'lessons')
  await cp(path.join(root, 'fixtures', 'county'), county, { recursive: true })
  await classOfForty(county)
  await coursesOfSixty(county)
  await writeLessons(lessons, extra)
  return {
    environment: { COUNTY_DIR: county, LESSONS_DIR: lessons },
    remove: () => rm(folder, { recursive: true }),
  }
}

/** The third class of 青山 with as many pupils as the largest have. */
export async function classOfForty(county: string): Promise<void> {
  const more = Array.from({ length: 28 }, (_, n) => n + 13)
  await change(county, 'users.csv', (lines) => [
    ...lines,
    ...more.map((n) => `bench-${n},第${n}号,sprout,家-bench,2024-09-01,姓名、照片,`),
  ])
  await change(county, 'enrollments.csv', (lines) => [
    ...lines,
    ...more.map((n) => `qingshan-3,bench-${n},student,,,${n}`),
  ])
}

async function coursesOfSixty(county: string): Promise<void> {
  await change(county, 'timetable.csv', (lines) => [
    ...lines
      .filter((line) => !line.startsWith('qingshan-3,'))
      // Their helping schools teach them nothing here.
      .map((line, n) => (n === 0 ? line : line.replace(/^(.*,.*,.*,.*),.*,(.*)$/, '$1,,$2'))),
    ...[1, 2, 3, 4, 5].flatMap((weekday) =>
      subjects.map((subject, n) => `qingshan-3,${weekday},${n + 1},${subject},term-${n + 1},`),
    ),
  ])
  const courses = subjects.map(
    (subject, n) => `- course: term-${n + 1}
  class: qingshan-3
  subject: ${subject}
  host: teacher-zhou
  school: shiyan
  plan: [${Array.from({ length: lessonsInCourse }, (_, k) => `term-${n + 1}-${k + 1}`).join(', ')}]
  repeat: true
`,
  )
  await writeFile(path.join(county, 'courses.yaml'), courses.join(''))
}

/** The demonstration's lessons under other names, no two with a file in common. */
async function writeLessons(folder: string, extra: number): Promise<void> {
  const source = path.join(root, 'fixtures', 'lessons')
  const models = (await readdir(source, { withFileTypes: true })).filter((one) => one.isDirectory())
  for (let n = 0; n < lessonsInTerm; n++) {
    const id = `term-${Math.floor(n / lessonsInCourse) + 1}-${(n % lessonsInCourse) + 1}`
    const lesson = path.join(folder, id)
    await cp(path.join(source, models[n % models.length]?.name ?? ''), lesson, { recursive: true })
    for (const file of await readdir(lesson)) {
      if (file === 'package.yaml') await change(lesson, file, (lines) => lines.map((line) => named(line, id)))
      if (file === 'pages.md') await change(lesson, file, (lines) => [...lines, '', `第 ${n + 1} 课到这里。`])
      if (file.endsWith('.svg')) await change(lesson, file, (lines) => [...lines, `<!-- ${id} -->`])
    }
    if (extra > 0) await writeFile(path.join(lesson, 'recording.mp3'), randomBytes(extra))
  }
}

function named(line: string, id: string): string {
  return line.replace(/^id: .*/, `id: ${id}`).replace(/^title: .*/, `title: 第 ${id.slice('term-'.length)} 课`)
}

async function change(folder: string, file: string, lines: (before: string[]) => string[]): Promise<void> {
  const name = path.join(folder, file)
  const text = await readFile(name, 'utf8')
  await writeFile(name, `${lines(text.trimEnd().split('\n')).join('\n')}\n`)
}
