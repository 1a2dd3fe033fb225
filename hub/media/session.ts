import { randomBytes } from 'node:crypto'
import { Pace } from '../http/pace.ts'
import type { Member } from './members.ts'
import type { Picture } from './receiver.ts'
import type { Offer } from './sdp/offer.ts'
import type { MediaToken } from './tokens.ts'
import type { Transport, TransportEvents } from './transport.ts'

/** Whoever has not come through after so long does not come, ms. */
const connecting = 15_000

/** A publisher that is silent so long is gone, and its place free, ms. Sound is never silent: pauses are packets, too. */
const silentPublisher = 6_000

/** Receivers report every few seconds, those of sound alone more seldom, ms. */
const silentReceiver = 15_000

/**
 * A connection that was agreed on: WHIP's and WHEP's session resource. It counts from its first moment on, when its connection
 * is still to be opened, so that nobody opens more than they may.
 */
export class Session {
  /** Nobody guesses it. */
  readonly id = randomName()
  /** Names the ICE session (RFC 9725, 4.3.1). */
  readonly etag = `"${randomName()}"`
  private isConnected = false
  private isOver = false
  private transport: Transport | undefined
  private member: Member | undefined
  /** Each change asks the host for a key frame, which is everybody's. */
  private readonly changes = new Pace(1, 10)

  /**
   * @param offer whose ICE credentials tell a restart
   * @param since ms
   * @param over is told once, when it is over by whomever
   */
  constructor(
    readonly token: MediaToken,
    readonly offer: Pick<Offer, 'iceUfrag' | 'icePwd'>,
    readonly since: number,
    private readonly now: () => number,
    private readonly over: (session: Session) => void,
  ) {}

  readonly events: TransportEvents = {
    packet: (bytes) => this.member?.take(bytes, this.now()),
    connected: () => {
      if (this.isConnected) return
      this.isConnected = true
      this.member?.enter()
    },
    closed: () => this.close(),
  }

  /** Its connection can be opened, and this is who comes over it. @returns false where it is over by now */
  attach(transport: Transport, member: Member): boolean {
    if (this.isOver) {
      transport.close()
      return false
    }
    this.transport = transport
    this.member = member
    if (this.isConnected) member.enter()
    return true
  }

  /** Which picture it shall get, from now on or from when its connection stands. @returns how long to wait with it, ms; 0 if it is so */
  choose(picture: Picture): number {
    const wait = this.changes.wait(this.id, this.now())
    if (wait === 0) this.member?.choose?.(picture)
    return wait
  }

  /** Whether nothing is heard of it. */
  isGone(now: number): boolean {
    if (!this.isConnected) return now - this.since > connecting
    const heardAt = this.member?.heardAt()
    if (heardAt === undefined) return false
    return now - heardAt > (this.token.as === 'watch' ? silentReceiver : silentPublisher)
  }

  close(): void {
    if (this.isOver) return
    this.isOver = true
    this.over(this)
    if (this.isConnected) this.member?.leave()
    this.transport?.close()
  }
}

function randomName(): string {
  return randomBytes(16).toString('base64url')
}
