/** What PBKDF2-HMAC-SHA-256 makes of what is typed: 32 bytes, slow by intent. @param salt base64url */
export async function slowly(typed: string, { salt, iterations }: { salt: string; iterations: number }) {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(typed), 'PBKDF2', false, ['deriveBits'])
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(salt), iterations }
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256))
}

/** What that is checked with on one device: HMAC-SHA-256 of the device's own salt. All but the bytes base64url. */
export function checked(slow: Uint8Array<ArrayBuffer>, own: string): Promise<string> {
  return macOf(slow, bytesOf(own))
}

/** HMAC-SHA-256, base64url. */
export async function macOf(key: Uint8Array<ArrayBuffer>, message: Uint8Array<ArrayBuffer>): Promise<string> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return base64url(new Uint8Array(await crypto.subtle.sign('HMAC', imported, message)))
}

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
