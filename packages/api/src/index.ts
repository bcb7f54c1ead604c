export * from './reminder-kinds'
export * from './schema'
