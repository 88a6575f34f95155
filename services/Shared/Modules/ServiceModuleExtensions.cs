using System.Data.Common;
using CoProduction.Shared.Access;
using CoProduction.Shared.Audit;
using CoProduction.Shared.Checks;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Files;
using CoProduction.Shared.Limits;
using CoProduction.Shared.Messaging;
using CoProduction.Shared.Messaging.Stuck;
using CoProduction.Shared.Requests;
using CoProduction.Shared.Settings;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace CoProduction.Shared.Modules;

/// <summary>What every module with gRPC services and a database has in common.</summary>
public static class ServiceModuleExtensions
{
    private const int SecondsToConnect = 5;

    /// <summary>What every such module may be told.</summary>
    public static IEnumerable<Setting> Settings => [DiskChecks.LeastFree, DiskChecks.DatabaseFolder, .. CallLimits.Settings.Declared, .. LongStreams.Settings, ReceivedFiles.Folder];

    /// <summary>
    /// Adds the module's database (connection strings <c>Database:App</c>, <c>Database:Relay</c>; with <c>Database:Migrator</c> migrated at start from
    /// the SQL in <paramref name="module"/>'s assembly), requests, messaging, and gRPC with its access check and health.
    /// </summary>
    public static void AddServiceModule(this WebApplicationBuilder builder, IModule module)
    {
        Setting.Check(Settings, builder.Configuration, module.Name);
        var services = builder.Services;
        var database = DatabaseSettings.From(builder.Configuration, module.Name);
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(module);
        services.AddSingleton(database);
        services.AddSingleton(_ => new AppDatabase(DataSource(database.App, module.Name)));
        services.AddSingleton(_ => new RelayDatabase(DataSource(database.Relay, module.Name + "-relay")));
        services.AddSingleton<TenantDatabase>();
        services.AddSingleton<Commands>();
        services.AddSingleton(Migrator.Of(module.GetType().Assembly, database));
        services.AddHostedService<SchemaAtStart>();
        services.AddHealthChecks().AddCheck<DatabaseCheck>(Readiness.Database);
        services.AddDiskCheck(builder.Configuration, DiskChecks.DatabaseFolder.Read(builder.Configuration));
        services.AddMessaging();
        services.AddSingleton<StuckMessages>();
        services.AddHostedService<AuditSealer>();
        services.AddSingleton<ReadAudit>();
        services.AddAccessCheck(builder.Configuration);
        services.AddRefusals();
        services.AddSingleton(CallLimits.Settings.From(builder.Configuration, database));
        services.AddSingleton<CallLimits>();
        services.AddSingleton(provider => FileTurns.Of(database, provider.GetRequiredService<Refusals>()));
        // Registered here, or gRPC would make new ones for each call.
        services.AddSingleton<ErrorInterceptor>();
        services.AddSingleton<TextInterceptor>();
        services.AddSingleton<AccessInterceptor>();
        services.AddSingleton(provider => LongStreams.From(builder.Configuration, provider.GetRequiredService<Refusals>()));
        services.AddSingleton(ReceivedFiles.From(builder.Configuration));
        builder.AddGrpcServer(options =>
        {
            options.Interceptors.Add<ErrorInterceptor>();
            options.Interceptors.Add<TextInterceptor>();
            options.Interceptors.Add<AccessInterceptor>();
            options.MaxReceiveMessageSize = 8 * 1024 * 1024;
        });
    }

    /// <summary>Maps the calls that every module with a database answers.</summary>
    public static void MapServiceModule(this WebApplication app)
    {
        app.UseUnreadableMessages();
        app.MapGrpcService<MessagesGrpcService>();
        app.MapGrpcService<AuditGrpcService>();
        app.MapGrpcHealthChecksService();
    }

    private static NpgsqlDataSource DataSource(string connectionString, string name)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = name };
        // A call that finds no connection says so while somebody still waits for its answer.
        if (!new DbConnectionStringBuilder { ConnectionString = connectionString }.ContainsKey("Timeout"))
            builder.ConnectionStringBuilder.Timeout = SecondsToConnect;
        return builder.ConfigureTracing(tracing => tracing.EnableFirstResponseEvent(false)).Build();
    }
}
