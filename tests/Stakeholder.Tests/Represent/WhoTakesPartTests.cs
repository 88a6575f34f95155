using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Google.Protobuf;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Represent;

/// <summary>Figures of a place, what people say of themselves, and both beside each other.</summary>
public sealed class WhoTakesPartTests(Installation installation) : RegisterTest(installation)
{
    [Fact]
    public async Task ImportPopulation_TheSameAreaAgain_TakesThePlaceOfItsEarlierFiguresAlone()
    {
        var project = await NewAsync();
        var client = project.RepresentAs(project.Femi);
        await client.ImportPopulationAsync(Represented.Figures("Wenlow,Age,18 to 64,41200", "Wenlow,Age,65 and over,14100", "The Vale,Age,All,900"));

        var answer = await client.ImportPopulationAsync(new(Represented.Figures("wenlow,Age,18 and over,56000")) { Source = "Estimate", FiguresOn = "2025-06-30" });

        Assert.Equal((true, "wenlow"), (answer.Added, Assert.Single(answer.Areas)));
        var areas = (await client.ListPopulationAsync(new())).Areas;
        Assert.Equal([("The Vale", "Census 2021", "2021-03-21", 1), ("wenlow", "Estimate", "2025-06-30", 1)], areas.Select(area => (area.Area, area.Source, area.FiguresOn, area.Figures)));
    }

    [Fact]
    public async Task ImportPopulation_RowsWithProblems_NothingIsAddedAndEachIsNamed()
    {
        var project = await NewAsync();
        var client = project.RepresentAs(project.Femi);

        var answer = await client.ImportPopulationAsync(Represented.Figures("Wenlow,Age,18 to 64,41200", ",Age,65 and over,14100", "Wenlow,Age,65 and over,many", "", "Wenlow,age,18 TO 64,3", "Wenlow,Age"));

        Assert.False(answer.Added);
        Assert.Equal([(2, "area"), (3, "people"), (4, "value"), (5, "value"), (5, "people")], answer.Problems.Select(problem => (problem.Row, problem.Column)));
        Assert.Empty((await client.ListPopulationAsync(new())).Areas);
    }

    public static TheoryData<string, Action<ImportPopulationRequest>> BadFields => new()
    {
        { "source", request => request.Source = " " },
        { "figures_on", request => request.FiguresOn = "" },
        { "figures_on", request => request.FiguresOn = "2199-01-01" },
        { "csv", request => request.Csv = ByteString.Empty },
        { "csv", request => request.Csv = ByteString.CopyFromUtf8("area,characteristic,value\na,b,c") },
        { "csv", request => request.Csv = ByteString.CopyFromUtf8("area,characteristic,value,people\n") },
        { "csv", request => request.Csv = ByteString.CopyFromUtf8("area,characteristic,value,people\nWenlow,Age,\"18,3\n") },
        { "csv", request => request.Csv = ByteString.CopyFromUtf8("PK\u0003\u0004 rubbish") },
        { "csv", request => request.Csv = ByteString.CopyFrom(new byte[1024 * 1024 + 1]) },
    };

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task ImportPopulation_FieldWillNotDo_NamesIt(string field, Action<ImportPopulationRequest> change)
    {
        var project = await NewAsync();
        var request = Represented.Figures("Wenlow,Age,18 to 64,41200");
        change(request);

        var error = await Refused.CallAsync(project.RepresentAs(project.Femi).ImportPopulationAsync(request));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Theory]
    [InlineData("people;value;characteristic;area\n41,200;18 to 64;Age;Wenlow")]
    [InlineData("\uFEFFArea,Characteristic,Value,People,Note\r\nWenlow,Age,18 to 64,\"41,200\",x\r\n")]
    public async Task ImportPopulation_OtherLayout_IsRead(string text)
    {
        var project = await NewAsync();

        var answer = await project.RepresentAs(project.Femi).ImportPopulationAsync(new(Represented.Figures()) { Csv = ByteString.CopyFromUtf8(text) });

        Assert.True(answer.Added, answer.ToString());
    }

    [Fact]
    public async Task SetAboutMe_SaidThenTakenBack_IsTheirsAlone()
    {
        var project = await NewAsync();
        await FiguresAsync(project);
        var (mina, ivy) = (await MemberAsync(project.Partnership, Roles.Member), await MemberAsync(project.Partnership, Roles.Administrator));
        await SayAsync(project, mina, ("Age", "18 to 64"), ("Ethnicity", ""));

        var own = (await project.RepresentAs(mina).GetAboutMeAsync(new())).Questions;
        var others = (await project.RepresentAs(ivy).GetAboutMeAsync(new())).Questions;
        await SayAsync(project, mina);
        var after = (await project.RepresentAs(mina).GetAboutMeAsync(new())).Questions;

        Assert.Equal([("Age", "18 to 64", false), ("Ethnicity", "", true)], own.Select(question => (question.Characteristic, question.Value, question.RatherNotSay)));
        Assert.Equal(["18 to 64", "65 and over"], own[0].Values);
        Assert.All([.. others, .. after], question => Assert.Equal(("", false), (question.Value, question.RatherNotSay)));
    }

