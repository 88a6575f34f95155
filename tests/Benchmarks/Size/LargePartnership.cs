using Dapper;
using Npgsql;

namespace CoProduction.Benchmarks.Size;

/// <summary>A partnership that has worked for years: everything in it is made up, by counting.</summary>
internal sealed record LargePartnership(int Projects, int People)
{
    private static readonly string[] _given =
    [
        "Amina", "Beth", "Chidi", "Dilys", "Ewan", "Farida", "Gwen", "Hamish", "Ines", "Jolanta", "Kofi", "Leena", "Mairi", "Nasreen", "Owain", "Priya", "Rhona", "Sunil", "Teresa",
        "Winston", "Agnes", "Bilal", "Carys", "Declan", "Esme", "Florin", "Grace", "Hetty", "Ivor", "Jasmin",
    ];

    private static readonly string[] _stem =
        ["Ab", "Benn", "Chaud", "Dav", "East", "Fras", "Grab", "Huss", "Iq", "Jenk", "Kaur", "Llew", "Mac", "Now", "Oka", "Prit", "Quig", "Rob", "Shah", "Thorn", "Udd", "Vaugh", "Whit", "Yil"];

    private static readonly string[] _ending = ["ara", "ett", "ryle", "ies", "wood", "ers", "owska", "ain", "by", "ins"];

