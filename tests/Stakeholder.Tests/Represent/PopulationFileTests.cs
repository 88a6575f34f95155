using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Projects;
using Google.Protobuf;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Represent;

/// <summary>Tables of official statistics: with titles and notes, totals, marks, and a column for each value.</summary>
public sealed class PopulationFileTests(Installation installation) : RegisterTest(installation)
{
    private const string Nomis =
        """
        "TS021 - Ethnic group"
        "ONS Crown Copyright Reserved [from Nomis on 1 March 2024]"

        "population","All usual residents"
        "units","Persons"
        "date","2021"

        "local authority: district / unitary (as of April 2021)","Total: All usual residents","Asian, Asian British or Asian Welsh","Black, Black British, Black Welsh, Caribbean or African","White"
        "Wenlow",100000,12000,8000,80000
        "Vale",50000,1000,500,48500

        "In order to protect against disclosure of personal information, records have been swapped."
        """;

    [Fact]
    public async Task ImportPopulation_NamesOfSeveralWords_AreNoHeaders()
    {
        var project = await NewAsync();

        var answer = await SendAsync(project, "area,characteristic,value,people\nWenlow and the Vale,Age,16 to 34,21400\nWenlow and the Vale,Age,35 to 64,34800\n");

        Assert.Equal(2, Assert.Single((await project.RepresentAs(project.Femi).ListPopulationAsync(new())).Areas).Figures);
        Assert.Empty(answer.Findings);
    }

    [Fact]
    public async Task ImportPopulation_TableWithPreambleAndNotes_IsReadAndSaysHow()
    {
        var project = await NewAsync();

        var answer = await SendAsync(project, Nomis);

        Assert.Equal((true, "Wenlow, Vale"), (answer.Added, string.Join(", ", answer.Areas)));
        Assert.Equal(
            [
                "5 rows above the headers were passed over. The headers are in row 8.",
                "Row 3 at the end is a note, so it was left out.",
                "Totals are no values, so nothing was counted from Total: All usual residents.",
            ],
            answer.Findings);
        var ethnicity = Assert.Single(await CharacteristicsAsync(project, "Wenlow"));
        Assert.Equal("Ethnic group", ethnicity.Name);
        Assert.Equal(
            [("Asian, Asian British or Asian Welsh", 12000, 0.12), ("Black, Black British, Black Welsh, Caribbean or African", 8000, 0.08), ("White", 80000, 0.8)],
            ethnicity.Rows.Select(row => (row.Value, row.Population, row.PopulationShare)));
    }

    [Fact]
    public async Task ImportPopulation_Marks_NumbersAreReadAndWhatIsNotToldIsNamedByRow()
    {
        var project = await NewAsync();

        var answer = await SendAsync(project,
            """
            Area,Characteristic,Value,People
            Wenlow,Ethnic group,Asian,"12,000"
            Wenlow,Ethnic group,Black,"8,000 [note 1]"
            Wenlow,Ethnic group,Mixed,[c]
            Wenlow,Ethnic group,White,80000.0
            Wenlow,Ethnic group,Other,-
            Wenlow,Ethnic group,Roma,<10
            """ + "\nWenlow,Ethnic group,Not stated,80\u00A0000\nWenlow,Ethnic group,Gypsy,1.2E+03\n");

        Assert.True(answer.Added, answer.ToString());
        Assert.Equal(
            [
                "Row 8 (Wenlow, Ethnic group, Gypsy): 1.2E+03 was read as 1,200. A spreadsheet may have left out digits, so check it.",
                "Row 3 (Wenlow, Ethnic group, Mixed): “[c]” stands for a number that is not told, so it was left out. Shares are of the people whose numbers are known.",
                "Row 5 (Wenlow, Ethnic group, Other): “-” stands for a number that is not told, so it was left out. Shares are of the people whose numbers are known.",
                "Row 6 (Wenlow, Ethnic group, Roma): “<10” stands for a number that is not told, so it was left out. Shares are of the people whose numbers are known.",
            ],
            answer.Findings);
        Assert.Equal([("Asian", 12000), ("Black", 8000), ("White", 80000), ("Not stated", 80000), ("Gypsy", 1200)], await NumbersAsync(project));
    }

