-- name: get_person(user_id)^
select user_id, agreed_at, last_used_at from person where user_id = :user_id;

-- name: add_person(user_id, now)!
insert into person (user_id, agreed_at, last_used_at) values (:user_id, :now, :now)
on conflict (user_id) do nothing;

-- name: touch_person(user_id, now)!
update person set last_used_at = :now where user_id = :user_id;

-- name: delete_person(user_id)!
delete from person where user_id = :user_id;

-- name: keep_draft(user_id, form, row_id, fields_sealed, now)!
insert into draft (user_id, form, row_id, fields_sealed, saved_at)
values (:user_id, :form, :row_id, :fields_sealed, :now)
on conflict (user_id, form, row_id) do update set fields_sealed = excluded.fields_sealed, saved_at = excluded.saved_at;

-- name: get_draft(id, user_id, oldest)^
select id, form, row_id, fields_sealed, saved_at from draft
where id = :id and user_id = :user_id and saved_at >= :oldest;

-- name: find_draft(user_id, form, row_id)^
select id from draft where user_id = :user_id and form = :form and row_id = :row_id;

-- name: drop_draft(user_id, form, row_id)!
delete from draft where user_id = :user_id and form = :form and row_id = :row_id;

-- name: drop_drafts_before(oldest)!
delete from draft where saved_at < :oldest;

-- name: drop_drafts_of(user_id)!
delete from draft where user_id = :user_id;

-- name: drafts_of(user_id)
select form, fields_sealed, saved_at from draft where user_id = :user_id order by id;
