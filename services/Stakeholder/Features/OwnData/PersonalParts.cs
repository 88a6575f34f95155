using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.OwnData;

/// <summary>
/// The one list of what is held about people. Whatever stores somebody's id has its row here: a test fails when a column of the database has none.
/// They are erased in this order.
/// </summary>
internal static class PersonalParts
{
    private const string Mine = "partnership_id = @PartnershipId AND person_id = @personId";

    public static IReadOnlyList<PersonalPart> All { get; } = [.. OfTheRegister(), .. OfTakingPart(), .. OfWhatTheyDid(), .. OfSigningIn(), .. OfTheAudit()];

    private static IEnumerable<PersonalPart> OfTheRegister() =>
    [
        new("Copies of all this, made to be taken away", ["own_data_copy.person_id", "own_data_copy.asked_by_id"],
            "SELECT asked_at FROM own_data_copy WHERE partnership_id = @PartnershipId AND @personId IN (person_id, asked_by_id)",
            // Those of others may name them, and are made again when they are asked for.
            Ending.Goes, "They go.", "DELETE FROM own_data_copy WHERE partnership_id = @PartnershipId"),
        new("Rows of files that look like you", ["person_import_row.resembles_id"],
            "SELECT import_id, row, CASE because WHEN 1 THEN 'reached the same way' ELSE 'the names are alike' END AS because FROM person_import_row WHERE partnership_id = @PartnershipId AND resembles_id = @personId",
            Ending.Goes, "Nobody can decide about them any more.",
            """
            WITH RECURSIVE alike AS (
              SELECT import_id, row FROM person_import_row WHERE partnership_id = @PartnershipId AND resembles_id = @personId
              UNION SELECT w.import_id, w.row FROM person_import_row w JOIN alike a ON a.import_id = w.import_id AND a.row = w.earlier_row WHERE w.partnership_id = @PartnershipId)
            DELETE FROM person_import_row w USING alike a WHERE w.partnership_id = @PartnershipId AND w.import_id = a.import_id AND w.row = a.row
            """),
        new("How to reach you", ["person_contact.person_id"],
            $"SELECT {WordsOf("channel", "c.channel")} AS how, c.detail, c.round_supporter AS private_from_your_supporter FROM person_contact c WHERE c.{Mine} ORDER BY c.place",
            Ending.Goes, "All ways to reach you go.", $"DELETE FROM person_contact WHERE {Mine}"),
        new("What you need", ["adjustment.person_id"],
            $"SELECT {WordsOf("adjustment", "a.category")} AS about, a.wording, a.recorded_at, a.review_on FROM adjustment a WHERE a.{Mine} ORDER BY a.recorded_at",
            Ending.Goes, "All of it goes.", $"DELETE FROM adjustment WHERE {Mine}"),
        new("What you agree to", ["consent.person_id"],
            $"SELECT {WordsOf("use", "c.use")} AS use, c.given_at, c.withdrawn_at FROM consent c WHERE c.{Mine} ORDER BY c.given_at",
            Ending.Goes, "All of it goes. Nothing is done with it from then on.", $"DELETE FROM consent WHERE {Mine}"),
        new("What you said yes to when you came", ["agreement.person_id"],
            $"SELECT kind, agreed_at, withdrawn_at FROM agreement WHERE {Mine}",
            Ending.Goes, "It goes.", $"DELETE FROM agreement WHERE {Mine}"),
        new("Your record", ["person.person_id"],
            $"""
            SELECT p.display_name AS name, p.own_words AS in_your_own_words, p.pronouns, {WordsOfMany("experience", "p.experience")} AS experience, {WordsOf("journey", "p.journey")} AS stage_of_the_journey,
              p.skills, p.interests, {WordsOfMany("route", "p.routes")} AS ways_of_taking_part, p.availability AS when_it_suits, p.heard_from, p.job_title, p.created_at AS since
            FROM person p WHERE p.{Mine} AND p.erased_at IS NULL
            """,
            Ending.Goes, "Your name and all that is said of you goes. An empty place with a number stays, so that totals stay right. No search finds it.",
            $$"""
            UPDATE person SET display_name = @nobody, own_words = '', pronouns = '', experience = '{}', journey = '', skills = '{}', interests = '{}', routes = '{}', availability = '',
              heard_from = '', job_title = '', version = version + 1, contact_version = contact_version + 1, ended_at = @Now, erased_at = @Now
            WHERE {{Mine}}
            """),
        new("What you want to learn and what you had", ["learning.person_id"],
            $"""
            SELECT {WordsOf("learning", "l.kind")} AS what, p.name AS for_the_project, l.wanted_on, l.had_on, CASE WHEN @isOwn THEN l.how_it_went ELSE '' END AS how_it_went, l.ended_on
            FROM learning l LEFT JOIN project p ON p.partnership_id = l.partnership_id AND p.project_id = l.project_id WHERE l.{Mine} ORDER BY l.learning_id
            """,
            Ending.Goes, "All of it goes. A project then shows one person fewer who learned something.", $"DELETE FROM learning WHERE {Mine}"),
        new("Who stands by you, and by whom you stand", ["peer.newcomer_id", "peer.peer_id"],
            """
            SELECT CASE WHEN s.newcomer_id = @personId THEN 'stands by you' ELSE 'you stand by' END AS how, p.display_name AS who, s.from_on, s.until_on
            FROM peer s JOIN person p ON p.partnership_id = s.partnership_id AND p.person_id = CASE WHEN s.newcomer_id = @personId THEN s.peer_id ELSE s.newcomer_id END
            WHERE s.partnership_id = @PartnershipId AND @personId IN (s.newcomer_id, s.peer_id)
            """,
            Ending.Goes, "It goes.", "DELETE FROM peer WHERE partnership_id = @PartnershipId AND @personId IN (newcomer_id, peer_id)"),
        new("Whom you support, and who supports you", ["support.supporter_id", "support.person_id"],
            """
            SELECT CASE WHEN s.supporter_id = @personId THEN 'you support' ELSE 'supports you' END AS how, p.display_name AS who, s.scopes AS what_for
            FROM support s LEFT JOIN person p ON p.partnership_id = s.partnership_id AND p.person_id = CASE WHEN s.supporter_id = @personId THEN s.person_id ELSE s.supporter_id END
            WHERE s.partnership_id = @PartnershipId AND @personId IN (s.supporter_id, s.person_id)
            """,
            Ending.Goes, "It ends.", "DELETE FROM support WHERE partnership_id = @PartnershipId AND @personId IN (supporter_id, person_id)"),
        new("Needs, agreements and learning of others that you wrote down",
            ["adjustment.recorded_by_id", "consent.given_by_id", "consent.withdrawn_by_id", "learning.recorded_by_id", "peer.recorded_by_id"],
            """
            SELECT 'a need of somebody' AS what, recorded_at AS at FROM adjustment WHERE partnership_id = @PartnershipId AND recorded_by_id = @personId AND person_id <> @personId
            UNION ALL SELECT 'an agreement of somebody', given_at FROM consent WHERE partnership_id = @PartnershipId AND given_by_id = @personId AND person_id <> @personId
            UNION ALL SELECT 'what somebody wants to learn or had', recorded_at FROM learning WHERE partnership_id = @PartnershipId AND recorded_by_id = @personId AND person_id <> @personId
            UNION ALL SELECT 'who stands by a newcomer', recorded_at FROM peer WHERE partnership_id = @PartnershipId AND recorded_by_id = @personId
            UNION ALL SELECT 'that somebody took an agreement back', withdrawn_at FROM consent WHERE partnership_id = @PartnershipId AND withdrawn_by_id = @personId AND person_id <> @personId
            """,
            Ending.NameGoes, "They are about others, and stay. No name of yours is in them, only the number of your empty place."),
    ];

