-- Real interviews, what is written about feedback, and what is due at a time. What was said of an interview on feedback
-- before becomes an interview of its own, with the feedback's number.

create table interview (
    id integer primary key autoincrement,
    user_id integer not null references person (user_id) on delete cascade,
    role_sealed text,
    company_sealed text,
    level text check (level in ('entry', 'experienced', 'senior')),
    stage text check (stage in ('application', 'screen', 'first', 'task', 'final')),
    furthest text check (furthest in ('application', 'screen', 'first', 'task', 'final')),
    takes_place_at integer,
    when_sealed text,
    countdown integer not null default 0 check (countdown in (0, 1)),
    outcome text check (outcome in ('next_round', 'rejected', 'offer', 'withdrew', 'waiting')),
    well_sealed text,
    added_at integer not null,
    told_at integer
) strict;
create index interview_of_person on interview (user_id, added_at);

-- A piece of feedback belongs to at most one interview.
create table interview_feedback (
    feedback_id integer primary key references feedback (id) on delete cascade,
    interview_id integer not null references interview (id) on delete cascade
) strict;
create index feedback_of_interview on interview_feedback (interview_id);

insert into interview (
    id, user_id, role_sealed, company_sealed, level, stage, furthest, outcome, added_at, told_at)
select id, user_id, role_sealed, company_sealed, level, stage, stage, 'rejected', logged_at, logged_at
from feedback
where coalesce(role_sealed, company_sealed, level, stage) is not null;
insert into interview_feedback (feedback_id, interview_id) select id, id from interview;
alter table feedback drop column role_sealed;
alter table feedback drop column company_sealed;
alter table feedback drop column level;
alter table feedback drop column stage;

create table reflection (
    id integer primary key autoincrement,
    user_id integer not null references person (user_id) on delete cascade,
    exercise text not null check (exercise in ('plan', 'setback', 'colleague', 'control', 'second_look')),
    feedback_id integer references feedback (id) on delete set null,
    text_sealed text,
    saved_at integer not null,
    came_up integer check (came_up in (0, 1)),
    did_it integer check (did_it in (0, 1)),
    checked_at integer
) strict;
create index reflection_of_person on reflection (user_id, saved_at);
create index reflection_of_feedback on reflection (feedback_id);

-- What is due at a time. A row goes with what it is about, so that nothing deleted is ever spoken of.
create table reminder (
    id integer primary key autoincrement,
    user_id integer not null references person (user_id) on delete cascade,
    kind text not null,
    feedback_id integer references feedback (id) on delete cascade,
    interview_id integer references interview (id) on delete cascade,
    due_at integer not null,
    claimed_at integer,
    settled_at integer,
    outcome text check (outcome in ('sent', 'nothing', 'closed', 'failed')),
    channel_id integer,
    message_id integer,
    is_dm integer check (is_dm in (0, 1))
) strict;
create unique index one_reminder_a_thing
on reminder (user_id, kind, coalesce(feedback_id, 0), coalesce(interview_id, 0)) where settled_at is null;
create index reminder_due on reminder (due_at) where settled_at is null;
create index reminder_of_feedback on reminder (feedback_id);
create index reminder_of_interview on reminder (interview_id);
