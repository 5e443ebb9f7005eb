-- Practising with a friend. A session belongs to its candidate: what the friend rated and wrote goes with the candidate,
-- and stays without a name when the friend deletes their data. What the friend wrote goes with the friend too.

-- An invite holds the friend's bare id, agreed or not, and is deleted 24 hours after it was sent.
create table mock_invite (
    id integer primary key autoincrement,
    candidate_id integer not null references person (user_id) on delete cascade,
    friend_id integer not null,
    place text not null check (place in ('channel', 'dm', 'private')),
    guild_id integer,
    channel_id integer,
    message_id integer,
    minutes integer not null check (minutes in (15, 30)),
    themes integer not null,
    words integer not null default 0 check (words in (0, 1)),
    role integer not null default 0 check (role in (0, 1)),
    begun_at integer not null,
    sent_at integer,
    answer text check (answer in ('accepted', 'not_now', 'taken_back', 'blocked')),
    answered_at integer
) strict;
create index mock_invite_of_candidate on mock_invite (candidate_id, sent_at);
create index mock_invite_of_friend on mock_invite (friend_id, sent_at);

-- Who wants no invites: from one person, or from anybody (`other_hash` empty). Both are keyed hashes, since who blocks
-- need not have agreed to anything.
create table mock_block (
    id integer primary key autoincrement,
    owner_hash blob not null,
    other_hash blob,
    blocked_at integer not null
) strict;
create unique index one_mock_block on mock_block (owner_hash, coalesce(other_hash, x''));

-- What was told to the candidate after `shared_at`, when they chose what to share, is not shown: no preview held it.
-- `ended` says why: both were done, somebody left, nobody touched it for a day, it was reported, its server closed it.
create table mock_session (
    id integer primary key autoincrement,
    candidate_id integer not null references person (user_id) on delete cascade,
    friend_id integer references person (user_id) on delete set null,
    place text not null check (place in ('channel', 'dm', 'private')),
    guild_id integer,
    channel_id integer,
    minutes integer not null check (minutes in (15, 30)),
    themes integer not null,
    words integer not null check (words in (0, 1)),
    role integer not null check (role in (0, 1)),
    shared_at integer not null,
    swap_of integer unique references mock_session (id) on delete set null,
    started_at integer not null,
    touched_at integer not null,
    ended_at integer,
    ended text check (ended in ('done', 'left', 'quiet', 'reported', 'server', 'deleted')),
    keep_sealed text,
    change_sealed text,
    moment_sealed text,
    noted_at integer,
    withdrawn_at integer,
    reported_by_candidate integer not null default 0 check (reported_by_candidate in (0, 1)),
    reported_by_friend integer not null default 0 check (reported_by_friend in (0, 1)),
    feedback_id integer references feedback (id) on delete set null
) strict;
create index mock_session_of_candidate on mock_session (candidate_id, started_at);
create index mock_session_of_friend on mock_session (friend_id, started_at);

create table mock_question (
    id integer primary key autoincrement,
    session_id integer not null references mock_session (id) on delete cascade,
    question_id text not null,
    theme text not null check (theme in (
        'structure', 'communication', 'confidence', 'evidence', 'ownership', 'technical_depth', 'problem_solving',
        'leadership', 'teamwork', 'self_awareness', 'motivation', 'company_knowledge', 'professionalism',
        'role_experience', 'seniority_fit')),
    feedback_id integer references feedback (id) on delete set null,
    asked_at integer not null,
    stuck_at integer,
    own_rating integer check (own_rating between 1 and 4),
    own_rated_at integer,
    friend_rating integer check (friend_rating between 1 and 4),
    friend_rated_at integer
) strict;
create index mock_question_of_session on mock_question (session_id, id);
