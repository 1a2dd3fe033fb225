import { storedWords } from '../../core/reports/stored-words.ts'
import { zoneMinutes } from '../../core/school/day.ts'
import type { Everything, ToldFact, ToldPhoto } from './everything.ts'
import { actWords, type Language, pageWords, saidWords } from './everything-words.ts'

/** Fields that say where a fact stands in the program, and nothing to who reads the page. */
const unsaid = new Set([
  'pupil',
  'pupils',
  'person',
  'added',
  'over',
  'thumbnail',
  'erased',
  'manifest',
  'instead',
  'plan',
])

/** A number above is a moment, ms since 1970. */
const latestCount = 1e12

/** Everything as a page that anybody can open: no script, nothing from elsewhere, the photos beside it. */
export function everythingPage(all: Everything, language: Language): string {
  const t = pageWords[language]
  const { name, numbers, memberships } = all.person
  const where = memberships.map(
    (one) =>
      `${[one.schoolName, one.className].filter(Boolean).join(' ')} · ${t.role[one.role]} · ${one.from} – ${one.until ?? t.now}`,
  )
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${text(t.title(name))}</title>
<style>
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.6 system-ui, sans-serif; color: #23211d; background: #fbf8f1 }
h1 { font-size: 1.6rem } h2 { margin-top: 2rem; font-size: 1.2rem }
table { width: 100%; border-collapse: collapse } th, td { padding: .4rem .6rem; border: 1px solid #e3dccd; text-align: left; vertical-align: top }
td:first-child { white-space: nowrap } td:nth-child(2), td:nth-child(4) { min-width: 7rem } figure { display: inline-block; margin: .5rem } img { max-width: 18rem; max-height: 18rem }
small, figcaption { color: #6b665b }
</style>
</head>
<body>
<h1>${text(t.title(name))}</h1>
<p>${text(t.intro(all.county, clock(all.made)))}</p>
<h2>${t.who}</h2>
<p>${numbers.length > 0 ? `${t.numbers} ${text(numbers.join('、'))}` : ''}</p>
${list(where, t.none)}
<h2>${t.kept}</h2>
${list(
  Object.entries(all.kept).flatMap(([table, rows]) =>
    rows.map((row) => `${said(table, language)}${pairs(row, all, language)}`),
  ),
  t.none,
)}
<h2>${t.photos}</h2>
${all.photos.length === 0 ? `<p>${t.none}</p>` : all.photos.map((one) => figure(one, all, language)).join('\n')}
<h2>${t.facts}</h2>
<table>
<thead><tr><th>${t.when}</th><th>${t.what}</th><th>${t.said}</th><th>${t.by}</th></tr></thead>
<tbody>
${all.facts.map((fact) => line(fact, all, language)).join('\n')}
</tbody>
</table>
<h2>${t.log}</h2>
${list(
  all.log.map(({ at, act }) => `${clock(at)} ${language === 'zh' ? (actWords[act] ?? act) : act}`),
  t.none,
)}
<p><small>${text(t.end)}</small></p>
</body>
</html>
`
}

function line({ at, kind, by, state, body }: ToldFact, all: Everything, language: Language): string {
  const t = pageWords[language]
  const what = `${storedWords[language][kind] ?? kind}${t.state[state]}`
  const isErased = (body as { erased?: unknown }).erased !== undefined // any body is an object
  const content = `${pairs(body, all, language)}${isErased ? ` ${t.erased}` : ''}`
  return `<tr>${[clock(at), what, content.trim(), t[by]].map((cell) => `<td>${text(cell)}</td>`).join('')}</tr>`
}

function figure({ hash, file, why }: ToldPhoto, all: Everything, language: Language): string {
  const fact = all.facts.find(({ body }) => (body as { photo?: unknown }).photo === hash) // any body is an object
  const when = fact ? clock(fact.at) : ''
  const caption = why === '' ? when : `${when} ${pageWords[language][why]}`
  return `<figure>${file === '' ? '' : `<img src="${file}" alt="">`}<figcaption>${text(caption)}</figcaption></figure>`
}

/** `考勤：迟到；课：2026-09-08 第 1 节` */
function pairs(value: unknown, all: Everything, language: Language): string {
  if (typeof value !== 'object' || value === null) return ''
  const shown = Object.entries(value).filter(([field, one]) => !unsaid.has(field) && one !== '')
  const colon = language === 'zh' ? '：' : ': '
  const text = shown.map(([field, one]) => `${said(field, language)}${colon}${plain(one, all, language)}`)
  return text.length === 0 ? '' : ` ${text.join(language === 'zh' ? '；' : '; ')}`
}

function plain(value: unknown, all: Everything, language: Language): string {
  if (Array.isArray(value)) return value.map((one) => plain(one, all, language)).join('、')
  if (typeof value === 'object' && value !== null) return pairs(value, all, language).trim()
  if (typeof value === 'number' && value > latestCount) return clock(new Date(value).toISOString())
  const word = String(value)
  const [, classId, day, period] = /^([\w-]+)\.(\d{8})\.([\w-]+)$/.exec(word) ?? []
  if (classId && day && period && all.names[classId])
    return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)} ${language === 'zh' ? `第 ${period} 节` : `period ${period}`}`
  return all.names[word] ?? said(word, language)
}

function said(word: string, language: Language): string {
  return language === 'zh' ? (saidWords[word] ?? word) : word
}

function list(lines: readonly string[], none: string): string {
  return lines.length === 0 ? `<p>${none}</p>` : `<ul>${lines.map((one) => `<li>${text(one)}</li>`).join('')}</ul>`
}

/** A moment on a school's wall: `2026-09-08 10:30`. */
function clock(iso: string): string {
  return new Date(Date.parse(iso) + zoneMinutes * 60_000).toISOString().slice(0, 16).replace('T', ' ')
}

function text(words: string): string {
  return words.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one] ?? one)
}
