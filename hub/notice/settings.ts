import * as v from 'valibot'
import { Title } from '../../core/facts/ids.ts'
import type { HubDb } from '../store/schema.ts'

const Line = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120), v.regex(/^\P{Cc}+$/u))

/** What a county says of itself in the notice for guardians; what is left out has a line to be filled in by hand. */
export const NoticeSettings = v.strictObject({
  /** Who answers for the data: 青禾县教育局. */
  office: v.optional(Title),
  /** Who looks after children's data there, by their office. */
  person: v.optional(Line),
  phone: v.optional(Line),
  address: v.optional(Line),
  /** How long the county keeps children's data, in words: 毕业或转走后一年. */
  keeps: v.optional(Line),
})
export type NoticeSettings = v.InferOutput<typeof NoticeSettings>

const name = 'notice'

export async function readNoticeSettings(db: HubDb): Promise<NoticeSettings> {
  const row = await db.selectFrom('hub').select('value').where('name', '=', name).executeTakeFirst()
  return row ? v.parse(NoticeSettings, JSON.parse(row.value)) : {}
}

/** Keeps what a county's folder says; nothing in it takes away what it said before. */
export async function keepNoticeSettings(db: HubDb, settings: NoticeSettings = {}): Promise<void> {
  const value = JSON.stringify(settings)
  await db
    .insertInto('hub')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
