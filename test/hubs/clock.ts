/**
 * A script that sets the clock of whatever runs it, a hub's process or a page, ahead of the machine's or (below 0) behind
 * it, in ms. What measures spans (`performance.now`) goes on as it was, as when somebody sets a device's clock.
 */
export function clockShifted(ahead: number): string {
  return `globalThis.Date = class extends Date {
    constructor(...given) {
      if (given.length === 0) super(globalThis.Date.now())
      else super(...given)
    }
    static now() {
      return super.now() + ${ahead}
    }
  }`
}
