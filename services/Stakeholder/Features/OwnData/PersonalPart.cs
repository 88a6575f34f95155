using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.OwnData;

/// <summary>
/// One part of what is held about people, for both taking it away and taking it out.
/// Columns: those that hold the person's id, as table.column. Rows: a query for what they may read of it, whose columns name what is in them.
/// Erase: what takes it, or the name in it, out; null when it stays. Words: what happens with it and why, for the person.
/// Parameters of both are @PartnershipId and @personId, of Rows also @isOwn, of Erase also @Now, @today, @nobody (the name that stands in place of theirs) and @signInGoes.
/// </summary>
internal sealed record PersonalPart(string Title, string[] Columns, string Rows, Ending Ending, string Words, string? Erase = null)
{
    /// <summary>Read by the person alone: whoever takes the rest away for them does not get it.</summary>
    public bool OwnOnly { get; init; }
}
