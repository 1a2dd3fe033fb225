/** What a question on a pupil's page is to who sees it: seen here, begun and not sent, or put away. */
export type Stand = 'seen' | 'begun' | 'away'

/**
 * Which of a room's questions stand on a pupil's page, the first asked first. One that is closed is not taken away under a hand: what was
 * begun stays until it is sent or put away, what was only seen until it is put away or the next is asked.
 *
 * @param stands of the questions that this page has shown
 */
export function onCard<Question extends { question: string; closed?: number }>(
  questions: readonly Question[],
  stands: ReadonlyMap<string, Stand>,
): Question[] {
  const open = questions.find(({ closed }) => closed === undefined)
  const standOf = ({ question }: Question) => stands.get(question)
  const left = questions.filter((one) => one.closed !== undefined && (standOf(one) ?? 'away') !== 'away')
  const latest = left[left.length - 1]
  return questions.filter(
    (one) => one === open || (left.includes(one) && (standOf(one) === 'begun' || (!open && one === latest))),
  )
}
