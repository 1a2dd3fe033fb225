/** What Vite's `manifest.json` says of each built file (Vite, "Backend integration"). */
export type BuiltFiles = Record<
  string,
  { file: string; imports?: string[]; dynamicImports?: string[]; css?: string[]; assets?: string[] }
>

export interface Waves {
  /** The shell and every place's home: kept when the worker is installed. */
  first: string[]
  /** All else that a school's places show: kept when the line is idle. */
  rest: string[]
  /** What the office alone shows: kept on its devices, as the rest. */
  office: string[]
  /** Slices of the font, kept when a text that is here is written with them; and what is of no use without a line. */
  asked: string[]
}

/** What the shell and every place's home are made of: the files of `together` in vite.config.ts, and two screens. */
const homes = ['place.html', '_shell-', '_home-', '_store-', '_inside-', 'src/picker/', 'src/place/place-trouble.tsx']

/** Plays what a hub sends at that moment. */
const withLineAlone = ['node_modules/hls.js/']

/**
 * Divides the built files into what must be there at once and what may come later.
 *
 * @throws Error when a home's files are called otherwise now: an app without them does not start offline
 */
export function wavesOf(files: BuiltFiles): Waves {
  const beginsWith = (start: string) => {
    const names = Object.keys(files).filter((name) => name.startsWith(start))
    if (names.length === 0) throw new Error(`no built file is called ${start}`)
    return names
  }
  const first = needed(files, homes.flatMap(beginsWith))
  const desk = new Set(beginsWith('src/office/'))
  const pages = Object.keys(files).filter((name) => name.endsWith('.html'))
  const schools = needed(files, pages, (name) => !desk.has(name))
  const all = needed(files, Object.keys(files))
  const isOnline = (name: string) => withLineAlone.some((start) => name.startsWith(start))
  const online = new Set(
    Object.keys(files)
      .filter(isOnline)
      .map((name) => files[name]?.file),
  )
  const isAsked = (file: string) => file.endsWith('.woff2') || online.has(file)
  const later = [...all].filter((file) => !first.has(file)).sort()
  return {
    first: [...first].sort(),
    rest: later.filter((file) => !isAsked(file) && schools.has(file)),
    office: later.filter((file) => !isAsked(file) && !schools.has(file)),
    asked: later.filter(isAsked),
  }
}

/**
 * What these files need to run, themselves included.
 *
 * @param follows which of those that a screen leads to are looked at as well; without it, none
 */
function needed(files: BuiltFiles, names: readonly string[], follows?: (name: string) => boolean): Set<string> {
  const visited = new Set<string>()
  const found = new Set<string>()
  const visit = (name: string) => {
    const built = files[name]
    if (!built || visited.has(name)) return
    visited.add(name)
    for (const file of [built.file, ...(built.css ?? []), ...(built.assets ?? [])]) found.add(file)
    built.imports?.forEach(visit)
    if (follows) built.dynamicImports?.filter(follows).forEach(visit)
  }
  names.forEach(visit)
  return found
}
