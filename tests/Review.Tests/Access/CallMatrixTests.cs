using CoProduction.Audit.V1;
using CoProduction.Messages.V1;
using CoProduction.Review.V1;
using CoProduction.TestCommon.Access;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CoProduction.Review.Tests.Access;

/// <summary>Every call of this module by everybody who could try it. In a module apart: some start theming, and some take other tests' pieces.</summary>
public sealed class CallMatrixTests(ReviewUnderTest review) : IAsyncLifetime
{
    private RunningModule _module = null!;
    private CallMatrix _matrix = null!;

    public async ValueTask InitializeAsync()
    {
        _module = await review.StartApartAsync(new ReviewModule(), TimeProvider.System);
        _matrix = new(_module, [ReviewReflection.Descriptor.Services[0], ThemingWorkReflection.Descriptor.Services[0],
            StatementBankReflection.Descriptor.Services[0],
            MessagesReflection.Descriptor.Services[0], AuditReflection.Descriptor.Services[0]]);
    }

    public ValueTask DisposeAsync() => _module.DisposeAsync();

    [Fact]
    public async Task AnyCall_RoleInThePartnership_AllowedWhatTheTableSays() => Assert.Empty(await _matrix.WithARoleAsync(await ThingsAsync()));

    [Fact]
    public async Task AnyCall_RoleInTheProject_AllowedWhatTheTableSays() => Assert.Empty(await _matrix.WithARoleInTheProjectAsync(await ThingsAsync()));

    [Fact]
    public async Task AnyCall_RoleInAnotherProject_FindsNothing() => Assert.Empty(await _matrix.WithARoleInAnotherProjectAsync(await ThingsAsync()));

    [Fact]
    public async Task AnyCall_AnotherPartnership_AnswersNothingOfThisOne() => Assert.Empty(await _matrix.FromAnotherPartnershipAsync(await ThingsAsync()));

    [Fact]
    public async Task AnyCall_ThingsOfAnotherPartnership_AnsweredAsThingsThatAreNowhere() => Assert.Empty(await _matrix.NamesAsIfNowhereAsync(await ThingsAsync()));

    [Fact]
    public async Task AnyCall_NoGoodToken_Refused()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var withClock = await review.StartApartAsync(new ReviewModule(), clock);

        Assert.Empty(await _matrix.WithoutAGoodTokenAsync(await ThingsAsync(), withClock, clock));
    }

    private async Task<CallMatrix.Things> ThingsAsync()
    {
        var (partnership, project) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        return new(partnership, project, await IdsAsync(partnership, project), await IdsAsync(partnership, Guid.CreateVersion7()));
    }

    private async Task<Dictionary<string, string>> IdsAsync(Guid partnership, Guid project)
    {
        var caller = People.Analyst("Sam Reed", partnership);
        var client = _module.Client<ReviewService.ReviewServiceClient>(caller);
        var cycle = await ThemedCycle.CreateAsync(_module, caller, project);
        await cycle.ImportAsync(Question.Working, "The bus is on time.", "The bus is clean.", "My carer is kind.", "Carers listen.");
        await cycle.ThemeAsync(text => (text.Contains("bus") ? "Buses" : "Carers", 0.9f));
        var themes = (await client.ListThemesAsync(new() { CycleId = cycle.CycleId })).Themes;
        await client.ConfirmThemeAsync(new() { RequestId = ThemedCycle.NewRequest(), ThemeId = themes[0].ThemeId, Etag = themes[0].Etag, Ready = true });
        return new()
        {
            ["project_id"] = project.ToString(),
            ["cycle_id"] = cycle.CycleId,
            ["import_id"] = (await client.ListImportsAsync(new() { CycleId = cycle.CycleId })).Imports[0].ImportId,
            ["run_id"] = (await client.GetCycleAsync(new() { CycleId = cycle.CycleId })).Cycle.LatestRun.RunId,
            ["theme_id"] = themes[0].ThemeId,
            ["from_theme_id"] = themes[0].ThemeId,
            ["into_theme_id"] = themes[1].ThemeId,
            ["act_id"] = (await client.GetLatestActAsync(new() { CycleId = cycle.CycleId })).Act.ActId,
        };
    }
}
