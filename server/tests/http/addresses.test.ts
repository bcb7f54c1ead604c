import { addressList, callerOf } from '../../src/http/addresses'

describe('whom limits count a request for', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:5678', '203.0.113.7'],
    ['[2001:db8:1:2::7]:443', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::', '2001:db8:1:3::/64'],
    ['unknown', 'unknown'],
    ['1.2.3', 'unknown'],
    ['_hidden', 'unknown'],
  ])('%s → %s', (ip, caller) => expect(callerOf({ ip })).toBe(caller))

  // Red before: each of them was somebody else.
  it('all addresses of a /64 are one', () => {
    const callers = Array.from({ length: 1000 }, (_, index) => callerOf({ ip: `2001:db8::${index.toString(16)}` }))
    expect(new Set(callers).size).toBe(1)
  })
})

describe('a list of addresses', () => {
  const isIn = (list: string, address: string) => addressList(list, fault => fail(fault))(address)
  const fail = (entry: string): never => {
    throw new Error(entry)
  }
  it.each([
    ['loopback', '127.0.0.1', true],
    ['loopback', '::1', true],
    ['loopback', '::ffff:127.0.0.1', true],
    ['loopback', '10.0.0.1', false],
    ['loopback', '100.64.0.1', false],
    ['loopback, 100.64.0.0/10', '100.127.255.255', true],
    ['100.64.0.0/10', '127.0.0.1', false],
    ['uniquelocal', '10.9.8.7', true],
    ['uniquelocal', 'fd00::1', true],
    ['192.0.2.1', '192.0.2.1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '203.0.113.7', false],
    ['none', '127.0.0.1', false],
    ['loopback', 'unknown', false],
  ])('%s holds %s: %s', (list, address, expected) => expect(isIn(list, address)).toBe(expected))

  it('names what it does not understand', () => {
    const faults: string[] = []
    addressList('loopback, 10.0.0.0/33, proxy.example.org, 127.1', fault => faults.push(fault))
    expect(faults).toEqual(['10.0.0.0/33', 'proxy.example.org', '127.1'])
  })
})
