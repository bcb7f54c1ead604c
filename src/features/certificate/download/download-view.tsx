import { Text, View } from '@tarojs/components'
import { Tap } from '@/components/tap'
import { goToPage } from '@/platform/navigation'
import { EQUAL_EFFECT, VERIFICATION } from '../content/download'
import { CheckRow } from '../parts/check-row'
import { FactCard } from '../parts/fact-card'
import { MilestoneCard } from '../parts/milestone-card'
import { useTicks } from '../ticks'
import { usePath } from '../use-path'
import { StepList } from './step-list'

/** 电子证书: when, the five steps, what it is worth, how others check it. */
export function DownloadView({ today }: { today: string }) {
  const path = usePath(today)
  const { isTicked, tick } = useTicks(today)
  return (
    <View>
      <MilestoneCard path={path} examYear={path.examYear} kind="e-certificate" id="e-certificate" />
      <View className="heading">下载，五步</View>
      <StepList list={`download-${path.examYear}`} />
      <View className="card list">
        <CheckRow
          id="check-downloaded"
          title="电子证书已下载"
          text="打了勾，进度里就叫“已取证”"
          checked={isTicked('downloaded', path.examYear)}
          onChange={checked => tick('downloaded', path.examYear, checked)}
        />
        <Tap id="open-endorsements" role="link" className="item row spread" onTap={() => goToPage('endorsements')}>
          <Text>加注管理</Text>
          <Text className="cap">什么时候到期，还能申请几次 ›</Text>
        </Tap>
      </View>
      <View className="heading">有什么用</View>
      <FactCard id="equal-effect" facts={[EQUAL_EFFECT]} />
      <View className="heading">单位怎么查验</View>
      <FactCard id="verification" facts={VERIFICATION} />
      <View className="cap center">以官方公告为准。我们不会问你的网站密码。</View>
    </View>
  )
}
