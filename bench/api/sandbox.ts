import { startSandbox } from '@zhuan/wechat-sandbox'

// The stand-in as a process of its own. Prints its address.
startSandbox({ port: 0 }).then(({ url }) => process.stdout.write(`${url}\n`))
