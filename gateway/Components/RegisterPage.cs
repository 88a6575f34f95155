using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Components;

namespace CoProduction.Gateway.Components;

/// <summary>A page with the words of the register.</summary>
public abstract class RegisterPage : ServicePage
{
    [Inject] protected PeopleService.PeopleServiceClient Register { get; set; } = null!;

    protected RegisterChoices Choices { get; private set; } = RegisterChoices.None;

    /// <inheritdoc/>
    protected override async Task LoadAsync() => Choices = await RegisterChoices.LoadAsync(Register, Aborted);
}
