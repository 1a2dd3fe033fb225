import { words } from '../i18n/words.ts'
import { go } from '../route.ts'

const t = words({
  zh: {
    missing: '这一页还没存到本机',
    hint: '第一次打开它要有网络，以后就不用了。接通网络后再试一次；已经记下的都在。',
    again: '再试一次',
    home: '回首页',
  },
  en: {
    missing: 'This page is not on this device yet',
    hint: 'It needs a line the first time, and never again. Try again when there is one; all that was recorded is here.',
    again: 'Try again',
    home: 'Home',
  },
})

/** A screen whose files have not come yet, asked for while there is no line. */
export function ScreenMissing() {
  return (
    <main class="sheet stack" style={{ maxWidth: '40rem', margin: '10vh auto' }}>
      <h1>{t().missing}</h1>
      <p>{t().hint}</p>
      <div class="row">
        <button type="button" onClick={() => location.reload()}>
          {t().again}
        </button>
        <button type="button" onClick={() => go('')}>
          {t().home}
        </button>
      </div>
    </main>
  )
}
