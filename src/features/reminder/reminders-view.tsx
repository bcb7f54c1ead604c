import { Text, View } from '@tarojs/components'
import { examCalendar, NOBODY, onlookerOf, type Tick, tickId } from '@zhuan/exam'
import { useEffect, useState } from 'react'
import { NoticeCard } from '@/components/notice-card'
import { say } from '@/platform/dialog'
import { openSubscriptionSettings } from '@/platform/open-settings'
import { saveChecked } from '@/stores/save-certificate'
import { deliverOutbox } from '@/stores/server/outbox'
import { cancelReminder, isPointless, refreshReminders } from '@/stores/server/reminders'
import { refreshTemplates } from '@/stores/server/templates'
import { type Trouble, troubleOf } from '@/stores/server/trouble'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { useRecord, useServerSide } from '@/stores/use-shown'
import { GroupCard } from './group-card'
import { KIND_PROMISES } from './kinds'
import { forOneTap, offersOf } from './offers'
import { overviewOf, type ReminderRow } from './overview'
import { PrivacyLine } from './privacy-line'
import { ReminderRowView } from './reminder-row'
import { ResultNote } from './result-note'
import { RowSheet } from './row-sheet'
import { isStuck, SettingsHelp } from './settings-help'
import { mostTemplates, useSubscribing } from './use-subscribing'
import './reminders-view.scss'

interface RemindersViewProps {
  today: string
  /** Changes whenever the page is shown again. */
  showing: object
}

/** 我的提醒: what waits and how many messages are left for it, what needs the candidate, what is over, what could be on. */
export function RemindersView({ today, showing }: RemindersViewProps) {
  const calendar = useExamCalendar()
  const { templates, reminders, outbox, feed } = useServerSide(state => state)
  const { candidate, checklists } = useRecord(record => record)
  const { settings, result, readSettings, subscribe } = useSubscribing()
  const [trouble, setTrouble] = useState<Trouble>()
  const [opened, setOpened] = useState<ReminderRow>()

  const read = async () => {
    readSettings()
    const found = await Promise.all([refreshTemplates(), deliverOutbox(), refreshReminders()]).then(
      () => undefined,
      troubleOf,
    )
    setTrouble(found)
    return found
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the page is shown
  useEffect(() => void read(), [showing])
  // The page looks the same after another try in vain.
  const retry = async () => {
    if (await read()) say('还是没有连上，过一会儿再试')
  }

  const { enteredYears } = candidate ? onlookerOf(candidate, calendar, today) : NOBODY
  const offline = trouble === 'offline' || trouble === 'busy'
  if (!templates)
    return (
      <NoticeCard
        icon={offline ? 'offline' : 'bell'}
        tone="mute"
        title={offline ? '没有网络' : '正在读取提醒'}
        text={offline ? '联网后回到这里，会自动更新；日历里的日期不用联网。' : '马上就好。'}
        {...(offline && { action: { id: 'retry', label: '再试一次', onTap: () => void retry(), quiet: true } })}
      />
    )

  const offers = offersOf(templates.templates, calendar, today, enteredYears).filter(
    ({ wanted }) => !isPointless(wanted, checklists),
  )
  const { groups, inUse, needsYou, over, off } = overviewOf({
    templates,
    reminders,
    outbox,
    offers,
    calendarOf: region => (region === calendar.region ? calendar : examCalendar(region, feed?.announcements)),
  })
  const openSettings = () => void openSubscriptionSettings().then(readSettings)
  const planOf = ({ wanted }: ReminderRow) => forOneTap([{ wanted }], templates, mostTemplates())
  const addGrant = (templateId: string) => subscribe({ templateIds: [templateId], offers: [] })
  const cancel = ({ reminder }: ReminderRow) => {
    setOpened(undefined)
    if (reminder)
      cancelReminder(reminder.id).then(
        () => say('已关掉，不再提醒'),
        error => setTrouble(troubleOf(error)),
      )
  }
  const tick = (ticked: Tick, { wanted: { examYear } }: ReminderRow) => {
    setOpened(undefined)
    // Wherever something is ticked off, what it makes pointless is switched off.
    if (saveChecked(tickId(ticked, examYear!), ticked, true)) say('没有存下来：这部手机的存储空间已满')
    else say('记下了，不用的提醒已关掉')
  }

  return (
    <View>
      <View className="sub mt4 page-note">同意一次，我们才能发一条；共用的次数先到先用。</View>
      <View>
        {offline ? (
          <View className="card warn sub" id="reminders-offline">
            没有连上服务器，下面是上次读到的；改动联网后再试。
          </View>
        ) : null}
      </View>
      <SettingsHelp settings={settings} groups={groups} onSettings={openSettings} />
      <ResultNote result={result} templates={templates} onSettings={openSettings} />
      {inUse.map(group => (
        <GroupCard
          key={group.templateId}
          group={group}
          today={today}
          stuck={isStuck(settings, group.templateId)}
          onAdd={() => addGrant(group.templateId)}
          onRow={setOpened}
        />
      ))}
      <View>
        {inUse.length > 0 ? (
          <View className="cap page-note">次数由微信管，以实际送达为准。点一条提醒可以关掉它。</View>
        ) : null}
      </View>
      <PrivacyLine />
      <Section
        title="需要你"
        rows={needsYou}
        today={today}
        onTap={({ wanted }) => addGrant(templates.templates[wanted.kind]!)}
      />
      <Section title="还没开的" rows={off} today={today} offered onTap={row => subscribe(planOf(row))} />
      <Section title="已结束" rows={over} today={today} />
      {opened ? (
        <RowSheet
          row={opened}
          today={today}
          onTick={ticked => tick(ticked, opened)}
          onCancel={() => cancel(opened)}
          onClose={() => setOpened(undefined)}
        />
      ) : null}
    </View>
  )
}

interface SectionProps {
  title: string
  rows: readonly ReminderRow[]
  today: string
  /** What is not on yet: the line says what it would bring. */
  offered?: boolean
  onTap?: (row: ReminderRow) => void
}

function Section({ title, rows, today, offered, onTap }: SectionProps) {
  // What comes and goes has a place of its own: otherwise everything around it is sent again with it.
  return (
    <View>
      {rows.length > 0 ? (
        <View>
          <View className="heading">
            <Text>{title}</Text>
          </View>
          <View className="card list">
            {rows.map(row => (
              <ReminderRowView
                key={row.key}
                row={row}
                today={today}
                {...(offered && { words: KIND_PROMISES[row.wanted.kind], tag: ['', '去开启'] as [string, string] })}
                {...(onTap && { onTap })}
              />
            ))}
          </View>
        </View>
      ) : null}
    </View>
  )
}
