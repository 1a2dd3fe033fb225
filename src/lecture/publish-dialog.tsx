import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { type ClassId, Title } from '../../core/facts/ids.ts'
import type { Attempt } from '../here/use-attempt.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import type { LectureDraft } from './draft.ts'
import { publish } from './publish.ts'
import { t } from './words.ts'

interface PublishDialogProps {
  draft: LectureDraft
  classes: readonly { id: ClassId; name: string }[]
  attempt: Attempt['attempt']
  onClose: () => void
}

/** Under which name, and for which classes. */
export function PublishDialog({ draft, classes, attempt, onClose }: PublishDialogProps) {
  const [title, setTitle] = useState(draft.title)
  const [without, setWithout] = useState<readonly ClassId[]>([])
  const [sending, setSending] = useState(false)
  const chosen = classes.filter(({ id }) => !without.includes(id)).map(({ id }) => id)
  const send = async () => {
    setSending(true)
    await attempt(() => publish(draft, title.trim(), chosen))
    onClose()
  }
  return (
    <Dialog
      title={t().publishTitle}
      onClose={onClose}
      onSubmit={() => void send()}
      actions={
        <>
          <Button onClick={onClose}>{t().notNow}</Button>
          <Button type="submit" kind="primary" disabled={sending || chosen.length === 0 || !v.is(Title, title.trim())}>
            {t().send(chosen.length)}
          </Button>
        </>
      }
    >
      <Field first label={t().name} hint={t().nameHint} value={title} onValue={setTitle} />
      <h3 class="lecture-for">{t().forWhom}</h3>
      {classes.map(({ id, name }) => (
        <label key={id} class="lecture-class">
          <input
            type="checkbox"
            checked={!without.includes(id)}
            onChange={() => setWithout(without.includes(id) ? without.filter((one) => one !== id) : [...without, id])}
          />
          <span>{name}</span>
        </label>
      ))}
      <Notice>{classes.length > 0 ? t().sendHint : t().noClasses}</Notice>
    </Dialog>
  )
}
