import type { DeviceId } from '../../core/facts/ids.ts'
import type { Publisher } from './publisher.ts'
import type { Receiver } from './receiver.ts'
import type { MediaPacket, Source, TrackName } from './source.ts'

/** Hears a lesson's packets: the packager. */
export type Tap = (track: TrackName, packet: MediaPacket) => void

/**
 * One lesson's forwarding unit: the host's and the floor's streams on their way to everybody in the room. Nothing is decoded
 * or encoded. It knows nothing of connections: who publishes and receives is brought to it.
 */
export class ForwardingUnit {
  private host: { device: DeviceId; publisher: Publisher } | undefined
  private readonly floor = new Map<DeviceId, Publisher>()
  private onFloor: DeviceId | undefined
  private readonly receivers = new Set<Receiver>()
  private readonly taps = new Set<Tap>()
  private readonly listener = {
    take: (source: Source, packet: MediaPacket) => {
      for (const tap of this.taps) tap(source.track, packet)
    },
  }

  private shown = ''

  /** @param pictures is told the devices from which pictures come, whenever those are others */
  constructor(
    private readonly now: () => number,
    private readonly pictures: (from: readonly DeviceId[]) => void = () => undefined,
  ) {}

  /** Whether nothing would be lost with it. */
  get isIdle(): boolean {
    const isEmpty = !this.host && this.floor.size === 0 && this.receivers.size === 0
    return isEmpty && this.taps.size === 0 && this.onFloor === undefined
  }

  setHost(device: DeviceId, publisher: Publisher): void {
    this.host = { device, publisher }
    this.arrange()
  }

  addToFloor(device: DeviceId, publisher: Publisher): void {
    this.floor.delete(device) // who comes again comes last
    this.floor.set(device, publisher)
    this.arrange()
  }

  /** A publisher is gone; another under the same device may have taken its place already. */
  removePublisher(publisher: Publisher): void {
    if (this.host?.publisher === publisher) this.host = undefined
    for (const [device, one] of this.floor) if (one === publisher) this.floor.delete(device)
    publisher.close()
    this.arrange()
  }

  addReceiver(receiver: Receiver): void {
    this.receivers.add(receiver)
    this.arrange()
  }

  removeReceiver(receiver: Receiver): void {
    this.receivers.delete(receiver)
    receiver.close()
  }

  /** Gives the floor: everybody's floor slot carries this device from its next key frame on. Without one the latest that publishes has it. */
  giveFloor(device: DeviceId | undefined): void {
    this.onFloor = device
    this.arrange()
  }

  /** What is known of the lines of those who watch. */
  lines(): { device: DeviceId; line: Receiver['line'] }[] {
    return [...this.receivers].map(({ device, line }) => ({ device, line }))
  }

  /** Hears every packet from now on. @returns how to stop that */
  onRtp(tap: Tap): () => void {
    this.taps.add(tap)
    this.arrange()
    return () => {
      this.taps.delete(tap)
      this.arrange()
    }
  }

  /** Asks for a key frame: the packager, at the border of its segments. */
  needKeyFrame(track: TrackName): void {
    this.source(track)?.needKeyFrame('start', this.now())
  }

  private source(track: TrackName): Source | undefined {
    return (track.startsWith('host') ? this.host?.publisher : this.floorPublisher()?.[1])?.sources.get(track)
  }

  private floorPublisher(): [DeviceId, Publisher] | undefined {
    if (this.onFloor === undefined) return [...this.floor].at(-1)
    const publisher = this.floor.get(this.onFloor)
    return publisher && [this.onFloor, publisher]
  }

  /** Who is there has changed, or what somebody wants: says to every slot what it shall carry. */
  readonly arrange = (): void => {
    const now = this.now()
    const floor = this.floorPublisher()?.[0]
    const sharp = this.source('host-sharp') ?? this.source('host-small')
    const small = this.source('host-small') ?? this.source('host-sharp')
    for (const receiver of this.receivers) {
      const { device, picture } = receiver
      // Nobody gets their own voice back.
      const [hears, hearsFloor] = [device !== this.host?.device, device !== floor]
      receiver.follow('host-sound', hears ? this.source('host-sound') : undefined, now)
      const shown = picture === 'sharp' ? sharp : picture === 'small' ? small : undefined
      receiver.follow('host-picture', hears ? shown : undefined, now)
      receiver.follow('floor-sound', hearsFloor ? this.source('floor-sound') : undefined, now)
      const floorPicture = picture === 'none' ? undefined : this.source('floor-picture')
      receiver.follow('floor-picture', hearsFloor ? floorPicture : undefined, now)
    }
    for (const publisher of [this.host?.publisher, ...this.floor.values()])
      for (const source of publisher?.sources.values() ?? [])
        if (this.taps.size > 0 && this.source(source.track) === source) source.listeners.add(this.listener)
        else source.listeners.delete(this.listener)
    this.tellPictures()
  }

  private tellPictures(): void {
    const publishers = [...(this.host ? [[this.host.device, this.host.publisher] as const] : []), ...this.floor]
    const from = publishers.flatMap(([device, { sources }]) =>
      [...sources.values()].some(({ track }) => !track.endsWith('sound')) ? [device] : [],
    )
    const shown = from.join()
    if (shown === this.shown) return
    this.shown = shown
    this.pictures(from)
  }

  tick(now: number): void {
    this.host?.publisher.tick(now)
    for (const publisher of this.floor.values()) publisher.tick(now)
    for (const receiver of this.receivers) receiver.tick(now)
  }
}
