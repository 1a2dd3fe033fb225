import type { HubTables } from '../store/schema.ts'

type Columns<Name extends keyof HubTables> = (keyof HubTables[Name] & string)[]

/** The tables that a backup keeps whole, with the columns by which their rows are told apart. */
export const wholeTables = {
  hub: ['name'],
  device: ['device'],
  device_word: ['device'],
  device_move: ['key', 'at'],
  code: ['code'],
  guess: ['key', 'at'],
  pin: ['person'],
  spare_pin: ['person'],
  spare_code: ['person', 'n'],
  blob: ['hash'],
  blob_scope: ['hash', 'scope'],
  blob_awaited: ['device', 'hash'],
  package: ['manifest'],
  forked: ['id'],
  awaited: ['row', 'device', 'seq'],
  audit: ['n'],
  person: ['sourced_id'],
  consent: ['person', 'form'],
  blob_gone: ['hash'],
  erased_number: ['number'],
} satisfies { [Name in keyof HubTables]?: Columns<Name> }

/** The tables that follow from facts, so that a backup has no need of them. */
export const derivedTables = {
  row: ['row'],
  fact_row: ['row', 'device', 'seq'],
} satisfies { [Name in keyof HubTables]?: Columns<Name> }

/** What is counted of rows when a report asks for it: not alike in two databases that have the same facts. */
export const countedTables = {
  evidence: ['part'],
  tally: ['part'],
} satisfies { [Name in keyof HubTables]?: Columns<Name> }

/** What passes within the hour: neither a backup nor a move takes it along. */
export const passingTables = {
  upload: ['id'],
  upload_file: ['upload', 'n'],
} satisfies { [Name in keyof HubTables]?: Columns<Name> }

/** Facts and the order of those that were taken: a backup keeps them as a log that grows. */
export const loggedTables = {
  fact: ['device', 'seq'],
  scope_log: ['scope', 'n'],
} satisfies { [Name in keyof HubTables]?: Columns<Name> }

/** All of a hub's tables but what is counted and what passes, with the columns by which their rows are told apart. */
export const allTables = { ...wholeTables, ...derivedTables, ...loggedTables }
