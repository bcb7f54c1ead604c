import Taro from '@tarojs/taro'

/** Calls back when the phone has a network again. */
export function onNetworkBack(run: () => void): void {
  if (process.env.TARO_ENV === 'h5') window.addEventListener('online', run)
  else Taro.onNetworkStatusChange(({ isConnected }) => isConnected && run())
}
