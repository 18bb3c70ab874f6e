-- Receipts whose document the archive does not hold as it was written: since when that is known, and whether it could not be made anew either. Those are passed over in their channel's stream.
ALTER TABLE receipts ADD damaged_at BIGINT NULL;
ALTER TABLE receipts ADD lost BIT NOT NULL CONSTRAINT df_receipts_lost DEFAULT 0;

CREATE INDEX ix_receipts_damaged ON receipts (lost, damaged_at) WHERE damaged_at IS NOT NULL;

-- What is over of the hubs' doors is found by its age.
CREATE INDEX ix_hub_feeds_over ON hub_feeds (ended_at) WHERE state IN (3, 5);

CREATE INDEX ix_hub_packets_seen ON hub_packets (seen_at);

CREATE INDEX ix_hub_batches_taken ON hub_batches (taken_at);
