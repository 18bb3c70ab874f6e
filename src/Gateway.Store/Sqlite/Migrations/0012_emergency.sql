-- What stands still (22): made by one person, ended by two. The target is a measure's code, "inquiry", a channel's id, or empty for everything.
-- Line state 6: set aside until a pause ends.
CREATE TABLE pauses (
    pause_id INTEGER NOT NULL CONSTRAINT pk_pauses PRIMARY KEY,
    scope TEXT NOT NULL,
    target TEXT NOT NULL,
    person TEXT NOT NULL,
    why TEXT NOT NULL,
    paused_at INTEGER NOT NULL,
    resumed_at INTEGER NULL,
    resumed_by_task INTEGER NULL CONSTRAINT fk_pauses_task REFERENCES desk_tasks (task_id),
    caught_up INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX uq_pauses_live ON pauses (scope, target) WHERE resumed_at IS NULL;
CREATE INDEX ix_pauses_open ON pauses (pause_id) WHERE caught_up = 0;
CREATE INDEX ix_lines_set_aside ON lines (line_id) WHERE state = 6;
