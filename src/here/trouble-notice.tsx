import { words } from '../i18n/words.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Trouble } from './use-attempt.ts'

const t = words({
  zh: {
    'not-allowed': '没有记下：在这台设备上，现在的人不能记这个。',
    full: '没有记下：本机存满了。以前记的都在；请到“本机”腾些地方，再点一次。',
    unknown: '没有记下：浏览器没能写进本机。请再点一次；还不行就重新打开网页，以前记的都在。',
    device: '去看本机',
  },
  en: {
    'not-allowed': 'Not recorded: whoever has this device may not record that here.',
    full: 'Not recorded: this device is full. Earlier records are safe; make room under “This device”, then try again.',
    unknown: 'Not recorded: the browser could not write. Try again, or open the page anew; earlier records are safe.',
    device: 'This device',
  },
})

/** Says that something was not recorded, and what to do. */
export function TroubleNotice({ trouble }: { trouble: Trouble | undefined }) {
  if (!trouble) return null
  const action = trouble === 'full' && <Button onClick={() => go('device')}>{t().device}</Button>
  return (
    <Notice kind="attention" action={action}>
      {t()[trouble]}
    </Notice>
  )
}
