-- Encouragement a person asked for, and counts that stay when the words they were counted in go.

alter table answer add column words integer;
alter table answer add column numbers integer;
alter table answer add column i_words integer;
alter table answer add column we_words integer;

create table encouragement (
    user_id integer primary key references person (user_id) on delete cascade,
    days integer not null check (days between 1 and 127),
    minute_of_day integer not null check (minute_of_day between 0 and 1439),
    started_at integer not null,
    paused_until integer,
    unanswered integer not null default 0,
    stopped_itself integer not null default 0 check (stopped_itself in (0, 1)),
    dms_closed integer not null default 0 check (dms_closed in (0, 1)),
    guild_id integer,
    channel_id integer
) strict;

-- Which message a note carries: chosen before it is sent, so that a second try says the same.
create table encouragement_note (
    reminder_id integer primary key references reminder (id) on delete cascade,
    user_id integer not null references person (user_id) on delete cascade,
    message text not null,
    chosen_at integer not null
) strict;
create index note_of_person on encouragement_note (user_id, chosen_at);
