import { View } from '@tarojs/components'

/** What the phone did not take, in words, beside what was to be saved; nothing while there is nothing to say. */
export function Refusal({ id, words }: { id?: string; words: string | undefined }) {
  // What comes and goes has a place of its own: otherwise everything around it is sent again with it.
  return (
    <View>
      {words ? (
        <View
          id={id}
          className="card bad error"
          {...(process.env.TARO_ENV === 'h5' ? { role: 'alert' } : { ariaLive: 'assertive' })}
        >
          {words}
        </View>
      ) : null}
    </View>
  )
}
