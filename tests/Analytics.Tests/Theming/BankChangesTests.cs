using CoProduction.Analytics.Theming;
using Xunit;

namespace CoProduction.Analytics.Tests.Theming;

public sealed class BankChangesTests
{
    private const string Late = "I am left waiting for buses that do not come.", BuiltIn = "I find it hard to get to where I need to go.";

    private static readonly string[] _buses = [.. Enumerable.Repeat("The bus is late and there is no bus on Sundays", 8)];

    [Fact]
    public void Theme_StatementAdded_IsDraftedBeforeTheBuiltInOne()
    {
        ProposedTheme theme = Assert.Single(Theme(_buses, Adding(Late, "bus")).Themes);

        Assert.Equal(Late, theme.IStatement);
        Assert.Contains(BuiltIn, theme.Alternatives);
    }

    [Fact]
    public void Theme_PhraseAdded_IsFoundInTheStatements()
    {
        Assert.Equal(Late, Assert.Single(Theme(_buses, Adding(Late, "no bus")).Themes).IStatement);
        Assert.Equal(BuiltIn, Assert.Single(Theme(_buses, Adding(Late, "late buses")).Themes).IStatement);
    }

    [Fact]
    public void Theme_StatementAddedForAnotherQuestion_IsNotDrafted() =>
        Assert.Equal(BuiltIn, Assert.Single(Theme(_buses, new([new("buses", Facet.Future, ["bus"], "I want buses that come.")], new HashSet<string>())).Themes).IStatement);

    [Fact]
    public void Theme_StatementSwitchedOff_IsNeitherDraftedNorOffered()
    {
        ProposedTheme theme = Assert.Single(Theme(_buses, new([], new HashSet<string> { BuiltIn })).Themes);

        Assert.NotEqual(BuiltIn, theme.IStatement);
        Assert.DoesNotContain(BuiltIn, theme.Alternatives);
    }

    [Fact]
    public void Theme_BankChanged_GroupsAndNamesAreTheSame()
    {
        string[] texts = [.. SortedStatements.All.Where(statement => statement.Question == "not working").Select(statement => statement.Text)];

        ThemingResult plain = Theme(texts, null), changed = Theme(texts, Adding(Late, "bus", "buses", "bus stop", "taxi", "taxis", "transport", "lift", "train", "driver", "get to"));

        Assert.Equal(plain.Assignments, changed.Assignments);
        Assert.Equal(plain.Themes.Select(theme => theme.Name), changed.Themes.Select(theme => theme.Name));
        Assert.NotEqual(plain.Themes.Select(theme => theme.IStatement), changed.Themes.Select(theme => theme.IStatement));
    }

    private static BankChanges Adding(string text, params string[] words) => new([new("buses", Facet.NotWorking, words, text)], new HashSet<string>());

    private static ThemingResult Theme(string[] texts, BankChanges? bank) =>
        new ThemingEngine().Theme(texts, Facet.NotWorking, new ThemingOptions(Bank: bank), null, TestContext.Current.CancellationToken);
}
