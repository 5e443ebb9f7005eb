-- What the picker weighed for each question: topics and numbers, as JSON. Questions asked before have none.
alter table round add column terms text check (json_valid(terms));
