import { bird, butterfly, chick, fish, frog, ladybird, panda, rabbit, snail, whale } from './animals.ts'
import type { Drawing } from './drawing.ts'
import {
  acorn,
  bamboo,
  blossom,
  carrot,
  corn,
  ginkgo,
  mushroom,
  peach,
  pinecone,
  pomegranate,
  sprout,
  wheat,
} from './plants.ts'
import { cloud, moon, mountain, rain, snowman, stars, stream, sun } from './sky.ts'
import { bell, boat, drum, kite, lantern, umbrella } from './things.ts'

/**
 * All pictures, six to a row: a row has each ground once, so that pupils who are given them in this order sit in the
 * picker beside others of another colour. A new one goes to the end; a key is never given to another picture, for
 * children know themselves by it.
 */
export const pictures = {
  ...{ sprout, cloud, bird, pomegranate, rain, sun },
  ...{ pinecone, blossom, wheat, stream, stars, bamboo },
  ...{ whale, carrot, mushroom, drum, moon, fish },
  ...{ kite, ladybird, boat, panda, bell, snail },
  ...{ frog, lantern, acorn, umbrella, rabbit, peach },
  ...{ ginkgo, snowman, chick, mountain, corn, butterfly },
} satisfies Record<string, Drawing>

export type PictureKey = keyof typeof pictures
