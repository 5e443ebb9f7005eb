-- name: add(user_id, role_sealed, company_sealed, family, level, stage, takes_place_at, when_sealed, now)<!
insert into interview (
    user_id, role_sealed, company_sealed, family, level, stage, furthest, takes_place_at, when_sealed, added_at)
values (
    :user_id, :role_sealed, :company_sealed, :family, :level, :stage, :stage, :takes_place_at, :when_sealed, :now);

-- name: get(id, user_id)^
select * from interview where id = :id and user_id = :user_id;

-- name: change(id, user_id, role_sealed, company_sealed, level, stage, furthest, takes_place_at, when_sealed)!
update interview set role_sealed = :role_sealed, company_sealed = :company_sealed, level = :level, stage = :stage,
    furthest = :furthest, takes_place_at = :takes_place_at, when_sealed = :when_sealed
where id = :id and user_id = :user_id;

-- name: set_countdown(id, user_id, countdown)!
update interview set countdown = :countdown where id = :id and user_id = :user_id;

-- name: set_family(id, user_id, family)!
update interview set family = :family where id = :id and user_id = :user_id;

-- name: tell(id, user_id, outcome, furthest, well_sealed, now)!
update interview set outcome = :outcome, furthest = :furthest, well_sealed = :well_sealed, told_at = :now
where id = :id and user_id = :user_id;

-- name: page(user_id, count, skip)
select * from interview where user_id = :user_id
order by coalesce(takes_place_at, added_at) desc, id desc limit :count offset :skip;

-- name: all_of(user_id)
select * from interview where user_id = :user_id order by added_at, id;

-- name: outlines(user_id)
select id, outcome, takes_place_at, added_at, told_at from interview where user_id = :user_id order by added_at, id;

-- name: last_offer(user_id)$
select max(told_at) from interview where user_id = :user_id and outcome = 'offer';

-- name: to_tell(user_id, count)
select * from interview
where user_id = :user_id and (outcome is null or outcome in ('next_round', 'waiting'))
order by coalesce(takes_place_at, added_at), id limit :count;

-- name: without_zone(user_id)
select * from interview where user_id = :user_id and when_sealed is not null order by id;

-- name: next_with_countdown(user_id, now)$
select min(takes_place_at) from interview
where user_id = :user_id and countdown = 1 and takes_place_at > :now
    and (outcome is null or outcome in ('next_round', 'waiting'));

-- name: count(user_id)$
select count(*) from interview where user_id = :user_id;

-- name: room(user_id)^
select count(*) as entries, coalesce(sum(
    coalesce(length(role_sealed), 0) + coalesce(length(company_sealed), 0) + coalesce(length(well_sealed), 0)), 0) as bytes
from interview where user_id = :user_id;

-- name: delete(id, user_id)!
delete from interview where id = :id and user_id = :user_id;

-- name: erase(user_id)!
delete from interview where user_id = :user_id;

-- name: forget_words(user_id)!
update interview set role_sealed = null, company_sealed = null, well_sealed = null, when_sealed = null
where user_id = :user_id;

-- name: link(feedback_id, interview_id)!
insert into interview_feedback (feedback_id, interview_id) values (:feedback_id, :interview_id)
on conflict (feedback_id) do update set interview_id = excluded.interview_id;

-- name: of_feedback(feedback_id)^
select interview.* from interview join interview_feedback on interview_feedback.interview_id = interview.id
where interview_feedback.feedback_id = :feedback_id;