    private static IEnumerable<PersonalPart> OfTakingPart() =>
    [
        new("What you speak for", ["representation.person_id"],
            $"""
            SELECT g.name AS group, p.name AS in_the_project, r.from_on, r.until_on, r.until_because,
              CASE r.experience WHEN 1 THEN 'confident expert' WHEN 2 THEN 'needs of their own now' ELSE 'staff' END AS speaks_from,
              CASE r.found_through WHEN 1 THEN 'an organisation led by people who draw on support' WHEN 2 THEN 'an organisation led by carers' WHEN 3 THEN 'staff' WHEN 4 THEN 'asked themselves' ELSE 'another way' END AS found_through,
              ARRAY(SELECT (ARRAY['identify', 'engage', 'empower', 'govern', 'deliver'])[s.stage] || ' ' || s.engaged_on || coalesce(' to ' || s.ended_on, '') FROM representation_stage s
                WHERE s.partnership_id = r.partnership_id AND s.representation_id = r.representation_id ORDER BY s.stage, s.engaged_on) AS steps
            FROM representation r
            JOIN affected_group g ON g.partnership_id = r.partnership_id AND g.group_id = r.group_id
            JOIN project p ON p.partnership_id = r.partnership_id AND p.project_id = r.project_id WHERE r.{Mine}
            """,
            Ending.NameGoes, "It ends, and your name goes. That somebody spoke for the group stays, so that what was counted stays right.",
            $"""
            UPDATE representation_stage s SET ended_on = greatest(s.engaged_on, @today::date) FROM representation r
            WHERE s.partnership_id = @PartnershipId AND r.partnership_id = s.partnership_id AND r.representation_id = s.representation_id AND r.person_id = @personId AND s.ended_on IS NULL;
            UPDATE representation SET until_because = '', until_on = coalesce(until_on, greatest(from_on, @today::date)) WHERE {Mine}
            """),
        new("What you said of yourself, for counting", ["about_me.person_id"],
            $"SELECT characteristic, value FROM about_me WHERE {Mine}", Ending.Goes, "All of it goes.", $"DELETE FROM about_me WHERE {Mine}") { OwnOnly = true },
        new("Numbers that what you said is in", ["published_answer.person_id"],
            """
            SELECT f.as_of, f.topic, a.answer FROM published_answer a JOIN published_figure f ON f.partnership_id = a.partnership_id AND f.figure_id = a.figure_id
            WHERE a.partnership_id = @PartnershipId AND a.person_id = @personId ORDER BY f.as_of, f.topic
            """,
            Ending.NameGoes, "Numbers that were published stay as they are. That somebody said it stays with them, so that later numbers cannot tell who; your number goes, and nobody reads it.",
            $"UPDATE published_answer SET person_id = gen_random_uuid() WHERE {Mine}") { OwnOnly = true },
        new("Whether you may be counted", ["left_out_of_counts.person_id"],
            $"SELECT CASE WHEN until IS NULL THEN 'You are left out of counts' ELSE 'You are counted again' END AS wish, since, until, because FROM left_out_of_counts WHERE {Mine}",
            Ending.Goes, "It goes.", $"DELETE FROM left_out_of_counts WHERE {Mine}"),
        new("When you were asked, and what you answered", ["invitation.person_id"],
            $"""
            SELECT p.name AS project, i.told_on, {WordsOf("told-by", "i.channel")} AS how,
              (ARRAY['none yet', 'yes', 'no', 'keep me informed', 'could not be reached', 'perhaps later', 'none came', 'written down by mistake'])[i.answer] AS answer, i.answered_on
            FROM invitation i
            JOIN project p ON p.partnership_id = i.partnership_id AND p.project_id = i.project_id WHERE i.{Mine}
            """,
            Ending.NameGoes, "That somebody was asked stays, so that what was counted stays right. It has the number of your empty place."),
        new("Ways to take part that you offered yourself for", ["opportunity_interest.person_id"],
            $"SELECT o.title, i.said_on, (ARRAY['open', 'takes part', 'no place this time', 'taken back'])[i.outcome] AS outcome, i.outcome_on FROM opportunity_interest i JOIN opportunity o USING (partnership_id, opportunity_id) WHERE i.{Mine}",
            Ending.Goes, "It goes.", $"DELETE FROM opportunity_interest WHERE {Mine}"),
        new("Ways to take part that you were told of", ["opportunity_told.person_id"],
            $"SELECT o.title, t.told_on FROM opportunity_told t JOIN opportunity o USING (partnership_id, opportunity_id) WHERE t.{Mine}",
            Ending.Goes, "It goes.", $"DELETE FROM opportunity_told WHERE {Mine}"),
        new("What you said to projects while you were signed in", ["voice_message.said_by_id"],
            """
            SELECT p.name AS project, m.said_on, m.about, m.words, m.rather AS rather_see, m.reply_to,
              ARRAY(SELECT a.words FROM voice_answer a WHERE a.partnership_id = m.partnership_id AND a.message_id = m.message_id ORDER BY a.round) AS answers
            FROM voice_message m
            JOIN project p USING (partnership_id, project_id) WHERE m.partnership_id = @PartnershipId AND m.said_by_id = @personId
            """,
            Ending.NameGoes, "Your words go. That something was said, and its answer, stay. What you said without signing in is not known to be yours.",
            "UPDATE voice_message SET about = '', rather = '', reply_to = '', words = 'Taken out, as whoever said it wished.' WHERE partnership_id = @PartnershipId AND said_by_id = @personId") { OwnOnly = true },
        // While somebody may be in danger, those who act have to know what was said.
        new("What you said that may be about harm", [],
            """
            SELECT c.raised_at, c.about, c.words, c.rather, c.told_words FROM concern c JOIN voice_message m ON m.partnership_id = c.partnership_id AND m.message_id = c.message_id
            WHERE c.partnership_id = @PartnershipId AND m.said_by_id = @personId ORDER BY c.raised_at
            """,
            Ending.Goes, "Those who answer for keeping people safe keep your words until they have done what is needed. Then the words go.",
            $"""
            UPDATE concern c SET {Safeguarding.RecordStep.WithoutWords} FROM voice_message m
            WHERE c.partnership_id = @PartnershipId AND c.state = 3 AND m.partnership_id = c.partnership_id AND m.message_id = c.message_id AND m.said_by_id = @personId
            """) { OwnOnly = true },
    ];

