-- name: get(id)^
select * from mock_invite where id = :id;

-- name: begun(candidate_id, friend_id, since)^
select * from mock_invite
where candidate_id = :candidate_id and friend_id = :friend_id and sent_at is null and begun_at > :since;

-- name: begin(candidate_id, friend_id, place, guild_id, channel_id, minutes, now)<!
insert into mock_invite (candidate_id, friend_id, place, guild_id, channel_id, minutes, themes, begun_at)
values (:candidate_id, :friend_id, :place, :guild_id, :channel_id, :minutes, 0, :now);

-- name: begin_again(id, place, guild_id, channel_id, minutes)!
update mock_invite set place = :place, guild_id = :guild_id, channel_id = :channel_id, minutes = :minutes
where id = :id;

-- name: share(id, themes, words, role)!
update mock_invite set themes = :themes, words = :words, role = :role where id = :id;

-- name: send(id, place, guild_id, channel_id, now)!
update mock_invite set sent_at = :now, place = :place, guild_id = :guild_id, channel_id = :channel_id where id = :id;

-- name: unsend(id)!
update mock_invite set sent_at = null where id = :id and answer is null;

-- name: stands(id, channel_id, message_id)!
update mock_invite set channel_id = :channel_id, message_id = :message_id where id = :id;

-- name: answer(id, answer, now, since)^
update mock_invite set answer = :answer, answered_at = :now
where id = :id and answer is null and sent_at > :since
returning *;

-- name: sent(candidate_id, since)
select * from mock_invite where candidate_id = :candidate_id and sent_at > :since order by sent_at, id;

-- name: received(friend_id, since)$
select count(*) from mock_invite where friend_id = :friend_id and sent_at > :since;

-- name: in_session(user_id, since)$
select count(*) from mock_session
where ended_at is null and touched_at > :since and (candidate_id = :user_id or friend_id = :user_id);

-- name: of_person(user_id)
select * from mock_invite
where candidate_id = :user_id or (friend_id = :user_id and sent_at is not null)
order by id;

-- name: erase(user_id)!
delete from mock_invite where candidate_id = :user_id or friend_id = :user_id;

-- name: drop(id)!
delete from mock_invite where id = :id;

-- name: drop_in(guild_id)!
delete from mock_invite where guild_id = :guild_id;

-- name: drop_before(before)!
delete from mock_invite where coalesce(sent_at, begun_at) <= :before;

-- name: oldest()$
select min(coalesce(sent_at, begun_at)) from mock_invite;
