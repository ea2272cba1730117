import { describe, expect, it } from 'vitest'
import { nextStatus, otherStatuses, steps } from './steps'

const states = (status: Parameters<typeof steps>[0], mission = true) =>
  steps(status, mission).map((step) => `${step.status}:${step.state}`)

describe('steps', () => {
  it('offers one next step all the way', () => {
    expect(states('assigned')).toEqual(['en_route:next', 'on_scene:later', 'returning:later'])
    expect(states('en_route')).toEqual(['en_route:done', 'on_scene:next', 'returning:later'])
    expect(states('on_scene')).toEqual(['en_route:done', 'on_scene:done', 'returning:next'])
    expect(states('returning')).toEqual(['en_route:done', 'on_scene:done', 'available:next'])
  })

  it('fills no button while there is no mission', () => {
    expect(nextStatus('available', false)).toBeNull()
    expect(states('available', false)).toEqual(['en_route:open', 'on_scene:later', 'returning:later'])
  })

  it('leads back from out of service', () => {
    expect(states('out_of_service')).toEqual(['available:next'])
    expect(otherStatuses('out_of_service', false)).toEqual(['off_duty'])
  })

  it('keeps the rest behind a second tap', () => {
    expect(otherStatuses('on_scene', true)).toEqual(['transporting', 'available', 'out_of_service'])
    expect(otherStatuses('available', false)).toEqual(['out_of_service', 'off_duty'])
  })
})
