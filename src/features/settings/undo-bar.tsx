import { ToastBar } from '@/components/toast-bar'
import { say } from '@/platform/dialog'
import { forgetUndo, undoSave } from '@/stores/candidate-store'
import { useAppMemory } from '@/stores/use-shown'

/** The way back from the last save, wherever it was made. */
export function UndoBar() {
  const undoable = useAppMemory(memory => memory.undoable)
  if (!undoable) return null
  const undo = () => {
    if (undoSave()) say('没能撤销：存储空间已满')
  }
  return <ToastBar words={undoable.words} action={{ id: 'undo', label: '撤销', onTap: undo }} onLeave={forgetUndo} />
}
