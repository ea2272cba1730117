/** Orders: their part of the page of an incident. */
import { defineAsyncComponent } from 'vue'
import messages from './messages'

export const tasks = {
  messages,
  incidentParts: [
    {
      component: defineAsyncComponent(() => import('./components/TasksPanel.vue')),
      permissions: ['incidents.read'],
    },
  ],
}
