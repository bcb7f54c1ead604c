import { createServer, connect as dial, type Socket } from 'node:net'

/** A way to PostgreSQL that can fall silent: connections stand, and nothing comes through. */
export interface SilentProxy {
  /** The database's URL, by this way. */
  url: string
  setSilent(isSilent: boolean): void
  close(): Promise<void>
}

/** @param url - of a database that is reached by TCP or by a socket */
export async function silentProxy(url: string): Promise<SilentProxy> {
  const sockets = new Set<Socket>()
  let isSilent = false
  const server = createServer(client => {
    const upstream = dialDatabase(new URL(url))
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.on('data', data => to.write(data))
      from.on('error', () => undefined)
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
      if (isSilent) from.pause()
    }
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const through = new URL(url)
  through.searchParams.delete('host')
  through.hostname = '127.0.0.1'
  through.port = String((server.address() as { port: number }).port)
  return {
    url: through.href,
    setSilent(silent) {
      isSilent = silent
      for (const socket of sockets) silent ? socket.pause() : socket.resume()
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise(closed => server.close(() => closed()))
    },
  }
}

function dialDatabase({ hostname, port, searchParams }: URL): Socket {
  const folder = searchParams.get('host')
  return folder === null ? dial(Number(port || 5432), hostname) : dial(`${folder}/.s.PGSQL.${port || 5432}`)
}
