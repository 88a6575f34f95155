using System.Diagnostics;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;

namespace CoProduction.Benchmarks.Size;

/// <summary>How long what a large partnership looks at most takes at the gRPC boundary, beside one with a tenth of its projects and people.</summary>
internal static class SizeCosts
{
    private const int Calls = 200;
    private static readonly LargePartnership _large = new(10_000, 100_000);
    private static readonly LargePartnership _small = new(1_000, 10_000);

    public static async Task<List<(string What, string Measured, string Aim)>> RunAsync()
    {
        await using var postgres = new TestPostgres { WaitsForTheDisk = true };
        await using var large = await StartAsync(postgres, _large);
        await using var small = await StartAsync(postgres, _small);
        var rows = new List<(string, string, string)>();
        foreach (var (what, call) in Looks())
        {
            var (many, few) = await CompareAsync(number => call(large, number % _large.Projects + 1), number => call(small, number % _small.Projects + 1));
            rows.Add(($"{what}: median (95 %) with 10,000 projects and 100,000 people, and as a multiple of a tenth of both",
                $"{many.Median:N1} ms ({many.Slow:N1}), {many.Median / few.Median:N2} × ({few.Median:N1} ms)", "< 50 ms; < 1.5 × from 5 ms on"));
        }
        return rows;
    }

    private static IEnumerable<(string What, Func<Running, int, Task> Call)> Looks()
    {
        yield return ("project page (everything a newcomer needs)", async (at, n) => await at.Identify.GetOverviewAsync(new() { ProjectId = LargePartnership.ProjectId(n).ToString() }));
        yield return ("coverage: every group at every step", async (at, n) => await at.Represent.GetCoverageAsync(new() { ProjectId = LargePartnership.ProjectId(n).ToString() }));
        yield return ("projects, a page of 50", async (at, _) => await at.Stakeholder.ListProjectsAsync(new() { Page = new() { PageSize = 50 } }));
        yield return ("people, a page of 50", async (at, _) => await at.People.SearchPeopleAsync(Any()));
        yield return ("people by name", async (at, n) => await at.People.SearchPeopleAsync(Any(search => search.Name = LargePartnership.NameOf(n))));
        yield return ("people by misspelt name", async (at, n) => await at.People.SearchPeopleAsync(Any(search => search.Name = LargePartnership.NameOf(n, misspelt: true))));
        yield return ("people by skill", async (at, _) => await at.People.SearchPeopleAsync(Any(search => search.Skill = "sign language")));
        yield return ("people by a skill that 1 in 200 has", async (at, _) => await at.People.SearchPeopleAsync(Any(search => search.Skill = "braille")));
        yield return ("people by need", async (at, _) => await at.People.SearchPeopleAsync(Any(search => search.Need = "physical-access")));
        yield return ("people by interest who agree to be asked", async (at, _) => await at.People.SearchPeopleAsync(Any(search => (search.Interest, search.AgreedUse) = ("short breaks", "new-projects"))));
    }

    private static SearchPeopleRequest Any(Action<SearchPeopleRequest>? that = null)
    {
        var search = new SearchPeopleRequest { Page = new() { PageSize = 50 } };
        that?.Invoke(search);
        return search;
    }

    private static async Task<Running> StartAsync(TestPostgres postgres, LargePartnership partnership)
    {
        var database = await postgres.NewDatabaseAsync("stakeholder");
        var module = await RunningModule.StartAsync(new StakeholderModule(), database);
        var created = await module.Client<StakeholderService.StakeholderServiceClient>(Caller.System).CreatePartnershipAsync(new() { RequestId = Guid.NewGuid().ToString(), Name = "Benchmark" });
        var id = Guid.Parse(created.Partnership.PartnershipId);
        await using var superuser = await postgres.OpenAsSuperuserAsync(database);
        await partnership.FillAsync(superuser, id);
        return new(module, Callers.Administrator(id));
    }

    // In turns, so that whatever else the machine does befalls both.
    private static async Task<(Times Large, Times Small)> CompareAsync(Func<int, Task> large, Func<int, Task> small)
    {
        var (many, few) = (new List<double>(), new List<double>());
        for (var i = -Calls / 5; i < Calls; i++)
        {
            // A prime apart: hardly a page of the table twice.
            var (one, other) = (await TimeAsync(large, (i + Calls) * 7919), await TimeAsync(small, (i + Calls) * 7919));
            if (i < 0)
                continue;
            many.Add(one);
            few.Add(other);
        }
        return (Times.Of(many), Times.Of(few));
    }

    private static async Task<double> TimeAsync(Func<int, Task> call, int number)
    {
        var start = Stopwatch.GetTimestamp();
        await call(number);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private sealed record Times(double Median, double Slow)
    {
        public static Times Of(List<double> all)
        {
            all.Sort();
            return new(all[all.Count / 2], all[all.Count * 95 / 100]);
        }
    }

    private sealed class Running(RunningModule module, Caller caller) : IAsyncDisposable
    {
        public StakeholderService.StakeholderServiceClient Stakeholder { get; } = module.Client<StakeholderService.StakeholderServiceClient>(caller);

        public IdentifyService.IdentifyServiceClient Identify { get; } = module.Client<IdentifyService.IdentifyServiceClient>(caller);

        public RepresentService.RepresentServiceClient Represent { get; } = module.Client<RepresentService.RepresentServiceClient>(caller);

        public PeopleService.PeopleServiceClient People { get; } = module.Client<PeopleService.PeopleServiceClient>(caller);

        public ValueTask DisposeAsync() => module.DisposeAsync();
    }
}
