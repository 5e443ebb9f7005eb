-- name: add(user_id, kind, feedback_id, interview_id, due_at)!
insert into reminder (user_id, kind, feedback_id, interview_id, due_at)
values (:user_id, :kind, :feedback_id, :interview_id, :due_at);

-- name: cancel(user_id, kind, feedback_id, interview_id)!
delete from reminder
where user_id = :user_id and kind = :kind and settled_at is null
    and coalesce(feedback_id, 0) = coalesce(:feedback_id, 0) and coalesce(interview_id, 0) = coalesce(:interview_id, 0);

-- name: due(now, stale, most)
select * from reminder
where settled_at is null and due_at <= :now and (claimed_at is null or claimed_at <= :stale)
order by due_at, id limit :most;

-- name: claim(id, now)!
update reminder set claimed_at = :now where id = :id;

-- name: next_due(stale_after)$
select min(coalesce(claimed_at + :stale_after, due_at)) from reminder where settled_at is null;

-- name: channel_of(user_id)$
select channel_id from reminder where user_id = :user_id and is_dm = 1 order by id desc limit 1;

-- name: settle(id, outcome, channel_id, message_id, is_dm, now)!
update reminder
set settled_at = :now, outcome = :outcome, channel_id = :channel_id, message_id = :message_id, is_dm = :is_dm
where id = :id;

-- name: sent_to(user_id)
select channel_id, message_id, is_dm from reminder where user_id = :user_id and message_id is not null order by id;

-- name: all_of(user_id)
select * from reminder where user_id = :user_id order by id;

-- name: erase(user_id)!
delete from reminder where user_id = :user_id;
