/** What Vite's `manifest.json` says of each built file (Vite, "Backend integration"). */
export type BuiltFiles = Record<
  string,
  { file: string; imports?: string[]; dynamicImports?: string[]; css?: string[]; assets?: string[] }
>

export interface Waves {
  /** The shell and every place's home: kept when the worker is installed. */
  first: string[]
  /** All else: kept when the line is idle. */
  rest: string[]
  /** Slices of the font: kept when a text that is here is written with them. */
  asked: string[]
}

/** What the shell and every place's home are made of: the files of `together` in vite.config.ts, and two screens. */
const homes = ['place.html', '_shell-', '_home-', '_store-', '_inside-', 'src/picker/', 'src/place/place-trouble.tsx']

/**
 * Divides the built files into what must be there at once and what may come later.
 *
 * @throws Error when a home's files are called otherwise now: an app without them does not start offline
 */
export function wavesOf(files: BuiltFiles): Waves {
  const first = new Set<string>()
  const visit = (name: string) => {
    const built = files[name]
    if (!built || first.has(built.file)) return
    for (const file of [built.file, ...(built.css ?? []), ...(built.assets ?? [])]) first.add(file)
    for (const imported of built.imports ?? []) visit(imported)
  }
  for (const home of homes) {
    const names = Object.keys(files).filter((name) => name.startsWith(home))
    if (names.length === 0) throw new Error(`no built file is called ${home}`)
    names.forEach(visit)
  }
  const all = Object.values(files).flatMap((built) => [built.file, ...(built.css ?? []), ...(built.assets ?? [])])
  const rest = [...new Set(all)].filter((file) => !first.has(file)).sort()
  const isAsked = (file: string) => file.endsWith('.woff2')
  return { first: [...first].sort(), rest: rest.filter((file) => !isAsked(file)), asked: rest.filter(isAsked) }
}
