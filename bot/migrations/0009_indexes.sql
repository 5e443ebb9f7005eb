-- Without these, one person's question, note or deletion reads everybody's rows: SQLite looks for what points to a row
-- that goes, and finds it by an index or by reading the table.

create index round_of_session on round (session_id);
create index round_of_feedback on round (feedback_id);
create index reminder_of_person on reminder (user_id);
create index mock_session_of_feedback on mock_session (feedback_id);
create index mock_question_of_feedback on mock_question (feedback_id);
create index partner_match_of_session on partner_match (session_id);
