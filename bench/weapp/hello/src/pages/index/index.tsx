import { Button, Text, View } from '@tarojs/components'
import { useState } from 'react'

export default function Hello() {
  const [taps, setTaps] = useState(0)
  return (
    <View>
      <Text id="greeting">Hello, world</Text>
      <Button id="tap" onClick={() => setTaps(taps + 1)}>
        taps: {taps}
      </Button>
    </View>
  )
}
