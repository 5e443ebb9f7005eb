-- Looking for a partner to practise with, inside one server. Times, languages and topics are bit sets, in the order of
-- bot/partners/model.py. `since`: waits since then. `first`: goes before others, after nobody came. `stopped` says why
-- waiting ended by itself: finding is off, they left the server, they are barred there, they stayed away twice.
create table partner_wish (
    user_id integer primary key references person (user_id) on delete cascade,
    guild_id integer not null,
    adult_at integer not null,
    times integer not null default 0,
    minutes integer not null default 30 check (minutes in (15, 30)),
    languages integer not null default 0,
    helps_with integer not null default 0,
    wants integer not null default 0,
    since integer,
    first integer not null default 0 check (first in (0, 1)),
    no_shows integer not null default 0,
    stopped text check (stopped in ('off', 'left', 'barred', 'no_shows'))
) strict;
create index partner_wish_waiting on partner_wish (guild_id, since) where since is not null;

-- Two people who may practise at a time. It goes 14 days after it was made, the last time to pair the two again.
-- `asked_at`: when both were asked about this time. `opened_at`: when their hour came and they got a place.
create table partner_match (
    id integer primary key autoincrement,
    guild_id integer not null,
    starts_at integer not null,
    minutes integer not null check (minutes in (15, 30)),
    languages integer not null,
    made_at integer not null,
    asked_at integer not null,
    moves integer not null default 0,
    opened_at integer,
    channel_id integer,
    session_id integer references mock_session (id) on delete set null,
    ended_at integer,
    ended text check (ended in ('began', 'left', 'not_sure', 'no_show', 'nobody', 'missed', 'closed'))
) strict;
create index partner_match_of_server on partner_match (guild_id, made_at);

-- One of the two. The one who waited longer answers first (`position` 1). The name is shown to the other until it ends.
-- `sure_at`: when they last said that they will be there. `fault`: it ended because of them.
create table partner_side (
    match_id integer not null references partner_match (id) on delete cascade,
    user_id integer not null references person (user_id) on delete cascade,
    position integer not null check (position in (1, 2)),
    name_sealed text,
    sure_at integer,
    here_at integer,
    fault integer not null default 0 check (fault in (0, 1)),
    unreached integer not null default 0 check (unreached in (0, 1)),
    primary key (match_id, user_id)
) strict;
create index partner_side_of_person on partner_side (user_id, match_id);
