import { readFile } from 'node:fs/promises'
import { Agent } from 'node:http'
import * as v from 'valibot'
import { RosterUpload } from '../../core/roster/preview.ts'
import { startHub } from '../hubs/hub-at-work.ts'
import { bench } from './bench.ts'
import { enrolDevice } from './hub-by-http.ts'
import { wholeCounty } from './whole-county.ts'

export default bench({
  name: 'import',
  how: `An office uploads one workbook over HTTP to a hub in another process: 250 schools, 1,250 classes, 40,000 people, their timetable with
单双周 and 调课, in all some 140,000 rows. It is read, checked and compared with the county as it is (the preview), and brought in in one
transaction. SQLite with full sync. The memory is the hub's, at its highest (VmHWM).`,
  budget: { wholeMs: { atMost: 30_000 }, peakBytes: { atMost: 500_000_000 } },
  needs: ['build'],
  async measure() {
    const { workbook, rows } = wholeCounty()
    const atWork = await startHub()
    const agent = new Agent({ keepAlive: true })
    try {
      const { token } = await enrolDevice({ port: atWork.port, agent }, '100004')
      const ask = await asked(atWork.port, token)
      const began = performance.now()
      const shown = await ask('preview', workbook)
      if (shown.is !== 'ready') throw new Error(JSON.stringify(shown).slice(0, 2_000))
      const previewed = performance.now()
      const previewPeakBytes = await peakOf(atWork.pid)
      const imported = await ask('import', JSON.stringify({ preview: shown.id }))
      const ended = performance.now()
      if (imported.is !== 'imported') throw new Error(JSON.stringify(imported).slice(0, 2_000))
      return {
        wholeMs: ended - began,
        previewMs: previewed - began,
        importMs: ended - previewed,
        previewPeakBytes,
        peakBytes: await peakOf(atWork.pid),
        uploadBytes: workbook.length,
        rows,
        facts: imported.changes,
      }
    } finally {
      agent.destroy()
      await atWork.stop()
    }
  },
})

/** Asks in the name of the demonstration county's clerk: the one whose PIN the office's desk knows. */
async function asked(port: number, token: string) {
  const address = `http://127.0.0.1:${port}/api`
  const authorization = { Authorization: `Bearer ${token}` }
  const pins = await fetch(`${address}/device/pins`, { headers: authorization })
  const [clerk] = v.parse(v.array(v.object({ person: v.string() })), await pins.json())
  return async (what: 'preview' | 'import', body: Uint8Array | string): Promise<RosterUpload> => {
    const answer = await fetch(`${address}/office/roster/${what}`, {
      method: 'POST',
      headers: { ...authorization, 'Tongke-By': clerk?.person ?? '' },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    })
    return v.parse(RosterUpload, await answer.json())
  }
}

/** The most memory that a process has had so far, bytes. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1]) * 1024
}
