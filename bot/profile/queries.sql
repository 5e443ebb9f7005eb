-- name: get_person(user_id)^
select * from person where user_id = :user_id;

-- name: add_person(user_id, now)!
insert into person (user_id, agreed_at, last_used_at) values (:user_id, :now, :now)
on conflict (user_id) do nothing;

-- name: touch_person(user_id, now)!
update person set last_used_at = :now, noticed_at = null, cleared_at = null where user_id = :user_id;

-- name: change_person(user_id, family, level, time_zone, retention_days)!
update person set family = :family, level = :level, time_zone = :time_zone, retention_days = :retention_days
where user_id = :user_id;

-- name: set_zone(user_id, zone)!
update person set time_zone = :zone where user_id = :user_id;

-- name: unused(soon)
select * from person
where retention_days is not null and cleared_at is null and last_used_at + retention_days * 86400000 <= :soon;

-- name: cleared(user_id, now)!
update person set cleared_at = :now where user_id = :user_id;

-- name: notice(user_id, now)!
update person set noticed_at = :now where user_id = :user_id;

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
