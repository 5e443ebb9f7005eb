-- name: add_session(user_id, questions, family, now)<!
insert into session (user_id, questions, family, started_at) values (:user_id, :questions, :family, :now);

-- name: get_session(id, user_id)^
select * from session where id = :id and user_id = :user_id;

-- name: rounds_of_session(session_id)
select id, theme, skipped from round where session_id = :session_id order by id;

-- name: add_round(user_id, question_id, theme, feedback_id, session_id, chosen_by_hand, terms, now)<!
insert into round (user_id, question_id, theme, feedback_id, session_id, chosen_by_hand, terms, asked_at)
values (:user_id, :question_id, :theme, :feedback_id, :session_id, :chosen_by_hand, :terms, :now);

-- name: get_round(id, user_id)^
select * from round where id = :id and user_id = :user_id;

-- name: open_round(user_id)^
select * from round where user_id = :user_id and ended_at is null;

-- name: end_open_round(user_id, now)!
update round set ended_at = :now where user_id = :user_id and ended_at is null;

-- name: skip(id, now)!
update round set skipped = 1, ended_at = :now where id = :id and ended_at is null;

-- name: last_of_theme(user_id, theme, count)
select skipped from round where user_id = :user_id and theme = :theme order by id desc limit :count;

-- name: await_text(id, now)!
update round set awaits_text_at = :now where id = :id;

-- name: set_aside(user_id, theme, until)!
insert into set_aside (user_id, theme, until) values (:user_id, :theme, :until)
on conflict (user_id, theme) do update set until = excluded.until;

-- name: aside(user_id, now)
select theme from set_aside where user_id = :user_id and until > :now;

-- name: room(user_id)^
select count(*) as entries, coalesce(sum(
    coalesce(length(situation_sealed), 0) + coalesce(length(action_sealed), 0) + coalesce(length(result_sealed), 0)
    + coalesce(length(learned_sealed), 0) + coalesce(length(whole_sealed), 0) + coalesce(length(reflection_sealed), 0)
    ), 0) as bytes
from round left join answer on answer.round_id = round.id where round.user_id = :user_id;

-- name: forget_words(user_id)!
update answer set situation_sealed = null, action_sealed = null, result_sealed = null, learned_sealed = null,
    whole_sealed = null, probe_sealed = null, probe_answer_sealed = null, reflection_sealed = null
where round_id in (select id from round where user_id = :user_id);

-- name: erase_aside(user_id)!
delete from set_aside where user_id = :user_id;

-- name: erase_sessions(user_id)!
delete from session where user_id = :user_id;

-- name: last_rounds(user_id, count)
select * from (
    select id, question_id, theme, asked_at from round where user_id = :user_id order by asked_at desc, id desc limit :count)
order by asked_at, id;

-- name: asked_before(user_id, theme, at)$
select max(asked_at) from round where user_id = :user_id and theme = :theme and asked_at < :at;

-- name: rounds_of(user_id)
select * from round where user_id = :user_id order by asked_at, id;

-- name: last_ratings(user_id, count)
select * from (
    select round.question_id, round.theme, answer.rating, answer.rated_at
    from answer join round on round.id = answer.round_id
    where round.user_id = :user_id and answer.rating is not null and answer.rated_at is not null
    order by answer.rated_at desc limit :count)
order by rated_at;

-- name: count_answers(user_id)$
select count(*) from round left join answer on answer.round_id = round.id where round.user_id = :user_id;

-- name: erase(user_id)!
delete from round where user_id = :user_id;

-- name: add_answer(round_id, situation_sealed, action_sealed, result_sealed, learned_sealed, whole_sealed, probe_sealed, words, numbers, i_words, we_words, now)<!
insert into answer (
    round_id, situation_sealed, action_sealed, result_sealed, learned_sealed, whole_sealed, probe_sealed,
    words, numbers, i_words, we_words, answered_at)
values (
    :round_id, :situation_sealed, :action_sealed, :result_sealed, :learned_sealed, :whole_sealed, :probe_sealed,
    :words, :numbers, :i_words, :we_words, :now);

-- name: done(user_id)
select round.id as round_id, round.theme, round.question_id, answer.id, answer.words, answer.numbers, answer.rating,
    answer.spoken_seconds, answer.answered_at, answer.probe_answer_sealed is not null as followed_up
from answer join round on round.id = answer.round_id
where round.user_id = :user_id order by answer.answered_at, answer.id;

-- name: answers_on_themes(user_id)
select round.theme, answer.words, answer.rating, answer.answered_at
from answer join round on round.id = answer.round_id
where round.user_id = :user_id order by answer.answered_at, answer.id;

-- name: answers(user_id)$
select count(*) from answer join round on round.id = answer.round_id where round.user_id = :user_id;

-- name: answers_of(round_id)
select * from answer where round_id = :round_id order by id;

-- name: add_spoken(round_id, seconds, now)<!
insert into answer (round_id, spoken_seconds, answered_at) values (:round_id, :seconds, :now);

-- name: tick(id, ticks)!
update answer set ticks = :ticks where id = :id;

-- name: drop_answer(id)!
delete from answer where id = :id;

-- name: replace_probe(id, probe_sealed)!
update answer set probe_sealed = :probe_sealed where id = :id and probe_answer_sealed is null;

-- name: answers_on_theme(user_id, theme, before, count)
select answer.* from answer join round on round.id = answer.round_id
where round.user_id = :user_id and round.theme = :theme and answer.id < :before and answer.spoken_seconds is null
order by answer.id desc limit :count;

-- name: owned_answer(id, user_id)^
select answer.id, answer.round_id from answer join round on round.id = answer.round_id
where answer.id = :id and round.user_id = :user_id;

-- name: rate(id, rating, now)!
update answer set rating = :rating, rated_at = :now where id = :id;

-- name: answer_probe(id, probe_answer_sealed)!
update answer set probe_answer_sealed = :probe_answer_sealed where id = :id;

-- name: reflect(id, reflection_sealed)!
update answer set reflection_sealed = :reflection_sealed where id = :id;
