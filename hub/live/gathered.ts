import { joinedBytes, joinSignals } from '../../core/live/several.ts'

/** How long signals wait for each other, ms: four messages a second. */
const waits = 240

/**
 * Signals for a far or thin line: packets of TCP weigh more than what is in them, so what comes within a quarter of a second goes together.
 */
export class Gathered {
  #signals: Uint8Array[] = []
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @param send puts a message on the line */
  constructor(private readonly send: (message: Uint8Array) => void) {}

  /** How many bytes a message grows by this signal. */
  costs(signal: Uint8Array): number {
    return joinedBytes([...this.#signals, signal]) - joinedBytes(this.#signals)
  }

  add(signal: Uint8Array): void {
    this.#signals.push(signal)
    this.#timer ??= setTimeout(() => this.flush(), waits)
  }

  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const signals = this.#signals
    this.#signals = []
    if (signals.length > 0) this.send(joinSignals(signals))
  }

  /** What waits is not sent any more. */
  end(): void {
    clearTimeout(this.#timer)
    this.#signals = []
  }
}
