/** Roles and the permissions they may be made of; both are read by several consoles. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, type Schema } from '@/api'
import { useFormat } from '@/units/useFormat'
import type { Role } from '../model/types'

export const useRoles = defineStore('admin-roles', () => {
  const format = useFormat()
  const { t, te, locale } = useI18n({ useScope: 'global' })
  const items = shallowRef<Role[]>([])
  const permissions = shallowRef<Record<string, string>>({})
  const loading = ref(false)
  const error = shallowRef<Error | null>(null)

  async function load(): Promise<void> {
    loading.value = true
    try {
      const answer = await api.get<Schema<'Roles'>>('/api/roles')
      items.value = answer.items
      permissions.value = answer.permissions
      error.value = null
    } catch (failure) {
      error.value = failure as Error
    } finally {
      loading.value = false
    }
  }

  const byCode = computed(() => new Map(items.value.map((role) => [role.code, role])))
  /** The name of a role; its code where roles may not be read. */
  const nameOf = (code: string) => format.name(byCode.value.get(code)) || code

  /** What a permission opens, in the language of the screen. */
  function words(name: string): string {
    const key = `admin.permission.${name.replace('.', '_')}`
    return te(key, locale.value) ? t(key) : (permissions.value[name] ?? name)
  }

  /** The part of the system a group of permissions belongs to. */
  const part = (name: string) => (te(`admin.part.${name}`, locale.value) ? t(`admin.part.${name}`) : name)

  return { items, permissions, loading, error, load, byCode, nameOf, words, part }
})
