import type { PlaceKind } from '../../core/people/places.ts'
import type { Language, StoredInTable, Topic, Until } from './stored.ts'

/** What each topic is called, and why something is stored for it. */
export const topicWords: Record<Language, Record<Topic, { title: string; why: string }>> = {
  zh: {
    who: { title: '孩子是谁', why: '老师要能点名，孩子要能在平板上找到自己' },
    attendance: { title: '考勤', why: '知道孩子来没来上课，没来的好补上' },
    homework: { title: '作业', why: '老师批改、孩子订正' },
    photos: { title: '照片', why: '远处的老师要看见纸上的作业；音乐、美术课要看见孩子的表演和作品' },
    practice: { title: '练习', why: '知道哪里还不会，接着练什么' },
    consent: { title: '家长的同意', why: '证明家长同意过什么，撤回了就照办' },
    erasing: { title: '删除的凭据', why: '让各处都照着删，旧名册也带不回来' },
    log: { title: '记录的原样和查看记录', why: '断网、坏机器都不丢；谁看过、改过查得出来' },
    adults: { title: '老师和工作人员', why: '上课、批改、登录、管设备' },
    nobody: { title: '不是哪个人的资料', why: '课表、学校、设备能用起来' },
  },
  en: {
    who: { title: 'Who the child is', why: 'teachers call names, and children find themselves on a tablet' },
    attendance: { title: 'Attendance', why: 'to know who was there, and help who was not' },
    homework: { title: 'Homework', why: 'teachers mark it, children correct it' },
    photos: {
      title: 'Photos',
      why: 'a teacher far away has to see work on paper; music and art need to be seen',
    },
    practice: { title: 'Practice', why: 'to know what is not understood yet, and what comes next' },
    consent: { title: 'The guardians’ consent', why: 'to show what was agreed to, and to follow a withdrawal' },
    erasing: { title: 'That something was erased', why: 'so that it goes everywhere, and no old list brings it back' },
    log: {
      title: 'The records as made, and who saw them',
      why: 'nothing is lost with a line or a machine, and it can be found out who saw and changed what',
    },
    adults: { title: 'Teachers and staff', why: 'teaching, marking, signing in, devices' },
    nobody: { title: 'About nobody', why: 'timetables, schools and devices' },
  },
}

export const placeWords: Record<Language, Record<PlaceKind, string>> = {
  zh: {
    projector: '教室大屏',
    tablet: '本班平板',
    own: '任课老师的电脑',
    studio: '主讲教室',
    office: '县教育局',
    hub: '县里的服务器',
  },
  en: {
    projector: 'the classroom’s projector',
    tablet: 'the class’s tablets',
    own: 'its teachers’ own computers',
    studio: 'the host school’s studio',
    office: 'the county’s office',
    hub: 'the county’s server',
  },
}

/** What a shared tablet has of work: of facts whose part is `content`. */
export const openOnly: Record<Language, string> = {
  zh: '本班平板（只有还没交的、刚发还的）',
  en: 'the class’s tablets (only what is to be done or was given back)',
}

export const tableSeers: Record<Language, Record<StoredInTable['seenBy'], string>> = {
  zh: { office: '县教育局', server: '只有管服务器的人', devices: '同上面各项' },
  en: { office: 'the county’s office', server: 'only who runs the server', devices: 'as above' },
}

export const untilWords: Record<Language, Record<Until, string>> = {
  zh: {
    all: '全部去掉',
    words: '姓名、孩子写的字、评语、照片去掉；其余的认不出是谁',
    nameless: '留下的只有一个认不出是谁的编号',
    stays: '留着，里面认不出是谁',
  },
  en: {
    all: 'goes as a whole',
    words: 'name, words and photos go; the rest tells nobody who it was',
    nameless: 'what stays has a number that tells nobody who it was',
    stays: 'stays, and tells of nobody',
  },
}
