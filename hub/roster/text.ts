/**
 * The text of a file as an office's programs write it: UTF-8 with or without its mark, UTF-16 with its mark (Excel's
 * "Unicode text"), and otherwise GB18030, of which GBK and GB2312 are parts. Any bytes are some text.
 */
export function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8: whatever it is, it can be read as this.
    return new TextDecoder('gb18030').decode(bytes)
  }
}
