-- The kind of work of an interview, and the lists of /progress search.

alter table interview add column family text check (family in (
    'software_data', 'product_design', 'sales_support', 'operations_trades', 'health_care', 'education_public',
    'graduate_change'));
update interview set family = (select family from person where person.user_id = interview.user_id);

-- A line that is suggested (`subject` says on what) or a person's own (no subject). A suggestion has a row once it was
-- shown; one that is removed keeps it, so that it does not come back.
create table search_line (
    id integer primary key autoincrement,
    user_id integer not null references person (user_id) on delete cascade,
    list text not null check (list in ('look', 'bridge', 'rule_out')),
    subject text check (subject in (
        'role_experience', 'seniority_fit', 'entry', 'experienced', 'senior', 'software_data', 'product_design',
        'sales_support', 'operations_trades', 'health_care', 'education_public', 'graduate_change')),
    text_sealed text,
    step_sealed text,
    state text check (state in ('idea', 'started', 'done')),
    removed integer not null default 0 check (removed in (0, 1)),
    added_at integer not null
) strict;
create unique index one_line_a_suggestion on search_line (user_id, list, subject) where subject is not null;
create index search_line_of_person on search_line (user_id);

-- After an offer a person chose to keep what they wrote, and is not asked again until the next one.
create table kept_after_offer (
    user_id integer primary key references person (user_id) on delete cascade,
    chosen_at integer not null
) strict;
