using CoProduction.Review.V1;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Stakeholder.Features.Safeguarding;

/// <summary>A concern without a word of anybody.</summary>
internal sealed record ConcernRow(
    Guid ConcernId, short Kind, short State, Guid ProjectId, string ProjectName, Guid? StatementId, Guid? MessageId, DateTime RaisedAt, DateTime? DueAt, string TakenBy, int Version)
{
    /// <summary>The beginning of every statement that reads concerns, which are c.</summary>
    public const string Select =
        """
        SELECT c.concern_id, c.kind, c.state, c.project_id, coalesce(p.name, '') AS project_name, c.statement_id, c.message_id, c.raised_at, c.due_at, c.taken_by, c.version
        FROM concern c LEFT JOIN project p ON p.partnership_id = c.partnership_id AND p.project_id = c.project_id
        """;

    public Concern ToConcern(DateTimeOffset now) => new()
    {
        ConcernId = ConcernId.ToString(),
        Kind = (HarmKind)Kind,
        State = (ConcernState)State,
        ProjectId = ProjectId.ToString(),
        ProjectName = ProjectName,
        RaisedAt = Timestamp.FromDateTime(RaisedAt),
        DueAt = DueAt is { } due ? Timestamp.FromDateTime(due) : null,
        IsLate = DueAt is { } by && by <= now.UtcDateTime,
        TakenBy = TakenBy,
        Etag = Version.ToString(),
        StatementId = StatementId?.ToString() ?? "",
        MessageId = MessageId?.ToString() ?? "",
    };
}
