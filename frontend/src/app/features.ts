/** The features of this application, by hand, in floor order. */
import { admin } from '@/features/admin'
import { command } from '@/features/command'
import { field } from '@/features/field'
import { gis } from '@/features/gis'
import { devices } from '@/features/gis/devices'
import { feeds } from '@/features/gis/feeds'
import { geofences } from '@/features/gis/geofences'
import { incidents } from '@/features/incidents'
import { reference } from '@/features/reference'
import { session } from '@/features/session'
import { meet } from '@/features/video/meet'
import { phone } from '@/features/video/phone'
import { recordings } from '@/features/video/recordings'
import { watching } from '@/features/video/watch'
import { whiteboard } from '@/features/video/whiteboard'
import type { Feature } from './feature'

export const features: readonly Feature[] = [
  session,
  gis,
  devices,
  feeds,
  geofences,
  incidents,
  // What is live stands first on the page of an incident.
  phone,
  command,
  meet,
  watching,
  recordings,
  whiteboard,
  field,
  admin,
  reference,
]
