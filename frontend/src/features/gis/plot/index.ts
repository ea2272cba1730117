/** Plotting, for pages with a map; not part of the start of the application. */
export { default as DrawingList } from './components/DrawingList.vue'
export { default as PlotLayer } from './components/PlotLayer.vue'
export { default as PlotOnMap } from './components/PlotOnMap.vue'
export { default as PlotTool } from './components/PlotTool.vue'
export { providePlot } from './data/usePlot'
