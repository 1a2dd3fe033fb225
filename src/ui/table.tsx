import './table.css'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { IconArrowUp } from './icons/arrow-up.tsx'
import { Press } from './press.tsx'

export interface Column<Row> {
  key: string
  title: string
  cell: (row: Row) => ComponentChildren
  /** Numbers stand at the end. */
  numeric?: boolean | undefined
  /** Makes the column sortable: less than 0 when `a` comes first. */
  order?: ((a: Row, b: Row) => number) | undefined
  width?: string | undefined
}

export interface TableProps<Row> {
  /** What the table shows; read by screen readers, and printed. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Rows that a person must look at. */
  attention?: ((row: Row) => boolean) | undefined
  /** Stands in place of rows when there are none. */
  empty?: ComponentChildren
}

/** A table for a desk. The first column names the row. */
export function Table<Row>({ caption, columns, rows, rowKey, attention, empty }: TableProps<Row>) {
  const [sort, setSort] = useState<{ key: string; down: boolean }>()
  const order = columns.find((column) => column.key === sort?.key)?.order
  const sorted = order ? [...rows].sort((a, b) => (sort?.down ? order(b, a) : order(a, b))) : rows
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section class="ui-table-frame sheet" tabIndex={0} aria-label={caption}>
      <table class="ui-table">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, title, numeric, order, width }) => {
              const sorting = sort?.key === key ? (sort.down ? 'descending' : 'ascending') : undefined
              return (
                <th key={key} scope="col" class={numeric ? 'numeric' : undefined} aria-sort={sorting} style={{ width }}>
                  {order ? (
                    <Press
                      class={numeric ? 'ui-table-sort ui-table-sort-numeric' : 'ui-table-sort'}
                      onClick={() => setSort({ key, down: sorting === 'ascending' })}
                    >
                      {title}
                      <span class={`ui-table-arrow ${sorting ?? ''}`}>
                        <IconArrowUp size="1em" />
                      </span>
                    </Press>
                  ) : (
                    title
                  )}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={rowKey(row)} class={attention?.(row) ? 'ui-table-attention' : undefined}>
              {columns.map(({ key, cell, numeric }, index) => {
                const look = numeric ? 'numeric' : undefined
                if (index > 0)
                  return (
                    <td class={look} key={key}>
                      {cell(row)}
                    </td>
                  )
                return (
                  <th class={look} key={key} scope="row">
                    {cell(row)}
                  </th>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && empty}
    </section>
  )
}
