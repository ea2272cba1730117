import type { Schema } from '@/api'

export type Feed = Schema<'Feed'>
export type FeedForm = Schema<'FormWords'>
export type FeedMessage = Schema<'Message'>
export type Trial = Schema<'Trial'>
export type Observed = Schema<'Observed'>
export type Station = Schema<'Gauge'>
export type Warning = Schema<'Warning'>
export type Colour = Warning['colour']
export type FeedState = Feed['state']

/** The steps of the ladder, as `/api/feeds` takes them. */
export type LevelThreshold = Schema<'LevelThreshold'>
export type QuakeThreshold = Schema<'QuakeThreshold'>
export type StormThreshold = Schema<'StormThreshold'>
export type Threshold = LevelThreshold | QuakeThreshold | StormThreshold
