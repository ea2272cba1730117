import type { Schema } from '@/api'

export type Import = Schema<'Import'>
export type Preview = Schema<'Preview'>
export type Choices = Partial<Schema<'ImportChoices'>>
export type ColumnChoice = Schema<'ColumnIn'>
export type AttributeType = FileColumn['type']
export type RowFault = Schema<'RowFault'>
export type FileColumn = Schema<'FileColumn'>
