import type { Stored } from './stored.ts'

/** What each kind of fact stores of a person. Who sees it and what an erasure takes are what the kind itself declares. */
export const storedByKind: Readonly<Record<string, Stored>> = {
  'member.enrolled': {
    topic: 'who',
    zh: '姓名（家长没有同意写名字的，只有座号）、班级、座号、孩子选的小图画、在这个班的起止日子、哪些日子可以照相',
    en: 'the name (a seat number where the guardians have not agreed to the name), class, number on its list, the drawing that the child picks, from when to when in the class, and on which days photos may be taken',
  },
  'pupil.added': {
    topic: 'who',
    zh: '还没上名册、老师上课时先加上的孩子：姓名、座号、小图画、从哪天起',
    en: 'of a child who is not on the list yet and whom a teacher adds in the room: name, number, drawing, since when',
  },
  'pupil.matched': {
    topic: 'who',
    zh: '课上先加上的孩子是名册里的哪一个（只记编号）',
    en: 'who of the list a child is who was added in the room (by numbers alone)',
  },
  'attendance.marked': {
    topic: 'attendance',
    zh: '每节课到了、迟到、请假还是缺席',
    en: 'for each lesson whether the child was there, late, on leave or absent',
  },
  'homework.answered': { topic: 'homework', zh: '作业每道题的答案', en: 'the answer to each question of homework' },
  'homework.photographed': {
    topic: 'photos',
    zh: '写在纸上的作业的照片；家长同意照相的，还有孩子表演、做手工的照片（不带拍照地点）',
    en: 'photos of work on paper; where the guardians agree to photos, of a performance or handwork on which the child is seen (without the place where it was taken)',
  },
  'homework.handed': { topic: 'homework', zh: '什么时候交的', en: 'when it was handed in' },
  'homework.marked': {
    topic: 'homework',
    zh: '老师给的等级、评语、哪几道题错了',
    en: 'the teacher’s grade and words, and which questions were wrong',
  },
  'homework.returned': {
    topic: 'homework',
    zh: '什么时候发还、要不要订正',
    en: 'when it was given back, and whether to correct it',
  },
  'work.moved': {
    topic: 'homework',
    zh: '记错了名字的作业改记到谁名下（只记编号）',
    en: 'to whom work was moved that was done under the wrong child (by numbers alone)',
  },
  'practice.answered': {
    topic: 'practice',
    zh: '练习做了哪些题、答案、对不对',
    en: 'which questions were practised, the answers, and whether they were right',
  },
  'person.erased': {
    topic: 'erasing',
    zh: '哪个编号的资料从哪天起删除了',
    en: 'which number’s data were erased, and since when',
  },
  'homework.set': { topic: 'nobody', zh: '给全班布置的作业', en: 'homework for a whole class' },
  'homework.withdrawn': { topic: 'nobody', zh: '撤回的作业', en: 'homework that was taken back' },
  'hands.counted': {
    topic: 'nobody',
    zh: '课上举手各有多少人，不记是谁',
    en: 'how many hands were raised, not whose',
  },
  'lesson.opened': { topic: 'adults', zh: '哪位老师什么时候开始上课', en: 'which teacher began a lesson, and when' },
  'lesson.closed': { topic: 'adults', zh: '哪位老师什么时候下课', en: 'which teacher ended a lesson, and when' },
  'lesson.added': { topic: 'adults', zh: '哪位老师临时加了一节课', en: 'which teacher added a lesson' },
  'lesson.cancelled': {
    topic: 'adults',
    zh: '哪位老师记了停课、为什么',
    en: 'which teacher cancelled a lesson, and why',
  },
  'cancellation.withdrawn': { topic: 'adults', zh: '哪位老师恢复了停掉的课', en: 'which teacher restored a lesson' },
  'page.turned': { topic: 'nobody', zh: '课件翻到第几页', en: 'which page of a lesson was shown' },
  'course.planned': {
    topic: 'adults',
    zh: '主讲老师的姓名、教哪个班哪一科',
    en: 'the host teacher’s name, class and subject',
  },
  'place.described': {
    topic: 'adults',
    zh: '设备放在哪里、给哪个班用；老师自己的设备是谁的',
    en: 'where a device stands and for which class; whose a teacher’s own device is',
  },
  'class.described': { topic: 'nobody', zh: '班级、年级、作息', en: 'classes, grades and bells' },
  'county.described': { topic: 'nobody', zh: '县名和校历', en: 'the county’s name and calendar' },
  'pair.agreed': { topic: 'nobody', zh: '哪两所学校结对', en: 'which schools help each other' },
  'school.described': { topic: 'nobody', zh: '学校名和学校标识码', en: 'schools’ names and codes' },
  'timetable.set': { topic: 'adults', zh: '课表，和每节课的任课老师', en: 'timetables, and who teaches each lesson' },
  'publisher.known': { topic: 'nobody', zh: '课件是哪家发布的', en: 'who publishes lessons' },
  'clock.jumped': { topic: 'nobody', zh: '设备的钟走错了多少', en: 'how far a device’s clock jumped' },
  'device.reported': { topic: 'nobody', zh: '设备的版本和剩余空间', en: 'a device’s version and room' },
  'trouble.dismissed': {
    topic: 'adults',
    zh: '收不下的记录，哪位老师看过、怎么处理的',
    en: 'which teacher looked at a record that was not taken, and what became of it',
  },
}
