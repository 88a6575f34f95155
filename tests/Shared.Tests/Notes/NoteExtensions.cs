using CoProduction.Common.V1;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Shared.Tests.Notes;

/// <summary>What tests do with the note module.</summary>
internal static class NoteExtensions
{
    public static TenantDatabase Tenants(this RunningModule module) => module.Services.GetRequiredService<TenantDatabase>();

    /// <summary>Publishes one event from inside the module, in a transaction of its own.</summary>
    public static async Task PublishAsync(this RunningModule module, Guid partnership, string name, bool commit = true)
    {
        await using var transaction = await module.Tenants().BeginAsync(Caller.System, partnership, CancellationToken.None);
        await transaction.PublishAsync(new CycleProgressed { CycleName = name }, Guid.NewGuid(), 1, CancellationToken.None);
        if (commit)
            await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Publishes many events from inside the module, in one transaction.</summary>
    public static async Task PublishManyAsync(this RunningModule module, Guid partnership, int count)
    {
        await using var transaction = await module.Tenants().BeginAsync(Caller.System, partnership, CancellationToken.None);
        for (var i = 0; i < count; i++)
            await transaction.PublishAsync(new CycleProgressed { CycleName = $"number {i}" }, Guid.NewGuid(), 1, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    public static Envelope NewEnvelope(Guid partnership, string name) => new()
    {
        EventId = Guid.NewGuid().ToString(),
        Type = CycleProgressed.Descriptor.FullName,
        PartnershipId = partnership.ToString(),
        AggregateId = Guid.NewGuid().ToString(),
        AggregateVersion = 1,
        OccurredAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        Payload = new CycleProgressed { CycleName = name }.ToByteString(),
    };

    public static async Task<List<string>> NotesAsync(this RunningModule module, Guid partnership)
    {
        await using var transaction = await module.Tenants().BeginAsync(Caller.System, partnership, CancellationToken.None);
        return await transaction.QueryAsync<string>("SELECT text FROM note ORDER BY text", null, CancellationToken.None);
    }

    /// <summary>Waits until the partnership has these notes.</summary>
    public static Task<List<string>> NotesAsync(this RunningModule module, Guid partnership, params string[] expected) =>
        Eventually.GetAsync(() => module.NotesAsync(partnership), notes => notes.SequenceEqual(expected));

    /// <summary>Reads one value with every right.</summary>
    public static async Task<T> ReadAsync<T>(this TestPostgres postgres, RunningModule module, string sql, object? parameters = null)
    {
        await using var connection = await postgres.OpenAsSuperuserAsync(module.Database);
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }
}
