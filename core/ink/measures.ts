/**
 * What ink is measured in. A page has a width of 4096 units, whatever screen it is shown on; a unit is half a pixel of a
 * projector. Its height is its aspect (height by width) times that. Time goes in ticks of 40 ms, 25 a second, counted from
 * the room's beginning.
 */
export const across = 4096

/** The last unit of a page's width, and of the tallest page's height. */
export const lastX = across - 1
export const lastY = 4 * across - 1

export const tickMs = 40

/** The last tick that is written: some seven hours. */
export const lastTick = 0x9_ffff

/** Pressure goes from 0 to 15. */
export const fullPressure = 15

/** The longest coding of one stroke, bytes. Who draws longer draws several. */
export const mostBytes = 4096

/** How far what was drawn may lie from what is kept of it, units. */
export const errorBound = 4

export const tools = ['pen', 'marker'] as const
export type Tool = (typeof tools)[number]

export const colours = ['ink', 'red', 'blue', 'green', 'orange', 'purple'] as const
export type Colour = (typeof colours)[number]

export const widths = ['fine', 'medium', 'broad', 'wide'] as const
export type Width = (typeof widths)[number]

/** How a stroke is drawn. */
export interface Style {
  tool: Tool
  colour: Colour
  width: Width
}

/** A point of a stroke, in whole units. */
export interface Point {
  x: number
  y: number
  /** 0 to 15. */
  pressure: number
  /** Since the stroke's first point. */
  tick: number
}

/** Across at middling pressure, units: the finest is 5 px of a projector's 1920, which the back row sees. */
export function breadth({ tool, width }: Style): number {
  const broad = { fine: 11, medium: 18, broad: 32, wide: 60 }[width]
  return tool === 'marker' ? 40 + 2 * broad : broad
}

/** Breadth at a pressure: a pen's goes from 0.55 to 1.45 times, a marker's stays. */
export function breadthAt(style: Style, pressure: number): number {
  return style.tool === 'marker' ? breadth(style) : breadth(style) * (0.55 + (0.9 * pressure) / fullPressure)
}