    [Theory]
    [InlineData("Total: All usual residents")]
    [InlineData("Total")]
    [InlineData("TOTAL population")]
    [InlineData("All usual residents")]
    [InlineData("All categories: Ethnic group")]
    [InlineData("All people")]
    [InlineData("All ethnic groups")]
    [InlineData("Grand total")]
    [InlineData("All")]
    [InlineData("Everyone")]
    public async Task ImportPopulation_TotalRow_IsNoValue(string total)
    {
        var project = await NewAsync();

        var answer = await SendAsync(project,
            $"Area,Characteristic,Value,People\nWenlow73,Ethnic group,{total},100000\nWenlow73,Ethnic group,Asian,12000\nWenlow73,Ethnic group,Black,8000\nWenlow73,Ethnic group,White,80000\n");

        Assert.Equal(["Row 1 is a total, so it was not counted as a value."], answer.Findings);
        Assert.Equal([0.12, 0.08, 0.8], Assert.Single(await CharacteristicsAsync(project, "Wenlow73")).Rows.Select(row => row.PopulationShare));
    }

    [Theory]
    [InlineData("Total hearing loss")]
    [InlineData("All other ethnic groups")]
    public async Task ImportPopulation_ValueThatSoundsLikeATotal_IsCounted(string value)
    {
        var project = await NewAsync();

        await SendAsync(project, $"area,characteristic,value,people\nWenlow,Ethnic group,{value},20\nWenlow,Ethnic group,White,30\n");

        Assert.Equal([(value, 20), ("White", 30)], await NumbersAsync(project));
    }

    [Theory]
    [InlineData(80000, false)]
    [InlineData(79990, false)] // rounded
    [InlineData(70000, true)]
    [InlineData(90000, true)]
    public async Task ImportPopulation_ValuesThatDoNotComeToTheTotal_IsSaid(int white, bool said)
    {
        var project = await NewAsync();

        var answer = await SendAsync(project, $"Area,Total,Ethnic group: Asian,Ethnic group: White\nWenlow,100000,20000,{white}\n");

        Assert.Equal([("Asian", 20000), ("White", white)], await NumbersAsync(project));
        Assert.Equal(said, answer.Findings.Any(finding => finding.Contains($"the values come to {20000 + white:N0}, but the total says 100,000")));
    }

    [Fact]
    public async Task ImportPopulation_PartsOfAValueBesideIt_OnlyThePartsAreCounted()
    {
        var project = await NewAsync();

        var answer = await SendAsync(project, "area,characteristic,value,people\nWenlow,Ethnic group,Asian,30\nWenlow,Ethnic group,Asian: Indian,10\nWenlow,Ethnic group,Asian: Other,20\nWenlow,Ethnic group,White,70\n");

        Assert.Equal([("Asian: Indian", 10), ("Asian: Other", 20), ("White", 70)], await NumbersAsync(project));
        Assert.Contains("only the parts were counted", Assert.Single(answer.Findings));
    }

    [Theory]
    [InlineData("date,geography,geography code,Ethnic group: Total: All usual residents; measures: Value,Ethnic group: Asian; measures: Value,Ethnic group: White; measures: Value\n2021,Wenlow,E06,50,20,30\n")]
    [InlineData("Lower tier local authorities Code,Lower tier local authorities,Ethnic group (8 categories) Code,Ethnic group (8 categories),Observation\nE06,Wenlow,1,Asian,20\nE06,Wenlow,2,White,30\n")]
    [InlineData("Region,Area,Variable,Category,Count,%\nNorth,Wenlow,Ethnic group,Asian,20,40%\nNorth,Wenlow,Ethnic group,White,30,60%\n")]
    [InlineData("KS201EW – Ethnic group by local authority\n\narea\tAll usual residents\tAsian\tWhite\tWhite %\nlacu:Wenlow\t50\t20\t30\t60\n")]
    [InlineData("Ethnic group;;;\narea;characteristic;value;people\nWenlow;Ethnic group;Asian;20\nWenlow;ETHNIC  GROUP;White;30\nSource: Census 2021;;;\n")]
    public async Task ImportPopulation_OtherTables_AreRead(string file)
    {
        var project = await NewAsync();

        var answer = await SendAsync(project, file);

        Assert.True(answer.Added, answer.ToString());
        Assert.Equal("Ethnic group", Assert.Single(await CharacteristicsAsync(project, "Wenlow")).Name);
        Assert.Equal([("Asian", 20), ("White", 30)], await NumbersAsync(project));
    }

