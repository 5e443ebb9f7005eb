-- Everything a person has hangs on `person`: deleting that row deletes the rest.
-- Times are UTC epoch milliseconds; columns that end in _sealed hold sealed text (bot/crypto.py).

create table person (
    user_id integer primary key,
    agreed_at integer not null,
    last_used_at integer not null,
    family text check (family in (
        'software_data', 'product_design', 'sales_support', 'operations_trades', 'health_care', 'education_public',
        'graduate_change')),
    level text check (level in ('entry', 'experienced', 'senior')),
    time_zone text,
    retention_days integer default 365 check (retention_days in (30, 90, 365)),
    noticed_at integer,
    cleared_at integer
) strict;

create table draft (
    id integer primary key autoincrement,
    user_id integer not null references person (user_id) on delete cascade,
    form text not null,
    row_id integer not null,
    fields_sealed text not null,
    saved_at integer not null,
    unique (user_id, form, row_id)
) strict;

create table feedback (
    id integer primary key autoincrement,
    user_id integer not null references person (user_id) on delete cascade,
    said_sealed text,
    source text not null check (source in ('interviewer', 'recruiter', 'friend', 'hunch', 'no_reason')),
    role_sealed text,
    company_sealed text,
    level text check (level in ('entry', 'experienced', 'senior')),
    stage text check (stage in ('application', 'screen', 'first', 'task', 'final')),
    saw_sealed text,
    use_sealed text,
    next_time_sealed text,
    logged_at integer not null,
    confirmed_at integer
) strict;
create index feedback_of_person on feedback (user_id, logged_at);

create table feedback_theme (
    feedback_id integer not null references feedback (id) on delete cascade,
    theme text not null check (theme in (
        'structure', 'communication', 'confidence', 'evidence', 'ownership', 'technical_depth', 'problem_solving',
        'leadership', 'teamwork', 'self_awareness', 'motivation', 'company_knowledge', 'professionalism',
        'role_experience', 'seniority_fit', 'outside')),
    rank integer not null,
    because_sealed text,
    primary key (feedback_id, theme)
) strict;

create table session (
    id integer primary key autoincrement,
    user_id integer not null references person (user_id) on delete cascade,
    questions integer not null check (questions between 1 and 5),
    family text check (family in (
        'software_data', 'product_design', 'sales_support', 'operations_trades', 'health_care', 'education_public',
        'graduate_change')),
    started_at integer not null
) strict;
create index session_of_person on session (user_id);

create table round (
    id integer primary key autoincrement,
    user_id integer not null references person (user_id) on delete cascade,
    question_id text not null,
    theme text not null check (theme in (
        'structure', 'communication', 'confidence', 'evidence', 'ownership', 'technical_depth', 'problem_solving',
        'leadership', 'teamwork', 'self_awareness', 'motivation', 'company_knowledge', 'professionalism',
        'role_experience', 'seniority_fit')),
    feedback_id integer references feedback (id) on delete set null,
    session_id integer references session (id) on delete set null,
    chosen_by_hand integer not null check (chosen_by_hand in (0, 1)),
    skipped integer not null default 0 check (skipped in (0, 1)),
    asked_at integer not null,
    awaits_text_at integer,
    ended_at integer
) strict;
create index round_of_person on round (user_id, asked_at);
create unique index one_open_round_a_person on round (user_id) where ended_at is null;

create table answer (
    id integer primary key autoincrement,
    round_id integer not null references round (id) on delete cascade,
    situation_sealed text,
    action_sealed text,
    result_sealed text,
    learned_sealed text,
    whole_sealed text,
    probe_sealed text,
    probe_answer_sealed text,
    rating integer check (rating between 1 and 4),
    reflection_sealed text,
    spoken_seconds integer,
    ticks integer,
    answered_at integer not null,
    rated_at integer
) strict;
create index answer_of_round on answer (round_id, answered_at);

create table set_aside (
    user_id integer not null references person (user_id) on delete cascade,
    theme text not null check (theme in (
        'structure', 'communication', 'confidence', 'evidence', 'ownership', 'technical_depth', 'problem_solving',
        'leadership', 'teamwork', 'self_awareness', 'motivation', 'company_knowledge', 'professionalism',
        'role_experience', 'seniority_fit')),
    until integer not null,
    primary key (user_id, theme)
) strict;

-- What a person posted in public, so that it can be taken back.
create table post (
    id integer primary key autoincrement,
    message_id integer not null unique,
    channel_id integer not null,
    user_id integer not null references person (user_id) on delete cascade,
    posted_at integer not null
) strict;
create index post_of_person on post (user_id);

create table story (
    id integer primary key autoincrement,
    user_id integer not null references person (user_id) on delete cascade,
    theme text not null check (theme in (
        'structure', 'communication', 'confidence', 'evidence', 'ownership', 'technical_depth', 'problem_solving',
        'leadership', 'teamwork', 'self_awareness', 'motivation', 'company_knowledge', 'professionalism',
        'role_experience', 'seniority_fit')),
    title_sealed text,
    text_sealed text,
    answer_id integer references answer (id) on delete set null,
    saved_at integer not null
) strict;
create index story_of_person on story (user_id, saved_at);
create unique index one_story_an_answer on story (answer_id);

-- What the program remembers about itself, never about a person.
create table memo (
    key text primary key,
    value text not null
) strict;
