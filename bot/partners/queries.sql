-- name: wish(user_id)^
select * from partner_wish where user_id = :user_id;

-- name: declare(user_id, guild_id, now)!
insert into partner_wish (user_id, guild_id, adult_at) values (:user_id, :guild_id, :now)
on conflict (user_id) do nothing;

-- name: choose(user_id, times, minutes, languages, helps_with, wants)!
update partner_wish set times = :times, minutes = :minutes, languages = :languages, helps_with = :helps_with, wants = :wants
where user_id = :user_id;

-- name: wait(user_id, guild_id, now)!
update partner_wish
set since = case when guild_id = :guild_id and since is not null then since else :now end, guild_id = :guild_id, stopped = null,
    first = case when guild_id = :guild_id and since is not null then first else 0 end,
    no_shows = case when stopped = 'no_shows' then 0 else no_shows end
where user_id = :user_id and times > 0;

-- name: stop(user_id, stopped)!
update partner_wish set since = null, first = 0, stopped = coalesce(:stopped, stopped) where user_id = :user_id;

-- name: go_first(user_id)!
update partner_wish set first = 1 where user_id = :user_id;

-- name: stayed_away(user_id, most, now)!
update partner_wish
set no_shows = no_shows + 1, first = 0, since = case when no_shows + 1 >= :most then null else :now end,
    stopped = case when no_shows + 1 >= :most then 'no_shows' else stopped end
where user_id = :user_id;

-- name: came(user_id)!
update partner_wish set since = null, first = 0, no_shows = 0 where user_id = :user_id;

-- name: waiting(guild_id)
select * from partner_wish
where guild_id = :guild_id and since is not null and not exists (
    select 1 from partner_side side join partner_match met on met.id = side.match_id
    where side.user_id = partner_wish.user_id and met.ended_at is null)
order by since, user_id;

-- name: servers()
select guild_id from partner_wish where since is not null
union select guild_id from partner_match where ended_at is null
order by guild_id;

-- name: stop_all(guild_id, stopped)!
update partner_wish set since = null, first = 0, stopped = :stopped where guild_id = :guild_id and since is not null;

-- name: pairings(guild_id, since)
select one.user_id as one, other.user_id as other, max(met.made_at) as made_at
from partner_match met
join partner_side one on one.match_id = met.id and one.position = 1
join partner_side other on other.match_id = met.id and other.position = 2
where met.guild_id = :guild_id and met.made_at > :since
group by one.user_id, other.user_id;

-- name: forget_old(before)!
delete from partner_match where made_at <= :before and ended_at is not null;

-- name: add(guild_id, starts_at, minutes, languages, now)<!
insert into partner_match (guild_id, starts_at, minutes, languages, made_at, asked_at)
values (:guild_id, :starts_at, :minutes, :languages, :now, :now);

-- name: add_side(match_id, user_id, position, name_sealed)!
insert into partner_side (match_id, user_id, position, name_sealed) values (:match_id, :user_id, :position, :name_sealed);

-- name: newest(user_id)$
select max(match_id) from partner_side where user_id = :user_id;

-- name: match(id)^
select * from partner_match where id = :id;

-- name: sides(match_id)
select * from partner_side where match_id = :match_id order by position;

-- name: live_in(guild_id)
select side.match_id, min(side.user_id) as user_id
from partner_match met join partner_side side on side.match_id = met.id
where met.guild_id = :guild_id and met.ended_at is null
group by side.match_id;

-- name: sure(match_id, user_id, now)!
update partner_side set sure_at = :now where match_id = :match_id and user_id = :user_id;

-- name: here(match_id, user_id, now)!
update partner_side set here_at = coalesce(here_at, :now) where match_id = :match_id and user_id = :user_id;

-- name: unreached(match_id, user_id, unreached)!
update partner_side set unreached = :unreached where match_id = :match_id and user_id = :user_id;

-- name: fault(match_id, user_id)!
update partner_side set fault = 1 where match_id = :match_id and user_id = :user_id;

-- name: move(id, starts_at, now)!
update partner_match set starts_at = :starts_at, asked_at = :now, moves = moves + 1 where id = :id;

-- name: unsure(match_id)!
update partner_side set sure_at = null where match_id = :match_id;

-- name: open(id, channel_id, now)!
update partner_match set opened_at = :now, channel_id = :channel_id where id = :id and opened_at is null;

-- name: end(id, ended, session_id, now)!
update partner_match set ended_at = :now, ended = :ended, session_id = :session_id where id = :id;

-- name: forget_names(match_id)!
update partner_side set name_sealed = null where match_id = :match_id;

-- name: all_of(user_id)
select met.*, side.sure_at, side.here_at
from partner_match met join partner_side side on side.match_id = met.id
where side.user_id = :user_id order by met.id;

-- name: erase_wish(user_id)!
delete from partner_wish where user_id = :user_id;

-- name: erase_sides(user_id)!
delete from partner_side where user_id = :user_id;

-- name: erase_empty()!
delete from partner_match where not exists (select 1 from partner_side where match_id = partner_match.id);
