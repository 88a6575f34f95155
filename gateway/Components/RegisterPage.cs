using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Components;

namespace CoProduction.Gateway.Components;

/// <summary>A page with the words of the register.</summary>
public abstract class RegisterPage : ServicePage
{
    private IReadOnlyList<PersonChoice> _choices = [];

    [Inject] protected PeopleService.PeopleServiceClient Register { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task LoadAsync() => _choices = (await Register.ListPersonChoicesAsync(new(), cancellationToken: Aborted)).Choices;

    /// <summary>What is offered of a kind.</summary>
    protected IReadOnlyList<(string Value, string Words)> Offered(string kind) => [.. _choices.Where(choice => choice.Kind == kind).Select(choice => (choice.Code, choice.Words))];

    /// <summary>What a code is called.</summary>
    protected string WordsOf(string kind, string code) => _choices.FirstOrDefault(choice => choice.Kind == kind && choice.Code == code)?.Words ?? code;

    /// <summary>What several codes are called, in one line.</summary>
    protected string WordsOf(string kind, IEnumerable<string> codes) => string.Join(", ", codes.Select(code => WordsOf(kind, code)));
}
