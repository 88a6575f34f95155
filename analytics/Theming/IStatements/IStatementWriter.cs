namespace CoProduction.Analytics.Theming;

internal static class IStatementWriter
{
    public static IStatementDraft[] Write(int[] order) => [.. order.Select(_ => IStatementDraft.None)];
}
