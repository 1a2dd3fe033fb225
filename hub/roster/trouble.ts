import type { FaultKind } from '../../core/roster/fault.ts'

/** Why a file cannot be read at all. Whoever knows the file's name makes a fault of it. */
export class Trouble extends Error {
  constructor(
    readonly what: FaultKind,
    readonly value = '',
  ) {
    super(what)
  }
}
