using System.Text;
using CoProduction.Audit.V1;
using CoProduction.Messages.V1;
using CoProduction.Review.Tests.Work;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Access;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using CoProduction.TestCommon.Reviews;
using Dapper;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Access;

/// <summary>Whoever sends or reads slowly makes nobody wait: every stream of this module's contracts, all of them stalled, and no connection is held.</summary>
public sealed class StalledStreamTests(ReviewUnderTest review) : WorkTest(review)
{
    // More than all windows and buffers between a service and its caller.
    private const int Much = 3_000_000;

    private static readonly List<MethodDescriptor> _streams =
    [
        .. new[] { ReviewReflection.Descriptor, ThemingWorkReflection.Descriptor, StatementBankReflection.Descriptor, MessagesReflection.Descriptor, AuditReflection.Descriptor }
            .SelectMany(file => file.Services).SelectMany(service => service.Methods).Where(AnyCall.IsStream),
    ];

    protected override ReviewModule Tested { get; } = new() { PartSize = 400 };

    [Fact]
    public async Task EveryStream_Stalled_HoldsNoConnection()
    {
        var requests = await RequestsAsync();
        Assert.Equal(_streams.Select(stream => stream.FullName).Order(), requests.Keys.Select(stream => stream.FullName).Order());
        var stalled = new List<StalledCall>();
        foreach (var (stream, (caller, messages)) in requests)
            stalled.Add(await new AnyCall(stream).StallAsync(Module.As(caller), messages));

        await using var looking = await OpenDatabaseAsync();
        await Eventually.GetAsync(() => BusyConnections.ReadAsync(looking, Module.Database), busy => busy.Count == 0);

        foreach (var call in stalled)
        {
            var rest = await call.ReadRestAsync();
            // What fits into buffers is never stalled: give the stream more to say.
            Assert.True(rest is 0 or > Much / 3, $"{call.Name} had only {rest} bytes left to read.");
            call.Dispose();
        }
    }

    [Fact]
    public async Task Streams_MoreThanOnePersonMayHave_RefusedUntilOneIsDone()
    {
        var cycle = await ThemedCycle.CreateAsync(Module, Caller);
        var import = new AnyCall(_streams.Single(stream => stream.Name == "ImportStatements"));
        var stalled = new List<StalledCall>();
        for (var i = 0; i < 6; i++)
            stalled.Add(await import.StallAsync(Module.As(Caller), Parts(cycle)));
        var client = Module.Client<ReviewService.ReviewServiceClient>(Caller);
        var others = Module.Client<ReviewService.ReviewServiceClient>(People.Analyst("Alex", Caller.PartnershipId!.Value));

        var refused = await Refused.CallAsync(client.SendFileAsync(cycle.Header(), "question,statement\nworking,My dog\n"u8.ToArray()));
        var theirs = await others.SendFileAsync(cycle.Header(), "question,statement\nworking,Our dog\n"u8.ToArray());
        stalled[0].Dispose();
        await Eventually.GetAsync(async () =>
        {
            try
            {
                return (await client.SendFileAsync(cycle.Header(), "question,statement\nworking,My dog\n"u8.ToArray())).State;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.ResourceExhausted)
            {
                return ImportState.Unspecified;
            }
        }, state => state == ImportState.Added);

        Assert.Equal((StatusCode.ResourceExhausted, "TOO_MANY_STREAMS"), (refused.Code, refused.Reason));
        Assert.Equal(ImportState.Added, theirs.State);
        stalled.ForEach(call => call.Dispose());
    }

