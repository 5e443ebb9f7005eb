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

-- name: add_line(user_id, list, subject, text_sealed, step_sealed, state, now)<!
insert into search_line (user_id, list, subject, text_sealed, step_sealed, state, added_at)
values (:user_id, :list, :subject, :text_sealed, :step_sealed, :state, :now);

-- name: suggest_line(user_id, list, subject, now)!
insert into search_line (user_id, list, subject, added_at) values (:user_id, :list, :subject, :now)
on conflict do nothing;

-- name: change_line(id, user_id, text_sealed, step_sealed, state)!
update search_line set text_sealed = :text_sealed, step_sealed = :step_sealed, state = :state
where id = :id and user_id = :user_id;

-- name: set_removed(id, user_id, removed)!
update search_line set removed = :removed where id = :id and user_id = :user_id;

-- name: delete_line(id, user_id)!
delete from search_line where id = :id and user_id = :user_id;

-- name: get_line(id, user_id)^
select * from search_line where id = :id and user_id = :user_id;

-- name: lines_of(user_id)
select * from search_line where user_id = :user_id order by id;

-- name: room_of_lines(user_id)^
select count(*) as entries, coalesce(sum(coalesce(length(text_sealed), 0) + coalesce(length(step_sealed), 0)), 0) as bytes
from search_line where user_id = :user_id and subject is null;

-- name: count_lines(user_id)$
select count(*) from search_line where user_id = :user_id;

-- name: erase_lines(user_id)!
delete from search_line where user_id = :user_id;

-- name: forget_lines(user_id)!
update search_line set text_sealed = null, step_sealed = null where user_id = :user_id;

-- name: kept_after_offer(user_id)$
select chosen_at from kept_after_offer where user_id = :user_id;

-- name: keep_after_offer(user_id, now)!
insert into kept_after_offer (user_id, chosen_at) values (:user_id, :now)
on conflict (user_id) do update set chosen_at = excluded.chosen_at;

-- name: erase_kept(user_id)!
delete from kept_after_offer where user_id = :user_id;
