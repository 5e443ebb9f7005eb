-- name: add(message_id, channel_id, user_id, now)<!
insert into post (message_id, channel_id, user_id, posted_at) values (:message_id, :channel_id, :user_id, :now);

-- name: get(id, user_id)^
select * from post where id = :id and user_id = :user_id;

-- name: all_of(user_id)
select * from post where user_id = :user_id order by id;

-- name: delete(id)!
delete from post where id = :id;

-- name: count(user_id)$
select count(*) from post where user_id = :user_id;

-- name: erase(user_id)!
delete from post where user_id = :user_id;
