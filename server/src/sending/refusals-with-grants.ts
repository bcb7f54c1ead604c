import type { LeasedDelivery } from '../deliveries/leases'
import type { Decision } from './send-decision'

/** Of the last so many people with a grant on our books … */
const LOOKED_AT = 25
/** … so many were refused: then it is not they who have taken their grants back. */
const MANY = 20

/** WeChat's "no grant", which parks a template only when it comes from many whose grants we have on our books. */
export const NO_GRANT = 43101

/**
 * Notices when WeChat refuses many people of a template although our books have grants of theirs, as after its id was
 * changed: going on would forfeit everybody's. People without a grant on our books say nothing here.
 */
export class RefusalsWithGrants {
  /** By template, of the last few: refused or not. */
  private readonly last = new Map<string, boolean[]>()

  /** @returns why the template is to be parked, should it be */
  note({ templateId, grants }: LeasedDelivery, { state }: Decision): Decision['park'] {
    if (grants === 0 || (state !== 'refused' && state !== 'sent')) return undefined
    const last = [...(this.last.get(templateId) ?? []), state === 'refused'].slice(-LOOKED_AT)
    const refused = last.filter(Boolean).length
    if (refused < MANY) {
      this.last.set(templateId, last)
      return undefined
    }
    this.last.delete(templateId)
    const message = `${NO_GRANT} for ${refused} of the last ${last.length} people with a grant on our books`
    return { errcode: NO_GRANT, message }
  }
}
