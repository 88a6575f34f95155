using System.Text.Json;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Gateway.Api;

/// <summary>Where people see a project on the ladder of co-production (TLAP), at the end of each month with ratings, the newest first; whole false: in rounds of enough people, because the token may not change projects.</summary>
internal sealed record LadderItem(IReadOnlyList<RungItem> Rungs, IReadOnlyList<LadderPointItem> Points, bool Whole)
{
    public static LadderItem From(GetLadderResponse ladder) =>
        new([.. ladder.Rungs.Select(rung => new RungItem(rung.Rung_, rung.Name, rung.Meaning))], [.. ladder.Points.Select(LadderPointItem.From)], ladder.Whole);
}

/// <summary>One rung, 1 (coercion) to 7 (co-production).</summary>
internal sealed record RungItem(int Rung, string Name, string Meaning);

/// <summary>One month, such as 2026-11; asOf: the day on which a round was made, null when it is whole.</summary>
internal sealed record LadderPointItem(string Month, IReadOnlyList<LadderLevelItem> Levels, string? AsOf)
{
    public static LadderPointItem From(LadderPoint point) => new(point.Month, [.. point.Levels.Select(LadderLevelItem.From)], ApiNames.Date(point.AsOf));
}

/// <summary>One level: strategic, service or individual; gap: staff's median less that of lived experience and carers, null unless both sides rated.</summary>
internal sealed record LadderLevelItem(string Level, IReadOnlyList<RungCountItem> Counts, LadderSideItem LivedExperienceAndCarers, LadderSideItem Staff, double? Gap)
{
    public static LadderLevelItem From(LevelStanding level) => new(
        DeliverNames.Of(level.Level), [.. level.Counts.Select(count => new RungCountItem(count.Rung, DeliverNames.Of(count.Perspective), count.People))],
        LadderSideItem.From(level.Lived), LadderSideItem.From(level.Staff), level.HasGap ? level.Gap : null);
}

/// <summary>How many of a perspective stand on a rung: lived_experience, carer, staff or other.</summary>
internal sealed record RungCountItem(int Rung, string Perspective, int People);

/// <summary>One side; median null when nobody rated.</summary>
internal sealed record LadderSideItem(int People, double? Median)
{
    public static LadderSideItem From(SideStanding side) => new(side.People, side.People > 0 ? side.Median : null);
}

/// <summary>The statements and each sitting's scores, the newest first.</summary>
internal sealed record SelfAssessmentItem(IReadOnlyList<PrincipleItem> Principles, IReadOnlyList<SittingItem> Sittings)
{
    public static SelfAssessmentItem From(GetSelfAssessmentResponse assessment) => new(
        [.. assessment.Principles.Select(one => new PrincipleItem(one.PrincipleId, one.Name, [.. one.Statements.Select(statement => new AssessedStatementItem(statement.StatementId, statement.Words))]))],
        [.. assessment.Sittings.Select(SittingItem.From)]);
}

/// <summary>One of five principles.</summary>
internal sealed record PrincipleItem(string PrincipleId, string Name, IReadOnlyList<AssessedStatementItem> Statements);

/// <summary>One of its statements.</summary>
internal sealed record AssessedStatementItem(string StatementId, string Words);

/// <summary>One sitting: how many of each perspective were there, and a score from 1 to 5 for each statement.</summary>
internal sealed record SittingItem(Guid SittingId, string HeldOn, int LivedExperience, int Carers, int Staff, int Others, IReadOnlyList<ScoreItem> Scores)
{
    public static SittingItem From(Sitting sitting) => new(
        Guid.Parse(sitting.SittingId), sitting.HeldOn, sitting.Presence.LivedExperience, sitting.Presence.Carers, sitting.Presence.Staff, sitting.Presence.Others,
        [.. sitting.Scores.Select(score => new ScoreItem(score.StatementId, score.Score_, score.Note))]);
}

/// <summary>One statement's score.</summary>
internal sealed record ScoreItem(string StatementId, int Score, string Note);

/// <summary>Looks back, the newest first.</summary>
internal sealed record CheckpointList(IReadOnlyList<CheckpointItem> Checkpoints);

/// <summary>One look back; nextOn null: not said.</summary>
internal sealed record CheckpointItem(Guid CheckpointId, string HeldOn, string ReviewedBy, string GoesWell, string LessWell, string ToChange, string? NextOn)
{
    public static CheckpointItem From(Checkpoint one) => new(
        Guid.Parse(one.CheckpointId), one.HeldOn, one.ReviewedBy, one.GoesWell, one.LessWell, one.ToChange, ApiNames.Date(one.NextOn));
}

/// <summary>How a project ended; closedOn null while it runs, review null before it is written; earlier: those of which it was opened again.</summary>
internal sealed record CloseOutItem(string? ClosedOn, CloseOutReviewItem? Review, IReadOnlyList<CloseOutReviewItem> Earlier, IReadOnlyList<StoryItem> Stories)
{
    public static CloseOutItem From(GetCloseOutResponse closeOut) => new(
        ApiNames.Date(closeOut.ClosedOn), closeOut.Review is { } review ? CloseOutReviewItem.From(review) : null, [.. closeOut.Earlier.Select(CloseOutReviewItem.From)],
        [.. closeOut.Stories.Select(StoryItem.From)]);
}

/// <summary>One joint review with each side's own verdict.</summary>
internal sealed record CloseOutReviewItem(
    string WentWell, string LessWell, string DoBetter, string? ClosedOn, string? ReopenedOn, string? ReopenedBecause, IReadOnlyList<SignatureItem> Signatures)
{
    public static CloseOutReviewItem From(CloseOut review) => new(
        review.WentWell, review.LessWell, review.DoBetter, ApiNames.Date(review.ClosedOn), ApiNames.Date(review.ReopenedOn), ApiNames.Date(review.ReopenedBecause),
        [.. review.Signatures.Select(one => new SignatureItem(DeliverNames.Of(one.Side), DeliverNames.Of(one.Verdict), one.SignedBy, one.Words, one.SignedAt.ToDateTimeOffset()))]);
}

/// <summary>Side: management or experts; verdict: throughout, intended, some_elements or not.</summary>
internal sealed record SignatureItem(string Side, string Verdict, string SignedBy, string Words, DateTimeOffset SignedAt);

/// <summary>Kind: lesson or good_news; agreedBy null unless it may be shared across the integrated care system.</summary>
internal sealed record StoryItem(Guid StoryId, string Kind, string Title, string Words, bool MayShare, string? AgreedBy)
{
    public static StoryItem From(Story story) => new(
        Guid.Parse(story.StoryId), DeliverNames.Of(story.Kind), story.Title, story.Words, story.MayShare, story.AgreedBy.Length > 0 ? story.AgreedBy : null);
}

/// <summary>Names of choices in REST.</summary>
internal static class DeliverNames
{
    public static string Of<T>(T choice) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(choice.ToString());
}
