/** Longest path of a file in a package, in UTF-16 units, and deepest nesting. */
export const PATH_LENGTH = 200
export const PATH_DEPTH = 6

/**
 * Whether a path may name a file in a package: relative, `/` between its parts, no part that climbs, nothing that Windows,
 * Android or a URL reads differently from how it is written, and in NFC, since macOS would otherwise hand over another name.
 */
export function isPackagePath(path: string): boolean {
  if (path.length === 0 || path.length > PATH_LENGTH || path !== path.normalize('NFC')) return false
  const parts = path.split('/')
  return parts.length <= PATH_DEPTH && parts.every(isName)
}

/** What two paths have in common when a file system that ignores case cannot tell them apart. */
export function foldPath(path: string): string {
  // Upper case first: `ß` and `ſ` have no lower-case partner until then.
  return path.toUpperCase().toLowerCase().normalize('NFC')
}

function isName(name: string): boolean {
  return name !== '' && !FORBIDDEN.test(name) && !WINDOWS_DEVICE.test(name)
}

// Control and format characters (a right-to-left mark can disguise an ending), lone surrogates, what NTFS and exFAT
// refuse, and a dot or space at either end: this also covers `.` and `..`.
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\\<>:"|?*]|^[. ]|[. ]$/u

const WINDOWS_DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
