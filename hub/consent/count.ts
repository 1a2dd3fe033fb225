import { sql } from 'kysely'
import type { Day } from '../../core/facts/ids.ts'
import type { ConsentClasses } from '../../core/reports/consent-register.ts'
import { isPostgres } from '../store/dialect.ts'
import type { HubDb } from '../store/schema.ts'

type Counted = Pick<ConsentClasses['classes'][number], 'pupils' | 'without' | 'name' | 'photo'>

/**
 * How many pupils each class has on this day, and what their guardians agree to, as `agrees` and `stanceOf` say of one. The
 * database counts: to read 40,000 rows and as many forms takes three times as long.
 */
export async function countByClass(db: HubDb, today: Day): Promise<ReadonlyMap<string, Counted>> {
  const postgres = isPostgres(db)
  const said = (name: string) =>
    postgres ? sql`("state"::json->>${sql.lit(name)})` : sql`json_extract("state", ${sql.lit(`$.${name}`)})`
  // `member/CLASS/PERSON`
  const behind = sql`substr("row", 8)`
  const classOf = postgres ? sql`split_part("row", '/', 2)` : sql`substr("row", 8, instr(${behind}, '/') - 1)`
  const person = postgres ? sql`split_part("row", '/', 3)` : sql`substr("row", 8 + instr(${behind}, '/'))`
  const agrees = (to: 'name' | 'photo') =>
    sql`max(case when withdrawn = '' and scope like ${`%${to}%`} then 1 else 0 end)`
  const { rows } = await sql<Record<keyof Counted, number> & { class: string }>`
    select member.class, count(*) as pupils, sum(case when form.person is null then 1 else 0 end) as without,
      sum(coalesce(form.name, 0)) as name, sum(coalesce(form.photo, 0)) as photo
    from (
      select ${classOf} as class, ${person} as person
      from "row"
      where "row" >= 'member/' and "row" < 'member0' and ${said('role')} = 'pupil'
        and coalesce(${said('until')}, ${today}) >= ${today} and coalesce(${said('is')}, ${person}) = ${person}
    ) as member
    left join (
      select person, ${agrees('name')} as name, ${agrees('photo')} as photo
      from consent where source <> 'struck' group by person
    ) as form on form.person = member.person
    group by member.class
  `.execute(db)
  return new Map(
    rows.map((one) => {
      const [pupils, without] = [Number(one.pupils), Number(one.without)]
      return [one.class, { pupils, without, name: Number(one.name), photo: Number(one.photo) }]
    }),
  )
}
