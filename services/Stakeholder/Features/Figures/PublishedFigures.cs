using System.Globalization;
using CoProduction.Shared.Data;
using CoProduction.Stakeholder.Features.Population;
using CoProduction.Stakeholder.Features.Projects;
using Google.Protobuf;

namespace CoProduction.Stakeholder.Features.Figures;

/// <summary>A table as it was made on a day (ISO date), and as it is shown until the next one.</summary>
internal sealed record PublishedFigure(string Topic, string AsOf, byte[] Shown);

/// <summary>What a table would be made of: people's answers to one question, without those who have said nothing, and how it would be shown.</summary>
internal sealed record FigureDraft(string Topic, IReadOnlyDictionary<Guid, string> Answers, Func<IMessage> Show);

/// <summary>Tables of numbers of people as they stand: each is kept as it was shown, and gives way to a new one only when <see cref="PublishRule"/> allows it.</summary>
internal sealed class PublishedFigures(CountingOptions options)
{
    private readonly PublishRule _rule = new(options.Fewest, options.FrozenDays);

    /// <summary>All of a project, the newest first.</summary>
    public static Task<List<PublishedFigure>> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) => transaction.QueryAsync<PublishedFigure>(
        "SELECT topic, as_of::text, shown FROM published_figure WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY as_of DESC, topic",
        new { transaction.PartnershipId, projectId }, cancel);

    /// <summary>Whether there is none yet, or its time is over.</summary>
    public bool IsDue(PublishedFigure? newest, string today) => newest is null || string.CompareOrdinal(NextOn(newest.AsOf), today) <= 0;

    /// <summary>The first day on which the next one may be made.</summary>
    public string NextOn(string asOf) => Iso(Day(asOf).AddDays(options.FrozenDays));

    /// <summary>Makes those that may be made; gives whether there were any. It is for the caller to commit.</summary>
    public async Task<bool> RenewAsync(TenantTransaction transaction, Guid projectId, IEnumerable<FigureDraft> drafts, CancellationToken cancel)
    {
        var enough = drafts.Where(draft => draft.Answers.Count >= options.Fewest).ToList();
        if (enough.Count == 0)
            return false;
        // One after the other: two at once would each not know of the other's.
        await transaction.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended('figures of ' || @PartnershipId, 0))", new { transaction.PartnershipId }, cancel);
        var (today, any) = (Days.Today(transaction), false);
        foreach (var draft in enough)
        {
            if (!_rule.Allows(draft.Answers, await EarlierAsync(transaction, projectId, draft, cancel), Day(today)))
                continue;
            await MakeAsync(transaction, projectId, draft, today, cancel);
            any = true;
        }
        return any;
    }

    // The project's own, whoever was in them, and all others that anybody of these was in.
    private static async Task<IEnumerable<Made>> EarlierAsync(TenantTransaction transaction, Guid projectId, FigureDraft draft, CancellationToken cancel)
    {
        var rows = await transaction.QueryAsync<(Guid FigureId, string AsOf, Guid PersonId, string Answer)>(
            """
            SELECT f.figure_id, f.as_of::text, a.person_id, a.answer FROM published_figure f
            JOIN published_answer a ON a.partnership_id = f.partnership_id AND a.figure_id = f.figure_id
            WHERE f.partnership_id = @PartnershipId AND f.topic = @Topic AND (f.project_id = @projectId OR f.figure_id IN (
              SELECT figure_id FROM published_answer WHERE partnership_id = @PartnershipId AND person_id = ANY(@people)))
            """,
            new { transaction.PartnershipId, projectId, draft.Topic, people = draft.Answers.Keys.ToArray() }, cancel);
        return rows.GroupBy(row => row.FigureId).Select(made => new Made(Day(made.First().AsOf), made.ToDictionary(row => row.PersonId, row => row.Answer)));
    }

    private static Task MakeAsync(TenantTransaction transaction, Guid projectId, FigureDraft draft, string today, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        INSERT INTO published_figure (partnership_id, figure_id, project_id, topic, as_of, shown) VALUES (@PartnershipId, @figureId, @projectId, @Topic, @today::date, @shown);
        INSERT INTO published_answer (partnership_id, figure_id, person_id, answer)
        SELECT @PartnershipId, @figureId, person_id, answer FROM unnest(@people, @answers) AS one (person_id, answer)
        """,
        new
        {
            transaction.PartnershipId,
            figureId = transaction.NewId(),
            projectId,
            draft.Topic,
            today,
            shown = draft.Show().ToByteArray(),
            people = draft.Answers.Keys.ToArray(),
            answers = draft.Answers.Values.ToArray(),
        }, cancel);

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
