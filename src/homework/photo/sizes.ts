/** A size to draw a photo in, and the quality of its JPEG, from 0 to 1. */
export interface Step {
  /** Of the long side, px. */
  longSide: number
  quality: number
}

/** What is sent, and what comes before it so that a teacher sees something soon. Bytes. */
export const photoLimit = 200_000
export const thumbnailLimit = 12_000

/** From the best to what is still readable; a page of writing mostly fits at the third. */
export const photoSteps: readonly Step[] = [
  ...[0.8, 0.7, 0.6, 0.5, 0.4].map((quality) => ({ longSide: 1600, quality })),
  ...[0.5, 0.4].map((quality) => ({ longSide: 1280, quality })),
  ...[0.5, 0.3].map((quality) => ({ longSide: 1024, quality })),
  { longSide: 800, quality: 0.3 },
]

export const thumbnailSteps: readonly Step[] = [
  { longSide: 320, quality: 0.6 },
  { longSide: 320, quality: 0.4 },
  { longSide: 240, quality: 0.4 },
  { longSide: 160, quality: 0.4 },
  { longSide: 96, quality: 0.3 },
]

/** Width and height with their long side brought down to this; a smaller picture stays as it is. Px, at least 1. */
export function fitInto(width: number, height: number, longSide: number): { width: number; height: number } {
  const scale = Math.min(1, longSide / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * The first of the steps whose bytes stay within the limit; the last one's when none does, for a photo that is a little
 * too heavy is better than none. `encode` draws and compresses one step.
 */
export async function encodeWithin<Encoded extends { size: number }>(
  limit: number,
  steps: readonly Step[],
  encode: (step: Step) => Promise<Encoded>,
): Promise<Encoded> {
  let smallest: Encoded | undefined
  for (const step of steps) {
    const encoded = await encode(step)
    if (encoded.size <= limit) return encoded
    if (!smallest || encoded.size < smallest.size) smallest = encoded
  }
  if (!smallest) throw new Error('there is no step to encode in')
  return smallest
}
