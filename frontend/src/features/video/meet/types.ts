import type { Schema } from '@/api'

export type Room = Schema<'Room'>
export type RoomView = Schema<'RoomView'>
export type Participant = Schema<'Participant'>
export type RoomSource = Schema<'RoomSource'>
export type RollCall = Schema<'RollCall'>
export type Meeting = Schema<'Meeting'>
export type Quality = Schema<'Quality'>
export type Guest = Schema<'Guest'>
export type NewGuest = Schema<'NewGuest'>
export type GuestRoom = Schema<'GuestRoom'>
export type Attendance = Schema<'Attendance'>
export type Decision = Schema<'Decision'>
export type Message = Schema<'TalkMessage'>
export type Layout = Room['layout']
export type RoomIn = Schema<'RoomIn'>
export type MeetingIn = Schema<'MeetingIn'>
export type StageIn = Schema<'StageIn'>
export type SteerIn = Schema<'SteerIn'>
export type EnterIn = Schema<'EnterIn'>
export type OwnIn = Schema<'OwnIn'>
