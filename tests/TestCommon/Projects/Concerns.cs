using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;

namespace CoProduction.TestCommon.Projects;

/// <summary>A partnership's safeguarding responders, and short ways for them to work.</summary>
public sealed class Concerns(RunningModule module, Guid partnership)
{
    /// <summary>Somebody who answers for safeguarding there.</summary>
    public Caller Rosa { get; } = Callers.With(Roles.Responder, partnership);

    public SafeguardingService.SafeguardingServiceClient AsAdministrator => As(Callers.Administrator(partnership));

    public SafeguardingService.SafeguardingServiceClient As(Caller caller) => module.Client<SafeguardingService.SafeguardingServiceClient>(caller);

    /// <summary>Makes somebody a member with these roles; gives their id.</summary>
    public async Task<string> NewMemberAsync(string name, string email, params string[] roles) =>
        (await module.Client<AccessService.AccessServiceClient>(Callers.System(partnership)).GrantMembershipAsync(
            new() { RequestId = NewId(), AccountName = $"{name} {Guid.NewGuid():N}", DisplayName = name, Email = email, Roles = { roles } })).Account.PersonId;

    /// <summary>Names a member a responder, round the clock unless other hours are given; gives their id.</summary>
    public async Task<string> NameAsync(string name, string email = "", bool isLead = false, Action<NameResponderRequest>? with = null)
    {
        var request = new NameResponderRequest { RequestId = NewId(), PersonId = await NewMemberAsync(name, email, Roles.Member), IsLead = isLead };
        with?.Invoke(request);
        await AsAdministrator.NameResponderAsync(request);
        return request.PersonId;
    }

    public async Task<IReadOnlyList<Concern>> OpenAsync() => (await As(Rosa).ListConcernsAsync(new())).Concerns;

    public async Task<GetConcernResponse> ReadAsync(Concern concern) => await As(Rosa).GetConcernAsync(new() { ConcernId = concern.ConcernId });

    /// <summary>A step on the concern as it was seen.</summary>
    public static RecordStepRequest Step(Concern concern, ConcernStep step, string words = "Rang them.") =>
        new() { RequestId = NewId(), ConcernId = concern.ConcernId, Etag = concern.Etag, Step = step, Words = words, LookAgainHours = step == ConcernStep.Closed ? 0 : 24 };

    public async Task<Concern> DoAsync(Concern concern, ConcernStep step, string words = "Rang them.")
    {
        await As(Rosa).RecordStepAsync(Step(concern, step, words));
        return (await ReadAsync(concern)).Concern;
    }

    private static string NewId() => Guid.NewGuid().ToString();
}
