import { REGIONS, regionCode, regionOfCode } from '../src/index'
import calendar from './vectors/exam-calendar.json'

it('has the regions of the data in its order', () => {
  expect(REGIONS).toEqual(calendar.regions)
})

it('knows them by their numbers of GB/T 2260', () => {
  expect(Object.fromEntries(REGIONS.map(region => [regionCode(region), region]))).toEqual({
    11: '北京',
    12: '天津',
    13: '河北',
    14: '山西',
    15: '内蒙古',
    21: '辽宁',
    22: '吉林',
    23: '黑龙江',
    31: '上海',
    32: '江苏',
    33: '浙江',
    34: '安徽',
    35: '福建',
    36: '江西',
    37: '山东',
    41: '河南',
    42: '湖北',
    43: '湖南',
    44: '广东',
    45: '广西',
    46: '海南',
    50: '重庆',
    51: '四川',
    52: '贵州',
    53: '云南',
    54: '西藏',
    61: '陕西',
    62: '甘肃',
    63: '青海',
    64: '宁夏',
    65: '新疆',
    66: '新疆生产建设兵团',
    2102: '大连',
  })
  for (const region of REGIONS) expect(regionOfCode(regionCode(region)!)).toBe(region)
})

it.each(['', '全国', '台湾', 'toString', '__proto__'])('knows no region %p', name => {
  expect(regionCode(name)).toBeUndefined()
  expect(regionOfCode(name)).toBeUndefined()
})
