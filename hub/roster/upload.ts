import { setImmediate } from 'node:timers/promises'
import { readCsv } from './csv.ts'
import { Findings } from './findings.ts'
import { RowReader, type Rows } from './reader.ts'
import { Trouble } from './trouble.ts'
import { isWorkbook, readWorkbook } from './xlsx.ts'
import { Budget, type Entry, entriesOf, isZip, wholeOf } from './zip.ts'

/** A file as it was chosen. */
export interface Chosen {
  name: string
  bytes: Uint8Array
}

/** As many bytes may come out of all archives of an upload. */
const mostUnpacked = 400 * 1024 * 1024
/** And of files that are read whole. */
const mostWhole = 64 * 1024 * 1024

/**
 * Reads what an office uploads: a workbook with a sheet a table, CSV files, or an archive of either. What is wrong is in
 * the findings, row by row; then the rows are not to be used.
 *
 * @param stopped ends the reading: @throws its reason
 * @param progress hears how many rows have been read
 */
export async function readUpload(
  files: readonly Chosen[],
  stopped?: AbortSignal,
  progress?: (rows: number) => void,
): Promise<{ rows: Rows; findings: Findings; read: number }> {
  const findings = new Findings()
  const reader = new RowReader(findings)
  const budget = new Budget(mostUnpacked)
  for (const file of files) await readFile(file, { reader, findings, budget, stopped, progress })
  if (findings.count === 0 && Object.keys(reader.rows).length === 0) {
    findings.fault({ file: files[0]?.name ?? '', row: 0 }, 'no-table')
  }
  return { rows: reader.rows, findings, read: reader.read }
}

interface Reading {
  reader: RowReader
  findings: Findings
  budget: Budget
  stopped: AbortSignal | undefined
  progress: ((rows: number) => void) | undefined
}

async function readFile({ name, bytes }: Chosen, reading: Reading): Promise<void> {
  const { reader, findings, budget } = reading
  reading.stopped?.throwIfAborted()
  await setImmediate()
  try {
    // Both the old format of Excel and a workbook with a password are this kind of file (MS-CFB 2.2).
    if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
      throw new Trouble(isEncrypted(bytes) ? 'encrypted' : 'old-excel')
    }
    if (!isZip(bytes)) {
      if (!isText(bytes)) throw new Trouble('broken-file')
      return readCsv(bytes, reader.sheet(name, name.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, ''), true))
    }
    const entries = entriesOf(bytes)
    if (!isWorkbook(entries)) return await readArchive(name, entries, reading)
    const sheets = new Map<string, ReturnType<RowReader['sheet']>>()
    await readWorkbook(entries, budget, (sheet, row, cells) => {
      if (row % 1_000 === 0) {
        reading.stopped?.throwIfAborted()
        reading.progress?.(reader.read)
      }
      const take = sheets.get(sheet) ?? reader.sheet(`${name} · ${sheet}`, sheet, false)
      sheets.set(sheet, take)
      take(row, cells)
    })
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    findings.fault({ file: name, row: 0 }, error.what, { value: error.value })
  }
}

/** Archives in archives are not looked into. */
async function readArchive(archive: string, entries: readonly Entry[], reading: Reading): Promise<void> {
  const whole = new Budget(mostWhole)
  const wanted = entries.filter(({ name }) => /\.(csv|txt|xlsx|xlsm)$/i.test(name) && !/(^|\/)(\.|__MACOSX)/.test(name))
  if (wanted.length === 0) throw new Trouble('no-table')
  for (const entry of wanted) {
    if (entry.encrypted) throw new Trouble('encrypted')
    if (/(说明|readme)\.txt$/i.test(entry.name)) continue
    const bytes = await wholeOf(entry, whole)
    const name = entry.name.replace(/^.*[\\/]/, '')
    if (isZip(bytes) && !isWorkbook(entriesOf(bytes))) throw new Trouble('no-table', archive)
    await readFile({ name, bytes }, reading)
  }
}

/** Whether such a file is a workbook with a password: it has a stream of that name (MS-OFFCRYPTO 1.3.2). */
function isEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  )
}

/** Bytes with zeros are no text, unless they say that they are UTF-16. */
function isText(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || !bytes.subarray(0, 4096).includes(0)
}
