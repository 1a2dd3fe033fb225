import type { PictureFormat } from './sps.ts'

/** What can be chosen: sound alone, or with a picture. */
export type RenditionName = 'sound' | 'small' | 'sharp'

export interface Segment {
  file: string
  /** s */
  duration: number
  /** ms since 1970, by the hub's clock. */
  at: number
  /** The file that a player needs first. */
  init: string
  /** Other than what was before: the publisher came anew, or turned its camera. */
  isNew: boolean
}

/** Segments that a playlist names. */
export const named = 6

/** Segments' aim, s. */
export const segmentDuration = 2

/** The last segments of one rendition. */
export class Rendition {
  private readonly segments: Segment[] = []
  private first = 0
  private breaks = 0

  add(segment: Segment): void {
    this.segments.push(segment)
    const gone = this.segments.splice(0, Math.max(0, this.segments.length - named))
    this.first += gone.length
    this.breaks += gone.filter(({ isNew }) => isNew).length
  }

  get isEmpty(): boolean {
    return this.segments.length === 0
  }

  /** RFC 8216. */
  get text(): string {
    const lines = ['#EXTM3U', '#EXT-X-VERSION:6', `#EXT-X-TARGETDURATION:${segmentDuration}`]
    lines.push(`#EXT-X-MEDIA-SEQUENCE:${this.first}`, `#EXT-X-DISCONTINUITY-SEQUENCE:${this.breaks}`)
    lines.push('#EXT-X-INDEPENDENT-SEGMENTS')
    let init: string | undefined
    for (const segment of this.segments) {
      if (segment.isNew) lines.push('#EXT-X-DISCONTINUITY')
      if (segment.init !== init) lines.push(`#EXT-X-MAP:URI="${segment.init}"`)
      init = segment.init
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.at).toISOString()}`)
      lines.push(`#EXTINF:${segment.duration.toFixed(3)},`, segment.file)
    }
    return `${lines.join('\n')}\n`
  }
}

/** What sound needs at most, bits a second. */
const soundBandwidth = 64_000
const bandwidths = { small: 200_000, sharp: 900_000 }

/** The playlist that names the others: each picture with the sound, and the sound alone. */
export function masterPlaylist(pictures: ReadonlyMap<'small' | 'sharp', PictureFormat>, hasSound: boolean): string {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:6', '#EXT-X-INDEPENDENT-SEGMENTS']
  const sound = hasSound ? ',AUDIO="sound"' : ''
  if (hasSound)
    lines.push('#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="sound",DEFAULT=YES,AUTOSELECT=YES,URI="sound.m3u8"')
  for (const name of ['small', 'sharp'] as const) {
    const format = pictures.get(name)
    if (!format) continue
    const codecs = [format.codec, ...(hasSound ? ['opus'] : [])].join(',')
    const { width, height } = format
    lines.push(
      `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidths[name] + soundBandwidth},CODECS="${codecs}",RESOLUTION=${width}x${height}${sound}`,
      `${name}.m3u8`,
    )
  }
  if (hasSound) lines.push(`#EXT-X-STREAM-INF:BANDWIDTH=${soundBandwidth},CODECS="opus"${sound}`, 'sound.m3u8')
  return `${lines.join('\n')}\n`
}
