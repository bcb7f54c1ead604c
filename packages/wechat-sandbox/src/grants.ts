/** What people have allowed: one acceptance is one message. */
export class Grants {
  private readonly byTemplate = new Map<string, Map<string, number>>()

  add(openid: string, templateId: string, count: number): void {
    let people = this.byTemplate.get(templateId)
    if (!people) {
      people = new Map()
      this.byTemplate.set(templateId, people)
    }
    people.set(openid, (people.get(openid) ?? 0) + count)
  }

  /** @returns `false` when none is left */
  spend(openid: string, templateId: string): boolean {
    const people = this.byTemplate.get(templateId)
    const left = people?.get(openid) ?? 0
    if (!people || left === 0) return false
    if (left === 1) people.delete(openid)
    else people.set(openid, left - 1)
    return true
  }

  /** All of a person's for a template are gone. */
  revoke(openid: string, templateId: string): void {
    this.byTemplate.get(templateId)?.delete(openid)
  }

  /** How many everybody has left for a template; who has none is not named. */
  left(templateId: string): Record<string, number> {
    return Object.fromEntries(this.byTemplate.get(templateId) ?? [])
  }

  clear(): void {
    this.byTemplate.clear()
  }
}
