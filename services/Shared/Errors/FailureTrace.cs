using Npgsql;

namespace CoProduction.Shared.Errors;

/// <summary>What a log may say of a failure. The message of an exception may hold somebody's words: its kind and where it happened are enough to act on.</summary>
public static class FailureTrace
{
    /// <summary>The kind of failure; for one of the database, its code and constraint.</summary>
    public static string Kind(Exception failure) =>
        failure is PostgresException e ? $"PostgreSQL {e.SqlState} {e.ConstraintName}".TrimEnd() : failure.GetType().Name;

    /// <summary>Kind and place of the failure and of those behind it.</summary>
    public static string Of(Exception failure)
    {
        var trace = $"{Kind(failure)}{Environment.NewLine}{failure.StackTrace}";
        return failure.InnerException is { } inner ? $"{trace}{Environment.NewLine}because of {Of(inner)}" : trace;
    }
}
