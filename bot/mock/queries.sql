-- name: add(candidate_id, friend_id, place, guild_id, channel_id, minutes, themes, words, role, shared_at, swap_of, now)<!
insert into mock_session (
    candidate_id, friend_id, place, guild_id, channel_id, minutes, themes, words, role, shared_at, swap_of,
    started_at, touched_at)
values (
    :candidate_id, :friend_id, :place, :guild_id, :channel_id, :minutes, :themes, :words, :role, :shared_at, :swap_of,
    :now, :now);

-- name: get(id, user_id)^
select * from mock_session where id = :id and :user_id in (candidate_id, friend_id);

-- name: session_of_question(id, user_id)^
select mock_session.id from mock_question join mock_session on mock_session.id = mock_question.session_id
where mock_question.id = :id and :user_id in (candidate_id, friend_id);

-- name: open_of(user_id)^
select id from mock_session where ended_at is null and (candidate_id = :user_id or friend_id = :user_id);

-- name: swapped(id, user_id)^
select id from mock_session where swap_of = :id and :user_id in (candidate_id, friend_id);

-- name: questions(session_id)
select * from mock_question where session_id = :session_id order by id;

-- name: add_question(session_id, question_id, theme, feedback_id, now)!
insert into mock_question (session_id, question_id, theme, feedback_id, asked_at)
values (:session_id, :question_id, :theme, :feedback_id, :now);

-- name: rate_as_candidate(id, user_id, rating, now)!
update mock_question set own_rating = :rating, own_rated_at = :now
where id = :id and session_id in (select id from mock_session where candidate_id = :user_id);

-- name: rate_as_friend(id, user_id, rating, now)!
update mock_question set friend_rating = :rating, friend_rated_at = :now
where id = :id and session_id in (select id from mock_session where friend_id = :user_id);

-- name: stuck(id, user_id, now)!
update mock_question set stuck_at = :now
where id = :id and stuck_at is null and session_id in (select id from mock_session where candidate_id = :user_id);

-- name: touch(id, now)!
update mock_session set touched_at = :now where id = :id;

-- name: share(id, user_id, themes, words, role, now)!
update mock_session set themes = :themes, words = :words, role = :role, shared_at = :now
where id = :id and candidate_id = :user_id;

-- name: end(id, ended, now)!
update mock_session set ended = :ended, ended_at = :now where id = :id and ended_at is null;

-- name: report(id, user_id, now)!
update mock_session set ended = 'reported', ended_at = coalesce(ended_at, :now),
    reported_by_candidate = case when candidate_id = :user_id then 1 else reported_by_candidate end,
    reported_by_friend = case when friend_id = :user_id then 1 else reported_by_friend end
where id = :id and :user_id in (candidate_id, friend_id);

-- name: end_quiet(untouched_since, now)!
update mock_session set ended = 'quiet', ended_at = :now where ended_at is null and touched_at <= :untouched_since;

-- name: touched_longest_ago()$
select min(touched_at) from mock_session where ended_at is null;

-- name: end_in_server(guild_id, now)!
update mock_session set ended = 'server', ended_at = :now where ended_at is null and guild_id = :guild_id;

-- name: note(id, user_id, keep_sealed, change_sealed, moment_sealed, now)!
update mock_session set keep_sealed = :keep_sealed, change_sealed = :change_sealed, moment_sealed = :moment_sealed,
    noted_at = :now
where id = :id and friend_id = :user_id;

-- name: link_feedback(id, user_id, feedback_id)!
update mock_session set feedback_id = :feedback_id where id = :id and candidate_id = :user_id;

-- name: withdraw(id, user_id, now)!
update mock_session set withdrawn_at = :now, keep_sealed = null, change_sealed = null, moment_sealed = null,
    noted_at = null
where id = :id and friend_id = :user_id;

-- name: withdraw_ratings(id, user_id)!
update mock_question set friend_rating = null, friend_rated_at = null
where session_id in (select id from mock_session where id = :id and friend_id = :user_id);

-- name: count(user_id)$
select count(*) from mock_session where candidate_id = :user_id or friend_id = :user_id;

-- name: page(user_id, count, skip)
select * from mock_session where candidate_id = :user_id or friend_id = :user_id
order by started_at desc, id desc limit :count offset :skip;

-- name: total(guild_id)$
select count(*) from mock_session where guild_id = :guild_id;

-- name: asked(user_id)
select question_id, theme, asked_at from mock_question join mock_session on mock_session.id = session_id
where candidate_id = :user_id order by mock_question.id;

-- name: paired(user_id)
select question_id, theme, own_rating, friend_rating, coalesce(friend_rated_at, own_rated_at) as rated_at,
    ended_at is not null or exists (
        select 1 from mock_question as later where later.session_id = one.session_id and later.id > one.id
    ) as over
from mock_question as one join mock_session on mock_session.id = one.session_id
where candidate_id = :user_id and (own_rating is not null or friend_rating is not null)
order by one.id;

-- name: made_feedback(user_id)
select id, candidate_id, feedback_id from mock_session
where (candidate_id = :user_id or friend_id = :user_id) and feedback_id is not null;

-- name: erase_as_candidate(user_id)!
delete from mock_session where candidate_id = :user_id;

-- name: end_without_friend(user_id, now)!
update mock_session set ended = 'deleted', ended_at = :now where ended_at is null and friend_id = :user_id;

-- name: erase_as_friend(user_id)!
update mock_session set friend_id = null, keep_sealed = null, change_sealed = null, moment_sealed = null,
    noted_at = null
where friend_id = :user_id;

-- name: forget_words(user_id)!
update mock_session set keep_sealed = null, change_sealed = null, moment_sealed = null,
    noted_at = null
where candidate_id = :user_id or friend_id = :user_id;
