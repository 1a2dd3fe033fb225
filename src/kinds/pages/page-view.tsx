import { useState } from 'preact/hooks'
import type { Block, Page } from '../../../core/resources/kinds/pages/pages.ts'
import type { Question } from '../../../core/resources/kinds/quiz/quiz.ts'
import type { Run } from '../../../core/resources/runs.ts'
import { QuestionView } from '../quiz/index.ts'
import { PictureView, RunsView } from '../runs/index.ts'
import { BigView } from './big-view.tsx'
import { TableView } from './table-view.tsx'
import { t } from './words.ts'
import './pages.css'

export interface PageViewProps {
  page: Page
  /** A question of the package; undefined while its quiz is not here. */
  question: (quiz: string, id: string) => Question | undefined
  /** The URL of a file of the package; undefined while it is not here. */
  file: (path: string) => string | undefined
}

type Shown = Exclude<Block, { type: 'note' }>

/** A page of a lesson as the class sees it: without the notes to the assistant. */
export function PageView(props: PageViewProps) {
  const [upright, setUpright] = useState<ReadonlySet<string>>(new Set())
  const blocks = props.page.blocks.filter((block): block is Shown => block.type !== 'note')
  const heading = blocks.filter((block) => block.type === 'heading')
  const body = blocks.filter((block) => block.type !== 'heading')
  const pictures = body.filter((block) => block.type === 'picture')
  const [picture, another] = pictures
  const beside = picture && !another && body.length > 1 && upright.has(picture.file)
  const noteShape = (path: string, image: HTMLImageElement) => {
    if (image.naturalHeight * 1.2 > image.naturalWidth && !upright.has(path)) setUpright(new Set([...upright, path]))
  }
  return (
    <div
      class={`page-view${beside ? ' page-beside' : ''}`}
      onLoadCapture={(event) => {
        const image = event.target
        if (image instanceof HTMLImageElement && picture && !another) noteShape(picture.file, image)
      }}
    >
      {beside ? (
        <>
          {heading.map((block, n) => (
            <BlockView key={`h${n}`} block={block} {...props} />
          ))}
          <div class="page-columns">
            <div class="page-column">
              {body.map((block, n) => block.type !== 'picture' && <BlockView key={n} block={block} {...props} />)}
            </div>
            <BlockView block={picture} {...props} />
          </div>
        </>
      ) : (
        rowsOf(blocks).map((row, n) =>
          row.length > 1 ? (
            <div key={n} class="page-pictures">
              {row.map((block, m) => (
                <BlockView key={m} block={block} {...props} />
              ))}
            </div>
          ) : (
            row[0] && <BlockView key={n} block={row[0]} {...props} />
          ),
        )
      )}
    </div>
  )
}

/** What the page says to the assistant teacher (助教) alone. */
export function notesOf(page: Page): readonly Run[][] {
  return page.blocks.flatMap((block) => (block.type === 'note' ? [block.runs] : []))
}

/** The questions that the page asks, in order. */
export function questionsOf(page: Page): { quiz: string; question: string }[] {
  return page.blocks.flatMap((block) => (block.type === 'question' ? [block] : []))
}

/** Pictures that follow each other share a row. */
function rowsOf(blocks: readonly Shown[]): Shown[][] {
  const rows: Shown[][] = []
  for (const block of blocks) {
    const last = rows[rows.length - 1]
    if (block.type === 'picture' && last?.[0]?.type === 'picture') last.push(block)
    else rows.push([block])
  }
  return rows
}

function BlockView({ block, question, file }: { block: Shown } & PageViewProps) {
  switch (block.type) {
    case 'heading':
      return (
        <h2 class="page-heading">
          <RunsView runs={block.runs} />
        </h2>
      )
    case 'text':
      return (
        <p class="page-text">
          <RunsView runs={block.runs} />
        </p>
      )
    case 'list':
      return <ListView ordered={block.ordered} items={block.items} />
    case 'verse':
      return (
        <div class="page-verse">
          {block.lines.map((line, n) => (
            <p key={n}>
              <RunsView runs={line} />
            </p>
          ))}
        </div>
      )
    case 'picture':
      return (
        <figure class="page-picture">
          <div>
            <PictureView picture={block} url={file(block.file)} />
          </div>
          {block.caption && (
            <figcaption>
              <RunsView runs={block.caption} />
            </figcaption>
          )}
        </figure>
      )
    case 'table':
      return <TableView head={block.head} rows={block.rows} />
    case 'big':
      return <BigView rows={block.rows} />
    case 'question': {
      const asked = question(block.quiz, block.question)
      return asked ? (
        <QuestionView question={asked} mode="show" file={file} />
      ) : (
        <p class="page-absent">{t().questionAbsent}</p>
      )
    }
  }
}

function ListView({ ordered, items }: { ordered: boolean; items: readonly Run[][] }) {
  const lines = items.map((item, n) => (
    <li key={n}>
      <RunsView runs={item} />
    </li>
  ))
  return ordered ? <ol class="page-list">{lines}</ol> : <ul class="page-list">{lines}</ul>
}
