-- name: add(user_id, exercise, feedback_id, text_sealed, now)<!
insert into reflection (user_id, exercise, feedback_id, text_sealed, saved_at)
values (:user_id, :exercise, :feedback_id, :text_sealed, :now);

-- name: get(id, user_id)^
select * from reflection where id = :id and user_id = :user_id;

-- name: newest(user_id, count)
select * from reflection where user_id = :user_id order by saved_at desc, id desc limit :count;

-- name: all_of(user_id)
select * from reflection where user_id = :user_id order by saved_at, id;

-- name: room(user_id)^
select count(*) as entries, coalesce(sum(length(text_sealed)), 0) as bytes from reflection where user_id = :user_id;

-- name: to_ask_about(user_id, told_at, count)
select * from reflection
where user_id = :user_id and exercise in ('plan', 'setback') and text_sealed is not null and saved_at <= :told_at
    and (checked_at is null or (came_up = 0 and checked_at < :told_at))
order by saved_at desc, id desc limit :count;

-- name: latest(user_id, exercise)^
select * from reflection where user_id = :user_id and exercise = :exercise and text_sealed is not null
order by saved_at desc, id desc limit 1;

-- name: latest_on(user_id, exercise, feedback_id)^
select * from reflection
where user_id = :user_id and exercise = :exercise and feedback_id = :feedback_id and text_sealed is not null
order by saved_at desc, id desc limit 1;

-- name: check(id, user_id, came_up, did_it, now)!
update reflection set came_up = :came_up, did_it = :did_it, checked_at = :now where id = :id and user_id = :user_id;

-- name: delete(id, user_id)!
delete from reflection where id = :id and user_id = :user_id;

-- name: forget_words(user_id)!
update reflection set text_sealed = null where user_id = :user_id;

-- name: erase(user_id)!
delete from reflection where user_id = :user_id;