    // What others rest on stays; the name of whoever did it goes.
    private static IEnumerable<PersonalPart> OfWhatTheyDid() =>
    [
        new("Groups that you were in", ["governing_member.person_id"],
            $"SELECT m.name, g.name AS in_the_group, m.joined_on, m.left_on FROM governing_member m JOIN governing_group g USING (partnership_id, governing_group_id) WHERE m.{Mine}",
            Ending.NameGoes, "You leave the groups, and your name goes. That somebody was there stays, so that what the group agreed still holds.",
            $"""
            UPDATE terms_agreement t SET name = @nobody FROM governing_member m
            WHERE t.partnership_id = @PartnershipId AND m.partnership_id = t.partnership_id AND m.member_id = t.member_id AND m.person_id = @personId;
            UPDATE governing_member SET name = @nobody, left_on = coalesce(left_on, greatest(joined_on, @today::date)) WHERE {Mine}
            """),
        Named("Agreements to terms of reference that you wrote down", "terms_agreement", "recorded_by", "name AS of, how, agreed_on"),
        Named("Changes of projects", "project_change", "changed_by", "changed_at, parts"),
        Named("Answers on being ready", "readiness", "recorded_by", "answered_by, answered_on",
            "answered_by = CASE WHEN answered_by = recorded_by THEN @nobody ELSE answered_by END, "),
        Named("Looks whether a group is missing", "verification", "verified_by", "verified_at, complete, missing"),
        Named("Decisions about flags", "flag_override", "decided_by", "flag, reason, decided_at"),
        Named("Self-assessments that you wrote down", "sitting", "recorded_by", "held_on"),
        Named("Close-out reviews that you wrote", "close_out", "written_by", "went_well, less_well, do_better, written_at"),
        Named("Close-out reviews that you opened again", "close_out", "reopened_by", "reopened_on, reopened_because"),
        Named("Kinds of groups of which you said that nobody is affected", "empty_category", "said_by", "because, said_at"),
        Named("Signatures under close-out reviews", "close_out_signature", "recorded_by", "signed_by, words, signed_at",
            "signed_by = CASE WHEN signed_by = recorded_by THEN @nobody ELSE signed_by END, "),
        new("Where you put projects on the ladder", ["ladder_rating.recorded_by_id"],
            "SELECT rated_on, rung, evidence, on_behalf_of FROM ladder_rating WHERE partnership_id = @PartnershipId AND recorded_by_id = @personId ORDER BY rated_on",
            Ending.NameGoes, "The rung stays, so that the totals that were shown stay right. The words that you gave for it go.",
            "UPDATE ladder_rating SET evidence = '' WHERE partnership_id = @PartnershipId AND rater = @personId::text") { OwnOnly = true },
        Named("Invitations that you wrote down", "invitation", "recorded_by", "told_on, people"),
        new("Your hours as a safeguarding responder", ["responder.person_id"], $"SELECT is_lead, days, from_time, until_time FROM responder WHERE {Mine}", Ending.Goes, "They go.", $"DELETE FROM responder WHERE {Mine}"),
        Named("What may be about harm that you took on", "concern", "taken_by", "raised_at"),
        Named("What you did about harm", "concern_event", "done_by", "at, words"),
        Named("Messages that you read before others", "voice_message", "settled_by", "settled_at, because, referred_to"),
        Named("Answers that you gave to messages", "voice_answer", "answered_by", "answered_on, words"),
        Named("Ways to take part that you changed last", "opportunity", "changed_by", "title"),
        Numbered("Messages that you wrote down for others", "voice_message", "recorded_by_id", "said_on"),
        Numbered("Wishes of others to be counted or not that you wrote down", "left_out_of_counts", "written_by_id", "since, until"),
        Numbered("Representatives that you wrote down", "representation", "recorded_by_id", "from_on, until_on"),
        Numbered("Offers of others to take part that you wrote down", "opportunity_interest", "recorded_by_id", "said_on"),
        Numbered("People whom you told of ways to take part", "opportunity_told", "told_by_id", "told_on"),
        Numbered("Figures of areas that you brought in", "population_area", "imported_by_id", "area, source, figures_on"),
        Numbered("Affected groups that you named", "affected_group", "named_by_id", "name, named_at"),
        Numbered("Checkpoints that you wrote down", "checkpoint", "recorded_by_id", "held_on, goes_well, less_well, to_change"),
        Numbered("Files of people that you brought in", "person_import", "imported_by_id", "file_name, imported_at"),
        Numbered("Tokens of programs that you made", "api_token", "created_by_id", "name, created_at"),
        Numbered("Tokens of programs that are yours", "api_token", "owner_id", "name, created_at, taken_over_at, expires_at, last_used_on") with
        {
            Words = "They stop working at once, and stay in the list with the number of your empty place. Whoever looks after the partnership can take them over before.",
        },
    ];

