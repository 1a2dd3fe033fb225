import type { QuestionId } from '../../../core/facts/ids.ts'
import type { Answer } from '../../../core/facts/kinds/homework-answered.ts'

/** What is typed is recorded when the typing pauses this long, ms; a touch is recorded at once. */
export const typingPause = 500

/**
 * Answers on their way into the store: one record at a time, only what has changed, and of several changes to one
 * question that wait, the latest. `flush` before anything that could end the page or the pupil's turn.
 */
export class Answering {
  private readonly waiting = new Map<QuestionId, Answer>()
  private readonly kept = new Map<QuestionId, string>()
  private working: Promise<void> | undefined
  private timer: ReturnType<typeof setTimeout> | undefined

  /**
   * @param save records one answer and returns when it is safe
   * @param failed told when it could not be: a full disk, mostly. The answer is tried again with the next one
   */
  constructor(
    private readonly save: (question: QuestionId, answer: Answer) => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** What the store already has, so that it is not recorded again. */
  known(question: QuestionId, answer: Answer): void {
    if (!this.waiting.has(question)) this.kept.set(question, JSON.stringify(answer))
  }

  /** Not recorded in this round yet, whatever was answered before: the same answer counts anew. */
  forget(question: QuestionId): void {
    this.kept.delete(question)
  }

  set(question: QuestionId, answer: Answer, typed: boolean): void {
    this.waiting.set(question, answer)
    clearTimeout(this.timer)
    if (typed) this.timer = setTimeout(() => void this.flush(), typingPause)
    else void this.flush()
  }

  /** Returns when nothing waits any more, or when it failed. */
  flush(): Promise<void> {
    clearTimeout(this.timer)
    this.working ??= this.work().finally(() => {
      this.working = undefined
    })
    return this.working
  }

  private async work(): Promise<void> {
    for (let next = this.first(); next; next = this.first()) {
      const [question, answer] = next
      const text = JSON.stringify(answer)
      if (this.kept.get(question) !== text) {
        try {
          await this.save(question, answer)
        } catch (error) {
          this.failed(error)
          return
        }
        this.kept.set(question, text)
      }
      // Unless a newer one came meanwhile.
      if (this.waiting.get(question) === answer) this.waiting.delete(question)
    }
  }

  private first(): [QuestionId, Answer] | undefined {
    return this.waiting.entries().next().value
  }
}
