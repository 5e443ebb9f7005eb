-- name: add(owner_hash, other_hash, now)!
insert into mock_block (owner_hash, other_hash, blocked_at) values (:owner_hash, :other_hash, :now)
on conflict do nothing;

-- name: stops(owner_hash, other_hash)^
select id from mock_block where owner_hash = :owner_hash and (other_hash is null or other_hash = :other_hash);

-- name: of_owner(owner_hash)
select * from mock_block where owner_hash = :owner_hash order by id;

-- name: take_from_all(owner_hash)!
delete from mock_block where owner_hash = :owner_hash and other_hash is null;

-- name: take_from_each(owner_hash)!
delete from mock_block where owner_hash = :owner_hash and other_hash is not null;

-- name: erase(owner_hash)!
delete from mock_block where owner_hash = :owner_hash;

-- name: pairs()
select owner_hash, other_hash from mock_block where other_hash is not null;