    private static IEnumerable<PersonalPart> OfSigningIn() =>
    [
        new("Your roles", ["membership.person_id", "project_membership.person_id"],
            $"""
            SELECT 'everywhere' AS "where", roles FROM membership WHERE {Mine}
            UNION ALL SELECT p.name, m.roles FROM project_membership m JOIN project p USING (partnership_id, project_id) WHERE m.{Mine}
            """,
            Ending.Goes, "All roles go. You can do nothing here from then on.", $"DELETE FROM membership WHERE {Mine}"),
        OfTheSignIn("Where you are signed in", "session", "started_at, seen_at"),
        OfTheSignIn("Browsers that you signed in with", "device", "seen_at"),
        OfTheSignIn("Links and recovery codes to sign in", "one_time_secret", "CASE kind WHEN 1 THEN 'link' ELSE 'recovery code' END AS what, expires_at"),
        OfTheSignIn("What another place knows you by", "provider_identity", "issuer, subject"),
        OfTheSignIn("Your sign-in", "account", "account_name AS sign_in_name, display_name AS name, email, last_signed_in_at"),
    ];

    private static IEnumerable<PersonalPart> OfTheAudit() =>
    [
        new("What others did that was about you", ["audit.for_person_id"],
            """
            SELECT l.at, l.action, coalesce(p.display_name, '') AS who FROM audit l LEFT JOIN person p ON p.partnership_id = l.partnership_id AND p.person_id = l.actor_id
            WHERE l.partnership_id = @PartnershipId AND l.for_person_id = @personId AND l.actor_id <> @personId ORDER BY l.at
            """,
            Ending.Stays, "This list shows who did what when, and nobody can change it: everybody has to be able to trust it. It has numbers in place of names."),
        new("What you did", ["audit.actor_id"],
            // Entries of what somebody thinks had their name once: beside the days in the project's lists they would tell whose each was.
            "SELECT at, action FROM audit WHERE partnership_id = @PartnershipId AND actor_id = @personId AND (@isOwn OR action NOT IN ('said.challenge', 'ladder.rate')) ORDER BY at",
            Ending.Stays, "This list shows who did what when, and nobody can change it: everybody has to be able to trust it. It has numbers in place of names."),
    ];

