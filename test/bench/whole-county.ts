import { workbookOf } from '../../hub/roster/write-xlsx.ts'

const schools = 250
const classesInSchool = 5
const pupilsInClass = 30
const teachersInSchool = 10
const subjects = ['语文', '数学', '英语', '音乐', '美术', '科学', '体育', '道德与法治']

/** A county as an office would keep it in one workbook: 250 schools, 40,000 people, a year's timetable. */
export function wholeCounty(): { workbook: Uint8Array; rows: number } {
  const [orgs, classes, users, enrollments, bells, courses, timetable, pairs] = [
    [['学校编号', '名称', '类型', '学校标识码']],
    [['班级编号', '名称', '年级', '学校编号']],
    [['人员编号', '姓名', '图片', '学籍号']],
    [['班级编号', '人员编号', '身份', '座号']],
    [['作息名称', '第几节', '开始时间', '分钟']],
    [['课程编号', '班级编号', '学科', '主讲教师编号', '主校编号', '课件']],
    [['班级编号', '星期', '第几节', '学科', '课程编号', '单双周', '教师编号', '调课日期']],
    [['结对编号', '主校编号', '受援学校编号', '学科', '每周节数']],
  ] as string[][][] as [string[][], string[][], string[][], string[][], string[][], string[][], string[][], string[][]]
  for (let s = 0; s < schools; s++) {
    const school = `s${s}`
    const helps = s < 50
    const main = `s${s % 50}`
    orgs.push([school, `第${s}小学`, helps ? '学校' : '教学点', `2161${String(900_000 + s)}`])
    for (let period = 1; period <= 6; period++) bells.push([school, String(period), `${7 + period}:30`, '40'])
    for (let t = 0; t < teachersInSchool; t++) users.push([`t${s}-${t}`, `教师${s}${t}`, '', ''])
    if (!helps) pairs.push([`pair-${s}`, main, school, '音乐、英语', '3'])
    for (let c = 0; c < classesInSchool; c++) {
      const room = `s${s}-c${c}`
      classes.push([room, `${c + 1}年级一班`, String(c + 1), school])
      enrollments.push([room, `t${s}-${c}`, helps ? '教师' : '助教', ''])
      if (!helps) {
        enrollments.push([room, `t${s % 50}-${c}`, '主讲', ''])
        courses.push([`${room}-music`, room, '音乐', `t${s % 50}-${c}`, main, ''])
      }
      for (let p = 0; p < pupilsInClass; p++) {
        const pupil = `p${s}-${c}-${p}`
        users.push([pupil, `学生${s}${c}${p}`, 'sprout', `G999999${String(s * 1000 + c * 100 + p).padStart(12, '0')}`])
        enrollments.push([room, pupil, '学生', String(p + 1)])
      }
      for (let weekday = 1; weekday <= 5; weekday++) {
        for (let period = 1; period <= 6; period++) {
          const music = !helps && weekday === c + 1 && period === 2
          const subject = music ? '音乐' : (subjects[(c + weekday + period) % subjects.length] ?? '')
          if (period === 6) {
            timetable.push(
              [room, String(weekday), '6', '体育', '', '单', '', ''],
              [room, String(weekday), '6', '美术', '', '双', '', ''],
            )
          } else
            timetable.push([room, String(weekday), String(period), subject, music ? `${room}-music` : '', '', '', ''])
        }
      }
      for (let n = 0; n < 8; n++)
        timetable.push([
          room,
          '',
          '1',
          n % 2 ? '' : '班会',
          '',
          '',
          '',
          `2026-${10 + Math.floor(n / 4)}-${10 + (n % 4) * 5}`,
        ])
    }
  }
  const sheets = [
    { name: '学校', rows: orgs },
    {
      name: '学期',
      rows: [
        ['名称', '开始日期', '结束日期'],
        ['2026 年秋季学期', '2026-08-31', '2027-01-17'],
      ],
    },
    {
      name: '校历',
      rows: [
        ['日期', '上星期几的课'],
        ['2026-10-01', ''],
        ['2026-10-02', ''],
        ['2026-10-10', '5'],
      ],
    },
    { name: '班级', rows: classes },
    { name: '人员', rows: users },
    { name: '名单', rows: enrollments },
    { name: '作息', rows: bells },
    { name: '专递课程', rows: courses },
    { name: '课表', rows: timetable },
    { name: '结对', rows: pairs },
  ]
  return { workbook: workbookOf(sheets), rows: sheets.reduce((sum, { rows }) => sum + rows.length, 0) }
}
