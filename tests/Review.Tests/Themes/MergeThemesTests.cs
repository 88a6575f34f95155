using CoProduction.Review.V1;
using CoProduction.Shared.Errors;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Themes;

public sealed class MergeThemesTests(ReviewUnderTest review) : ThemesTest(review)
{
    [Fact]
    public async Task MergeThemes_OfOneQuestion_PutsAllStatementsIntoTheOneThatStays()
    {
        var cycle = await ThemedAsync(("Buses", 2), ("Forms", 4));
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));

        var merged = await MergeAsync(cycle.Caller, buses, forms);

        Assert.Equal((forms.ThemeId, 6L, true), (merged.ThemeId, merged.Size, merged.Touched));
        Assert.Equal(merged, Assert.Single(await ThemesOfAsync(cycle)));
        Assert.Equal(2, (await StatementsAsync(cycle, merged)).Count(statement => statement.Text.StartsWith("Buses", StringComparison.Ordinal) && statement.Similarity == 0));
        var act = (await LatestActAsync(cycle))!;
        Assert.Equal((ActKind.Merge, "Sam Reed", "merged “Buses” into “Forms”", true), (act.Kind, act.Actor, act.Summary, act.CanUndo));
    }

    [Fact]
    public async Task MergeThemes_IntoReadyTheme_HasToBeConfirmedAgain()
    {
        var cycle = await ThemedAsync(("Buses", 2), ("Forms", 4));
        var forms = await ConfirmAsync(cycle.Caller, await ThemeAsync(cycle, "Forms"));

        var merged = await MergeAsync(cycle.Caller, await ThemeAsync(cycle, "Buses"), forms);

        Assert.Equal(ThemeState.Proposed, merged.State);
    }

    [Fact]
    public async Task MergeThemes_OfTwoQuestions_IsRefused()
    {
        var cycle = await ThemedCycle.CreateAsync(Review.Module, People.Analyst("Sam Reed"));
        await cycle.ImportAsync(Question.NotWorking, Texts(("Buses", 1)));
        await cycle.ImportAsync(Question.Future, Texts(("Friends", 1)));
        await cycle.ThemeAsync(Place);
        var (buses, friends) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Friends"));

        var error = await Failure.OfAsync(() => MergeAsync(cycle.Caller, buses, friends));

        Assert.Equal((StatusCode.InvalidArgument, "into_theme_id"), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task MergeThemes_OfTwoCycles_IsRefused()
    {
        var cycle = await ThemedAsync(("Buses", 1));
        var other = await ThemedCycle.CreateAsync(Review.Module, cycle.Caller);
        await other.ImportAsync(Question.NotWorking, Texts(("Forms", 1)));
        await other.ThemeAsync(Place);
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(other, "Forms"));

        var error = await Failure.OfAsync(() => MergeAsync(cycle.Caller, buses, forms));

        Assert.Equal((StatusCode.InvalidArgument, "into_theme_id"), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task MergeThemes_IntoItself_IsRefused()
    {
        var cycle = await ThemedAsync(("Buses", 1));
        var buses = await ThemeAsync(cycle, "Buses");

        var error = await Failure.OfAsync(() => MergeAsync(cycle.Caller, buses, buses));

        Assert.Equal(StatusCode.InvalidArgument, error.Code);
    }

    [Theory]
    [InlineData("Buses")]
    [InlineData("Forms")]
    public async Task MergeThemes_EitherChangedMeanwhile_IsRefusedWithWhoAndWhat(string changed)
    {
        var cycle = await ThemedAsync(("Buses", 2), ("Forms", 4));
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        await EditAsync(People.Analyst("Ann Lee", cycle.Caller.PartnershipId), changed == "Buses" ? buses : forms, name: "Something else");

        var error = await Failure.OfAsync(() => MergeAsync(cycle.Caller, buses, forms));

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE", "Ann Lee"), (error.Code, error.Reason, error.Metadata["who"]));
        Assert.Equal([4L, 2L], (await ThemesOfAsync(cycle)).Select(theme => theme.Size));
    }

    [Fact]
    public async Task MergeThemes_TwoPeopleAtOnce_OneWinsAndTheOtherHearsWhoAndWhat()
    {
        for (var round = 0; round < 5; round++)
        {
            var cycle = await ThemedAsync(("Buses", 3), ("Forms", 4), ("Calls", 5));
            var (buses, forms, calls) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"), await ThemeAsync(cycle, "Calls"));
            var ann = People.Analyst("Ann Lee", cycle.Caller.PartnershipId);

            var outcomes = await Task.WhenAll(
                TryAsync(As(cycle.Caller).MergeThemesAsync(Merge(buses, forms))),
                TryAsync(As(ann).MergeThemesAsync(Merge(buses, calls))));

            var lost = Assert.Single(outcomes.OfType<ServiceError>());
            var (winner, into) = outcomes[0] is null ? ("Sam Reed", "Forms") : ("Ann Lee", "Calls");
            Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), (lost.Code, lost.Reason));
            Assert.Equal((winner, $"merged “Buses” into “{into}”"), (lost.Metadata["who"], lost.Metadata["what"]));
            Assert.Equal(12, (await ThemesOfAsync(cycle)).Sum(theme => theme.Size));
        }
    }

    [Fact]
    public async Task MergeThemes_CrosswiseAtOnce_OneThemeIsLeft()
    {
        for (var round = 0; round < 5; round++)
        {
            var cycle = await ThemedAsync(("Buses", 3), ("Forms", 4));
            var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));

            var outcomes = await Task.WhenAll(
                TryAsync(As(cycle.Caller).MergeThemesAsync(Merge(buses, forms))),
                TryAsync(As(cycle.Caller).MergeThemesAsync(Merge(forms, buses))));

            Assert.Equal("CHANGED_MEANWHILE", Assert.Single(outcomes.OfType<ServiceError>()).Reason);
            Assert.Equal(7, Assert.Single(await ThemesOfAsync(cycle)).Size);
        }
    }

    private static async Task<ServiceError?> TryAsync(AsyncUnaryCall<MergeThemesResponse> call)
    {
        try
        {
            await call;
            return null;
        }
        catch (RpcException e)
        {
            return ServiceError.From(e);
        }
    }
}
