-- name: turn_on(user_id, days, minute_of_day, now)!
insert into encouragement (user_id, days, minute_of_day, started_at) values (:user_id, :days, :minute_of_day, :now)
on conflict (user_id) do update set days = excluded.days, minute_of_day = excluded.minute_of_day,
    started_at = excluded.started_at, paused_until = null, unanswered = 0, stopped_itself = 0, dms_closed = 0;

-- name: get(user_id)^
select * from encouragement where user_id = :user_id;

-- name: pause(user_id, until)!
update encouragement set paused_until = :until, unanswered = 0, stopped_itself = 0 where user_id = :user_id;

-- name: count_unanswered(user_id)!
update encouragement set unanswered = unanswered + 1 where user_id = :user_id;

-- name: answered(user_id)!
update encouragement set unanswered = 0 where user_id = :user_id;

-- name: stop_itself(user_id)!
update encouragement set stopped_itself = 1 where user_id = :user_id;

-- name: set_closed(user_id, closed)!
update encouragement set dms_closed = :closed where user_id = :user_id;

-- name: set_channel(user_id, guild_id, channel_id)!
update encouragement set guild_id = :guild_id, channel_id = :channel_id, dms_closed = 0 where user_id = :user_id;

-- name: turn_off(user_id)!
delete from encouragement where user_id = :user_id;

-- name: keep_choice(reminder_id, user_id, message, now)!
insert into encouragement_note (reminder_id, user_id, message, chosen_at) values (:reminder_id, :user_id, :message, :now)
on conflict (reminder_id) do nothing;

-- name: choice(reminder_id, user_id)^
select message from encouragement_note where reminder_id = :reminder_id and user_id = :user_id;

-- name: recent(user_id, since)
select message, max(chosen_at) as chosen_at from encouragement_note
where user_id = :user_id and chosen_at >= :since group by message;

-- name: erase_notes(user_id)!
delete from encouragement_note where user_id = :user_id;
