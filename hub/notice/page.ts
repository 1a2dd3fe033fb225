import { html } from 'hono/html'
import { type Item, inventory, ofChildren } from './inventory.ts'
import { pageWords } from './page-words.ts'
import type { NoticeSettings } from './settings.ts'
import { type Language, topics } from './stored.ts'
import { openOnly, placeWords, tableSeers, topicWords } from './words.ts'

/** What the notice is made from, beside what is stored. */
export interface NoticeOf {
  language: Language
  county: string
  /** The school that hands it out; '' to be filled in by hand. */
  school: string
  settings: NoticeSettings
  backupDays: number
  /** Where it is found. */
  address: string
  /** The same in the other language. */
  other: string
}

/** A line to be filled in by hand. */
const blank = '____________________'

/** The notice for guardians as a page of its own, without script; printed it is two or three pages of A4. */
export function noticePage({ language, county, school, settings, backupDays, address, other }: NoticeOf) {
  const t = pageWords[language]
  const items = ofChildren(inventory(language))
  const separator = language === 'zh' ? '；' : '; '
  const comma = language === 'zh' ? '、' : ', '
  const lines: [string, string | undefined][] = [
    [t.county, county],
    [t.school, school],
    [t.office, settings.office],
    [t.person, settings.person],
    [t.phone, settings.phone],
    [t.address, settings.address],
  ]
  const byTopic = topics.flatMap((topic) => {
    const here = items.filter((one) => one.topic === topic)
    const [first] = here
    if (!first) return []
    return { title: topicWords[language][topic].title, here, why: first.why, who: seersOf(here, language).join(comma) }
  })
  return html`<!doctype html>
<html lang="${t.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t.title}</title>
<link rel="stylesheet" href="/notice.css">
</head>
<body>
<main>
<p class="other"><a href="${other}">${t.other}</a></p>
<h1>${t.title}</h1>
<p>${t.intro(county || blank)}</p>
<h2>${t.who}</h2>
<dl class="lines">${lines.map(([what, is]) => html`<div><dt>${what}</dt><dd>${is || blank}</dd></div>`)}</dl>
<h2>${t.what}</h2>
<table class="topics">
<thead><tr>${['', ...t.columns].map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${byTopic.map(
    ({ title, here, why, who }) => html`
<tr><th scope="row">${title}</th><td>${here.map(({ what }) => what).join(separator)}</td><td data-is="${t.columns[1]}">${why}</td><td data-is="${t.columns[2]}">${who}</td></tr>`,
  )}</tbody>
</table>
<h2>${t.whereTitle}</h2>
<p>${t.where(county || blank)}</p>
<p>${t.safe}</p>
<h2>${t.longTitle}</h2>
<ul>${[...t.long(settings.keeps), t.backups(backupDays)].map((line) => html`<li>${line}</li>`)}</ul>
<h2>${t.refuseTitle}</h2>
<ul>${t.refuse.map((line) => html`<li>${line}</li>`)}</ul>
<h2>${t.rightsTitle}</h2>
<dl class="rights">${t.rights.map(([what, how]) => html`<div><dt>${what}</dt><dd>${how}</dd></div>`)}</dl>
<p class="lesser">${t.law} ${t.online(address)}</p>
<section class="slip">
<h2>${t.slip}</h2>
<p>${t.slipIntro}</p>
<p class="ticks"><span>□ ${t.agreeName}</span><span>□ ${t.agreePhoto}</span></p>
<dl class="lines">${[t.child, t.class, t.signature, t.relation, t.date, t.slipNumber].map(
    (line) => html`<div><dt>${line}</dt><dd>${blank}</dd></div>`,
  )}</dl>
</section>
<section class="annex">
<h2>${t.annex}</h2>
<table>
<thead><tr>${t.annexColumns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${items.map(
    ({ what, seenBy, erased }) => html`
<tr><td>${what}</td><td data-is="${t.annexColumns[1]}">${seenBy.join(comma)}</td><td data-is="${t.annexColumns[2]}">${erased}</td></tr>`,
  )}</tbody>
</table>
</section>
</main>
</body>
</html>
`
}

/** Who sees something of all these. What a tablet has of work only while it is open is said so, though it hears of all that is moved. */
function seersOf(items: readonly Item[], language: Language): string[] {
  const all = new Set(items.flatMap(({ seenBy }) => seenBy))
  if (all.has(openOnly[language])) all.delete(placeWords[language].tablet)
  if (all.size > 1) all.delete(tableSeers[language].devices)
  return [...all]
}
