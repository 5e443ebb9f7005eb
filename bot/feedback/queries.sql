-- name: add(user_id, said_sealed, source, now)<!
insert into feedback (user_id, said_sealed, source, logged_at) values (:user_id, :said_sealed, :source, :now);

-- name: get(id, user_id)^
select * from feedback where id = :id and user_id = :user_id;

-- name: page(user_id, count, skip)
select * from feedback where user_id = :user_id order by logged_at desc, id desc limit :count offset :skip;

-- name: count(user_id)$
select count(*) from feedback where user_id = :user_id;

-- name: last_rejection(user_id)$
select max(logged_at) from feedback where user_id = :user_id and source in ('interviewer', 'recruiter', 'no_reason');

-- name: room(user_id)^
select count(*) as entries, coalesce(sum(length(said_sealed)), 0) as bytes from feedback where user_id = :user_id;

-- name: edit(id, user_id, said_sealed)!
update feedback set said_sealed = :said_sealed where id = :id and user_id = :user_id;

-- name: forget_words(user_id)!
update feedback set said_sealed = null, saw_sealed = null, use_sealed = null, next_time_sealed = null
where user_id = :user_id;

-- name: forget_reasons(user_id)!
update feedback_theme set because_sealed = null
where feedback_id in (select id from feedback where user_id = :user_id);

-- name: all_of(user_id)
select * from feedback where user_id = :user_id order by logged_at, id;

-- name: erase(user_id)!
delete from feedback where user_id = :user_id;

-- name: delete(id, user_id)!
delete from feedback where id = :id and user_id = :user_id;

-- name: confirm(id, user_id, now)!
update feedback set confirmed_at = coalesce(confirmed_at, :now) where id = :id and user_id = :user_id;

-- name: take_in(id, user_id, saw_sealed, use_sealed, next_time_sealed)!
update feedback set saw_sealed = :saw_sealed, use_sealed = :use_sealed, next_time_sealed = :next_time_sealed
where id = :id and user_id = :user_id;

-- name: clear_themes(feedback_id)!
delete from feedback_theme where feedback_id = :feedback_id;

-- name: add_theme(feedback_id, theme, rank, because_sealed)!
insert into feedback_theme (feedback_id, theme, rank, because_sealed)
values (:feedback_id, :theme, :rank, :because_sealed);

-- name: themes(feedback_id)
select theme, because_sealed from feedback_theme where feedback_id = :feedback_id order by rank;

-- name: evidence(user_id, count)
select * from (
    select feedback.id, feedback.source, feedback.logged_at, feedback_theme.theme, feedback_theme.rank
    from feedback join feedback_theme on feedback_theme.feedback_id = feedback.id
    where feedback.user_id = :user_id and feedback.confirmed_at is not null
    order by feedback.logged_at desc, feedback.id desc, feedback_theme.rank desc limit :count)
order by logged_at, id, rank;

-- name: quote(id, user_id, theme)^
select feedback.id, feedback.source, feedback.logged_at, feedback.said_sealed,
    feedback_theme.theme, feedback_theme.because_sealed
from feedback join feedback_theme on feedback_theme.feedback_id = feedback.id
where feedback.id = :id and feedback.user_id = :user_id and feedback.confirmed_at is not null
    and feedback_theme.theme = :theme;

-- name: times_named(user_id, there)
select feedback_theme.theme, count(*) as entries
from feedback join feedback_theme on feedback_theme.feedback_id = feedback.id
where feedback.user_id = :user_id and feedback.confirmed_at is not null
    and (:there = 0 or feedback.source in ('interviewer', 'recruiter'))
group by feedback_theme.theme;

-- name: quotes_of_those_there(user_id, theme, count)
select feedback.id, feedback.source, feedback.logged_at, feedback.said_sealed,
    feedback_theme.theme, feedback_theme.because_sealed
from feedback join feedback_theme on feedback_theme.feedback_id = feedback.id
where feedback.user_id = :user_id and feedback.confirmed_at is not null
    and feedback.source in ('interviewer', 'recruiter') and feedback_theme.theme = :theme
order by feedback.logged_at desc, feedback.id desc limit :count;

-- name: phrases(user_id, theme, count)
select feedback.id, feedback.source, feedback.logged_at, null as said_sealed,
    feedback_theme.theme, feedback_theme.because_sealed
from feedback join feedback_theme on feedback_theme.feedback_id = feedback.id
where feedback.user_id = :user_id and feedback.confirmed_at is not null and feedback.source <> 'hunch'
    and feedback_theme.theme = :theme and feedback_theme.because_sealed is not null
order by feedback.logged_at desc, feedback.id desc limit :count;
