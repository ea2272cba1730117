import type { Schema } from '@/api'

export type Whiteboard = Schema<'Whiteboard'>
export type WhiteboardView = Schema<'WhiteboardView'>
export type Drawn = Schema<'WhiteboardObject'>
export type DrawIn = Schema<'WhiteboardObjectIn'>
export type SheetIn = Schema<'SheetIn'>
export type EraseIn = Schema<'WhiteboardEraseIn'>
export type RecordedWhiteboard = Schema<'RecordedWhiteboard'>
export type Kind = Drawn['kind']
export type Ink = Drawn['colour']
export type Width = DrawIn['width']
/** What is needed to draw one; the rest of it says who did when. */
export type Shape = Pick<Drawn, 'id' | 'kind' | 'points' | 'text' | 'colour' | 'width'>
/** x and y as shares of the sheet, from its upper left. */
export type Spot = readonly [x: number, y: number]
export type Tool = Kind | 'eraser'
