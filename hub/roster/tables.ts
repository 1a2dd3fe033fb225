import * as v from 'valibot'
import {
  BellsName,
  Class,
  Clock,
  Course,
  Date_,
  Form,
  Grades,
  maybe,
  Name,
  Names,
  oneOf,
  Packages,
  Pair,
  Person,
  School,
  Scopes,
  Status,
  Weekday,
  whole,
} from './cells.ts'

/**
 * A table of an upload: what its file and sheet may be called, its columns with what these may be called beside their own
 * name, and what a row must be. `needed` columns must be there; a column that is not there is as one without words.
 */
export interface TableForm<S extends v.GenericSchema = v.GenericSchema> {
  /** As templates and exports call its sheet; `FILE.csv` is the key of `tables`. */
  sheet: string
  names: readonly string[]
  columns: Readonly<Record<string, Column>>
  row: S
}

interface Column {
  /** As templates call it, in Chinese. */
  title: string
  names?: readonly string[]
  needed?: boolean
  /** What stands in the template's example, and what the column is, in a sentence. */
  example: string
  about: string
}

const form = <S extends v.GenericSchema>(form: TableForm<S>) => form

const role = oneOf({
  student: ['学生'],
  teacher: ['教师', '老师', '任课教师'],
  aide: ['助教', '助教教师'],
  host: ['主讲', '主讲教师'],
  administrator: ['管理员', '县级管理员'],
  other: ['proctor', 'guardian', 'parent', 'relative', 'counselor', 'principal', '家长'],
})

