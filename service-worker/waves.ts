/** What Vite's `manifest.json` says of each built file (Vite, "Backend integration"). */
export type BuiltFiles = Record<
  string,
  { file: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[]; css?: string[]; assets?: string[] }
>

export interface Waves {
  /** The shell and every place's home: kept when the worker is installed. */
  first: string[]
  /** All else: kept when the line is idle. */
  rest: string[]
  /** Slices of the font: kept when a text that is here is written with them. */
  asked: string[]
}

/** What every place's home is made of, beside the entry. */
const homes = /^src\/(place\/(place-page|inside|place-trouble)|home\/live-home|picker\/)/

/** Divides the built files into what must be there at once and what may come later. */
export function wavesOf(files: BuiltFiles): Waves {
  const first = new Set<string>()
  const visit = (name: string) => {
    const built = files[name]
    if (!built || first.has(built.file)) return
    for (const file of [built.file, ...(built.css ?? []), ...(built.assets ?? [])]) first.add(file)
    for (const imported of built.imports ?? []) visit(imported)
  }
  for (const [name, built] of Object.entries(files)) if (built.isEntry || homes.test(name)) visit(name)
  const all = Object.values(files).flatMap((built) => [built.file, ...(built.css ?? []), ...(built.assets ?? [])])
  const rest = [...new Set(all)].filter((file) => !first.has(file)).sort()
  const isAsked = (file: string) => file.endsWith('.woff2')
  return { first: [...first].sort(), rest: rest.filter((file) => !isAsked(file)), asked: rest.filter(isAsked) }
}
