/** On a delivery whose reminder its candidate has cancelled. */
export const BY_CANDIDATE = 'by the candidate'

/** On one that its announcement had made and has taken back. */
export const BY_ANNOUNCEMENT = 'the announcement was cancelled'

/** On one that told of a day which is official no more. */
export const DATE_WITHDRAWN = 'the date was withdrawn'

/** On one of a kind for which REMINDER_TEMPLATES has no template. */
export const NOT_CONFIGURED = 'no template is configured'

/** On one whose sender has died, or has been silent for too long. */
export const ABANDONED = 'the sending process ended before the answer'

/** On one that counts as sent because WeChat had no grant left for its second try. */
export const INFERRED = 'inferred'

/** On an unconfirmed one until its new attempt ends: WeChat may still speak of the one before (sent-events.ts). */
export const SENT_AGAIN = 'sent again by the operator'
