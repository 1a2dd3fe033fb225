/**
 * On a WebSocket of the app, ms. `beat`: a hub that has said nothing for so long lets itself be heard; `dead`: a device that has heard
 * nothing for so long opens it anew. On a line that hardly carries the board, beats and their acknowledgements would take half of it.
 */
export const heartbeat = {
  usual: { beat: 1_000, dead: 2_500 },
  thin: { beat: 4_000, dead: 10_000 },
} as const

/** @param isThin whether the line carries the board and no sound */
export function heartbeatOf(isThin: boolean): { beat: number; dead: number } {
  return isThin ? heartbeat.thin : heartbeat.usual
}
