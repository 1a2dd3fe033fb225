/**
 * The WebRTC library: native code, which is loaded when a lesson first wants its picture, and is not there for every
 * machine.
 */
export type Library = typeof import('node-datachannel')

/** @returns undefined where there is none for this machine */
export async function loadLibrary(): Promise<Library | undefined> {
  try {
    const { default: library } = await import('node-datachannel')
    return library as Library
  } catch (error) {
    console.error('live picture is not there:', error instanceof Error ? error.message.split('\n')[0] : error)
    return undefined
  }
}
