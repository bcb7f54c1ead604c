import { Text } from '@tarojs/components'
import { Tap } from '@/components/tap'
import { copyText } from '@/platform/clipboard'
import { say } from '@/platform/dialog'
import { readAside } from '@/stores/put-aside'
import { useRecord } from '@/stores/use-shown'

/** Values that could not be read at an earlier start, still there to be copied. */
export function PutAsideRows() {
  const keys = useRecord(state => state.putAside)
  const copy = async (key: string) => say((await copyText(readAside(key))) ? '已复制' : '没能复制，请稍后再试')
  return (
    <>
      {keys.map((key, index) => (
        <Tap key={key} className="item row spread" onTap={() => void copy(key)}>
          <Text>{`另存的原数据 ${index + 1}`}</Text>
          <Text className="cap">复制 ›</Text>
        </Tap>
      ))}
    </>
  )
}
