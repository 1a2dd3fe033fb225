import { Hono } from 'hono'
import * as v from 'valibot'
import { SchoolId } from '../../core/facts/ids.ts'
import { counties, schools } from '../../core/rows/roster.ts'
import { rowOf } from '../facts/row-of.ts'
import type { Hub } from '../hub.ts'
import { noticePage } from './page.ts'
import { readNoticeSettings } from './settings.ts'
import type { Language } from './stored.ts'
import { noticeStyle } from './style.ts'

/** Nothing runs on the page, and it can stand in no other. */
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const Asked = v.object({ lang: v.optional(v.picklist(['zh', 'en']), 'zh'), school: v.optional(SchoolId) })

/**
 * `GET /notice?school=…&lang=…`: the notice for guardians (告知书), open to everybody, since it says nothing of any single person.
 *
 * @param backupDays the most age of a backup
 */
export function noticeRoutes(hub: Hub, backupDays: number): Hono {
  const routes = new Hono()
  routes.get('/notice', async (c) => {
    const asked = v.safeParse(Asked, c.req.query())
    if (!asked.success) return c.text('?school=…&lang=zh|en', 400)
    const { lang: language, school } = asked.output
    const county = await rowOf(hub.db, counties, 'it')
    const named = school && (await rowOf(hub.db, schools, school))
    c.header('Content-Security-Policy', policy)
    c.header('Referrer-Policy', 'no-referrer')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Cache-Control', 'no-cache')
    return c.html(
      noticePage({
        language,
        county: county?.name ?? '',
        school: named?.name ?? '',
        settings: await readNoticeSettings(hub.db),
        backupDays,
        address: `${new URL(c.req.url).host}/notice`,
        other: linkTo(language === 'zh' ? 'en' : 'zh', school),
      }),
    )
  })
  routes.get('/notice.css', (c) => {
    c.header('Content-Type', 'text/css; charset=utf-8')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Cache-Control', 'no-cache')
    return c.body(noticeStyle)
  })
  return routes
}

function linkTo(language: Language, school: SchoolId | undefined): string {
  return `/notice?${new URLSearchParams({ lang: language, ...(school && { school }) })}`
}
