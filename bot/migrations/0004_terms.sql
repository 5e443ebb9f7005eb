-- What the picker weighed for each question: topics and numbers, as JSON. Questions asked before have none.
alter table round add column terms text check (terms is null or json_valid(terms));
