import { Text } from '@tarojs/components'
import { Tap } from '@/components/tap'
import { goToPage } from '@/platform/navigation'
import type { PageName } from '@/platform/routes'

/** The way from the score to the paper, in the order in which it is gone. */
const TOOLS: readonly [page: PageName, name: string, about: string][] = [
  ['now', '现在该做什么', '按你走到的那一步'],
  ['score', '查分与成绩复核', ''],
  ['review', '考后审核清单', '看地区要不要'],
  ['download', '电子证书下载步骤', '5 步'],
  ['endorsements', '加注管理', '取证后可用'],
  ['paper', '纸质证书', ''],
  ['register', '注册与继续教育', '签发后 5 年内'],
  ['questions', '常见问题', '15 问'],
]

/** Links to everything around the certificate. */
export const ToolRows = () => (
  // The rows belong to the card around them.
  <>
    {TOOLS.map(([page, name, about]) => (
      <Tap key={page} id={`open-${page}`} role="link" className="item row spread" onTap={() => goToPage(page)}>
        <Text>{name}</Text>
        <Text className="cap">{`${about} ›`}</Text>
      </Tap>
    ))}
  </>
)
