-- name: add(user_id, theme, title_sealed, text_sealed, answer_id, now)<!
insert into story (user_id, theme, title_sealed, text_sealed, answer_id, saved_at)
values (:user_id, :theme, :title_sealed, :text_sealed, :answer_id, :now);

-- name: change(id, user_id, title_sealed, text_sealed)!
update story set title_sealed = :title_sealed, text_sealed = :text_sealed where id = :id and user_id = :user_id;

-- name: get(id, user_id)^
select * from story where id = :id and user_id = :user_id;

-- name: of_answer(answer_id, user_id)^
select * from story where answer_id = :answer_id and user_id = :user_id;

-- name: all_of(user_id)
select * from story where user_id = :user_id order by saved_at desc, id desc;

-- name: delete(id, user_id)!
delete from story where id = :id and user_id = :user_id;

-- name: count(user_id)$
select count(*) from story where user_id = :user_id;

-- name: room(user_id)^
select count(*) as entries, coalesce(sum(length(text_sealed)), 0) as bytes from story where user_id = :user_id;

-- name: erase(user_id)!
delete from story where user_id = :user_id;

-- name: forget_words(user_id)!
update story set title_sealed = null, text_sealed = null where user_id = :user_id;
