import * as v from 'valibot'

/**
 * How sound is taken and coded: a voice in a classroom (讲话), or music (音乐), whose quiet tones and long notes are just what helps for voices would
 * take away.
 */
export const SoundMode = v.picklist(['voice', 'music'])
export type SoundMode = v.InferOutput<typeof SoundMode>

/** What Opus is asked for, bit/s, in mono: a classroom has one loudspeaker. */
export const soundRates: Readonly<Record<SoundMode, number>> = { voice: 16_000, music: 48_000 }

/** The mode in which a lesson begins. @param subject as the timetable calls it: 音乐, 艺术·音乐 */
export function modeOf(subject: string): SoundMode {
  return /音乐|唱游|music/i.test(subject) ? 'music' : 'voice'
}
