import type { Schema } from '@/api'

export type Fence = Schema<'Geofence'>
export type FenceIn = Schema<'GeofenceIn'>
export type FencePatch = Partial<Schema<'GeofencePatch'>>
export type FenceKind = Fence['kind']
export type Rule = Schema<'GeofenceRule'>
export type RuleIn = Schema<'GeofenceRuleIn'>
export type RulePatch = Partial<Schema<'GeofenceRulePatch'>>
export type RuleEvent = Rule['event']
export type FenceEvent = Schema<'GeofenceEvent'>
export type Visitor = Schema<'GeofenceVisitor'>
export type Hours = NonNullable<Fence['hours']>
