export { useBoard, type BoardState } from './useBoard'
export { onPositions, onSaid, say, startLive, stopLive, useLive } from './live'
export { observeServerTime, serverNow, useServerTime } from './serverTime'
export type { BoardRequest, Box, Fact, Feed, SaidFrame } from './frames'
