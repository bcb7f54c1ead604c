import { isSameSignature, openPush, signPush } from '../../src/wechat/push-envelope'
import { seal } from './support/push'

// The worked example of WeChat's own page on message push.
const account = {
  appId: 'wxba5fad812f8e6fb9',
  pushToken: 'AAAAA',
  pushAesKey: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
}
const open = (encrypted: string, changes: Partial<typeof account> = {}) =>
  openPush(encrypted, { appId: account.appId, aesKey: account.pushAesKey, ...changes })
const encrypted = {
  timestamp: '1714112445',
  nonce: '415670741',
  signature: '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3',
  Encrypt:
    '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=',
}
const reply = {
  timestamp: '1713424427',
  nonce: '415670741',
  random16: '707722b803182950',
  message: '{"demo_resp":"good luck"}',
  Encrypt: 'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==',
  signature: '1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1',
}

it.each([
  ['the check of the address', ['1714036504', '1514711492'], 'f464b24fc39322e44b38aa78f5edd27bd1441696'],
  ['a plain push', ['1714037059', '486452656'], '899cf89e464efb63f54ddac96b0a0a235f53aa78'],
  ['an encrypted push', [encrypted.timestamp, encrypted.nonce, encrypted.Encrypt], encrypted.signature],
  ['an encrypted reply', [reply.timestamp, reply.nonce, reply.Encrypt], reply.signature],
])('signs %s', (_what, parts, signature) => {
  expect(signPush(account.pushToken, ...parts)).toBe(signature)
})

it('compares signatures of any length', () => {
  expect(isSameSignature(encrypted.signature, encrypted.signature)).toBe(true)
  for (const other of ['', 'a', encrypted.signature.toUpperCase(), `${encrypted.signature}0`, reply.signature])
    expect(isSameSignature(encrypted.signature, other)).toBe(false)
})

it("opens WeChat's own examples, whose padding is longer than Node takes off", () => {
  expect(JSON.parse(open(encrypted.Encrypt))).toMatchObject({ MsgType: 'event', CreateTime: expect.anything() })
  expect(open(reply.Encrypt)).toBe(reply.message)
  expect(seal(reply.message, account, Buffer.from(reply.random16))).toBe(reply.Encrypt)
})

it.each(Array.from({ length: 33 }, (_, length) => length))('opens a message of %i bytes', length => {
  const message = 'x'.repeat(length)
  expect(open(seal(message, account))).toBe(message)
})

it('counts bytes, not characters', () => {
  expect(open(seal('成绩公布了😀', account))).toBe('成绩公布了😀')
})

it('refuses a message for another mini-program, also when its AppID only begins like ours', () => {
  for (const appId of ['wx0000000000000000', `${account.appId}0`, account.appId.slice(0, -1), ''])
    expect(() => open(seal('{}', { ...account, appId }))).toThrow(expect.objectContaining({ status: 403 }))
})

it('refuses what another key has sealed, and what is no ciphertext at all', () => {
  const otherKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
  for (const text of ['', '?', 'AAAA', seal('{}', { ...account, pushAesKey: otherKey }), encrypted.Encrypt.slice(4)])
    expect(() => open(text)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(undecryptable|wrong-appid)$/) }),
    )
})
