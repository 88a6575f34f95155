using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CoProduction.Common.V1;
using CoProduction.Shared.Errors;

namespace CoProduction.Shared.Paging;

/// <summary>
/// One page of a list by keyset: where the last page ended, as the sort keys of its last row. Its token is bound to the list's other arguments.
/// </summary>
public sealed class Page
{
    private readonly string _filter;
    private readonly string[] _after;

    private Page(int size, string filter, string[] after)
    {
        Size = size;
        _filter = filter;
        _after = after;
    }

    /// <summary>Rows wanted: 1..1000.</summary>
    public int Size { get; }

    /// <summary>Rows to read: one more than wanted tells whether there is a next page.</summary>
    public int Limit => Size + 1;

    /// <summary>True on the first page, which has no keys.</summary>
    public bool IsFirst => _after.Length == 0;

    /// <summary>Reads what was asked for; INVALID_ARGUMENT when the token belongs to another list. <paramref name="filter"/>: the list's other arguments.</summary>
    public static Page Read(PageRequest? request, params object[] filter)
    {
        var size = request?.PageSize is > 0 and var wanted ? Math.Min(wanted, 1000) : 50;
        var bound = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', filter))), 0, 8);
        return new(size, bound, string.IsNullOrEmpty(request?.PageToken) ? [] : Keys(request.PageToken, bound));
    }

    /// <summary>The key of the last page's last row at <paramref name="place"/>, or null on the first page.</summary>
    public string? After(int place) => IsFirst ? null : _after[place];

    /// <summary>Takes the extra row off <paramref name="rows"/> and gives the token of the next page, or an empty string at the end.</summary>
    public string Next<T>(List<T> rows, Func<T, object[]> keys)
    {
        if (rows.Count <= Size)
            return "";
        rows.RemoveRange(Size, rows.Count - Size);
        string[] token = [_filter, .. keys(rows[^1]).Select(key => FormattableString.Invariant($"{key}"))];
        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(token));
    }

    private static string[] Keys(string token, string bound)
    {
        try
        {
            var parts = JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(token));
            if (parts is { Length: > 1 } && parts[0] == bound)
                return parts[1..];
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            // Falls through to the one answer for every token that will not do.
        }
        throw Problem.Invalid("page_token", "This page token belongs to another list. Start at the first page.");
    }
}
