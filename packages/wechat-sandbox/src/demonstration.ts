/** Made-up values that stand-in and server share where nothing real is at stake: `npm start`, tests, benchmarks. */
export const DEMONSTRATION = {
  appId: 'wx00000000demo0001',
  secret: 'demonstration-secret-of-the-sandbox',
  pushToken: 'demonstration-push-token',
  pushAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
} as const
