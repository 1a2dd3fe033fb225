import 'reflect-metadata'
import { createHash, randomBytes, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

/** A throw-away authority's word for a server, in the form that a county's hub has it: leaf and intermediate, ECDSA P-256. */
export type ServerCertificate = {
  /** PKCS #8, PEM. */
  key: string
  /** Leaf, then intermediate, PEM: what the server sends. */
  chain: string
  /** PEM: what a client has to trust. */
  root: string
  /** SHA-256 of the leaf's SubjectPublicKeyInfo, Base64: what Chromium can be told to trust. */
  fingerprint: string
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

const day = 86_400_000

/** Makes a chain for these DNS names and IP addresses, valid from a day before `now` for 90 days. */
export async function makeServerCertificate(
  names: readonly string[] = ['localhost', '127.0.0.1'],
  now = Date.now(),
): Promise<ServerCertificate> {
  const [rootKeys, intermediateKeys, leafKeys] = await Promise.all([makeKeys(), makeKeys(), makeKeys()])
  const notBefore = new Date(now - day)
  const notAfter = new Date(now + 90 * day)

  const root = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: 'C=CN, O=Tongke tests, CN=Throw-away root',
      keys: rootKeys,
      signingAlgorithm: algorithm,
      notBefore,
      notAfter,
      extensions: authority(1),
    },
    webcrypto as Crypto,
  )
  const intermediate = await x509.X509CertificateGenerator.create(
    {
      subject: 'C=CN, O=Tongke tests, CN=Throw-away intermediate',
      issuer: root.subject,
      publicKey: intermediateKeys.publicKey,
      signingKey: rootKeys.privateKey,
      signingAlgorithm: algorithm,
      notBefore,
      notAfter,
      extensions: [
        ...authority(0),
        await x509.AuthorityKeyIdentifierExtension.create(rootKeys.publicKey, false, webcrypto as Crypto),
      ],
    },
    webcrypto as Crypto,
  )
  console.log(root, intermediate, leafKeys, names, createHash, randomBytes)
  throw new Error('x')
}
function authority(pathLength: number): x509.Extension[] {
  return [
    new x509.BasicConstraintsExtension(true, pathLength, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
  ]
}
async function makeKeys() {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}
