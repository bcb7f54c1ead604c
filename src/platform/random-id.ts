const digit = (): number => Math.floor(Math.random() * 16)

/** A version 4 UUID. Ids are told apart among those of one person, so chance as a phone's engine gives it is enough. */
export const randomUuid = (): string =>
  'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, place =>
    (place === 'x' ? digit() : 8 + (digit() % 4)).toString(16),
  )