/** The tables, in the order in which templates and exports have them. */
export const tables = {
  orgs: form({
    sheet: '学校',
    names: ['学校表', '学校和教学点'],
    columns: {
      sourcedId: {
        title: '学校编号',
        needed: true,
        example: 'qingshan',
        about: '自己定，字母、数字、- 和 _，以后不要改',
      },
      name: { title: '名称', needed: true, example: '青山教学点', about: '最多 40 个字' },
      type: {
        title: '类型',
        needed: true,
        example: '教学点',
        about: '学校、教学点；全县的名称写成一行“县”',
      },
      identifier: { title: '学校标识码', example: '2161900003', about: '10 位数字；“县”那一行不用填' },
      parentSourcedId: { title: '上级学校编号', example: '', about: '教学点归哪所学校管，可以不填' },
      status: { title: '状态', example: '', about: '撤并了的学校写“删除”' },
    },
    row: v.object({
      sourcedId: School,
      name: Name,
      type: oneOf({
        school: ['学校', '小学', '初中', '中学', '九年一贯制'],
        point: ['教学点', '教学站'],
        district: ['县', '区', '区县', '教育局'],
        other: ['department', 'local', 'state', 'national'],
      }),
      identifier: v.string(),
      parentSourcedId: maybe(School),
      status: Status,
    }),
  }),
  classes: form({
    sheet: '班级',
    names: ['班级表'],
    columns: {
      sourcedId: {
        title: '班级编号',
        needed: true,
        example: 'qingshan-34',
        about: '自己定，字母、数字、- 和 _，以后不要改',
      },
      title: { title: '名称', needed: true, example: '三四年级', about: '最多 40 个字' },
      grades: { title: '年级', example: '3,4', about: '1 到 9；复式班写几个，用逗号隔开' },
      schoolSourcedId: { title: '学校编号', needed: true, example: 'qingshan', about: '在“学校”表里的编号' },
      'metadata.bells': {
        title: '作息',
        names: ['作息时间'],
        example: '',
        about: '“作息”表里的名称；不填就用与学校编号同名的作息',
      },
      status: { title: '状态', example: '', about: '不再开的班写“删除”' },
    },
    row: v.object({
      sourcedId: Class,
      title: Name,
      grades: maybe(Grades),
      schoolSourcedId: School,
      'metadata.bells': maybe(BellsName),
      courseSourcedId: v.optional(v.string(), ''),
      status: Status,
    }),
  }),
  users: form({
    sheet: '人员',
    names: ['师生', '用户', '人员表'],
    columns: {
      sourcedId: {
        title: '人员编号',
        needed: true,
        example: 'L20260001',
        about: '校内编号或工号，一人一号，转学不变；不能用身份证号和学籍号',
      },
      name: { title: '姓名', example: '禾苗', about: '最多 40 个字' },
      'metadata.picture': { title: '图片', example: 'sprout', about: '学生在平板上点的图，可以不填' },
      'metadata.studentNumber': {
        title: '学籍号',
        example: '',
        about: '可以不填。只用来认出转学来的孩子：系统里只留一个还原不了的指纹',
      },
      'metadata.consentForm': {
        title: '家长同意书编号',
        names: ['同意书编号', '同意书'],
        example: '2026-三-017',
        about: '学校存的那张纸的编号；没有的学生在平板上只显示座号。不填就不改',
      },
      'metadata.consentDate': { title: '同意日期', example: '2026-09-01', about: '家长签字的日子；有编号就必须填' },
      'metadata.consentScope': {
        title: '同意范围',
        example: '姓名、照片',
        about: '姓名、照片，用顿号隔开：姓名可以显示在学校的设备上；可以拍、录到孩子本人',
      },
      'metadata.consentWithdrawn': {
        title: '撤回日期',
        example: '',
        about: '家长撤回了就写日子，从那天起不算；不填就不改',
      },
      status: { title: '状态', example: '', about: '离开了的人写“删除”' },
    },
    row: v.object({
      sourcedId: Person,
      name: v.optional(v.string(), ''),
      givenName: v.optional(v.string(), ''),
      familyName: v.optional(v.string(), ''),
      'metadata.picture': v.pipe(v.string(), v.maxLength(24, 'too-long')),
      'metadata.studentNumber': v.pipe(v.string(), v.maxLength(64, 'too-long')),
      'metadata.consentForm': maybe(Form),
      'metadata.consentDate': maybe(Date_),
      'metadata.consentScope': maybe(Scopes),
      'metadata.consentWithdrawn': maybe(Date_),
      status: Status,
    }),
  }),
  enrollments: form({
    sheet: '名单',
    names: ['班级名单', '班级成员', '分班'],
    columns: {
      classSourcedId: { title: '班级编号', needed: true, example: 'qingshan-34', about: '县里的管理员写 county' },
      userSourcedId: { title: '人员编号', needed: true, example: 'L20260001', about: '在“人员”表里的编号' },
      role: { title: '身份', needed: true, example: '学生', about: '学生、教师、助教、主讲、管理员' },
      beginDate: { title: '开始日期', example: '', about: '不填就是开学那天' },
      endDate: { title: '结束日期', example: '', about: '最后一天；没有就不填' },
      'metadata.number': { title: '座号', example: '1', about: '0 到 999，可以不填' },
      status: { title: '状态', example: '', about: '不再属于这个班写“删除”，或者不写这一行' },
    },
    row: v.object({
      classSourcedId: Class,
      userSourcedId: Person,
      role,
      beginDate: maybe(Date_),
      endDate: maybe(Date_),
      'metadata.number': maybe(whole(0, 999)),
      status: Status,
    }),
  }),
  academicSessions: form({
    sheet: '学期',
    names: ['学期表'],
    columns: {
      sourcedId: { title: '学期编号', example: '2026-autumn', about: '可以不填' },
      title: { title: '名称', needed: true, example: '2026 年秋季学期', about: '最多 40 个字' },
      type: { title: '类型', example: '学期', about: '学期' },
      startDate: { title: '开始日期', needed: true, example: '2026-08-31', about: '第一周的星期一' },
      endDate: { title: '结束日期', needed: true, example: '2027-01-17', about: '最多 30 周' },
      status: { title: '状态', example: '', about: '' },
    },
    row: v.object({
      sourcedId: v.string(),
      title: Name,
      type: maybe(oneOf({ term: ['学期'], semester: [], gradingPeriod: [], schoolYear: ['学年'] })),
      startDate: Date_,
      endDate: Date_,
      status: Status,
    }),
  }),
  calendar: form({
    sheet: '校历',
    names: ['放假调休', '放假'],
    columns: {
      date: { title: '日期', needed: true, example: '2026-10-01', about: '放假或者调休的那一天' },
      weekday: { title: '上星期几的课', example: '', about: '不填是放假；调休的写 1 到 7' },
    },
    row: v.object({ date: Date_, weekday: maybe(Weekday) }),
  }),
  bells: form({
    sheet: '作息',
    names: ['作息时间', '作息表'],
    columns: {
      bells: { title: '作息名称', needed: true, example: 'qingshan', about: '学校编号，或者自己定的名称' },
      period: { title: '第几节', needed: true, example: '1', about: '1 到 12' },
      start: { title: '开始时间', needed: true, example: '08:30', about: '24 小时制' },
      minutes: { title: '分钟', needed: true, example: '40', about: '10 到 120' },
    },
    row: v.object({ bells: BellsName, period: whole(1, 12), start: Clock, minutes: whole(10, 120) }),
  }),
  hostedCourses: form({
    sheet: '专递课程',
    names: ['专递课', 'hosted-courses'],
    columns: {
      course: { title: '课程编号', needed: true, example: 'qingshan-34-music', about: '字母、数字、- 和 _' },
      class: { title: '班级编号', needed: true, example: 'qingshan-34', about: '哪个班听' },
      subject: { title: '学科', needed: true, example: '音乐', about: '课表上显示的' },
      host: { title: '主讲教师编号', needed: true, example: 'T-007', about: '在“人员”表里的编号' },
      school: { title: '主校编号', needed: true, example: 'shiyan', about: '哪所学校来教' },
      plan: { title: '课件', example: '', about: '按上课顺序写课件编号，用空格隔开；不填就不改' },
    },
    row: v.object({ course: Course, class: Class, subject: Name, host: Person, school: School, plan: Packages }),
  }),
  timetable: form({
    sheet: '课表',
    names: ['课程表', '调课'],
    columns: {
      class: { title: '班级编号', needed: true, example: 'qingshan-34', about: '在“班级”表里的编号' },
      weekday: { title: '星期', example: '1', about: '1 到 7' },
      period: { title: '第几节', names: ['节次'], needed: true, example: '1', about: '1 到 12' },
      subject: { title: '学科', example: '音乐', about: '课表上显示的；调课时空着就是这一节不上' },
      course: { title: '课程编号', example: 'qingshan-34-music', about: '“专递课程”表里的编号；本校自己教的不填' },
      weeks: { title: '单双周', example: '', about: '单、双，每周都上就不填' },
      teacher: { title: '教师编号', example: '', about: '本校自己教的可以写，用来查一人两处' },
      date: { title: '调课日期', example: '', about: '只改这一天就写日期，星期不用填' },
      fromDate: {
        title: '原日期',
        example: '',
        about: '同一周里调过来的课写它原来在哪一天，点名和作业跟着走；别的不填',
      },
      fromPeriod: { title: '原节次', example: '', about: '这节课原来是第几节；不填就和“第几节”一样' },
      beginDate: {
        title: '启用日期',
        names: ['生效日期'],
        example: '',
        about: '新课表从哪一天起用，以前的课不变；不填是从今天起，第一次导入是从开学起',
      },
    },
    row: v.object({
      class: Class,
      weekday: maybe(Weekday),
      period: whole(1, 12),
      subject: maybe(Name),
      course: maybe(Course),
      weeks: maybe(oneOf({ odd: ['单', '单周'], even: ['双', '双周'] })),
      teacher: maybe(Person),
      date: maybe(Date_),
      fromDate: maybe(Date_),
      fromPeriod: maybe(whole(1, 12)),
      beginDate: maybe(Date_),
    }),
  }),
  pairs: form({
    sheet: '结对',
    names: ['结对表', '结对帮扶'],
    columns: {
      pair: { title: '结对编号', needed: true, example: 'shiyan-qingshan', about: '字母、数字、- 和 _' },
      helping: { title: '主校编号', needed: true, example: 'shiyan', about: '谁帮' },
      helped: { title: '受援学校编号', needed: true, example: 'qingshan', about: '帮谁' },
      subjects: { title: '学科', needed: true, example: '音乐、英语', about: '用顿号隔开' },
      weekly: { title: '每周节数', needed: true, example: '2', about: '计划每周几节' },
      from: { title: '开始日期', example: '', about: '不填就是开学那天' },
      until: { title: '结束日期', example: '', about: '最后一天；没有就不填' },
    },
    row: v.object({
      pair: Pair,
      helping: School,
      helped: School,
      subjects: Names,
      weekly: whole(0, 60),
      from: maybe(Date_),
      until: maybe(Date_),
    }),
  }),
  /** OneRoster's own courses: of use only for the grades of classes that have none themselves. */
  courses: form({
    sheet: 'courses',
    names: [],
    columns: {
      sourcedId: { title: 'sourcedId', needed: true, example: '', about: '' },
      grades: { title: 'grades', example: '', about: '' },
    },
    row: v.object({ sourcedId: v.string(), grades: maybe(Grades), status: Status }),
  }),
  /** OneRoster's list of its files, which says of each whether it is whole (`bulk`) or only changes (`delta`). */
  manifest: form({
    sheet: 'manifest',
    names: [],
    columns: {
      propertyName: { title: 'propertyName', needed: true, example: '', about: '' },
      value: { title: 'value', needed: true, example: '', about: '' },
    },
    row: v.object({ propertyName: v.string(), value: v.string() }),
  }),
} as const

export type TableName = keyof typeof tables
export type Row<Name extends TableName> = v.InferOutput<(typeof tables)[Name]['row']>

/** What is read for names, though no template has it. */
export const alsoRead: Partial<Record<TableName, readonly string[]>> = {
  users: ['givenName', 'familyName'],
  classes: ['courseSourcedId'],
  courses: ['status'],
}

/** The tables that templates and exports have: all but those that only OneRoster's own files are. */
export const ownTables = [
  'orgs',
  'classes',
  'users',
  'enrollments',
  'academicSessions',
  'calendar',
  'bells',
  'hostedCourses',
  'timetable',
  'pairs',
] as const satisfies readonly TableName[]
export type OwnTable = (typeof ownTables)[number]
