import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../../hub/commands/install.mjs'

/** Pupils of each class. */
export const pupilsEach = 3

/** How a class's projector and the studio are enrolled. */
export const codeOf = (n: number) => `2000${String(n).padStart(2, '0')}`
export const studioCode = '199999'

/**
 * A county like the demonstration's with so many teaching points of one class, which are all taught by the same host at the same time.
 *
 * @returns its folder
 */
export async function countyOf(classes: number): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tongke-crowd-'))
  const model = path.join(root, 'fixtures', 'county')
  await cp(model, folder, { recursive: true })
  const numbers = Array.from({ length: classes }, (_, n) => n)
  const lines = async (file: string) => (await readFile(path.join(model, file), 'utf8')).split('\n').filter(Boolean)
  const write = (file: string, all: readonly string[]) => writeFile(path.join(folder, file), `${all.join('\n')}\n`)
  /** What the file says of the first class of the demonstration, said of each. */
  const forEach = async (file: string, isOfModel: (line: string) => boolean) => {
    const [head = '', ...rest] = await lines(file)
    const own = rest.filter(isOfModel)
    await write(file, [head, ...numbers.flatMap((n) => own.map((line) => line.replaceAll('qingshan', `point${n}`)))])
  }
  await forEach('classes.csv', (line) => line.startsWith('qingshan'))
  await forEach('timetable.csv', (line) => line.startsWith('qingshan'))
  await forEach('pairs.csv', (line) => line.includes('qingshan'))
  await write('orgs.csv', [
    'sourcedId,name,type,identifier',
    'shiyan,实验小学,school,2161900001',
    ...numbers.map((n) => `point${n},第${n + 1}教学点,point,21619001${String(n).padStart(2, '0')}`),
  ])
  const [userHead = '', ...users] = await lines('users.csv')
  const pupils = numbers.flatMap((n) => Array.from({ length: pupilsEach }, (_, m) => `c${n}-${m}`))
  const teachers = users.filter((line) => /^teacher-(zhou|wang),/.test(line))
  await write('users.csv', [
    userHead,
    ...pupils.map((one) => `pupil-${one},学生${one},sprout,家-${one},2024-09-01,姓名、照片,`),
    ...teachers,
  ])
  await write('enrollments.csv', [
    'classSourcedId,userSourcedId,role,beginDate,endDate,metadata.number',
    ...numbers.flatMap((n) => [
      ...Array.from({ length: pupilsEach }, (_, m) => `point${n}-3,pupil-c${n}-${m},student,,,${m + 1}`),
      `point${n}-3,teacher-wang,aide,,,`,
      `point${n}-3,teacher-zhou,host,,,`,
    ]),
  ])
  const courses = (await readFile(path.join(model, 'courses.yaml'), 'utf8')).split(/^(?=- )/m)
  const own = courses.filter((one) => one.startsWith('- course: qingshan'))
  await writeFile(
    path.join(folder, 'courses.yaml'),
    numbers
      .flatMap((n) => own.map((one) => (n % 2 === 0 ? one : otherFirst(one)).replaceAll('qingshan', `point${n}`)))
      .join(''),
  )
  const all = numbers.map((n) => `point${n}-3`).join(', ')
  await write('places.yaml', [
    ...numbers.map(
      (n) =>
        `- { place: point${n}-projector, kind: projector, title: 第${n + 1}教学点, school: point${n}, classes: [point${n}-3], code: "${codeOf(n)}" }`,
    ),
    `- { place: studio, kind: studio, title: 主播室, school: shiyan, classes: [${all}], code: "${studioCode}" }`,
  ])
  return folder
}

/** Every second class holds other lessons than the host teaches with: it has to fetch what is taught. */
function otherFirst(course: string): string {
  return course.replace(/plan: \[(\S+), (\S+)\]/, 'plan: [$2, $1]')
}
