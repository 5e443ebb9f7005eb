-- What the moderators of a server chose. A server without a row has the defaults.
-- `left_at` is when Rebound was removed from it: 30 days later the row goes.
create table server (
    guild_id integer primary key,
    mock integer not null default 1 check (mock in (0, 1)),
    matching integer not null default 0 check (matching in (0, 1)),
    paused integer not null default 0 check (paused in (0, 1)),
    report_channel_id integer,
    help_line_sealed text,
    card_channel_id integer,
    card_message_id integer,
    left_at integer
) strict;

-- Where cards may go; none means anywhere.
create table server_channel (
    guild_id integer not null references server (guild_id) on delete cascade,
    channel_id integer not null,
    primary key (guild_id, channel_id)
) strict;

-- Who may not practise with others. It does not hang on `person`: it may be about somebody who never agreed, and it
-- outlives /me delete, which empties `user_id_sealed` and leaves the keyed hash.
create table server_bar (
    id integer primary key autoincrement,
    guild_id integer not null references server (guild_id) on delete cascade,
    user_hash blob not null,
    user_id_sealed text,
    barred_at integer not null,
    unique (guild_id, user_hash)
) strict;
create index server_bar_of_person on server_bar (user_hash);

-- The one key of all keyed hashes. Being sealed itself, it outlives a change of REBOUND_KEYS.
create table hash_key (
    id integer primary key check (id = 1),
    key_sealed text not null
) strict;
