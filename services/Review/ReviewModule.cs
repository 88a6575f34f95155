using CoProduction.Review.Features.Access;
using CoProduction.Review.Features.Cycles;
using CoProduction.Review.Features.Forgetting;
using CoProduction.Review.Features.Harm;
using CoProduction.Review.Features.Held;
using CoProduction.Review.Features.ImportDrafts;
using CoProduction.Review.Features.Imports;
using CoProduction.Review.Features.StatementBank;
using CoProduction.Review.Features.Themes;
using CoProduction.Review.Features.Theming;
using CoProduction.Review.Features.Work;
using CoProduction.Shared.Access;
using CoProduction.Shared.Messaging;
using CoProduction.Shared.Modules;
using CoProduction.Shared.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Review;

/// <summary>Working Together for Change: from reviews to themes.</summary>
public sealed class ReviewModule : IModule
{
    private static readonly Type[] _features =
    [
        typeof(CreateCycle), typeof(ReadCycles), typeof(RenameCycle), typeof(CloseCycle), typeof(RemoveCycle),
        typeof(ImportStatements), typeof(ReadImports), typeof(TakeBackImport),
        typeof(KeepImportFile), typeof(LookAtImportFile), typeof(DecideImportFile), typeof(AddImportFile),
        typeof(ReadHeldStatements), typeof(SettleHeldStatements), typeof(HarmForResponders),
        typeof(StartTheming), typeof(ReadThemingRuns),
        typeof(LeasePiece), typeof(ReadPiece), typeof(ReadExamples), typeof(ReadModel), typeof(SubmitPiece), typeof(ReturnPiece), typeof(PieceQueue),
        typeof(RunOutcome),
        typeof(ReadThemes), typeof(ReadStatements), typeof(ExportStatements),
        typeof(EditTheme), typeof(MergeThemes), typeof(MoveStatements), typeof(ConfirmTheme), typeof(UndoAct),
        typeof(ReadStatementBank), typeof(ChangeStatementBank),
    ];

    /// <inheritdoc/>
    public string Name => "review";

    /// <inheritdoc/>
    public IEnumerable<Setting> Settings => ServiceModuleExtensions.Settings;

    /// <summary>How many statements a theming worker takes at a time; a question with more is themed in parts.</summary>
    public int PartSize { get; init; } = 100_000;

    /// <inheritdoc/>
    public void AddServices(WebApplicationBuilder builder)
    {
        builder.AddServiceModule(this);
        foreach (var feature in _features)
            builder.Services.AddSingleton(feature);
        builder.Services.AddSingleton<IProjectLookup, ProjectLookup>();
        builder.Services.AddSingleton(new PartSize(PartSize));
        builder.Services.AddSingleton<IEventHandler, ForgetNames>();
        builder.Services.AddSingleton<PieceBell>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<PieceBell>());
        builder.Services.AddHostedService<ThemingGauges>();
        builder.Services.AddSingleton<ForgetImportFiles>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ForgetImportFiles>());
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        app.MapServiceModule();
        app.MapGrpcService<ReviewGrpcService>();
        app.MapGrpcService<ThemingWorkGrpcService>();
        app.MapGrpcService<StatementBankGrpcService>();
    }
}
