import 'reflect-metadata'
import { createHash, randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import {
  AuthorityInfoAccessExtension,
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  CertificatePolicyExtension,
  CRLDistributionPointsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'

/** What a throw-away authority says of a server, in the form a public one does: leaf and intermediate, ECDSA P-256. */
export type ServerCertificate = {
  /** PKCS #8, PEM. */
  key: string
  /** Leaf, then intermediate, PEM: what the server sends. */
  chain: string
  /** PEM: what a client has to trust. */
  root: string
  /** SHA-256 of the leaf's SubjectPublicKeyInfo, Base64: how Chromium is told to trust it. */
  fingerprint: string
}

/** Makes a chain for these DNS names and IP addresses, valid for 90 days from a day before `now`. */
export async function makeServerCertificate(
  names: readonly string[] = ['localhost', '127.0.0.1'],
  now = Date.now(),
): Promise<ServerCertificate> {
  const valid = { notBefore: new Date(now - day), notAfter: new Date(now + 89 * day), signingAlgorithm: algorithm }
  const [rootKeys, intermediateKeys, leafKeys] = await Promise.all([makeKeys(), makeKeys(), makeKeys()])

  const root = await X509CertificateGenerator.createSelfSigned({
    ...valid,
    name: 'C=CN, O=Throw-away trust, CN=Throw-away root X1',
    keys: rootKeys,
    extensions: [...authority(1), await SubjectKeyIdentifierExtension.create(rootKeys.publicKey)],
  })
  const intermediate = await X509CertificateGenerator.create({
    ...valid,
    subject: 'C=CN, O=Throw-away trust, CN=E1',
    issuer: root.subject,
    publicKey: intermediateKeys.publicKey,
    signingKey: rootKeys.privateKey,
    extensions: [...authority(0), ...(await belowAnother(intermediateKeys, rootKeys))],
  })
  const leaf = await X509CertificateGenerator.create({
    ...valid,
    subject: `CN=${names[0] ?? ''}`,
    issuer: intermediate.subject,
    publicKey: leafKeys.publicKey,
    signingKey: intermediateKeys.privateKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension(names.map(generalName)),
      ...(await belowAnother(leafKeys, intermediateKeys)),
      timestamps(),
    ],
  })
  return {
    key: pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', leafKeys.privateKey)),
    chain: `${leaf.toString('pem')}\n${intermediate.toString('pem')}\n`,
    root: `${root.toString('pem')}\n`,
    fingerprint: fingerprintOf(leaf),
  }
}

/**
 * The switch that makes Chromium take this server's certificate for a valid one, so that service workers register too.
 * It is only heard together with a profile's folder, which `launch` always gives.
 */
export function trustSwitch(certificate: ServerCertificate): string {
  return `--ignore-certificate-errors-spki-list=${certificate.fingerprint}`
}

const day = 86_400_000

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

async function makeKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

function authority(pathLength: number): Extension[] {
  return [
    new BasicConstraintsExtension(true, pathLength, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ]
}

/** What a public authority adds to all it signs; on a thin line its bytes are part of the first load. */
async function belowAnother(own: CryptoKeyPair, issuer: CryptoKeyPair): Promise<Extension[]> {
  return [
    await SubjectKeyIdentifierExtension.create(own.publicKey),
    await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    new AuthorityInfoAccessExtension({ caIssuers: 'http://authority.invalid/issuer' }),
    new CertificatePolicyExtension(['2.23.140.1.2.1']),
    new CRLDistributionPointsExtension(['http://authority.invalid/list.crl']),
  ]
}

/** Signed certificate timestamps (RFC 6962, 3.3) of two logs: of their size, though no log has signed them. */
function timestamps(): Extension {
  const one = () => Buffer.concat([Buffer.from([0, 119, 0]), randomBytes(118)])
  const both = Buffer.concat([one(), one()])
  const list = Buffer.concat([Buffer.from([both.length >> 8, both.length & 255]), both])
  return new Extension('1.3.6.1.4.1.11129.2.4.2', false, Buffer.concat([Buffer.from([4, 0x81, list.length]), list]))
}

function generalName(name: string): JsonGeneralName {
  return isIP(name) === 0 ? { type: 'dns', value: name } : { type: 'ip', value: name }
}

function fingerprintOf(certificate: X509Certificate): string {
  return createHash('sha256').update(new Uint8Array(certificate.publicKey.rawData)).digest('base64')
}

function pem(label: string, bytes: ArrayBuffer): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
