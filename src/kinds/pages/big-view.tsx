import type { BigItem } from '../../../core/resources/kinds/pages/pages.ts'

/** Rows of very large characters, words or notes, each with what stands above and below it. */
export function BigView({ rows }: { rows: readonly (readonly BigItem[])[] }) {
  return (
    <div class="page-big">
      {rows.map((row, n) => (
        <div key={n} class="page-big-row">
          {row.map((item, m) => (
            <span key={m} class="page-big-item">
              {row.some((one) => one.pinyin) && <span class="page-big-pinyin">{item.pinyin ?? '\u00a0'}</span>}
              <span class={hasHan(item.text) ? '' : 'page-big-plain'}>{item.text}</span>
              {row.some((one) => one.under) && <span class="page-big-under">{item.under ?? '\u00a0'}</span>}
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}

/** Notes and English words are set as they are printed, characters as they are written. */
function hasHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text)
}
