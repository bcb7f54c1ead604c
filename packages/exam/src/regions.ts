/** Regions by the numbers of GB/T 2260, in the order of the exam calendar's data; 66 is the 兵团, 2102 Dalian. */
const REGION_CODES: readonly (readonly [name: string, code: string])[] = [
  ['北京', '11'],
  ['天津', '12'],
  ['河北', '13'],
  ['山西', '14'],
  ['内蒙古', '15'],
  ['辽宁', '21'],
  ['吉林', '22'],
  ['黑龙江', '23'],
  ['上海', '31'],
  ['江苏', '32'],
  ['浙江', '33'],
  ['安徽', '34'],
  ['福建', '35'],
  ['江西', '36'],
  ['山东', '37'],
  ['河南', '41'],
  ['湖北', '42'],
  ['湖南', '43'],
  ['广东', '44'],
  ['广西', '45'],
  ['海南', '46'],
  ['重庆', '50'],
  ['四川', '51'],
  ['贵州', '52'],
  ['云南', '53'],
  ['西藏', '54'],
  ['陕西', '61'],
  ['甘肃', '62'],
  ['青海', '63'],
  ['宁夏', '64'],
  ['新疆', '65'],
  ['新疆生产建设兵团', '66'],
  ['大连', '2102'],
]

/** The regions that hold the exam, in the order of the data. */
export const REGIONS: readonly string[] = REGION_CODES.map(([name]) => name)

/** The GB/T 2260 number of a region's Chinese name: `regionCode('西藏')` is `'54'`. */
export const regionCode = (name: string): string | undefined => REGION_CODES.find(region => region[0] === name)?.[1]

/** The region of a GB/T 2260 number: `regionOfCode('2102')` is `'大连'`. */
export const regionOfCode = (code: string): string | undefined => REGION_CODES.find(region => region[1] === code)?.[0]
