import type { Language } from './stored.ts'

interface PageWords {
  lang: string
  title: string
  other: string
  intro(county: string): string
  who: string
  county: string
  school: string
  office: string
  person: string
  phone: string
  address: string
  what: string
  columns: [what: string, why: string, who: string]
  whereTitle: string
  where(county: string): string
  safe: string
  longTitle: string
  long(keeps: string | undefined): string[]
  backups(days: number): string
  refuseTitle: string
  refuse: string[]
  rightsTitle: string
  rights: [what: string, how: string][]
  law: string
  annex: string
  annexColumns: [what: string, who: string, erased: string]
  slip: string
  slipIntro: string
  slipNumber: string
  child: string
  class: string
  agreeName: string
  agreePhoto: string
  signature: string
  relation: string
  date: string
  online(address: string): string
}

export const pageWords: Record<Language, PageWords> = {
  zh: {
    lang: 'zh-CN',
    title: '告知书：孩子在网上课堂里的个人信息',
    other: 'English',
    intro: (county) =>
      `各位家长：${county}的学校用“同课”让村里的孩子跟主校一起上课。上课要记下孩子的一些信息。不满十四岁的孩子，信息要格外小心，得您同意才行。下面说清楚：记了什么，为什么记，放在哪里，谁能看，留多久；您怎么同意、不同意、撤回，怎么查看、更正和删除。`,
    who: '谁在管',
    county: '县',
    school: '学校',
    office: '管理单位',
    person: '负责孩子信息的人',
    phone: '电话',
    address: '地址',
    what: '记下什么',
    columns: ['记什么', '为什么记', '谁能看'],
    whereTitle: '放在哪里',
    where: (county) =>
      `放在${county}自己的服务器上。班里的大屏、平板和老师的电脑里，只有上课要用的那一部分。另外有备份，断电、坏机器也不丢。程序不把孩子的信息送给别的公司，没有广告，也不跟踪。`,
    safe: '县里的人要输 PIN 才能看；谁看过、改过，都有记录，改了这份记录也查得出来。丢了的平板，县里能收回，收回以后上面的东西会清掉。',
    longTitle: '留多久',
    long: (keeps) => [
      '平板上只有还没交的、刚发还的作业；用不着了的，大屏过几个星期、老师的电脑过一个学期，自己清掉。',
      keeps === undefined
        ? '县里的服务器上：留到__________；您也可以随时要求删除。'
        : `县里的服务器上：留到${keeps}；您也可以随时要求删除。`,
    ],
    backups: (days) => `删除以后，备份里最多再过 ${days} 天也没有了。`,
    refuseTitle: '您可以不同意',
    refuse: [
      '不同意写名字：平板上只有座号，没有名字。课照样上，作业照样批。',
      '不同意照相：孩子出镜的照片收不上来；拍写在纸上的作业不受影响。',
      '同不同意，都不影响孩子上课和成绩。',
    ],
    rightsTitle: '您要做什么，怎么做',
    rights: [
      ['同意', '在学校发的同意书上签字，交给班主任。可以只同意一样。'],
      ['撤回', '随时可以。跟班主任或者县里说一声，从那天起就照办；以前已经同意过的不受影响。'],
      ['查看、抄一份', '跟学校或者县里说，您能看到记了孩子什么，也能要一份。'],
      ['更正', '名字、班级写错了，跟学校说，改过来。'],
      [
        '删除',
        '跟学校或者县里说。县里认清您是监护人以后删除：名字、孩子写的字、老师的评语、照片都去掉，设备下一次联网时也去掉。删了找不回来。',
      ],
      ['不满意', '先找上面的电话；也可以向网信部门投诉、举报。'],
    ],
    law: '依据：《中华人民共和国个人信息保护法》《未成年人网络保护条例》《儿童个人信息网络保护规定》。',
    annex: '附：逐项清单',
    annexColumns: ['记什么', '谁能看', '删除孩子的信息时'],
    slip: '同意书（填好剪下，交回学校）',
    slipIntro: '我看过、听过上面的告知书。同意的打勾，不同意的打叉：',
    slipNumber: '编号',
    child: '孩子姓名',
    class: '班级',
    agreeName: '平板上写孩子的名字',
    agreePhoto: '给孩子照相、录音（表演、作品）',
    signature: '监护人签字',
    relation: '和孩子的关系',
    date: '日期',
    online: (address) => `网上也能看：${address}`,
  },
  en: {
    lang: 'en',
    title: 'Notice: what is stored of your child in online lessons',
    other: '中文',
    intro: (county) =>
      `To all guardians: the schools of ${county} use Tongke so that children in villages take part in the lessons of a stronger school. For that some things are stored of your child. Children under fourteen are protected in particular, and it needs your consent. This page says what is stored, why, where, who sees it and for how long; and how you agree, refuse, withdraw, look, correct and erase.`,
    who: 'Who answers for it',
    county: 'County',
    school: 'School',
    office: 'Office',
    person: 'In charge of children’s data',
    phone: 'Telephone',
    address: 'Address',
    what: 'What is stored',
    columns: ['What', 'Why', 'Who sees it'],
    whereTitle: 'Where it is',
    where: (county) =>
      `On the own server of ${county}. The class’s projector and tablets and its teachers’ computers have what the lessons need, and no more. There are backups, so that nothing is lost with a machine. The program gives nothing to other companies, has no advertisements and follows nobody.`,
    safe: 'Who works at the county’s office needs a PIN to look; who saw and changed what is noted, and it shows if somebody tampers with these notes. A lost tablet can be taken back, and wipes itself then.',
    longTitle: 'How long it stays',
    long: (keeps) => [
      'Tablets have only homework that is to be done or was just given back. What is not needed any more goes from projectors after some weeks, and from teachers’ computers after a term.',
      keeps === undefined
        ? 'On the county’s server: until __________; you may ask to have it erased at any time.'
        : `On the county’s server: until ${keeps}; you may ask to have it erased at any time.`,
    ],
    backups: (days) => `What was erased is in no backup any more after ${days} days at most.`,
    refuseTitle: 'You may refuse',
    refuse: [
      'Without consent to the name tablets show a seat number. The child takes part all the same.',
      'Without consent to photos none in which the child is seen are taken in. Photos of work on paper are.',
      'Neither changes how the child is taught or marked.',
    ],
    rightsTitle: 'What you can do, and how',
    rights: [
      ['Agree', 'Sign the form that the school hands out. You may agree to one thing alone.'],
      ['Withdraw', 'At any time: tell the class’s teacher or the county. It holds from that day on.'],
      ['Look', 'Ask the school or the county: you see what is stored of your child, and get a copy.'],
      ['Correct', 'Tell the school if a name or a class is wrong.'],
      [
        'Erase',
        'Ask the school or the county. Once they know that you are the guardian, name, words, teachers’ words and photos go, from devices at their next contact. It cannot be undone.',
      ],
      ['Complain', 'Call the number above first; the cyberspace administration takes complaints, too.'],
    ],
    law: 'By the Personal Information Protection Law, the Regulations on the Protection of Minors in Cyberspace, and the Provisions on the Cyber Protection of Children’s Personal Information.',
    annex: 'Annex: item by item',
    annexColumns: ['What', 'Who sees it', 'When the child’s data are erased'],
    slip: 'Consent form (to be cut off and handed in)',
    slipIntro: 'I have read or heard the notice above. A tick is a yes, a cross a no:',
    slipNumber: 'Reference',
    child: 'Child’s name',
    class: 'Class',
    agreeName: 'the child’s name on tablets',
    agreePhoto: 'photos and recordings of the child (performances, handwork)',
    signature: 'Guardian’s signature',
    relation: 'Relation to the child',
    date: 'Date',
    online: (address) => `Also at ${address}`,
  },
}
