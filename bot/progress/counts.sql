-- These read across features, since 5,000 interviews are counted here in a tenth of the time that it takes to hand each
-- of them on. Who was there can say why: an interviewer or a recruiter, in a confirmed entry.
-- name: told(user_id)
select coalesce(interview.takes_place_at, interview.added_at) as at, group_concat(distinct feedback_theme.theme) as named
from interview
join interview_feedback on interview_feedback.interview_id = interview.id
join feedback on feedback.id = interview_feedback.feedback_id
join feedback_theme on feedback_theme.feedback_id = feedback.id
where interview.user_id = :user_id and feedback.confirmed_at is not null
    and feedback.source in ('interviewer', 'recruiter')
group by interview.id;

-- name: alike(user_id, now, latest)
with happened as (
    select id, furthest, outcome, level, family, coalesce(takes_place_at, added_at) as at from interview
    where user_id = :user_id and (outcome is not null or coalesce(takes_place_at, added_at) <= :now)
),
told as (
    select happened.furthest, happened.outcome, happened.level, happened.family,
        happened.id in (select id from happened order by at desc, id desc limit :latest) as latest,
        count(feedback_theme.theme) > 0 as heard,
        coalesce(min(feedback_theme.theme = 'outside'), 0) as outside_alone,
        coalesce(max(feedback_theme.theme = 'role_experience'), 0) as role_experience,
        coalesce(max(feedback_theme.theme = 'seniority_fit'), 0) as seniority_fit
    from happened
    left join interview_feedback on interview_feedback.interview_id = happened.id
    left join feedback on feedback.id = interview_feedback.feedback_id
        and feedback.confirmed_at is not null and feedback.source in ('interviewer', 'recruiter')
    left join feedback_theme on feedback_theme.feedback_id = feedback.id
    group by happened.id
)
select told.*, count(*) as count from told group by 1, 2, 3, 4, 5, 6, 7, 8, 9;

-- name: ended_of(user_id, subject, count)
select interview.id from interview
where interview.user_id = :user_id and (interview.level = :subject or interview.family = :subject)
    and (interview.outcome = 'offer' or interview.outcome in ('rejected', 'withdrew') and interview.furthest is not null)
    and not coalesce((
        select min(feedback_theme.theme = 'outside')
        from interview_feedback
        join feedback on feedback.id = interview_feedback.feedback_id
        join feedback_theme on feedback_theme.feedback_id = feedback.id
        where interview_feedback.interview_id = interview.id and feedback.confirmed_at is not null
            and feedback.source in ('interviewer', 'recruiter')), 0)
order by coalesce(interview.takes_place_at, interview.added_at) desc, interview.id desc limit :count;
