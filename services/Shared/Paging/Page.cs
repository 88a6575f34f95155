using CoProduction.Common.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using Grpc.Core;

namespace CoProduction.Shared.Paging;

/// <summary>
/// One page of a list by keyset: where the last page ended, as the sort keys of its last row. Its token is sealed, and bound to whoever asks and to the list with
/// its other arguments.
/// </summary>
public sealed class Page
{
    private readonly PageTokens _tokens;
    private readonly string[] _boundTo;
    private readonly string[] _after;

    private Page(PageTokens tokens, int size, string[] boundTo, string[] after)
    {
        _tokens = tokens;
        Size = size;
        _boundTo = boundTo;
        _after = after;
    }

    /// <summary>Rows wanted: 1..1000.</summary>
    public int Size { get; }

    /// <summary>Rows to read: one more than wanted tells whether there is a next page.</summary>
    public int Limit => Size + 1;

    /// <summary>True on the first page, which has no keys.</summary>
    public bool IsFirst => _after.Length == 0;

    /// <summary>
    /// Reads what the caller asks for; INVALID_ARGUMENT when the token is not of the same list for the same caller. <paramref name="list"/> names the list within
    /// the module; <paramref name="filter"/>: its other arguments.
    /// </summary>
    public static async Task<Page> ReadAsync(TenantTransaction transaction, PageRequest? request, CancellationToken cancel, string list, params object[] filter) =>
        Read(await transaction.PageTokensAsync(cancel), transaction.Caller, request, list, filter);

    internal static Page Read(PageTokens tokens, Caller caller, PageRequest? request, string list, params object[] filter)
    {
        var size = request?.PageSize is > 0 and var wanted ? Math.Min(wanted, 1000) : 50;
        string[] boundTo = [$"{caller.PersonId}", $"{caller.PartnershipId}", list, .. filter.Select(Text)];
        return new(tokens, size, boundTo, string.IsNullOrEmpty(request?.PageToken) ? [] : tokens.Open(request.PageToken, boundTo) ?? throw Foreign());
    }

    /// <summary>The key of the last page's last row at <paramref name="place"/>, or null on the first page.</summary>
    public string? After(int place) => IsFirst ? null : place < _after.Length ? _after[place] : throw Foreign();

    /// <summary>Takes the extra row off <paramref name="rows"/> and gives the token of the next page, or an empty string at the end.</summary>
    public string Next<T>(List<T> rows, Func<T, object[]> keys)
    {
        if (rows.Count <= Size)
            return "";
        rows.RemoveRange(Size, rows.Count - Size);
        return _tokens.Seal([.. keys(rows[^1]).Select(Text)], _boundTo);
    }

    private static string Text(object value) => FormattableString.Invariant($"{value}");

    private static RpcException Foreign() => Problem.Invalid("page_token", "This page token is not of this list, or not yours, or out of date. Start at the first page.");
}
