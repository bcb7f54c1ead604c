import { INFERRED } from '../deliveries/reasons'

// What the end of a post says of the grants, as SQL on rows `settled` of deliveries with `openid`, `template_id`, `state`,
// `reason` and `began_at`: sending/exchange.ts puts it into the statement that settles them. Spending comes first and sees
// the grants as they were.

/** WeChat has accepted a message: the oldest grant of the pair is spent. Of an inferred one they are all gone anyway. */
export const SPEND_SENT = `
    update grants g set spent_at = clock_timestamp()
    where g.spent_at is null and g.voided_at is null and g.id = any(array(
      select (select id from grants where openid = s.openid and template_id = s.template_id and spent_at is null and voided_at is null
               order by accepted_at, id limit 1)
        from settled s where s.state = 'sent' and s.reason is distinct from '${INFERRED}'))`

/** WeChat had no grant: those accepted before the post are gone, whatever the books say. */
export const VOID_REFUSED = `
    update grants g set voided_at = clock_timestamp()
    where g.spent_at is null and g.voided_at is null and g.id = any(array(
      select v.id from settled s cross join lateral (
          select id from grants where openid = s.openid and template_id = s.template_id and accepted_at < s.began_at offset 0) v
       where s.state = 'refused' or s.reason = '${INFERRED}'))`

/** And so are those whose report is still on its way. */
export const REMEMBER_REFUSED = `
    insert into grant_voids (openid, template_id, before)
    select openid, template_id, began_at from settled s where s.state = 'refused' or s.reason = '${INFERRED}'
    on conflict (openid, template_id) do update set before = greatest(grant_voids.before, excluded.before)`
