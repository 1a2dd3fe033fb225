import { extname } from 'node:path'

/**
 * The media types that a package may carry, by their endings. Nothing that a browser would run: a package's file is
 * served from the app's own origin.
 */
const types: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.wav': 'audio/wav',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.vtt': 'text/vtt',
  '.txt': 'text/plain',
  '.pdf': 'application/pdf',
}

/** The media type of a file by its ending; undefined for one that a package does not carry. */
export function mediaType(path: string): string | undefined {
  return types[extname(path).toLowerCase()]
}

/** Why a drawing is not taken; undefined for one that stands by itself and does nothing. */
export function svgFault(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(bytes)
  if (/<(script|foreignObject|iframe)\b|\son\w+\s*=|javascript:/i.test(text)) return 'a drawing contains no script'
  if (/(href|src)\s*=\s*["']\s*(?!#|data:image\/)[^"']|url\(\s*["']?(?!#|data:)|@import|<!ENTITY/i.test(text)) {
    return 'a drawing refers to nothing outside itself: it is shown without a network'
  }
  return undefined
}
