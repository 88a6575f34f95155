using CoProduction.Review.V1;
using Xunit;

namespace CoProduction.Review.Tests.Held;

/// <summary>What is held back on its way in, why, and how alike ones stand together.</summary>
public sealed class HoldBackTests(ReviewUnderTest review) : HeldTest(review)
{
    [Theory]
    [InlineData("Dr Okafor is never there", HeldKind.Name, "Dr Okafor")]
    [InlineData("I asked Mr J Okafor in May", HeldKind.Name, "Mr J Okafor")]
    [InlineData("I asked Dr. A.B. Okafor", HeldKind.Name, "Dr. A.B. Okafor")]
    [InlineData("I asked Dr Ann Marie Okafor", HeldKind.Name, "Dr Ann Marie Okafor")]
    [InlineData("My friend Ann Marie Okafor helps", HeldKind.Name, "Ann Marie Okafor")]
    [InlineData("I miss my sister Joanna a lot", HeldKind.Name, "Joanna")]
    [InlineData("I have a neighbour called Abdul", HeldKind.Name, "Abdul")]
    [InlineData("My number is 943 476 5919 they say", HeldKind.NhsNumber, "943 476 5919")]
    [InlineData("My number is 9434765919", HeldKind.NhsNumber, "9434765919")]
    [InlineData("They lost my AB 12 34 56 C again", HeldKind.NationalInsurance, "AB 12 34 56 C")]
    [InlineData("Ring me on 01632 960 123 please", HeldKind.Phone, "01632 960 123")]
    [InlineData("Ring me on 01632–960–123 please", HeldKind.Phone, "01632–960–123")]
    [InlineData("Ring me on +44 (0)1632 960123", HeldKind.Phone, "+44 (0)1632 960123")]
    [InlineData("Ring me on +44 7700 900123", HeldKind.Phone, "+44 7700 900123")]
    [InlineData("Write to jo.b@example.org about it", HeldKind.Email, "jo.b@example.org")]
    [InlineData("Write to jo.b (at) example dot org", HeldKind.Email, "jo.b (at) example dot org")]
    [InlineData("sunita on nights is kind", HeldKind.Name, "sunita")]
    [InlineData("I liked how Sarah Okafor did it", HeldKind.Name, "Sarah Okafor")]
    [InlineData("Can Rose cut my hair", HeldKind.Name, "Rose")]
    [InlineData("dr okafor's surgery is full", HeldKind.Name, "dr okafor")]
    [InlineData("Signed, K. Okafor", HeldKind.Name, "K. Okafor")]
    [InlineData("NHS number 943 476 5918 was mistyped", HeldKind.NhsNumber, "943 476 5918")]
    [InlineData("My ni is qq 12 34 56 c", HeldKind.NationalInsurance, "qq 12 34 56 c")]
    [InlineData("No ramp at 12 Mill Lane yet", HeldKind.Address, "12 Mill Lane")]
    [InlineData("I live in flat 4, Heron Court", HeldKind.Address, "flat 4, Heron Court")]
    [InlineData("Born 3 May 1950 and still dancing", HeldKind.DateOfBirth, "3 May 1950")]
    [InlineData("My DOB is 3/5/50", HeldKind.DateOfBirth, "3/5/50")]
    [InlineData("My passport number is 123456789", HeldKind.Other, "passport number is 123456789")]
    [InlineData("Find me as @jo_on_wheels", HeldKind.Other, "@jo_on_wheels")]
    [InlineData("No bus comes to ZZ99 3WZ now", HeldKind.Postcode, "ZZ99 3WZ")]
    [InlineData("My nephew took my money last week", HeldKind.Harm, "nephew took my money")]
    [InlineData("My money was taken out of my bag", HeldKind.Harm, "money was taken")]
    [InlineData("The night carer is rough with us", HeldKind.Harm, "rough with us")]
    [InlineData("I dont want to live like this", HeldKind.Harm, "dont want to live like this")]
    [InlineData("He spat at my sister on the bus", HeldKind.Harm, "spat at my sister")]
    [InlineData("She was tied to the chair", HeldKind.Harm, "tied to the chair")]
    [InlineData("They laugh at me when I wash", HeldKind.Harm, "laugh at me when")]
    [InlineData("He says if I tell he will leave", HeldKind.Harm, "if I tell he will leave")]
    [InlineData("She spends my pension on wine", HeldKind.Harm, "spends my pension")]
    [InlineData("They never gave her a drink", HeldKind.Harm, "never gave her a drink")]
    [InlineData("Mum sat in a wet pad till noon", HeldKind.Harm, "sat in a wet pad till")]
    [InlineData("i feel sucidal at night", HeldKind.Harm, "sucidal")]
    [InlineData("i want to dye", HeldKind.Harm, "want to dye")]
    [InlineData("I tried to end it last May", HeldKind.Harm, "tried to end it")]
    [InlineData("I don’t want to be here any more", HeldKind.Harm, "don’t want to be here")]
    public async Task ImportStatements_SomethingToLookAt_IsHeldBackWithReasonAndPlace(string text, HeldKind kind, string detail)
    {
        var cycle = await CycleAsync(Fine, text);

        var held = Assert.Single(await HeldAsync(cycle));

        var reason = Assert.Single(held.Reasons);
        Assert.Equal((text, kind, detail), (held.Text, reason.Kind, held.Text.Substring(reason.Start, reason.Length)));
        Assert.Equal((Question.NotWorking, true), (held.Question, held.HeldSince is not null));
        Assert.Equal([Fine], await ReadableAsync(cycle));
        var figures = await FiguresAsync(cycle);
        Assert.Equal((2, 1), ((int)figures.Statements, (int)figures.HeldBack));
    }

