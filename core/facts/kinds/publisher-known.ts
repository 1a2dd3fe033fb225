import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact, may } from '../fact.ts'
import { Title } from '../ids.ts'
import { county } from '../scope.ts'

/** A publisher of packages whose signature the county accepts, with its public key (JWK, RFC 7517, P-256). */
export const publisherKnown = fact('publisher.known', {
  body: v.object({
    publisher: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)),
    name: Title,
    key: v.object({ kty: v.literal('EC'), crv: v.literal('P-256'), x: v.string(), y: v.string() }),
    withdrawn: v.optional(v.boolean()),
  }),
  scope: () => county,
  recordedBy: [may('hub', 'hub')],
  seenBy: ['projector', 'tablet', 'own', 'studio', 'office'],
  rows: (b) => [rowKey('publisher', b.publisher)],
  needs: () => [],
})
