-- The queue of leaves is served by turn (microseconds, never twice in one process) and no longer by the millisecond alone: two leaves of one
-- moment came in the order of their random ids, so that an answer could stand in the log before the terms that it answers.
alter table log_pending rename column at to turn;
