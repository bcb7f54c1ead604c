/** An interface of WeChat's that works only if the 用户隐私保护指引 names it. */
export interface PrivateInterface {
  /** As it is called, or the value of an attribute. */
  name: string
  /** WeChat's wording of what it does, as the guide lists it. */
  wording: string
  /** What the privacy page has to speak of. */
  word: string
}

const of = (wording: string, word: string, ...names: string[]): PrivateInterface[] =>
  names.map(name => ({ name, wording, word }))

/** Called on `wx`. Source: WeChat, 小程序用户隐私保护指引内容介绍, the table of information and interfaces. */
export const PRIVATE_CALLS: readonly PrivateInterface[] = [
  ...of('读取你的剪切板', '剪贴板', 'setClipboardData', 'getClipboardData'),
  ...of('使用你的相册（仅写入）', '相册', 'saveImageToPhotosAlbum', 'saveVideoToPhotosAlbum'),
  ...of('使用你的日历（仅写入）', '日历', 'addPhoneCalendar', 'addPhoneRepeatCalendar'),
  ...of('使用你的通讯录（仅写入）', '通讯录', 'addPhoneContact'),
  ...of('位置信息', '位置', 'getLocation', 'getFuzzyLocation', 'startLocationUpdate', 'startLocationUpdateBackground'),
  ...of('选择的位置信息', '位置', 'choosePoi', 'chooseLocation'),
  ...of('地址', '地址', 'chooseAddress'),
  ...of('发票信息', '发票', 'chooseInvoiceTitle', 'chooseInvoice'),
  ...of('微信运动步数', '步数', 'getWeRunData'),
  ...of('车牌号', '车牌', 'chooseLicensePlate'),
  ...of('选中的照片或视频信息', '照片', 'chooseImage', 'chooseMedia', 'chooseVideo'),
  ...of('选中的文件', '文件', 'chooseMessageFile'),
  ...of('麦克风', '麦克风', 'startRecord', 'getRecorderManager', 'joinVoIPChat'),
  ...of('摄像头', '摄像头', 'createVKSession', 'createCameraContext'),
  ...of('蓝牙', '蓝牙', 'openBluetoothAdapter', 'createBLEPeripheralServer'),
  ...of('加速传感器', '传感器', 'startAccelerometer', 'stopAccelerometer'),
  ...of('磁场传感器', '传感器', 'startCompass', 'stopCompass'),
  ...of('方向传感器', '传感器', 'startDeviceMotionListening', 'stopDeviceMotionListening'),
  ...of('陀螺仪传感器', '传感器', 'startGyroscope', 'stopGyroscope'),
  ...of('昵称、头像', '昵称', 'getUserProfile', 'getUserInfo'),
]

/** Values of a button's `openType`, of the same source. */
export const PRIVATE_BUTTONS: readonly PrivateInterface[] = [
  ...of('昵称、头像', '头像', 'chooseAvatar', 'getUserInfo'),
  ...of('手机号', '手机号', 'getPhoneNumber', 'getRealtimePhoneNumber'),
]