    // Each is one statement, so that PostgreSQL does the work; $1 is the partnership.
    private static readonly (string What, string Sql)[] _parts =
    [
        ("people",
            """
            INSERT INTO person (partnership_id, person_id, display_name, experience, journey, skills, interests, routes, created_at)
            SELECT @partnership, md5('person' || n)::uuid, @given[1 + n % 30] || ' ' || @stem[1 + n / 30 % 24] || @ending[1 + n / 720 % 10],
              CASE n % 3 WHEN 0 THEN '{lived}'::text[] WHEN 1 THEN '{carer,family}' ELSE '{staff}' END, 'taking-part',
              ARRAY[CASE WHEN hashint4(n) % 200 = 0 THEN 'Braille' ELSE ('{Chairing,Welsh,Interviewing,Cooking,Budgets,Drawing,Minutes,Sign language}'::text[])[1 + (hashint4(n) & 7)] END],
              ARRAY[('{Transport,Short breaks,Housing,Mental health,Digital,Young carers}'::text[])[1 + (hashint4(-n) & 65535) % 6]], '{meetings}', now()
            FROM generate_series(1, @people) n
            """),
        ("contacts",
            """
            INSERT INTO person_contact (partnership_id, person_id, place, channel, detail)
            SELECT @partnership, md5('person' || n)::uuid, 1, CASE n % 3 WHEN 0 THEN 'post' WHEN 1 THEN 'phone' ELSE 'email' END, 'As agreed ' || n FROM generate_series(1, @people) n
            """),
        ("needs",
            """
            INSERT INTO adjustment (partnership_id, adjustment_id, person_id, category, wording, recorded_by_id, recorded_at, review_on)
            SELECT @partnership, md5('adjustment' || n)::uuid, md5('person' || n)::uuid,
              ('{contact-method,information-format,communication-professional,communication-support,physical-access,language,other}'::text[])[1 + (hashint4(n) & 65535) % 7],
              'As agreed', md5('person1')::uuid, now(), current_date + (n % 700 - 100)
            FROM generate_series(4, @people, 4) n
            """),
        ("consents",
            """
            INSERT INTO consent (partnership_id, person_id, use, given_at, given_by_id)
            SELECT @partnership, md5('person' || n)::uuid, use, now(), md5('person' || n)::uuid FROM generate_series(1, @people) n, unnest('{informed,new-projects}'::text[]) use WHERE (hashint4(n) & 65535) % 5 > 0
            """),
        ("projects",
            """
            INSERT INTO project (partnership_id, project_id, name, purpose, sponsor, created_at, responsible, methods, level)
            SELECT @partnership, md5('project' || n)::uuid, 'Project ' || n, 'To find out together what would be better.', 'Director', now() - n * interval '1 minute', 'Lead', '{wtfc}', 2
            FROM generate_series(1, @projects) n
            """),
        ("changes",
            """
            INSERT INTO project_change (partnership_id, project_id, version, parts, changed_by_id, changed_by, changed_at)
            SELECT @partnership, md5('project' || n)::uuid, version, '{purpose,outcomes}', md5('person1')::uuid, 'Lead', now() FROM generate_series(1, @projects) n, generate_series(2, 15) version
            """),
        ("readiness",
            """
            INSERT INTO readiness (partnership_id, readiness_id, project_id, answered_by, answered_on, recorded_by_id, recorded_by, recorded_at)
            SELECT @partnership, md5('readiness' || n)::uuid, md5('project' || n)::uuid, 'Director', current_date, md5('person1')::uuid, 'Lead', now() FROM generate_series(1, @projects) n
            """),
        ("outcomes",
            """
            INSERT INTO outcome (partnership_id, outcome_id, project_id, words, proposed_by, proposed_on)
            SELECT @partnership, md5('outcome' || n || '-' || i)::uuid, md5('project' || n)::uuid, 'People know whom to ask', 1 + i, current_date FROM generate_series(1, @projects) n, generate_series(1, 3) i
            """),
        ("what is known",
            """
            INSERT INTO known_before (partnership_id, known_id, project_id, words, source, consent, added_at)
            SELECT @partnership, md5('known' || n || '-' || i)::uuid, md5('project' || n)::uuid, 'Letters come too late', 'Survey', 1, now() FROM generate_series(1, @projects) n, generate_series(1, 2) i
            """),
        ("affected groups",
            """
            INSERT INTO affected_group (partnership_id, group_id, project_id, category, name, effect, reach, estimated_size, seldom_heard, round, named_by_id, named_at)
            SELECT @partnership, md5('group' || n || '-' || i)::uuid, md5('project' || n)::uuid, 1 + i % 7, 'Group ' || i, 3, 1, 100 * i, '', 1, md5('person1')::uuid, now()
            FROM generate_series(1, @projects) n, generate_series(0, 9) i
            """),
        ("representatives",
            """
            INSERT INTO representation (partnership_id, representation_id, project_id, group_id, person_id, from_on, experience, found_through, recorded_by_id, recorded_at)
            SELECT @partnership, md5('representation' || n || '-' || i)::uuid, md5('project' || n)::uuid, md5('group' || n || '-' || i % 8)::uuid,
              md5('person' || 1 + (n * 20 + i) % @people)::uuid, current_date, 1 + i % 3, 1 + i % 5, md5('person1')::uuid, now()
            FROM generate_series(1, @projects) n, generate_series(0, 19) i
            """),
        ("their steps",
            """
            INSERT INTO representation_stage (partnership_id, representation_id, stage, engaged_on)
            SELECT @partnership, md5('representation' || n || '-' || i)::uuid, stage, current_date FROM generate_series(1, @projects) n, generate_series(0, 19) i, generate_series(1, 3) stage
            """),
        ("who was told",
            """
            INSERT INTO invitation (partnership_id, invitation_id, project_id, group_id, told_on, people, whom, channel, came_to_us, through, answer, said_yes, recorded_by_id, recorded_by, recorded_at)
            SELECT @partnership, md5('invitation' || n || '-' || i)::uuid, md5('project' || n)::uuid, md5('group' || n || '-' || i % 10)::uuid, current_date, 20, 'A group', 'meeting', false, '',
              2, 3, md5('person1')::uuid, 'Lead', now()
            FROM generate_series(1, @projects) n, generate_series(0, 19) i
            """),
        ("what stands in the way",
            """
            INSERT INTO barrier (partnership_id, barrier_id, project_id, category, words, noticed_on, state, how)
            SELECT @partnership, md5('barrier' || n || '-' || i)::uuid, md5('project' || n)::uuid, 'other', 'No bus', current_date, 1 + i % 2, '' FROM generate_series(1, @projects) n, generate_series(1, 4) i
            """),
        ("what was said",
            """
            INSERT INTO voice_message (partnership_id, message_id, project_id, kind, state, came_by, about, words, rather, decided_beforehand, may_be_harm, reply_to, said_on, came_at, answer_by)
            SELECT @partnership, md5('message' || n || '-' || i)::uuid, md5('project' || n)::uuid, 1 + i % 2, 2, 1, '', 'The bus comes too late.', '', false, false, '', current_date, now(), current_date + 10
            FROM generate_series(1, @projects) n, generate_series(1, 20) i
            """),
        ("learning",
            """
            INSERT INTO learning (partnership_id, learning_id, person_id, project_id, kind, wanted_on, recorded_by_id, recorded_at)
            SELECT @partnership, md5('learning' || n || '-' || i)::uuid, md5('person' || 1 + (n * 10 + i) % @people)::uuid, md5('project' || n)::uuid, 'induction', current_date, md5('person1')::uuid, now()
            FROM generate_series(1, @projects) n, generate_series(1, 10) i
            """),
        ("verifications",
            """
            INSERT INTO verification (partnership_id, verification_id, project_id, complete, missing, verified_by_id, verified_by, verified_at)
            SELECT @partnership, md5('verification' || n)::uuid, md5('project' || n)::uuid, true, '', md5('person2')::uuid, 'Sponsor', now() FROM generate_series(1, @projects) n
            """),
        ("governing groups",
            """
            INSERT INTO governing_group (partnership_id, governing_group_id, project_id, kind, name, purpose, reporting, lived_role, seats, lived_seats)
            SELECT @partnership, md5('governing' || n || '-' || i)::uuid, md5('project' || n)::uuid, i, 'Group ' || i, 'To decide', '', 1, 8, 4 FROM generate_series(1, @projects) n, generate_series(1, 2) i
            """),
        ("their members",
            """
            INSERT INTO governing_member (partnership_id, member_id, project_id, governing_group_id, name, perspective, joined_on)
            SELECT @partnership, md5('member' || n || '-' || i)::uuid, md5('project' || n)::uuid, md5('governing' || n || '-' || 1 + i % 2)::uuid, 'Member ' || i, 1 + i % 4, current_date
            FROM generate_series(1, @projects) n, generate_series(1, 10) i
            """),
        ("terms",
            """
            INSERT INTO terms (partnership_id, terms_id, project_id, governing_group_id, version, aims, settle_by, started_on, agreed_on)
            SELECT @partnership, md5('terms' || n || '-' || i)::uuid, md5('project' || n)::uuid, md5('governing' || n || '-' || i)::uuid, 1, repeat('Together. ', 100), 1, current_date, current_date
            FROM generate_series(1, @projects) n, generate_series(1, 2) i
            """),
        ("cycles",
            """
            INSERT INTO cycle_activity (partnership_id, cycle_id, project_id, cycle_name, version, statements, held_back, themes, themes_ready)
            SELECT @partnership, md5('cycle' || n || '-' || i)::uuid, md5('project' || n)::uuid, 'Cycle ' || i, 1, 600, 3, 30, 20 FROM generate_series(1, @projects) n, generate_series(1, 3) i
            """),
    ];

    /// <summary>A project's id, by its number from 1.</summary>
    public static Guid ProjectId(int number) => IdOf($"project{number}");

    /// <summary>Somebody's name, by their number from 1; one letter wrong when misspelt.</summary>
    public static string NameOf(int number, bool misspelt = false)
    {
        var (given, family) = (_given[number % 30], _stem[number / 30 % 24] + _ending[number / 720 % 10]);
        return misspelt ? $"{given[..^1]}{(given[^1] == 'a' ? 'e' : 'a')} {family}" : $"{given} {family}";
    }

    /// <summary>Fills the partnership, and has PostgreSQL look at what there is.</summary>
    public async Task FillAsync(NpgsqlConnection superuser, Guid partnership)
    {
        foreach (var (_, sql) in _parts)
            await superuser.ExecuteAsync(sql, new { partnership, projects = Projects, people = People, given = _given, stem = _stem, ending = _ending }, commandTimeout: 600);
        await superuser.ExecuteAsync("VACUUM ANALYZE", commandTimeout: 600);
    }

    private static Guid IdOf(string words) => Guid.Parse(Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(words))));
}