    [Theory]
    [InlineData("characteristic", "Shoe size", "44")]
    [InlineData("value", "Age", "44")]
    public async Task SetAboutMe_NotOffered_NamesIt(string field, string characteristic, string value)
    {
        var project = await NewAsync();
        await FiguresAsync(project);
        var mina = await MemberAsync(project.Partnership, Roles.Member);

        var error = await Refused.CallAsync(project.RepresentAs(mina).SetAboutMeAsync(
            new() { RequestId = Installation.NewId(), Answers = { new AboutMeAnswer { Characteristic = characteristic, Value = value } } }));

        Assert.Equal(field, Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task GetAboutMe_NotInTheRegister_NotFound()
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.RepresentAs(Callers.With(Roles.Member, project.Partnership)).GetAboutMeAsync(new()));

        Assert.Equal(StatusCode.NotFound, error.Code);
    }

    [Fact]
    public async Task GetWhoTakesPart_ManyAndFew_ManyAreRoundedAndFewHidden()
    {
        var project = await NewAsync();
        await FiguresAsync(project);
        await TakePartAsync(project, 9, ("Age", "18 to 64"), ("Ethnicity", "A"));
        await TakePartAsync(project, 8, ("Age", "65 and over"), ("Ethnicity", "A"));
        var first = await TakePartAsync(project, 1, ("Age", "65 and over"), ("Ethnicity", "B"));
        await project.CountAsync(first, false);

        var answer = await AnswerAsync(project);

        Assert.Equal((15, 7, 5), (answer.People.People, answer.HiddenUpTo, answer.RoundedTo)); // 17
        var age = answer.Characteristics[0];
        Assert.Equal([("18 to 64", 0.75, 10, 10 / 15.0), ("65 and over", 0.25, 10, 10 / 15.0)], age.Rows.Select(row => (row.Value, row.PopulationShare, row.People.People, row.Share)));
        Assert.Equal((0, false), (age.NotSaid.People, age.AllHidden));
        var ethnicity = answer.Characteristics[1];
        Assert.True(ethnicity.AllHidden);
        Assert.All(ethnicity.Rows, row => Assert.Equal((false, false), (row.People.HasPeople, row.HasShare)));
        Assert.False(ethnicity.NotSaid.HasPeople);
    }

    [Fact]
    public async Task GetWhoTakesPart_OtherAreaWithOtherValues_HidesTheSame()
    {
        var project = await NewAsync();
        await FiguresAsync(project);
        await project.RepresentAs(project.Femi).ImportPopulationAsync(Represented.Figures("The Vale,Age,18 to 64,300"));
        await TakePartAsync(project, 9, ("Age", "18 to 64"));
        await TakePartAsync(project, 3, ("Age", "65 and over"));
        await TakePartAsync(project, 20);

        var (wenlow, vale) = (await AnswerAsync(project, "Wenlow"), await AnswerAsync(project, "The Vale"));

        Assert.Equal([true, false], [vale.Characteristics[0].Rows[0].HasPopulation, vale.Characteristics[0].Rows[1].HasPopulation]);
        Assert.Equal(wenlow.Characteristics[0].Rows.Select(row => row.People), vale.Characteristics[0].Rows.Select(row => row.People));
        Assert.All(vale.Characteristics[0].Rows, row => Assert.False(row.People.HasPeople));
        Assert.Equal(20, vale.Characteristics[0].NotSaid.People);
    }

    [Fact]
    public async Task GetWhoTakesPart_WithoutFiguresOrWithAnUnknownArea_NothingOrNotFound()
    {
        var project = await NewAsync();

        var none = await AnswerAsync(project);
        var unknown = await Refused.CallAsync(project.RepresentAs(project.Femi).GetWhoTakesPartAsync(new() { ProjectId = project.ProjectId, Area = "Elsewhere" }));

        Assert.Equal((0, 0, ""), (none.Areas.Count, none.Characteristics.Count, none.Area));
        Assert.Equal(StatusCode.NotFound, unknown.Code);
    }

    private static async Task FiguresAsync(StartedProject project) => await project.RepresentAs(project.Femi).ImportPopulationAsync(
        Represented.Figures("Wenlow,Age,18 to 64,300", "Wenlow,Age,65 and over,100", "Wenlow,Ethnicity,A,300", "Wenlow,Ethnicity,B,100"));

    private static async Task<GetWhoTakesPartResponse> AnswerAsync(StartedProject project, string area = "") =>
        await project.RepresentAs(Callers.Analyst(project.Partnership)).GetWhoTakesPartAsync(new() { ProjectId = project.ProjectId, Area = area });

    // An empty value: would rather not say.
    private static async Task SayAsync(StartedProject project, Caller who, params (string Characteristic, string Value)[] said) => await project.RepresentAs(who).SetAboutMeAsync(new()
    {
        RequestId = Installation.NewId(),
        Answers = { said.Select(one => new AboutMeAnswer { Characteristic = one.Characteristic, Value = one.Value, RatherNotSay = one.Value.Length == 0 }) },
    });

    // Each speaks for two groups, and is one person all the same.
    private static async Task<string> TakePartAsync(StartedProject project, int people, params (string Characteristic, string Value)[] said)
    {
        var (one, other) = (await project.NameGroupAsync(), await project.NameGroupAsync());
        var ids = new List<string>();
        for (var i = 0; i < people; i++)
        {
            var id = await project.NewPersonAsync($"Somebody {i}");
            await project.RepresentAsync(one.GroupId, id);
            await project.RepresentAsync(other.GroupId, id);
            await SayAsync(project, Callers.With(Roles.Member, project.Partnership) with { PersonId = Guid.Parse(id) }, said);
            ids.Add(id);
        }
        return ids[0];
    }

    private async Task<StartedProject> NewAsync() => await StartedProject.CreateAsync(Installed.Module, await Installed.NewPartnershipAsync());
}
