using CoProduction.Messages.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Tests.Notes;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Grpc.Core;

namespace CoProduction.Shared.Tests.Errors;

public sealed class UnforeseenErrorTests(TestPostgres postgres)
{
    [Fact]
    public async Task AnyCall_ServiceHasMistake_InternalWithNumberAndWithoutItsWords()
    {
        await using var module = await RunningModule.StartAsync(new NoteModule(), await postgres.NewDatabaseAsync("note"));

        var error = await Refused.CallAsync(module.Client<StakeholderService.StakeholderServiceClient>(Callers.Analyst(Guid.NewGuid())).GetPartnershipAsync(new()));

        Assert.Equal((StatusCode.Internal, "INTERNAL"), (error.Code, error.Reason));
        Assert.Contains(error.Metadata["number"], error.Message);
        Assert.DoesNotContain(NoteModule.Secret, error.Message);
    }

    [Fact]
    public async Task AnyCall_ServiceHasMistake_LogHasKindAndPlaceUnderTheNumberWithoutItsWords()
    {
        var note = new NoteModule();
        await using var module = await RunningModule.StartAsync(note, await postgres.NewDatabaseAsync("note"));

        var error = await Refused.CallAsync(module.Client<StakeholderService.StakeholderServiceClient>(Callers.Analyst(Guid.NewGuid())).GetPartnershipAsync(new()));

        var line = Assert.Single(note.Log.All, line => line.Contains($"quoted as {error.Metadata["number"]}:"));
        Assert.Contains($"{nameof(InvalidOperationException)}{Environment.NewLine}   at ", line);
        Assert.DoesNotContain(note.Log.All, any => any.Contains(NoteModule.Secret));
    }

    [Fact]
    public async Task AnyCall_DatabaseLetsNobodyIn_UnavailableUntilItDoes()
    {
        await using var module = await RunningModule.StartAsync(new NoteModule(), await postgres.NewDatabaseAsync("note"));
        var client = module.Client<MessagesService.MessagesServiceClient>(Callers.Administrator(Guid.NewGuid()));
        await using var database = await postgres.OpenAsSuperuserAsync(module.Database);
        await database.ExecuteAsync($"ALTER DATABASE \"{database.Database}\" CONNECTION LIMIT 0");
        await database.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        var error = await Refused.CallAsync(client.ListStuckMessagesAsync(new()));
        await database.ExecuteAsync($"ALTER DATABASE \"{database.Database}\" CONNECTION LIMIT -1");

        Assert.Equal((StatusCode.Unavailable, "TRY_AGAIN"), (error.Code, error.Reason));
        Assert.Empty((await client.ListStuckMessagesAsync(new())).Messages);
    }

    [Theory]
    [InlineData("SELECT 99999999999::int", StatusCode.InvalidArgument)]
    [InlineData("SELECT 'soon'::date", StatusCode.InvalidArgument)]
    [InlineData("SELECT 'x'::uuid", StatusCode.InvalidArgument)]
    [InlineData("SELECT 1 / 0", StatusCode.Internal)]
    [InlineData("SELECT i FROM generate_series(1, 9, 0) AS i", StatusCode.Internal)]
    [InlineData("DO $$ BEGIN RAISE check_violation; END $$", StatusCode.Internal)]
    [InlineData("DO $$ BEGIN RAISE not_null_violation; END $$", StatusCode.Internal)]
    [InlineData("DO $$ BEGIN RAISE unique_violation; END $$", StatusCode.Aborted)]
    [InlineData("DO $$ BEGIN RAISE foreign_key_violation; END $$", StatusCode.Aborted)]
    public async Task AnyCall_DatabaseRefusesIt_IsBlamedOnWhoeverSentItOnlyForItsValues(string sql, StatusCode code)
    {
        await using var module = await RunningModule.StartAsync(new NoteModule(), await postgres.NewDatabaseAsync("note"));

        var error = await Refused.CallAsync(module.Client<StakeholderService.StakeholderServiceClient>(Caller.System).CreatePartnershipAsync(
            new() { RequestId = Guid.NewGuid().ToString(), Name = sql }));

        Assert.Equal(code, error.Code);
    }
}
