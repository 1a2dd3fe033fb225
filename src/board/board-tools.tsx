import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { type Colour, colours, type Width, widths } from '../../core/ink/measures.ts'
import { Button } from '../ui/button.tsx'
import type { IconComponent } from '../ui/icons/icon.tsx'
import { IconMarker } from '../ui/icons/marker.tsx'
import { IconPen } from '../ui/icons/pen.tsx'
import { IconPointer } from '../ui/icons/pointer.tsx'
import { IconRubber } from '../ui/icons/rubber.tsx'
import { IconUndo } from '../ui/icons/undo.tsx'
import { Press } from '../ui/press.tsx'
import { useStore } from '../ui/use-store.ts'
import { type Desk, type DeskTool, deskTools } from './desk.ts'
import { inkColours } from './palette.ts'
import { useDark } from './use-dark.ts'
import { t } from './words.ts'

const icons: Record<DeskTool, IconComponent> = {
  pen: IconPen,
  marker: IconMarker,
  eraser: IconRubber,
  pointer: IconPointer,
}

/** Letters of a keyboard that take a tool in hand. */
const keys: Record<DeskTool, string> = { pen: 'P', marker: 'M', eraser: 'E', pointer: 'D' }

interface BoardToolsProps {
  desk: Desk
  /** All of them, if it is not said which. */
  tools?: readonly DeskTool[]
  children?: ComponentChildren
}

/** The tools of a board, large enough for a finger; what else a screen has for its pages stands behind them. */
export function BoardTools({ desk, tools = deskTools, children }: BoardToolsProps) {
  const { tool, colour, width, undoable } = useStore(desk.inHand, (state) => state)
  const draws = tool === 'pen' || tool === 'marker'
  useKeys(desk)
  return (
    <div class="board-tools" role="toolbar" aria-label={t().tools}>
      <div class="board-group">
        {tools.map((each) => (
          <Button
            key={each}
            class="board-tool"
            icon={icons[each]}
            pressed={each === tool}
            aria-keyshortcuts={keys[each]}
            onClick={() => desk.take({ tool: each })}
          >
            {t()[each]}
          </Button>
        ))}
        <Button
          class="board-tool"
          icon={IconUndo}
          disabled={!undoable}
          aria-keyshortcuts="Control+Z"
          onClick={() => desk.undo()}
        >
          {t().undo}
        </Button>
      </div>
      <fieldset class="board-group" disabled={!draws} aria-label={t().colour}>
        {colours.map((each) => (
          <Swatch
            key={each}
            colour={each}
            pressed={draws && each === colour}
            onClick={() => desk.take({ colour: each })}
          />
        ))}
      </fieldset>
      <fieldset class="board-group" disabled={!draws} aria-label={t().width}>
        {widths.map((each) => (
          <Broad key={each} width={each} pressed={draws && each === width} onClick={() => desk.take({ width: each })} />
        ))}
      </fieldset>
      {children && <div class="board-group">{children}</div>}
    </div>
  )
}

interface ChoiceProps {
  pressed: boolean
  onClick: () => void
}

function Swatch({ colour, ...rest }: ChoiceProps & { colour: Colour }) {
  const ink = inkColours('sheet', useDark())
  const word = t()[`colour${capital(colour)}`]
  return (
    <Choice word={word} {...rest}>
      <span class="board-colour" style={{ background: ink[colour] }} />
    </Choice>
  )
}

function Broad({ width, ...rest }: ChoiceProps & { width: Width }) {
  const word = t()[`width${capital(width)}`]
  return (
    <Choice word={word} {...rest}>
      <span class={`board-width board-width-${width}`} />
    </Choice>
  )
}

/** A picture with its word below, as colour and width are told by both. */
function Choice({ word, pressed, children, ...rest }: ChoiceProps & { word: string; children: ComponentChildren }) {
  return (
    <Press class="board-choice" aria-pressed={pressed} {...rest}>
      {children}
      <span class="board-word">{word}</span>
    </Press>
  )
}

function capital<const Word extends string>(word: Word): Capitalize<Word> {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}` as Capitalize<Word> // that is what it does
}

/** Letters take tools, digits colours, Ctrl+Z undoes; not while something is typed. */
function useKeys(desk: Desk): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const { target } = event
      if (event.defaultPrevented || event.altKey) return
      if (target instanceof Element && target.matches('input, textarea, select, [contenteditable]')) return
      if (document.querySelector('dialog[open]')) return
      if (event.ctrlKey || event.metaKey) {
        if (event.key.toLowerCase() !== 'z' || event.shiftKey) return
        desk.undo()
      } else {
        const tool = deskTools.find((each) => keys[each] === event.key.toUpperCase())
        const colour = /^[1-6]$/.test(event.key) ? colours[Number(event.key) - 1] : undefined
        if (tool) desk.take({ tool })
        else if (colour) desk.take({ colour })
        else return
      }
      event.preventDefault()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [desk])
}
