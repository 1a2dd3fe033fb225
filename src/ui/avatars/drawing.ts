/** One path of a picture on a square of 96. */
export interface Stroke {
  d: string
  fill: string
  stroke?: string
  width?: number
  /** Drawn a second time on the other side of the middle. */
  both?: boolean
}

export type Drawing = readonly Stroke[]

export const fill = (color: string, d: string): Stroke => ({ d, fill: color })

/** What is white or pale wants an edge on a pale ground. */
export const edged = (color: string, edge: string, d: string): Stroke => ({ d, fill: color, stroke: edge, width: 3 })

export const line = (color: string, width: number, d: string): Stroke => ({ d, fill: 'none', stroke: color, width })

export const both = (stroke: Stroke): Stroke => ({ ...stroke, both: true })

export const disc = (x: number, y: number, r: number) => oval(x, y, r, r)

export const oval = (x: number, y: number, rx: number, ry: number) =>
  `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`

export const ink = '#2c2a27'
export const white = '#fffdf8'
export const red = '#c8443a'
export const deepRed = '#9c2f29'
export const orange = '#e8893a'
export const gold = '#f0bf48'
export const deepGold = '#c08a26'
export const green = '#6aa868'
export const deepGreen = '#3a7440'
export const blue = '#4b83b5'
export const paleBlue = '#86a9c4'
export const brown = '#8f6a4b'
export const deepBrown = '#5f4531'
export const sand = '#f6e8cf'
export const pink = '#e79aa0'
