-- The phone makes the card; one share with marks and one without are live for a person, and posting again renews the card.
alter table shares add column show_marks boolean;
alter table shares add column updated_at timestamptz;
update shares set show_marks = coalesce(jsonb_path_exists(card, '$.subjects[*].mark'), false), updated_at = created_at, card = card - 'createdAt';
-- Of the links made before, the newest of each sort goes on working.
update shares set revoked_at = now(), card = null, code_image = null
 where revoked_at is null
   and exists (select from shares newer where newer.candidate_id = shares.candidate_id and newer.show_marks = shares.show_marks
                and newer.revoked_at is null and (newer.created_at, newer.id) > (shares.created_at, shares.id));
alter table shares alter column show_marks set not null;
alter table shares alter column updated_at set not null;
create unique index shares_live on shares (candidate_id, show_marks) where revoked_at is null;
