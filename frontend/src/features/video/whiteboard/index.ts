/** 白板: what people in a meeting draw together, live and in recordings. */
import type { Feature } from '@/app/feature'
import en from './texts/en'
import zh from './texts/zh'

export const whiteboard: Feature = {
  name: 'whiteboard',
  messages: { 'zh-CN': zh, en },
  routes: [],
}
