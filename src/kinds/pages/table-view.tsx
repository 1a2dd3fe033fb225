import type { Run } from '../../../core/resources/runs.ts'
import { RunsView } from '../runs/index.ts'

interface TableViewProps {
  head: readonly (readonly Run[])[] | undefined
  rows: readonly (readonly (readonly Run[])[])[]
}

/** A table of the page; an empty cell is there to be filled in. */
export function TableView({ head, rows }: TableViewProps) {
  return (
    <table class="page-table">
      {head && (
        <thead>
          <tr>
            {head.map((cell, n) => (
              <th key={n} scope="col">
                <RunsView runs={cell} />
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row, n) => (
          <tr key={n}>
            {row.map((cell, m) => (
              <td key={m}>
                <RunsView runs={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
