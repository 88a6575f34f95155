using CoProduction.Shared.Data;
using CoProduction.Shared.Files;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>The choices that a file may name, by their codes or by their words, in any case and punctuation.</summary>
internal sealed class PersonWords
{
    private readonly Dictionary<(string Kind, string Plain), string> _codes = [];
    private readonly ILookup<string, string> _offered;

    private PersonWords(List<(string Kind, string Code, string Words)> choices)
    {
        _offered = choices.ToLookup(choice => choice.Kind, choice => choice.Words);
        foreach (var (kind, code, words) in choices)
            foreach (var name in new[] { code, words })
                _codes.TryAdd((kind, PlainWords.Of(name)), code);
    }

    public static async Task<PersonWords> ReadAsync(TenantTransaction transaction, CancellationToken cancel) =>
        new(await transaction.QueryAsync<(string, string, string)>("SELECT kind, code, words FROM person_choice ORDER BY kind, place, code", null, cancel));

    /// <summary>The code that the words mean, or null.</summary>
    public string? CodeOf(string kind, string words) => _codes.GetValueOrDefault((kind, PlainWords.Of(words)));

    /// <summary>What a message offers of a kind.</summary>
    public string Offered(string kind) => string.Join("; ", _offered[kind]);
}
