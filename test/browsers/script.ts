import { build } from 'vite'

/** A page's script as one text, for the oldest browser there is. @param entry the file it begins with */
export async function builtScript(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'chrome88',
      lib: { entry, formats: ['iife'], name: 'testPage' },
    },
  })
  const [output] = [built].flat()
  if (!output || !('output' in output)) throw new Error('the page was not built')
  return output.output[0].code
}