    [Theory]
    [InlineData("Ring 01632 960 123 24 hours a day", "01632 960 123")]
    [InlineData("01632 960123\n07700 900123", "01632 960123|07700 900123")]
    [InlineData("I asked 3 01632 960123", "01632 960123")]
    [InlineData("My number 943 476 5919 2 weeks ago", "943 476 5919")]
    [InlineData("Both 9434765919 01632 960123 are wrong", "9434765919|01632 960123")]
    public async Task ImportStatements_NumbersSideBySide_AreEachFound(string text, string details)
    {
        var cycle = await CycleAsync(text);

        var held = Assert.Single(await HeldAsync(cycle));

        Assert.Equal(details.Split('|'), held.Reasons.Select(reason => held.Text.Substring(reason.Start, reason.Length)));
    }

    [Theory]
    [InlineData("I paid £10 for 2 buses on Sunday")]
    [InlineData("My mum visits every Sunday")]
    [InlineData("The box says 1234567890 on it")]
    [InlineData("They want £1,234,567.89 for 10 beds and 20 chairs")]
    [InlineData("Open from 9 to 5, 7 days, since 1998")]
    [InlineData("The doctor is kind and my carer Always comes")]
    [InlineData("It hurts my back to stand at the bus stop")]
    [InlineData("I would kill for a cup of tea")]
    [InlineData("We were starving by lunch")]
    [InlineData("I want to dye my hair")]
    [InlineData("I don't want to live in a big house")]
    [InlineData("I'm not suicidal, just tired")]
    [InlineData("The suicide prevention course is good")]
    [InlineData("The garden has been neglected")]
    [InlineData("He beat me at dominoes")]
    [InlineData("She pushed me in my wheelchair")]
    [InlineData("It is a 10 minute walk up the road")]
    [InlineData("Ring 0800 123 4567 for help")]
    [InlineData("Part number AB123456C is missing")]
    [InlineData("In May the rose garden opens")]
    [InlineData("The Victoria Hospital is far")]
    [InlineData("My dog Biscuit may sleep on the bed")]
    [InlineData("We met @ the library")]
    public async Task ImportStatements_NothingToLookAt_IsClear(string text)
    {
        var cycle = await CycleAsync(text);

        Assert.Empty(await HeldAsync(cycle));
        Assert.Equal([text], await ReadableAsync(cycle));
    }

    [Fact]
    public async Task ImportStatements_HarmInAMonologue_IsOnTheHeldBackListBeforeAnyTheming()
    {
        var cycle = await CycleAsync(Fine, "The food is nice and the nurses are kind. I should say somewhere that I have been saving up my tablets. See you on Monday.");

        var held = Assert.Single(await HeldAsync(cycle));

        Assert.Equal(HeldKind.Harm, Assert.Single(held.Reasons).Kind);
        Assert.Equal(0, (int)(await FiguresAsync(cycle)).Themes);
    }

    [Fact]
    public async Task ImportStatements_AccentsAsCharactersOfTheirOwn_AreLettersOfTheName()
    {
        var cycle = await CycleAsync("I asked Dr Jose\u0301 Okafor");

        var held = Assert.Single(await HeldAsync(cycle));

        Assert.Equal("I asked Dr Jos\u00E9 Okafor", held.Text);
        Assert.Equal("Dr Jos\u00E9 Okafor".Length, Assert.Single(held.Reasons).Length);
    }

