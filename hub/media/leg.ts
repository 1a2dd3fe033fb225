/** The hub's end of one WebRTC connection, as what is sent and taken over it needs it. */
export interface Leg {
  /** Sends an RTP or RTCP packet; one that cannot go is lost, as on any line. */
  send(packet: Buffer): void
  close(): void
}
