using System.Reflection;
using CoProduction.Audit.V1;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Access;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CoProduction.Stakeholder.Tests;

/// <summary>Whoever sends or reads slowly makes nobody wait: every stream of this module's contracts, all of them stalled, and no connection is held.</summary>
public sealed class StalledStreamTests(Installation installation) : IAsyncLifetime
{
    // More than all windows and buffers between a service and its caller.
    private const int Much = 3_000_000;

    private static readonly List<MethodDescriptor> _streams =
    [
        .. typeof(StakeholderReflection).Assembly.GetTypes().Where(type => type.Namespace is "CoProduction.Stakeholder.V1" or "CoProduction.Messages.V1" or "CoProduction.Audit.V1" && type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null)).OfType<FileDescriptor>()
            .SelectMany(file => file.Services).SelectMany(service => service.Methods).Where(AnyCall.IsStream),
    ];

    private RunningModule _module = null!;

    public async ValueTask InitializeAsync() => _module = await RunningModule.StartAsync(new StakeholderModule(), await installation.Postgres.NewDatabaseAsync("stakeholder"));

    public ValueTask DisposeAsync() => _module.DisposeAsync();

    [Fact]
    public async Task EveryStream_Stalled_HoldsNoConnection()
    {
        await using var looking = await installation.Postgres.OpenAsSuperuserAsync(_module.Database);
        var created = await _module.Client<StakeholderService.StakeholderServiceClient>(Caller.System).CreatePartnershipAsync(new() { RequestId = Installation.NewId(), Name = "Wenlow" });
        var partnership = Guid.Parse(created.Partnership.PartnershipId);
        var sam = (await _module.Client<PeopleService.PeopleServiceClient>(Callers.Facilitator(partnership)).CreatePersonAsync(SomePeople.Named("Sam Rivers"))).Person.PersonId;
        await looking.ExecuteAsync(
            """
            INSERT INTO audit (partnership_id, audit_id, at, actor_id, action, target_kind, target_id, detail, for_person_id, reason)
            SELECT @partnership, gen_random_uuid(), now(), @sam::uuid, repeat('x', 100), 'person', gen_random_uuid(), '', NULL, '' FROM generate_series(1, 40000)
            """, new { partnership, sam });
        var rows = ByteString.CopyFromUtf8(string.Concat(Enumerable.Repeat("Sam Rivers,yes\n", 15_000)));
        var requests = new Dictionary<string, IEnumerable<IMessage>>
        {
            ["ImportPeople"] =
            [
                new ImportPeopleRequest { Header = new() { RequestId = Installation.NewId(), FileName = "people.csv" } },
                new ImportPeopleRequest { Chunk = ByteString.CopyFromUtf8("name,agreed\n") },
                .. Enumerable.Repeat(new ImportPeopleRequest { Chunk = rows }, Much / rows.Length),
            ],
            ["ExportPerson"] = [new ExportPersonRequest { PersonId = sam }],
            ["ExportAuditEntries"] = [new ExportAuditEntriesRequest()],
        };
        Assert.Equal(_streams.Select(stream => stream.Name).Order(), requests.Keys.Order());
        var administrator = Callers.Administrator(partnership);
        // So much is not copied within a call's patience.
        var export = new AnyCall(_streams.Single(stream => stream.Name == "ExportPerson"));
        await Eventually.GetAsync(() => export.MakeAsync(_module.As(administrator), new Dictionary<string, string> { ["person_id"] = sam }), made => made.Reason != "BEING_MADE");
        var stalled = new List<StalledCall>();
        foreach (var stream in _streams)
            stalled.Add(await new AnyCall(stream).StallAsync(_module.As(administrator), requests[stream.Name]));

        await Eventually.GetAsync(() => BusyConnections.ReadAsync(looking, _module.Database), busy => busy.Count == 0);

        foreach (var call in stalled)
        {
            var rest = await call.ReadRestAsync();
            // What fits into buffers is never stalled: give the stream more to say.
            Assert.True(rest is 0 or > Much / 3, $"{call.Name} had only {rest} bytes left to read.");
            call.Dispose();
        }
    }
}
