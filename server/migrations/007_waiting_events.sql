-- What waits is taken up in the order of tries and age; without `tries` in the index all that waits was sorted for it.
drop index push_events_waiting;
create index push_events_waiting on push_events (tries, id) where processed_at is null;
-- Asked for before a second try, and when a person is forgotten.
create index push_events_person on push_events ((event->>'openid'));
