/** A sound of this machine's own making, for a fake microphone: samples a second. */
export const rate = 48_000

/** When it is loud, s. */
export type Call = { from: number; seconds: number }

/** A WAV file, mono, 16 bits: calls of a voice's pitch and its overtones, and silence between them. */
export function wave(seconds: number, calls: readonly Call[]): Buffer {
  const samples = seconds * rate
  const bytes = Buffer.alloc(44 + samples * 2)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + samples * 2, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(rate, 24)
  bytes.writeUInt32LE(rate * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples * 2, 40)
  for (const call of calls) {
    for (let n = 0; n < Math.round(call.seconds * rate); n++) {
      const turn = (2 * Math.PI * n) / rate
      const value = [220, 440, 660, 880].reduce((sum, pitch) => sum + Math.sin(turn * pitch) / 4, 0)
      bytes.writeInt16LE(Math.round(value * 20_000), 44 + (Math.round(call.from * rate) + n) * 2)
    }
  }
  return bytes
}

/** Ten seconds of somebody who speaks without a pause, as far as a microphone's own cleaning is concerned: some five syllables a second. */
export function chatter(): Buffer {
  const calls = Array.from({ length: 45 }, (_, n) => ({
    from: n * 0.22 + (n % 3) * 0.01,
    seconds: 0.12 + (n % 4) * 0.01,
  }))
  return wave(10, calls)
}
