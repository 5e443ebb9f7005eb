-- name: add_round(user_id, question_id, theme, feedback_id, chosen_by_hand, now)<!
insert into round (user_id, question_id, theme, feedback_id, chosen_by_hand, asked_at)
values (:user_id, :question_id, :theme, :feedback_id, :chosen_by_hand, :now);

-- name: get_round(id, user_id)^
select * from round where id = :id and user_id = :user_id;

-- name: open_round(user_id)^
select * from round where user_id = :user_id and ended_at is null;

-- name: end_open_round(user_id, now)!
update round set ended_at = :now where user_id = :user_id and ended_at is null;

-- name: rounds_of(user_id)
select * from round where user_id = :user_id order by asked_at, id;

-- name: count_answers(user_id)$
select count(*) from round left join answer on answer.round_id = round.id where round.user_id = :user_id;

-- name: erase(user_id)!
delete from round where user_id = :user_id;

-- name: add_answer(round_id, situation_sealed, action_sealed, result_sealed, learned_sealed, whole_sealed, probe_sealed, now)<!
insert into answer (round_id, situation_sealed, action_sealed, result_sealed, learned_sealed, whole_sealed, probe_sealed, answered_at)
values (:round_id, :situation_sealed, :action_sealed, :result_sealed, :learned_sealed, :whole_sealed, :probe_sealed, :now);

-- name: answers_of(round_id)
select * from answer where round_id = :round_id order by id;

-- name: owned_answer(id, user_id)^
select answer.id, answer.round_id from answer join round on round.id = answer.round_id
where answer.id = :id and round.user_id = :user_id;

-- name: rate(id, rating, now)!
update answer set rating = :rating, rated_at = :now where id = :id;

-- name: answer_probe(id, probe_answer_sealed)!
update answer set probe_answer_sealed = :probe_answer_sealed where id = :id;

-- name: reflect(id, reflection_sealed)!
update answer set reflection_sealed = :reflection_sealed where id = :id;
