/**
 * How long sound and picture are kept back at least, ms. Browsers bring the two together by some ms a second, and where each buffer has a length of
 * its own, which comes and goes with the line, they are never done.
 */
const together = 100

/** What is to be heard and seen at one time. To be asked for once it comes: the first picture waits for nothing. */
export function keepTogether(receivers: readonly RTCRtpReceiver[]): void {
  for (const receiver of receivers) {
    // As the standard has it, or as Chromium called it before that, in seconds.
    if ('jitterBufferTarget' in receiver) receiver.jitterBufferTarget = together
    else Object.assign(receiver, { playoutDelayHint: together / 1000 })
  }
}