    [Fact]
    public async Task ImportPopulation_TableThatDoesNotSayWhatItIsAbout_IsAskedAndThenTakesTheAnswer()
    {
        var project = await NewAsync();
        const string File = "Area,Asian,White\nWenlow,20,30\n";

        var error = await Refused.CallAsync(project.RepresentAs(project.Femi).ImportPopulationAsync(RequestOf(File)));
        var answer = await project.RepresentAs(project.Femi).ImportPopulationAsync(new(RequestOf(File)) { Characteristic = "Ethnic  group" });

        Assert.Equal((StatusCode.InvalidArgument, "characteristic"), (error.Code, Assert.Single(error.Violations).Field));
        Assert.True(answer.Added);
        Assert.Equal("Ethnic group", Assert.Single(await CharacteristicsAsync(project, "Wenlow")).Name);
    }

    [Fact]
    public async Task ImportPopulation_OtherCapitalsInAnotherFile_IsOneCharacteristicWithOneValue()
    {
        var project = await NewAsync();
        await SendAsync(project, "area,characteristic,value,people\nWenlow,Ethnic group,Asian,20\nWenlow,Ethnic group,White,30\n");

        await SendAsync(project, "area,characteristic,value,people\nVale,ethnic Group,ASIAN,5\nVale,ethnic Group,White,6\n");

        Assert.Equal(["Asian", "White"], Assert.Single(await CharacteristicsAsync(project, "Vale")).Rows.Select(row => row.Value));
        Assert.Equal([("Asian", 5), ("White", 6)], await NumbersAsync(project, "Vale"));
    }

    [Theory]
    [InlineData("area,characteristic,value,people\nWenlow,Age,Total,5\n")]
    [InlineData("area,characteristic,value,people\nWenlow,Age,18 to 64,[c]\n")]
    [InlineData("area,Age,Sex,people\nWenlow,18 to 64,Female,5\n")]
    [InlineData("place name,x,y\nWenlow,5,6\n")]
    public async Task ImportPopulation_NothingToCount_SaysSoAndAddsNothing(string file)
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.RepresentAs(project.Femi).ImportPopulationAsync(RequestOf(file)));

        Assert.Equal((StatusCode.InvalidArgument, "csv"), (error.Code, Assert.Single(error.Violations).Field));
        Assert.Empty((await project.RepresentAs(project.Femi).ListPopulationAsync(new())).Areas);
    }

    [Fact]
    public async Task ImportPopulation_WordsAloneInTheMiddle_AreARowWithAProblem()
    {
        var project = await NewAsync();

        var answer = await SendAsync(project, "area,characteristic,value,people\nWenlow,Age,18 to 64,5\nVale,,,\nVale,Age,18 to 64,6\n");

        Assert.False(answer.Added);
        Assert.Equal((2, "people"), (Assert.Single(answer.Problems).Row, answer.Problems[0].Column));
    }

    private static ImportPopulationRequest RequestOf(string file) => new(Represented.Figures()) { Csv = ByteString.CopyFromUtf8(file) };

    private static async Task<ImportPopulationResponse> SendAsync(StartedProject project, string file) => await project.RepresentAs(project.Femi).ImportPopulationAsync(RequestOf(file));

    private static async Task<IReadOnlyList<Characteristic>> CharacteristicsAsync(StartedProject project, string area) =>
        (await project.RepresentAs(project.Femi).GetWhoTakesPartAsync(new() { ProjectId = project.ProjectId, Area = area })).Characteristics;

    private static async Task<IEnumerable<(string, long)>> NumbersAsync(StartedProject project, string area = "Wenlow") =>
        (await CharacteristicsAsync(project, area)).SelectMany(characteristic => characteristic.Rows).Select(row => (row.Value, row.Population));

    private async Task<StartedProject> NewAsync() => await StartedProject.CreateAsync(Installed.Module, await Installed.NewPartnershipAsync());
}
