import ipaddr from 'ipaddr.js'

/** Words for what is always the same, as the framework has them. */
const NAMED: Record<string, string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number]

/**
 * Reads a list of addresses, networks (`10.0.0.0/8`) and the words `loopback`, `linklocal`, `uniquelocal`, separated by
 * commas; `none` is an empty one.
 * @param report - called once for every entry that is none of them
 * @returns tells whether an address is among them; one that cannot be read is not
 */
export function addressList(text: string, report: (entry: string) => void): (address: string) => boolean {
  const entries = text.split(',').map(entry => entry.trim())
  const ranges = entries
    .filter(entry => entry !== '' && entry !== 'none')
    .flatMap(entry => NAMED[entry] ?? [entry])
    .flatMap((entry): Range[] => {
      const range = parseRange(entry)
      if (!range) report(entry)
      return range ? [range] : []
    })
  return remembered(address => {
    const parsed = parse(address)
    return parsed !== undefined && ranges.some(([network, bits]) => isIn(parsed, network, bits))
  })
}

/** Most addresses whose answer is kept; then all are forgotten. */
const MOST_REMEMBERED = 20_000

/** On a score night the same addresses come again and again, and reading one costs more than a route does. */
function remembered<T>(work: (address: string) => T): (address: string) => T {
  const known = new Map<string, T>()
  return address => {
    const found = known.get(address)
    if (found !== undefined) return found
    if (known.size >= MOST_REMEMBERED) known.clear()
    const result = work(address)
    known.set(address, result)
    return result
  }
}

function parseRange(entry: string): Range | undefined {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry)
  const address = parse(entry)
  return address && [address, address.kind() === 'ipv4' ? 32 : 128]
}

const isIn = (address: ipaddr.IPv4 | ipaddr.IPv6, network: ipaddr.IPv4 | ipaddr.IPv6, bits: number): boolean =>
  address.kind() === network.kind() && address.match(network as ipaddr.IPv6, bits)

/** An IPv4 address within IPv6, as a socket that takes both tells it, is one of IPv4. */
function parse(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  // No short forms such as "127.1": only what a proxy or a socket writes.
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text) ? ipaddr.process(text) : undefined
}

/** Half of an IPv6 address is its owner's to choose from. Bits. */
const OWN_NETWORK = 64

/**
 * Whom limits count a request for: an IPv4 address, or the /64 of an IPv6 one, which is what one customer is given at
 * least. A port behind it, as some proxies write, says nothing.
 */
export const callerOf = ({ ip }: { ip: string }): string => callerAt(ip)

const callerAt = remembered((ip: string): string => {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(ip)?.[1] ?? /^([\d.]+):\d+$/.exec(ip)?.[1] ?? ip
  const address = parse(bare)
  if (!address) return 'unknown'
  if (address.kind() === 'ipv4') return address.toString()
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${OWN_NETWORK}`)}/${OWN_NETWORK}`
})