    // The streams' own first messages, and of what is sent so much more that it has surely been taken in.
    private async Task<Dictionary<MethodDescriptor, (Caller As, List<IMessage> Messages)>> RequestsAsync()
    {
        var cycle = await ThemedCycle.CreateAsync(Module, Caller);
        await cycle.ImportAsync(Long(Question.Working, 250).Concat(Long(Question.NotWorking, 600)));
        await FillAuditAsync();
        await cycle.StartAsync();
        var worker = new KnownWorker(Module);
        LeasedPiece[] first = [(await worker.LeaseAsync())!, (await worker.LeaseAsync())!];
        var (whole, fit) = (first.Single(piece => piece.Stage == PieceStage.Whole), first.Single(piece => piece.Stage == PieceStage.Fit));
        await worker.ThemeAsync(whole.Claim, text => (text.Split(' ')[0], 0.5f));
        await worker.FitAsync(fit.Claim, new byte[Much], "One", "Two");
        var part = (await worker.LeaseAsync())!;
        return new Dictionary<string, (Caller, List<IMessage>)>
        {
            ["ImportStatements"] = (Caller, Parts(cycle)),
            ["KeepImportFile"] = (Caller,
            [
                new KeepImportFileRequest { Header = new() { CycleId = cycle.CycleId, FileName = "reviews.csv" } },
                .. Parts(cycle).Skip(1).Select(part => new KeepImportFileRequest { Chunk = ((ImportStatementsRequest)part).Chunk }),
            ]),
            ["ExportStatements"] = (Caller, [new ExportStatementsRequest { CycleId = cycle.CycleId }]),
            ["ReadPiece"] = (Caller.Worker, [new ReadPieceRequest { Claim = part.Claim }]),
            ["ReadModel"] = (Caller.Worker, [new ReadModelRequest { Claim = part.Claim }]),
            ["ReadExamples"] = (Caller.Worker, [new ReadExamplesRequest { Claim = await JoinAsync(worker) }]),
            ["SubmitPiece"] = (Caller.Worker,
            [
                new SubmitPieceRequest { Themes = new() { Claim = part.Claim } },
                .. Enumerable.Repeat(new SubmitPieceRequest { Assignments = Placed(20_000) }, 10),
            ]),
            ["ExportAuditEntries"] = (Callers.Administrator(Caller.PartnershipId!.Value), [new ExportAuditEntriesRequest()]),
        }.ToDictionary(pair => _streams.Single(stream => stream.Name == pair.Key), pair => pair.Value);
    }

    private async Task<PieceClaim> JoinAsync(KnownWorker worker)
    {
        var cycle = await ThemedCycle.CreateAsync(Module, Caller);
        await cycle.ImportAsync(Long(Question.Future, 390));
        await cycle.StartAsync();
        LeasedPiece? piece;
        while ((piece = await worker.LeaseAsync())?.Question != Question.Future)
            Assert.NotNull(piece);
        await worker.ThemeAsync(piece.Claim, text => (text.Split(' ')[0], 0.5f));
        await cycle.ImportAsync(Question.Future, "Something new");
        await cycle.StartAsync(ThemingKind.Join);
        while ((piece = await worker.LeaseAsync())?.Stage != PieceStage.Join)
            Assert.NotNull(piece);
        return piece.Claim;
    }

    private async Task FillAuditAsync()
    {
        await using var connection = await OpenDatabaseAsync();
        await connection.ExecuteAsync(
            """
            INSERT INTO audit (partnership_id, audit_id, at, actor_id, action, target_kind, target_id, detail, for_person_id, reason)
            SELECT @partnership, gen_random_uuid(), now(), gen_random_uuid(), 'theme.read', 'theme', gen_random_uuid(), repeat('x', 500), NULL, '' FROM generate_series(1, 6000)
            """, new { partnership = Caller.PartnershipId });
    }

    private static List<IMessage> Parts(ThemedCycle cycle)
    {
        var rows = ByteString.CopyFromUtf8(string.Concat(Enumerable.Repeat("working,My carer is kind\n", 10_000)));
        return
        [
            new ImportStatementsRequest { Header = cycle.Header() },
            new ImportStatementsRequest { Chunk = ByteString.CopyFrom("question,statement\n", Encoding.UTF8) },
            .. Enumerable.Repeat(new ImportStatementsRequest { Chunk = rows }, Much / rows.Length),
        ];
    }

    private static SubmittedAssignments Placed(int count) =>
        KnownWorker.Assignments([.. Enumerable.Range(0, count).Select(i => new PieceStatement(Guid.NewGuid(), ""))], _ => 0, _ => 0.5f, _ => -1);

    private static IEnumerable<(Question, string)> Long(Question question, int count) =>
        Enumerable.Range(0, count).Select(i => (question, $"{(i % 2 == 0 ? "One" : "Two")} {i} {new string('x', 9_900)}"));
}
