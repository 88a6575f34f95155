using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Safeguarding;

/// <summary>Who answers for safeguarding in a partnership, and within how long.</summary>
public sealed class ResponderTests(Installation installation)
{
    [Fact]
    public async Task NameResponder_Member_HasTheRoleAndHours()
    {
        var concerns = await NewAsync();

        var will = await concerns.NameAsync("Will");
        var rosa = await concerns.NameAsync("Rosa", "rosa@wenlow.example", isLead: true, with: hours =>
        {
            hours.Days.AddRange([5, 1]);
            (hours.FromTime, hours.UntilTime) = ("9:00", "17:30");
        });

        var responders = await ListAsync(concerns);
        Assert.Equal([rosa, will], responders.Select(one => one.PersonId));
        Assert.Equal((true, "1,5", "09:00", "17:30", true), (responders[0].IsLead, string.Join(',', responders[0].Days), responders[0].FromTime, responders[0].UntilTime, responders[0].HasEmail));
        Assert.Equal((false, "", "", "", false), (responders[1].IsLead, string.Join(',', responders[1].Days), responders[1].FromTime, responders[1].UntilTime, responders[1].HasEmail));
    }

    [Fact]
    public async Task EndResponder_HasAnotherRole_KeepsThatOne()
    {
        var concerns = await NewAsync();
        var rosa = await concerns.NameAsync("Rosa");

        await concerns.AsAdministrator.EndResponderAsync(new() { RequestId = Installation.NewId(), PersonId = rosa });
        var again = await Refused.CallAsync(concerns.AsAdministrator.EndResponderAsync(new() { RequestId = Installation.NewId(), PersonId = rosa }));

        Assert.Empty(await ListAsync(concerns));
        Assert.Equal(StatusCode.NotFound, again.Code);
    }

    [Fact]
    public async Task EndResponder_OnlyRole_IsRefused()
    {
        var concerns = await NewAsync();
        var rosa = await concerns.NewMemberAsync("Rosa", "", Roles.Responder);

        Assert.Equal("LAST_ROLE", (await Refused.CallAsync(concerns.AsAdministrator.EndResponderAsync(new() { RequestId = Installation.NewId(), PersonId = rosa }))).Reason);
    }

    public static TheoryData<string, NameResponderRequest> Bad => new()
    {
        { "person_id", new() { PersonId = "rosa" } },
        { "days", new() { Days = { 8 } } },
        { "from_time", new() { FromTime = "nine", UntilTime = "17:00" } },
        { "until_time", new() { FromTime = "09:00" } },
        { "until_time", new() { FromTime = "09:00", UntilTime = "09:00" } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task NameResponder_SomethingWrong_IsRefusedAtItsField(string field, NameResponderRequest request)
    {
        var concerns = await NewAsync();
        var whole = new NameResponderRequest(request) { RequestId = Installation.NewId(), PersonId = request.PersonId.Length > 0 ? request.PersonId : await concerns.NewMemberAsync("Rosa", "", Roles.Member) };

        Assert.Equal(field, Assert.Single((await Refused.CallAsync(concerns.AsAdministrator.NameResponderAsync(whole))).Violations).Field);
    }

    [Fact]
    public async Task NameResponder_NoMember_IsNotFound()
    {
        var concerns = await NewAsync();

        Assert.Equal(StatusCode.NotFound, (await Refused.CallAsync(concerns.AsAdministrator.NameResponderAsync(new() { RequestId = Installation.NewId(), PersonId = Installation.NewId() }))).Code);
    }

    [Fact]
    public async Task SetResponseTimes_OwnTimes_CountFromThenOn()
    {
        var project = await StartedProject.CreateAsync(installation.Module, await installation.NewPartnershipAsync());
        var concerns = new Concerns(installation.Module, project.Partnership);
        var times = new ResponseTimes { Life = 15, Abuse = 30, Neglect = 45, Other = 20 };

        await concerns.AsAdministrator.SetResponseTimesAsync(new() { RequestId = Installation.NewId(), Times = times });
        await project.SayAsync("She wants to die.");

        var concern = (await concerns.OpenAsync()).Single();
        Assert.Contains((concern.DueAt - concern.RaisedAt).ToTimeSpan().TotalMinutes, new List<double> { 15, 20 });
        Assert.Equal(times, (await concerns.As(Callers.With(Roles.Member, project.Partnership)).ListRespondersAsync(new())).Times);
    }

    [Fact]
    public async Task SetResponseTimes_TooShort_IsRefusedAtItsField()
    {
        var concerns = await NewAsync();

        var refused = await Refused.CallAsync(concerns.AsAdministrator.SetResponseTimesAsync(
            new() { RequestId = Installation.NewId(), Times = new() { Life = 60, Abuse = 14, Neglect = 60, Other = 60 } }));

        Assert.Equal("times.abuse", Assert.Single(refused.Violations).Field);
    }

    private async Task<Concerns> NewAsync() => new(installation.Module, await installation.NewPartnershipAsync());

    private static async Task<IReadOnlyList<Responder>> ListAsync(Concerns concerns) => (await concerns.AsAdministrator.ListRespondersAsync(new())).Responders;
}
