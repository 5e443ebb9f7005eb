-- name: get(guild_id)^
select * from server where guild_id = :guild_id;

-- name: channels(guild_id)
select channel_id from server_channel where guild_id = :guild_id order by channel_id;

-- name: ensure(guild_id)!
insert into server (guild_id) values (:guild_id) on conflict (guild_id) do nothing;

-- name: keep(guild_id, mock, matching, paused, report_channel_id, help_line_sealed)!
update server set mock = :mock, matching = :matching, paused = :paused, report_channel_id = :report_channel_id,
    help_line_sealed = :help_line_sealed
where guild_id = :guild_id;

-- name: drop_channels(guild_id)!
delete from server_channel where guild_id = :guild_id;

-- name: add_channel(guild_id, channel_id)!
insert into server_channel (guild_id, channel_id) values (:guild_id, :channel_id);

-- name: place_card(guild_id, channel_id, message_id)!
update server set card_channel_id = :channel_id, card_message_id = :message_id where guild_id = :guild_id;

-- name: set_left(guild_id, now)!
update server set left_at = :now where guild_id = :guild_id and left_at is null;

-- name: clear_left(guild_id)!
update server set left_at = null where guild_id = :guild_id;

-- name: known()
select guild_id, left_at from server;

-- name: drop(guild_id)!
delete from server where guild_id = :guild_id;

-- name: bar(guild_id, user_hash, user_id_sealed, now)^
insert into server_bar (guild_id, user_hash, user_id_sealed, barred_at)
values (:guild_id, :user_hash, :user_id_sealed, :now)
on conflict (guild_id, user_hash) do update set user_id_sealed = excluded.user_id_sealed
returning id;

-- name: unbar(guild_id, id)!
delete from server_bar where guild_id = :guild_id and id = :id;

-- name: is_barred(guild_id, user_hash)^
select id from server_bar where guild_id = :guild_id and user_hash = :user_hash;

-- name: barred(guild_id)
select * from server_bar where guild_id = :guild_id order by id desc;

-- name: bars_of(user_hash)
select * from server_bar where user_hash = :user_hash order by id;

-- name: forget_id(user_hash)!
update server_bar set user_id_sealed = null where user_hash = :user_hash;
