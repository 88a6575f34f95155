using CoProduction.Review.V1;
using CoProduction.TestCommon.Reviews;
using Xunit;

namespace CoProduction.Review.Tests.Held;

/// <summary>What is held back waits for a person; everything else goes on.</summary>
public sealed class HeldWhileThemingTests(ReviewUnderTest review) : HeldTest(review)
{
    private static (string?, float) Everything(string text) => ("Everything", 0.5f);

    [Fact]
    public async Task Theming_SomeHeldBack_ThemesTheRest()
    {
        var cycle = await CycleAsync(Fine, Doctor, Harm, "No buses on Sunday");

        await cycle.ThemeAsync(Everything);

        Assert.Equal(["No buses on Sunday", Fine], await ThemedTextsAsync(cycle));
        Assert.Equal(["No buses on Sunday", Fine], await ExportedAsync(cycle));
        Assert.Equal(2, (await HeldAsync(cycle)).Count);
    }

    [Fact]
    public async Task Theming_AgainAfterSettling_TakesInWhatMayBeReadNow()
    {
        var cycle = await CycleAsync(Fine, Doctor, Phone, Harm);
        await cycle.ThemeAsync(Everything);
        await Settle(cycle, Settling(cycle, HeldDecision.Release, await HeldAsync(cycle, Doctor)));
        await Settle(cycle, Settling(cycle, HeldDecision.Redact, await HeldAsync(cycle, Phone)));
        await Settle(cycle, Settling(cycle, HeldDecision.Refer, await HeldAsync(cycle, Harm)));

        await cycle.ThemeAsync(Everything);

        Assert.Equal([Doctor, "Ring me on [phone number] about it", Fine], await ThemedTextsAsync(cycle));
        Assert.Equal([Doctor, "Ring me on [phone number] about it", Fine], await ExportedAsync(cycle));
    }

    [Fact]
    public async Task StartTheming_EverythingHeldBack_SaysSo()
    {
        var cycle = await CycleAsync(Doctor, Harm);

        var error = await Failure.OfAsync(As(cycle.Caller).StartThemingAsync(new() { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId }));

        Assert.Equal("NOTHING_TO_THEME", error.Reason);
    }

    private async Task<List<string>> ThemedTextsAsync(ThemedCycle cycle)
    {
        var theme = Assert.Single((await As(cycle.Caller).ListThemesAsync(new() { CycleId = cycle.CycleId })).Themes);
        return [.. (await As(cycle.Caller).ListStatementsAsync(new() { ThemeId = theme.ThemeId })).Statements.Select(statement => statement.Text).Order()];
    }

    private async Task<List<string>> ExportedAsync(ThemedCycle cycle)
    {
        var texts = new List<string>();
        using var call = As(cycle.Caller).ExportStatements(new() { CycleId = cycle.CycleId });
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            texts.AddRange(call.ResponseStream.Current.Statements.Select(statement => statement.Text));
        return [.. texts.Order()];
    }
}
