import { arch, cpus, platform, totalmem } from 'node:os'
import { type Bound, isWithin, type Outcome } from './bench.ts'

/** docs/benchmarks.md: a section a bench, a line a figure. */
export function table(measured: { outcome: Outcome; how: string }[], machine: string): string {
  const sections = measured.map(({ outcome, how }) => {
    const lines = Object.entries(outcome.figures).map(([figure, value]) => line(figure, value, outcome.budget[figure]))
    const head = ['| figure | measured | budget | holds |', '|---|---:|---:|---|']
    return `## ${outcome.name}\n\n${how}\n\n${[...head, ...lines].join('\n')}\n`
  })
  return `# Benchmarks\n\nWritten by \`npm run bench\`. ${machine}\n\n${sections.join('\n')}`
}

export function machineLine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor'
  const memory = Math.round(totalmem() / 2 ** 30)
  return `Machine: ${cpus().length} × ${model}, ${memory} GiB, ${platform()} ${arch()}, Node ${process.versions.node}.`
}

function line(figure: string, value: number, bound: Bound | undefined): string {
  if (bound === undefined) return `| ${figure} | ${inWords(value)} | | |`
  const budget = 'atMost' in bound ? `≤ ${inWords(bound.atMost)}` : `≥ ${inWords(bound.atLeast)}`
  return `| ${figure} | ${inWords(value)} | ${budget} | ${isWithin(value, bound) ? 'yes' : '**no**'} |`
}

/** Whole from 100 on, three significant digits below. */
function inWords(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US')
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: 3 })
}
