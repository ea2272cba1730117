/** Where units were, for pages with a map; not part of the start of the application. */
export { default as TrackButton } from './components/TrackButton.vue'
export { default as TrackOnMap } from './components/TrackOnMap.vue'
export { default as TrackPanel } from './components/TrackPanel.vue'
export { provideTrack, useTrack, type TrackStore } from './data/useTrack'
