-- Looked at by every sending process once a second: without it, all that was ever marked is read to find the few.
create index deliveries_retry on deliveries (retry_at) where state = 'unsettled';
