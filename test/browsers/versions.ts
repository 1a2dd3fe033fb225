/**
 * The browsers that every journey can be run in. `current` is the Chromium of the machine, `109` the last for Windows 7
 * (the full tier), `88` the floor (docs/budgets.md): both are real builds for Linux on x86-64, packed in npm packages.
 */
export type Version = 'current' | '109' | '88'

export const versions: readonly Version[] = ['current', '109', '88']

export type FloorVersion = Exclude<Version, 'current'>

export const floorPackages: Readonly<Record<FloorVersion, string>> = {
  '109': '@sparticuz/chromium',
  '88': 'chrome-aws-lambda',
}

/** The floor builds exist for one kind of machine; elsewhere their tests are skipped, and counted as such. */
export const floorRunsHere = process.platform === 'linux' && process.arch === 'x64'

export function runsHere(version: Version): boolean {
  return version === 'current' || floorRunsHere
}
