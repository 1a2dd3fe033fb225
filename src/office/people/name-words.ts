import { words } from '../../i18n/words.ts'

export const t = words({
  zh: {
    open: '别处写着的名字',
    title: (name: string) => `别处写着“${name}”的话`,
    hint: '老师评语、作业标题、地方名称里写着的。也可能指同名的人，所以一条一条看过再涂。',
    looking: '正在查找…',
    none: '别处没有写着这个名字。',
    line: (kind: string, by: string, day: string) => [kind, by, day].filter(Boolean).join(' · '),
    more: (count: number) => `还有 ${count} 条。先涂这些，再打开一次。`,
    never: '涂掉的字变成“○”，找不回来：服务器上马上涂，每台设备下次联网时涂，旧备份到期时没有。其余的话不动。',
    keep: '不涂了',
    all: '都选上',
    noneChosen: '都不选',
    strike: (count: number) => (count === 0 ? '先勾选要涂的' : `涂掉选中的 ${count} 条`),
    again: '再试一次',
    notSaved: '没有记下来，什么都没有涂。请再试一次。',
    struck: (count: number) => `服务器上已经涂掉 ${count} 条，各台设备下次联网时涂。`,
    recorded: (count: number) => `已经记下，要涂 ${count} 条。送到服务器后马上涂掉，各台设备下次联网时涂。`,
  },
  en: {
    open: 'The name elsewhere',
    title: (name) => `Words in which “${name}” stands`,
    hint: 'In teachers’ words, titles of homework, names of places. They may mean another of that name: look at each before you strike it.',
    looking: 'Looking …',
    none: 'The name does not stand elsewhere.',
    line: (kind, by, day) => [kind, by, day].filter(Boolean).join(' · '),
    more: (count) => `There are ${count} more. Strike these first, then open this again.`,
    never:
      'Each struck letter becomes ○ for ever: on the server at once, on each device when it next has a line; old backups have it until they go. The other words stay.',
    keep: 'Strike nothing',
    all: 'Choose all',
    noneChosen: 'Choose none',
    strike: (count) => (count === 0 ? 'Choose what to strike' : `Strike the name in ${count}`),
    again: 'Try again',
    notSaved: 'It was not recorded, and nothing was struck. Try again.',
    struck: (count) =>
      `The name is struck from ${count === 1 ? 'one place' : `${count} places`} on the server; devices follow when they next have a line.`,
    recorded: (count) =>
      `Recorded: the name goes from ${count === 1 ? 'one place' : `${count} places`}, as soon as the server has it, and from each device when it next has a line.`,
  },
})