    // By is the column of the name; beside it stands the one of the id.
    private static PersonalPart Named(string title, string table, string by, string what, string more = "") => new(
        title, [$"{table}.{by}_id"], $"SELECT {what} FROM {table} WHERE partnership_id = @PartnershipId AND {by}_id = @personId",
        Ending.NameGoes, "What you did stays, because others go on from it. Your name in it goes.",
        $"UPDATE {table} SET {more}{by} = @nobody WHERE partnership_id = @PartnershipId AND {by}_id = @personId");

    private static PersonalPart Numbered(string title, string table, string by, string what) => new(
        title, [$"{table}.{by}"], $"SELECT {what} FROM {table} WHERE partnership_id = @PartnershipId AND {by} = @personId",
        Ending.NameGoes, "It stays, because others go on from it. No name of yours is in it, only the number of your empty place.");

    private static PersonalPart OfTheSignIn(string title, string table, string what) => new(
        title, [$"{table}.person_id"], $"SELECT {what} FROM {table} WHERE person_id = @personId",
        Ending.Goes, "It goes, unless you sign in to another partnership with it too.", $"DELETE FROM {table} WHERE person_id = @personId AND @signInGoes");

    private static string WordsOf(string kind, string code) => $"coalesce((SELECT words FROM person_choice WHERE kind = '{kind}' AND code = {code}), {code})";

    private static string WordsOfMany(string kind, string codes) => $"ARRAY(SELECT words FROM person_choice WHERE kind = '{kind}' AND code = ANY({codes}) ORDER BY place)";
}
