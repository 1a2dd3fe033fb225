import {
  BufferTarget,
  CmafOutputFormat,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  HlsOutputFormat,
  Output,
  PathedTarget,
} from 'mediabunny'
import { type RenditionName, segmentDuration } from './playlists.ts'
import type { PictureFormat } from './sps.ts'

/** Something to be put into segments. */
export interface Sample {
  bytes: Buffer
  isKey: boolean
  /** s since 1970, and how long it lasts. */
  at: number
  duration: number
}

/** A segment, its file, and the one that a player needs first. `duration` in s, `at` in ms since 1970. */
export interface MadeSegment {
  file: string
  init: string
  duration: number
  at: number
}

export interface SegmenterEvents {
  file(name: string, bytes: Buffer): void
  /** A segment is there, and its file. */
  segment(of: RenditionName, segment: MadeSegment): void
  failed(error: unknown): void
}

/**
 * Writes CMAF segments of one sound and up to two pictures as they come, until one of them is no longer what it was. What comes
 * out is named as it is needed: `PREFIX-sound-3.mp4`.
 */
export class Segmenter {
  private readonly output: Output
  private readonly sources = new Map<RenditionName, (sample: Sample) => Promise<void>>()
  /** What is written, one after the other. */
  private work: Promise<void>

  /** @param prefix begins its files' names */
  constructor(
    prefix: string,
    hasSound: boolean,
    pictures: ReadonlyMap<'small' | 'sharp', PictureFormat>,
    private readonly events: SegmenterEvents,
  ) {
    const names: RenditionName[] = [...(hasSound ? (['sound'] as const) : []), ...pictures.keys()]
    const order: RenditionName[] = []
    const told = new Map<RenditionName, string>()
    const format = new HlsOutputFormat({
      segmentFormat: new CmafOutputFormat(),
      targetDuration: segmentDuration,
      live: true,
      maxLiveSegmentCount: 3,
      getPlaylistPath({ n, tracks }) {
        const name = tracks[0]?.metadata.name
        order[n] = names.find((one) => one === name) ?? 'sound'
        return `${order[n]}.m3u8`
      },
      getSegmentPath: ({ n, playlist }) => `${prefix}-${order[playlist.n]}-${n}.mp4`,
      getInitPath: ({ n }) => `${prefix}-${order[n]}.mp4`,
      onPlaylist(text, { n }) {
        const last = lastOf(text)
        const of = order[n]
        if (!last || !of || told.get(of) === last.file) return
        told.set(of, last.file)
        events.segment(of, { ...last, init: `${prefix}-${of}.mp4` })
      },
    })
    this.output = new Output({
      format,
      target: new PathedTarget('master.m3u8', ({ path }) => {
        const onFinalize = (buffer: ArrayBuffer) => {
          if (path.endsWith('.mp4')) events.file(path, Buffer.from(buffer))
        }
        return new BufferTarget({ onFinalize })
      }),
    })
    if (hasSound) this.addSound()
    for (const [name, picture] of pictures) this.addPicture(name, picture)
    this.work = this.output.start().catch(events.failed)
  }

  private addSound(): void {
    const source = new EncodedAudioPacketSource('opus')
    this.output.addAudioTrack(source, { name: 'sound', isRelativeToUnixEpoch: true })
    const decoderConfig = { codec: 'opus', sampleRate: 48_000, numberOfChannels: 2 }
    this.sources.set('sound', ({ bytes, at, duration }) =>
      source.add(new EncodedPacket(bytes, 'key', at, duration), { decoderConfig }),
    )
  }

  private addPicture(name: 'small' | 'sharp', { codec, width, height }: PictureFormat): void {
    const source = new EncodedVideoPacketSource('avc')
    this.output.addVideoTrack(source, { name, isRelativeToUnixEpoch: true })
    const decoderConfig = { codec, codedWidth: width, codedHeight: height }
    this.sources.set(name, ({ bytes, isKey, at, duration }) =>
      source.add(new EncodedPacket(bytes, isKey ? 'key' : 'delta', at, duration), { decoderConfig }),
    )
  }

  /** Takes what is next of a rendition. */
  add(name: RenditionName, sample: Sample): void {
    const write = this.sources.get(name)
    if (!write) return
    this.work = this.work.then(() => write(sample)).catch(this.events.failed)
  }

  /** Nothing comes any more: what is begun becomes the last segments. */
  finish(): void {
    // Of what nothing came for, nothing is made.
    this.work = this.work.then(() => this.output.finalize()).catch(() => undefined)
  }

  /** Nothing comes any more; what is begun is thrown away. */
  close(): void {
    this.work = this.work.then(() => this.output.cancel()).catch(() => undefined)
  }
}

/** The last segment that a playlist of the library names. */
function lastOf(text: string): { file: string; duration: number; at: number } | undefined {
  const last = /#EXTINF:([\d.]+),\n#EXT-X-PROGRAM-DATE-TIME:(\S+)\n(\S+)\n*(?:#EXT-X-ENDLIST\n*)?$/.exec(text)
  const [, duration = '', date = '', file = ''] = last ?? []
  return last ? { file, duration: Number(duration), at: Date.parse(date) } : undefined
}
