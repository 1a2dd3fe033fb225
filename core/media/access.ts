import * as v from 'valibot'

/** Where a device joins a room's picture, and with what: `Authorization: Bearer TOKEN`; empty where none is wanted. */
const MediaDoor = v.object({ url: v.string(), token: v.string() })

/** As browsers take it (RTCIceServer). */
const IceServer = v.object({ urls: v.array(v.string()), username: v.string(), credential: v.string() })

/** What a device may do in a room's picture: the doors it may go through, and TURN servers where the operator has any. */
export const MediaAccess = v.object({
  /** WHEP */
  watch: v.optional(MediaDoor),
  /** HLS: the playlist that names the others */
  late: v.optional(MediaDoor),
  /** The host's school allows that their picture is kept. */
  keeps: v.optional(v.boolean()),
  /** WHIP, as the host */
  host: v.optional(MediaDoor),
  /** WHIP, as who has the floor */
  floor: v.optional(MediaDoor),
  iceServers: v.array(IceServer),
  /** The doors are another server's: one picture of the host's, none of the floor's, no choice of layers. */
  outside: v.optional(v.boolean()),
})
export type MediaAccess = v.InferOutput<typeof MediaAccess>

/** For whom: an outside encoder's token lasts longer, since it is typed in by hand. */
export const MediaAsked = v.object({ for: v.optional(v.picklist(['app', 'encoder']), 'app') })

const Layer = v.picklist(['sharp', 'small', 'none'])

/** WHEP's layer extension: which picture; without one the sharp one. Before `rid` it was called `encodingId`. */
export const LayerAsked = v.object({
  mediaId: v.optional(v.pipe(v.string(), v.maxLength(64))),
  rid: v.optional(Layer),
  encodingId: v.optional(Layer),
})
