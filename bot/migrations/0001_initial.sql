-- Everything a person has hangs on `person`: deleting that row deletes the rest.
-- Times are UTC epoch milliseconds; columns that end in _sealed hold sealed text (bot/crypto.py).

create table person (
    user_id integer primary key,
    agreed_at integer not null,
    last_used_at integer not null
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
    said_sealed text not null,
    source text not null check (source in ('interviewer', 'recruiter', 'friend', 'hunch')),
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

create table round (
    id integer primary key autoincrement,
    user_id integer not null references person (user_id) on delete cascade,
    question_id text not null,
    theme text not null check (theme in (
        'structure', 'communication', 'confidence', 'evidence', 'ownership', 'technical_depth', 'problem_solving',
        'leadership', 'teamwork', 'self_awareness', 'motivation', 'company_knowledge', 'professionalism',
        'role_experience', 'seniority_fit')),
    feedback_id integer references feedback (id) on delete set null,
    chosen_by_hand integer not null check (chosen_by_hand in (0, 1)),
    asked_at integer not null,
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
    answered_at integer not null,
    rated_at integer
) strict;
create index answer_of_round on answer (round_id, answered_at);

-- What the program remembers about itself, never about a person.
create table memo (
    key text primary key,
    value text not null
) strict;
