import * as v from 'valibot'
import { here } from '../here/here.ts'
import { selfOf } from '../store/store.ts'
import { type Answer, type Asked, CarrierFailure } from '../sync/carrier.ts'
import { who } from '../who/who.ts'

/** What came of asking the hub. `no`: it will not, and says why in a word. `line`: it cannot be reached now. */
export type HubAnswer<T> = { is: 'yes'; answer: T } | { is: 'no'; why: string; said: unknown } | { is: 'line' }

/** Asks in the name of who has unlocked this desk. @param path behind `/api/` */
export async function askHub<S extends v.GenericSchema>(
  schema: S,
  path: string,
  asked: Asked = {},
): Promise<HubAnswer<v.InferOutput<S>>> {
  const answer = await askRaw(path, asked)
  return answer ? readAnswer(schema, answer) : { is: 'line' }
}

/** What an answer says. A page of a captive portal, or half an answer, is a line that did not carry. */
export async function readAnswer<S extends v.GenericSchema>(
  schema: S,
  { status, body }: Answer,
): Promise<HubAnswer<v.InferOutput<S>>> {
  const said = v.safeParse(v.pipe(v.string(), v.parseJson()), await body.text())
  if (!said.success) return { is: 'line' }
  if (status < 300) {
    const yes = v.safeParse(schema, said.output)
    return yes.success ? { is: 'yes', answer: yes.output } : { is: 'line' }
  }
  const no = v.safeParse(v.object({ why: v.string() }), said.output)
  return { is: 'no', why: no.success ? no.output.why : String(status), said: said.output }
}

/** As `askHub`, for what is a file. @throws Error if the hub will not give it */
export async function fetchFile(path: string, asked: Pick<Asked, 'signal' | 'moved'> = {}): Promise<Blob | undefined> {
  const answer = await askRaw(path, asked)
  if (answer && answer.status >= 300) throw new Error(`${answer.status} for ${path}`)
  return answer?.body
}

async function askRaw(path: string, asked: Asked): Promise<Answer | undefined> {
  const { store, carrier } = here()
  const self = await selfOf(store)
  if (!self) return undefined
  const headers = { ...asked.headers, 'Tongke-By': who.getState().person }
  try {
    return await carrier.ask(self.device, path, { ...asked, headers })
  } catch (error) {
    if (error instanceof CarrierFailure && error.why === 'line') return undefined
    throw error
  }
}

/** Hands a file to the browser to save. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
