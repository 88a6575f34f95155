using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Components;

namespace CoProduction.Gateway.Components;

/// <summary>A page about one part of somebody's record: their own under My page, anybody else's under People.</summary>
public abstract class PersonPartPage : RegisterPage
{
    /// <summary>Null: the record of whoever looks.</summary>
    [Parameter] public Guid? PersonId { get; set; }

    protected PersonRecord Record { get; private set; } = new() { Profile = new() };

    protected bool IsMine => PersonId is null;

    /// <summary>As calls take it.</summary>
    protected string Id => PersonId?.ToString() ?? "";

    protected string Address => IsMine ? "/my-page" : $"/people/{PersonId}";

    protected string Name => Record.Profile.DisplayName;

    protected (string, string)[] Way => IsMine ? [("My page", "/my-page")] : [("People", "/people"), (Name, Address)];

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        await base.LoadAsync();
        Record = (await Register.GetPersonAsync(new() { PersonId = Id }, cancellationToken: Aborted)).Person;
    }

    /// <summary>Saves the record with this change, as it was when the form was opened, and goes back to where it can be seen.</summary>
    protected Task SaveProfileAsync(string requestId, string etag, Action<Profile> change)
    {
        var profile = Record.Profile.Clone();
        change(profile);
        return SaveAsync(async () => await Register.EditPersonAsync(
            new() { RequestId = requestId, PersonId = Id, Etag = etag, Profile = profile }, cancellationToken: Aborted), Address);
    }

    /// <summary>Does what a form asks for and goes on to where it can be seen.</summary>
    protected Task SaveAsync(Func<Task> work, string address) => SaveAsync(work, address, "record");
}
