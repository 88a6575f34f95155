using CoProduction.Stakeholder.V1;

namespace CoProduction.Gateway.Components;

/// <summary>The words of the register: what is offered of a kind, and what a code is called.</summary>
public sealed class RegisterChoices(IReadOnlyList<PersonChoice> choices)
{
    /// <summary>Before they are loaded.</summary>
    public static RegisterChoices None { get; } = new([]);

    /// <summary>As the register has them.</summary>
    public static async Task<RegisterChoices> LoadAsync(PeopleService.PeopleServiceClient register, CancellationToken cancel) =>
        new((await register.ListPersonChoicesAsync(new(), cancellationToken: cancel)).Choices);

    /// <summary>What is offered of a kind.</summary>
    public IReadOnlyList<(string Value, string Words)> Offered(string kind) => [.. choices.Where(choice => choice.Kind == kind).Select(choice => (choice.Code, choice.Words))];

    /// <summary>What a code is called.</summary>
    public string Words(string kind, string code) => choices.FirstOrDefault(choice => choice.Kind == kind && choice.Code == code)?.Words ?? code;

    /// <summary>What several codes are called, in one line.</summary>
    public string Words(string kind, IEnumerable<string> codes) => string.Join(", ", codes.Select(code => Words(kind, code)));
}
