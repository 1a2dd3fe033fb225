import { encode } from 'uqr'
import type { CodeSheet } from '../../../core/reports/office-devices.ts'
import { dayAndMonth } from '../../i18n/dates.ts'
import { t } from './code-words.ts'
import type { namesIn } from './query.ts'
import './printed-sheet.css'

interface PrintedSheetProps {
  sheet: CodeSheet
  names: ReturnType<typeof namesIn>
}

/** The sheet as it is printed on A4, eight codes a page to be cut apart. */
export function PrintedSheet({ sheet, names }: PrintedSheetProps) {
  return (
    <section class="codes-sheet" aria-label={t().sheet}>
      {sheet.codes.map(({ place, code, expires }) => {
        const at = names.place(place)
        return (
          <article class="code-slip" key={code}>
            <Qr text={`${location.origin}/enrol?code=${code}`} />
            <div class="code-words">
              <h2>{at?.title ?? place}</h2>
              <p>{names.school(at?.school)}</p>
              <p class="code-digits">{`${code.slice(0, 3)} ${code.slice(3, 6)}`}</p>
              <ol>
                <li>{t().todo}</li>
                <li>{t().orTyped}</li>
              </ol>
              <p class="code-address">{location.origin}</p>
            </div>
            <p class="code-small">
              {t().until(dayAndMonth(expires))}
              <br />
              {t().whole} {code.match(/\d{6}/g)?.join(' ')}
            </p>
          </article>
        )
      })}
    </section>
  )
}

/** A QR code (ISO/IEC 18004) with the quiet zone that scanners need, 4 modules wide. */
function Qr({ text }: { text: string }) {
  const { size, data } = encode(text, { ecc: 'M', border: 4 })
  const squares = data.flatMap((line, y) => line.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])))
  return (
    <svg class="code-qr" viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges" role="img" aria-label={text}>
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  )
}
