import { AuditLog } from '../../../core/reports/audit-log.ts'
import { here } from '../../here/here.ts'
import { askHub, type HubAnswer } from '../ask-hub.ts'

/** How the log stood when this desk last saw it: who cuts off its end is found out by that. */
const knownName = 'log:known'

/** @param before the number of the note behind the wanted ones; the latest without it */
export async function fetchLog(before?: number): Promise<HubAnswer<AuditLog>> {
  const { db } = here().store
  const known = (await db.meta.get(knownName))?.value
  const query = new URLSearchParams({
    ...(before !== undefined && { before: String(before) }),
    ...(typeof known === 'string' && { known }),
  })
  const heard = await askHub(AuditLog, `office/log?${query}`)
  if (heard.is === 'yes' && heard.answer.check.ok) {
    const { notes, hash } = heard.answer.check
    await db.meta.put({ name: knownName, value: `${notes}-${hash}` })
  }
  return heard
}
