/** Posts that may be named as the only ones to see something. */
import { shallowRef } from 'vue'
import { api, type Page, type Schema } from '@/api'

type Post = Schema<'Post'>

export function usePosts() {
  const posts = shallowRef<Post[]>([])
  const failed = shallowRef(false)

  async function load(): Promise<void> {
    try {
      posts.value = (await api.get<Page<Post>>('/api/posts')).items
      failed.value = false
    } catch {
      failed.value = true
    }
  }
  return { posts, failed, load }
}
