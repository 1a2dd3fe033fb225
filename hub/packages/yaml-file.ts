import * as v from 'valibot'
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { Say } from './problem.ts'

/** A YAML file whose every value knows its line. */
export interface YamlFile {
  value: unknown
  /** The line of the value at this path, or of the nearest one around it. */
  lineOf(path: readonly (string | number)[]): number
}

/** Reads YAML 1.2; undefined when it is none, which has been said. */
export function readYaml(text: string, say: Say): YamlFile | undefined {
  const lines = new LineCounter()
  const document = parseDocument(text.replace(/^\ufeff/, ''), { lineCounter: lines, prettyErrors: false })
  for (const error of document.errors) say(lines.linePos(error.pos[0]).line, error.message)
  if (document.errors.length > 0) return undefined
  const lineOf = (path: readonly (string | number)[]): number => {
    const node = document.getIn(path, true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    return path.length === 0 ? 1 : lineOf(path.slice(0, -1))
  }
  try {
    // Few aliases are ever meant: a file of them can unfold into gigabytes.
    return { value: document.toJS({ maxAliasCount: 20 }), lineOf }
  } catch (error) {
    say(1, error instanceof Error ? error.message : String(error))
    return undefined
  }
}

/** The value if it has this shape; otherwise every fault is said with its line. */
export function shaped<T>(schema: v.GenericSchema<unknown, T>, file: YamlFile, say: Say): T | undefined {
  const parsed = v.safeParse(schema, file.value)
  if (parsed.success) return parsed.output
  for (const issue of parsed.issues) {
    const path = (issue.path ?? []).flatMap(({ key }) =>
      typeof key === 'string' || typeof key === 'number' ? [key] : [],
    )
    say(file.lineOf(path), `${path.join('.') || 'the file'}: ${issue.message}`)
  }
  return undefined
}
