import type { Generated, Kysely } from 'kysely'

/** What the hub keeps in its database. Times are ms since 1970; JSON is text, so that SQLite and PostgreSQL agree. */
export interface HubTables {
  /** Key and value of the hub itself: its secret, its format. */
  hub: { name: string; value: string }
  /** Every device that ever had a number here, the hub's own runs included (their place is ''). */
  device: {
    device: string
    place: string
    /** Public key, JWK. */
    key: string
    /** Everything up to this number is here, refused and parked included. */
    up_to: number
    /** The highest number it has ever offered; those between `up_to` and this one are missing here. */
    offered_to: number
    /** Everything up to this number is in a backup. */
    safe_to: number
    /** Effective time of its last fact. */
    last_eff: number
    /** Since when something is missing between the two, ms since 1970; 0 when nothing is. */
    gap_since: Generated<number>
    /** When it was last heard. */
    heard: number
    /** How far it had read the county's log when it last asked: what stands up to there it has taken in. */
    county_read: Generated<number>
    /** The place at which it stood by its own word, though nobody has moved it from there (`devices/move.ts`); '' for none. */
    stood_at: Generated<string>
    enrolled: number
    revoked: number
  }
  /** What a device last said of itself (`core/sync/device-word.ts`). */
  device_word: {
    device: string
    at: number
    version: string
    used: number
    quota: number
    clock_off: number
    unsent: number
    photos: number
  }
  /**
   * Moves of a device, by its key, to another place: where it stood before, and since when it knows of the move; 0 as long as
   * it does not.
   */
  device_move: { key: string; at: number; from_place: string; to_place: string; known: number }
  fact: {
    device: string
    seq: number
    at: number
    eff: number
    by: string
    kind: string
    body: string
    state: 'taken' | 'parked' | 'refused'
    /** Why it is parked or refused; '' when it is taken. */
    why: string
  }
  /** Which facts speak of a row. */
  fact_row: { row: string; device: string; seq: number }
  /** What a parked fact waits for. */
  awaited: { row: string; device: string; seq: number }
  /** The second of two facts that claim the same number, whole, until it is offered anew. */
  forked: { id: string; device: string; seq: number; heard: number; fact: string }
  /** `open`: whether pupils have anything to do or to see in it (`Table.isOpen`). */
  row: { row: string; state: string; version: number; needed_until: string; open: Generated<number> }
  /**
   * What rows tell of a class's week or a piece of homework, counted for reports (`core/reports/evidence.ts`). It is up to
   * date when `counted` is `changes`; until then `state` (JSON; '' for nothing) and `day` are what they were.
   * Of homework that is set: `work_of` is its class, and how many pieces were handed in, marked and given back.
   */
  evidence: {
    part: string
    day: string
    changes: number
    counted: number
    state: string
    work_of: Generated<string>
    handed: Generated<number>
    marked: Generated<number>
    returned: Generated<number>
  }
  /** What weeks that are over came to (`reports/tallies.ts`): by evidence that is counted, and by the timetable that `made` names. */
  tally: { part: string; monday: string; made: string; state: string }
  /**
   * Each scope's order. `mark` is a running hash of all before it: a cursor of another history does not fit it. `again`:
   * a fact that stands further up already, for those who had no business with it then: shared tablets, or all.
   */
  scope_log: {
    scope: string
    n: number
    device: string
    seq: number
    kind: string
    mark: number
    again: Generated<'' | 'shared' | 'all'>
  }
  /** Enrolment codes, by the SHA-256 of their six digits. */
  code: {
    code: string
    place: string
    /** SHA-256 of all eighteen digits; '' for those that have six alone. */
    whole: string
    reusable: number
    expires: number
    used: number
  }
  /** Wrong tries of six digits: by which key, when, and how many codes were open then. */
  guess: { key: string; at: number; open: number }
  /** What a device needs to check a teacher's PIN: never the PIN. */
  pin: { person: string; salt: string; iterations: number; verifier: string }
  /**
   * Whom a number in the office's files means. It stays on the hub: devices know people by their ids alone.
   * `student_hash`: of a 学籍号, keyed; '' without one. `since`: ms, when the number came; the latest is given out.
   * `name`: of a pupil whom devices know by seat number alone, who has a name here and nowhere else.
   */
  person: { sourced_id: string; person: string; student_hash: string; since: number; name: Generated<string> }
  /**
   * What guardians have agreed to, by pupil and the paper form's reference: when it was signed, to what (`name`, `photo`, with a
   * space between; nothing: a no), and the day from which it does not hold any more, or ''. `source`: who wrote it last; `struck`:
   * the office says that it is not this pupil's.
   */
  consent: {
    person: string
    form: string
    date: string
    scope: string
    withdrawn: string
    source: Generated<'roster' | 'office' | 'struck'>
  }
  /** Whom numbers of erased people meant: keyed hashes of them, so that no list brings anybody back unasked. */
  erased_number: { number: string; person: string }
  /** One-time codes in place of a forgotten PIN: how many were handed out, and below which number they are void. */
  spare_pin: { person: string; salt: string; given: number; used: number }
  /** What the `n`th such code is checked with. */
  spare_code: { person: string; n: number; verifier: string }
  /** Who saw and changed what (`audit/log.ts`); `about` is JSON. */
  audit: { n: number; at: number; by: string; device: string; act: string; about: string; hash: string }
  blob: {
    hash: string
    size: number
    type: string
    /** Whole and checked. */
    whole: number
    /** Bytes that have come of one that is not whole. */
    have: number
    created: number
  }
  /** Who may have a blob that is not public among the county's places: the scope of a fact that names it. */
  blob_scope: { hash: string; scope: string }
  /** Photos that a device's facts name and that have not come yet. */
  blob_awaited: { device: string; hash: string }
  /** Blobs whose bytes are still to be taken away. */
  blob_gone: { hash: string }
  /** What the office has uploaded and not brought in, at most one (`roster/kept-upload.ts`); `back` is JSON. */
  upload: {
    id: string
    by: string
    /** When it was last asked for. */
    asked: number
    back: string
    step: 'shown' | 'written' | 'imported'
    /** Since when it is written. */
    since: number
    changes: number
    shown_for: string
  }
  /** Its files. */
  upload_file: { upload: string; n: number; name: string; bytes: Uint8Array }
  package: {
    manifest: string
    id: string
    version: number
    title: string
    bytes: number
    published: number
  }
}

export type HubDb = Kysely<HubTables>
