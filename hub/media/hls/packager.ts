import type { MediaPacket, TrackName } from '../source.ts'
import type { ForwardingUnit } from '../unit.ts'
import { HostStream } from './host-stream.ts'
import { Newest } from './newest.ts'
import { masterPlaylist, named, Rendition, type RenditionName, segmentDuration } from './playlists.ts'
import { type MadeSegment, Segmenter } from './segmenter.ts'
import type { PictureFormat } from './sps.ts'

/** So many segments of each rendition are kept: one that is no longer named may just be asked for. */
const kept = named + 3

/** A piece of a picture, with what a player is told first. */
export interface PictureSegment {
  bytes: Buffer
  init: Buffer
  /** Media type of both. */
  type: string
  /** ms since 1970, by the hub's clock, and how long it lasts. */
  at: number
  ms: number
}

/** After the first packet it is waited so long for what else the host sends, ms. */
const gathering = 1_500

/** Key frames are asked for a little more often than segments end, ms. */
const keyFrameEvery = segmentDuration * 1000 - 100

const names: Partial<Record<TrackName, RenditionName>> = {
  'host-sound': 'sound',
  'host-small': 'small',
  'host-sharp': 'sharp',
}

/**
 * Makes a lesson's HLS of the packets that its unit passes on: sound, small and sharp picture, each by itself, with the hub's
 * time of each segment. Nothing is decoded or encoded.
 */
export class Packager {
  private readonly segments = new Newest<Buffer>(3 * kept)
  /** What each of them begins with; a publisher that turns its camera again and again leaves the latest behind. */
  private readonly inits = new Newest<Buffer>(12)
  private readonly renditions = new Map<RenditionName, Rendition>()
  private readonly streams = new Map<RenditionName, HostStream>()
  private segmenter: Segmenter | undefined
  /** Which segmenter made the last segment of each. */
  private readonly latest = new Map<RenditionName, number>()
  private generation = 0
  private firstAt: number | undefined
  private readonly stop: () => void
  private readonly asking: NodeJS.Timeout
  private readonly waiting: (() => void)[] = []
  private readonly hearers = new Set<(of: 'small' | 'sharp', segment: PictureSegment) => void>()

  constructor(
    private readonly unit: ForwardingUnit,
    private readonly now: () => number,
  ) {
    this.stop = unit.onRtp((track, packet) => this.take(track, packet))
    this.askForKeyFrames()
    this.asking = setInterval(() => this.askForKeyFrames(), keyFrameEvery)
  }

  private askForKeyFrames(): void {
    for (const track of ['host-small', 'host-sharp'] as const) this.unit.needKeyFrame(track)
  }

  /** A playlist or a segment by its name; undefined where there is none (any more). */
  file(name: string): { bytes: Buffer | string; isPlaylist: boolean } | undefined {
    if (name === 'master.m3u8') {
      const { pictures, hasSound } = this.there()
      return this.isReady ? { bytes: masterPlaylist(pictures, hasSound), isPlaylist: true } : undefined
    }
    const [, of] = /^(sound|small|sharp)\.m3u8$/.exec(name) ?? []
    const rendition = [...this.renditions].find(([one]) => one === of)?.[1]
    if (rendition) return { bytes: rendition.text, isPlaylist: true }
    const bytes = this.segments.get(name) ?? this.inits.get(name)
    return bytes && { bytes, isPlaylist: false }
  }

  private get isReady(): boolean {
    return this.segmenter !== undefined && this.renditions.size >= this.streams.size
  }

  /** Resolves when there is something to play, or after so many ms. */
  async ready(most: number): Promise<void> {
    if (this.isReady) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, most)
      this.waiting.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  private take(track: TrackName, packet: MediaPacket): void {
    const name = names[track]
    if (!name || packet.codec === 'vp8') return
    const now = this.now()
    this.firstAt ??= now
    const stream = this.streams.get(name) ?? this.begin(name)
    stream.take(packet, now)
    if (!this.segmenter && now - this.firstAt >= gathering) this.start()
  }

  private begin(name: RenditionName): HostStream {
    const stream = new HostStream(name === 'sound', {
      sample: (sample) => this.segmenter?.add(name, sample),
      // What players were told no longer holds: begin anew with what is there now.
      changed: () => this.restart(),
      // Nothing else has changed: there is nothing to wait for. Browsers begin small, and grow in the first seconds.
      resized: () => this.goOn(),
    })
    this.streams.set(name, stream)
    if (this.segmenter) this.restart()
    return stream
  }

  private there(): { pictures: Map<'small' | 'sharp', PictureFormat>; hasSound: boolean } {
    const pictures = new Map<'small' | 'sharp', PictureFormat>()
    for (const name of ['small', 'sharp'] as const) {
      const format = this.streams.get(name)?.format
      if (format) pictures.set(name, format)
    }
    return { pictures, hasSound: this.streams.has('sound') }
  }

  private start(): void {
    const { pictures, hasSound } = this.there()
    if (!hasSound && pictures.size === 0) return
    this.generation++
    const { generation } = this
    const segmenter = new Segmenter(`${generation}`, hasSound, pictures, {
      file: (name, bytes) => (/-\d+\.mp4$/.test(name) ? this.segments : this.inits).set(name, bytes),
      segment: (of, segment) => {
        if (of !== 'sound') this.tell(of, segment, pictures.get(of)?.codec)
        this.addSegment(of, segment, generation)
      },
      failed: (error) => {
        if (this.segmenter !== segmenter) return
        console.error('HLS:', error)
        this.restart()
      },
    })
    this.segmenter = segmenter
    for (const stream of this.streams.values()) stream.anew()
    this.askForKeyFrames()
  }

  private restart(): void {
    this.segmenter?.finish()
    this.segmenter = undefined
    this.firstAt = this.now()
  }

  private goOn(): void {
    if (!this.segmenter) return
    this.restart()
    this.start()
  }

  private addSegment(of: RenditionName, segment: MadeSegment, generation: number): void {
    const rendition = this.renditions.get(of) ?? new Rendition()
    this.renditions.set(of, rendition)
    rendition.add({ ...segment, isNew: !rendition.isEmpty && this.latest.get(of) !== generation })
    this.latest.set(of, generation)
    if (this.isReady) for (const go of this.waiting.splice(0)) go()
  }

  /** Hears each segment of a picture from now on. @returns how to stop that */
  onPicture(heard: (of: 'small' | 'sharp', segment: PictureSegment) => void): () => void {
    this.hearers.add(heard)
    return () => this.hearers.delete(heard)
  }

  private tell(of: 'small' | 'sharp', segment: MadeSegment, codec: string | undefined): void {
    const [bytes, init] = [this.segments.get(segment.file), this.inits.get(segment.init)]
    if (!bytes || !init || !codec) return
    const piece = { bytes, init, at: segment.at, ms: Math.round(segment.duration * 1000) }
    for (const heard of this.hearers) heard(of, { ...piece, type: `video/mp4; codecs="${codec}"` })
  }

  close(): void {
    clearInterval(this.asking)
    this.stop()
    this.segmenter?.close()
    for (const go of this.waiting.splice(0)) go()
  }
}
