import { Text, View } from '@tarojs/components'
import { drawing } from '@/components/aria'
import type { CardWords } from './card-words'
import './card-panel.scss'

interface CardPanelProps {
  words: CardWords
  /** Whose it is. */
  whose: string
  /** Who says so, and as of when. */
  origin: string
}

/** A card on a page: how far somebody is. */
export const CardPanel = ({ words, whose, origin }: CardPanelProps) => (
  <View className="share-card" id="card-progress">
    <View className="share-small">{`${whose} · ${words.about}`}</View>
    <View className="share-title">{words.title}</View>
    <View className="share-small mt4">{words.line}</View>
    <View className="share-cells" {...drawing(words.title)}>
      {words.cells.map((isPassed, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a card stay in their order
        <View key={index} className={`share-cell ${isPassed ? 'on' : ''}`} />
      ))}
    </View>
    <View className="share-rows">
      {words.rows.map(({ name, state }) => (
        <View key={name} className="share-row row spread">
          <Text>{name}</Text>
          <Text>{state}</Text>
        </View>
      ))}
    </View>
    <View className="share-small">{origin}</View>
  </View>
)
