import { compete, poster, settings } from './contender'

// The limit: nothing but posts, as many at a time as everybody else.
void compete(async () => {
  const post = poster()
  return async () => {
    let next = 0
    const loop = async () => {
      while (next < settings.count) await post(next++)
    }
    await Promise.all(Array.from({ length: settings.concurrency }, loop))
  }
})
