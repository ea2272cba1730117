/** The dialogs of a console by key: N for a new entry, E for the chosen one. */
import { ref, type Ref } from 'vue'
import { useKeys, type KeyAction } from '@/ui'

type Enabled = KeyAction['enabled']

export function useDialogKeys<Other extends string = never>(
  add: { label: string; enabled: Enabled },
  edit?: { enabled: Enabled },
) {
  const dialog = ref(null) as Ref<'new' | 'edit' | Other | null>
  useKeys([{ id: 'admin.new', combo: 'N', ...add, run: () => (dialog.value = 'new') }])
  if (edit)
    useKeys([
      { id: 'admin.edit', combo: 'E', label: 'admin.edit', ...edit, run: () => (dialog.value = 'edit') },
    ])
  return dialog
}
