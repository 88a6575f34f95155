namespace CoProduction.Review.Domain;

/// <summary>Where a statement stands on its way to being themed; the numbers are those of the database.</summary>
internal enum StatementState : short
{
    Clear = 1,
    HeldBack = 2,
    Redacted = 3,
    Referred = 4,
}