    [Fact]
    public async Task ListHeldGroups_AlikeOnes_StandTogetherHarmFirstThenTheLargest()
    {
        var cycle = await CycleAsync(
            Phone, Doctor, DoctorToo, "DOB and dr Okafor again", "Same 943 476 5919", "Same 9434765919", "He says: he took my money", Fine);

        var groups = await GroupsAsync(cycle);

        Assert.Equal([HeldKind.Harm, HeldKind.Name, HeldKind.NhsNumber, HeldKind.Phone], groups.Select(group => group.Kind));
        Assert.Equal([1, 3, 2, 1], groups.Select(group => group.Statements));
        Assert.Equal("dr okafor", groups[1].Detail.Replace(".", "").ToLowerInvariant());
        Assert.Equal(3, (await HeldAsync(cycle, groups[1])).Count);
        Assert.Equal([Phone], (await HeldAsync(cycle, groups[3])).Select(statement => statement.Text));
    }

    [Fact]
    public async Task ListHeldGroups_StatementWithSeveralReasons_StandsInEachGroup()
    {
        var cycle = await CycleAsync(HarmAndDoctor);

        var groups = await GroupsAsync(cycle);

        Assert.Equal([(HeldKind.Harm, 1L), (HeldKind.Name, 1L)], groups.Select(group => (group.Kind, group.Statements)));
        Assert.Equal([HeldKind.Name, HeldKind.Harm], Assert.Single(await HeldAsync(cycle)).Reasons.Select(reason => reason.Kind));
    }

    [Fact]
    public async Task ListHeldStatements_HarmSaidLast_ComesFirstOnItsPage()
    {
        var cycle = await CycleAsync(Doctor, Phone, Harm);
        var client = As(cycle.Caller);

        var first = await client.ListHeldStatementsAsync(new() { CycleId = cycle.CycleId, Page = new() { PageSize = 2 } });
        var second = await client.ListHeldStatementsAsync(new() { CycleId = cycle.CycleId, Page = new() { PageSize = 2, PageToken = first.NextPageToken } });

        Assert.Equal(Harm, first.Statements[0].Text);
        Assert.Equal([Doctor, Harm, Phone], first.Statements.Concat(second.Statements).Select(statement => statement.Text).Order());
    }

    [Fact]
    public async Task ListHeld_MoreThanOnePage_GoesThroughAllOfThemOnce()
    {
        var texts = Enumerable.Range(0, 7).Select(i => $"Ring me on 01632 960 12{i}").Append(Harm).Append(Doctor).Append(DoctorToo).ToArray();
        var cycle = await CycleAsync(texts);
        var (groups, statements) = (new List<HeldGroup>(), new List<string>());

        var groupRequest = new ListHeldGroupsRequest { CycleId = cycle.CycleId, Page = new() { PageSize = 2 } };
        do
        {
            var page = await As(cycle.Caller).ListHeldGroupsAsync(groupRequest);
            groups.AddRange(page.Groups);
            groupRequest.Page.PageToken = page.NextPageToken;
        }
        while (groupRequest.Page.PageToken.Length > 0);
        var request = new ListHeldStatementsRequest { CycleId = cycle.CycleId, Page = new() { PageSize = 3 } };
        do
        {
            var page = await As(cycle.Caller).ListHeldStatementsAsync(request);
            statements.AddRange(page.Statements.Select(statement => statement.Text));
            request.Page.PageToken = page.NextPageToken;
        }
        while (request.Page.PageToken.Length > 0);

        Assert.Equal(await GroupsAsync(cycle), groups);
        Assert.Equal((9, HeldKind.Harm, 2), (groups.Count, groups[0].Kind, groups[1].Statements));
        Assert.Equal((Harm, texts.Length), (statements[0], statements.Count));
        Assert.Equal(texts.Order(), statements.Order());
    }

    [Fact]
    public async Task ListHeld_Read_IsInTheAuditWithoutWords()
    {
        var cycle = await CycleAsync(Doctor, DoctorToo, Phone);

        await GroupsAsync(cycle);
        await HeldAsync(cycle);

        var reads = (await Review.AuditAsync(cycle.Caller)).Where(entry => entry.Action == "held.read");
        Assert.Equal([(cycle.Caller.PersonId, "2 groups"), (cycle.Caller.PersonId, "3 statements")], reads.Select(entry => (entry.Actor, entry.Detail)));
    }
}
