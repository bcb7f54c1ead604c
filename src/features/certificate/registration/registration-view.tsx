import { Text, View } from '@tarojs/components'
import { daysBetween, firstRegistrationEnd } from '@zhuan/exam'
import { LIVE } from '@/components/aria'
import { Tap } from '@/components/tap'
import { say } from '@/platform/dialog'
import { saveCertificate } from '@/stores/save-certificate'
import { useRecord } from '@/stores/use-shown'
import { dayWords, yearOf } from '@/words/days'
import { REGISTRATION_RULES } from '../content/registration'
import { DateRow } from '../parts/date-row'
import { FactCard } from '../parts/fact-card'
import { usePath } from '../use-path'

/** The first certificates under today's rules are of the exam of 2019. */
const FIRST_DAY = '2019-11-18'

/** 注册与继续教育: from the day on the certificate to the last day of the first registration. */
export function RegistrationView({ today }: { today: string }) {
  const { examYear } = usePath(today)
  const certificate = useRecord(record => record.certificate)
  const issuedOn = certificate?.issuedOn
  const save = (day: string | undefined) => {
    const { issuedOn: _, ...others } = certificate ?? { examYear }
    if (saveCertificate({ ...others, ...(day !== undefined && { issuedOn: day }) }))
      say('没有存下来：这部手机的存储空间已满')
  }
  const end = issuedOn === undefined ? undefined : firstRegistrationEnd(issuedOn)
  const left = end === undefined ? 0 : daysBetween(today, end)
  return (
    <View>
      <View className="card soft" id="first-registration" {...LIVE}>
        <View className="sub">首次注册</View>
        <View className="h1 mt4">
          {end === undefined ? '填上签发日期，算出最晚哪天' : `最晚 ${dayWords(end, yearOf(today))}`}
        </View>
        <View className="sub mt4">
          {end === undefined
            ? '签发（批准）日期印在证书上，电子证书里也有。'
            : left >= 0
              ? `还有 ${left} 天；过了也能注册，要先补继续教育。`
              : '5 年已过，注册前要先补继续教育。'}
        </View>
      </View>
      <View className="card list">
        <DateRow
          id="issued-on"
          label="证书签发日期"
          day={issuedOn}
          value={issuedOn === undefined ? '选日期' : dayWords(issuedOn, yearOf(today))}
          start={FIRST_DAY}
          end={today}
          onChoose={save}
        />
      </View>
      {issuedOn === undefined ? null : (
        <Tap id="clear-issued-on" className="link touch" onTap={() => save(undefined)}>
          <Text>填错了，清掉</Text>
        </Tap>
      )}
      <View className="heading">注册的规矩</View>
      <FactCard id="registration-rules" facts={REGISTRATION_RULES} />
      <View className="cap center">以应急管理部门的办理要求为准。</View>
    </View>
  )
}
