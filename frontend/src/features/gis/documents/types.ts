import type { Schema } from '@/api'

export type MapWish = Schema<'MapIn'>
export type MapDocument = Schema<'MapDocument'>
export type FileForm = MapWish['form']
export type Paper = NonNullable<MapWish['paper']>
export type Resolution = NonNullable<MapWish['resolution']>
