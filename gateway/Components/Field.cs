using Microsoft.AspNetCore.Components;

namespace CoProduction.Gateway.Components;

/// <summary>A question of a form with what belongs to each: its label, a hint, and what is wrong with what was filled in.</summary>
public abstract class Field : ComponentBase
{
    /// <summary>Of its box, or of the first of several; the error summary leads there.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter] public string? Hint { get; set; }

    [Parameter] public string? Error { get; set; }

    protected string GroupClass => Error is null ? "nhsuk-form-group" : "nhsuk-form-group nhsuk-form-group--error";

    /// <summary>The ids of hint and error, for those who hear the page.</summary>
    protected string? DescribedBy => string.Join(' ', new[] { Hint is null ? null : $"{Id}-hint", Error is null ? null : $"{Id}-error" }.OfType<string>()) is { Length: > 0 } ids ? ids : null;
}
