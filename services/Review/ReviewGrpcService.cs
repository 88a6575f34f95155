using CoProduction.Review.Features.Cycles;
using CoProduction.Review.Features.Harm;
using CoProduction.Review.Features.Held;
using CoProduction.Review.Features.ImportDrafts;
using CoProduction.Review.Features.Imports;
using CoProduction.Review.Features.Themes;
using CoProduction.Review.Features.Theming;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using Grpc.Core;

namespace CoProduction.Review;

/// <summary>Hands each call to the feature that knows its rule.</summary>
internal sealed class ReviewGrpcService(
    CreateCycle createCycle, ReadCycles cycles, RenameCycle rename, CloseCycle close, RemoveCycle remove, ImportStatements import, ReadImports imports, TakeBackImport takeBack,
    KeepImportFile keepFile, LookAtImportFile lookAtFile, DecideImportFile decideFile, AddImportFile addFile, ReadHeldStatements held, SettleHeldStatements settle, HarmForResponders harm,
    StartTheming startTheming, ReadThemingRuns runs, ReadThemes themes, ReadStatements statements, ExportStatements export,
    EditTheme edit, MergeThemes merge, MoveStatements move, ConfirmTheme confirm, UndoAct undo)
    : ReviewService.ReviewServiceBase
{
    public override Task<CreateCycleResponse> CreateCycle(CreateCycleRequest request, ServerCallContext context) =>
        createCycle.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetCycleResponse> GetCycle(GetCycleRequest request, ServerCallContext context) =>
        cycles.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListCyclesResponse> ListCycles(ListCyclesRequest request, ServerCallContext context) =>
        cycles.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<RenameCycleResponse> RenameCycle(RenameCycleRequest request, ServerCallContext context) =>
        rename.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<CloseCycleResponse> CloseCycle(CloseCycleRequest request, ServerCallContext context) =>
        close.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ReopenCycleResponse> ReopenCycle(ReopenCycleRequest request, ServerCallContext context) =>
        close.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<RemoveCycleResponse> RemoveCycle(RemoveCycleRequest request, ServerCallContext context) =>
        remove.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ImportStatementsResponse> ImportStatements(IAsyncStreamReader<ImportStatementsRequest> requestStream, ServerCallContext context) =>
        import.HandleAsync(requestStream, context.Caller(), context.CancellationToken);

    public override Task<KeepImportFileResponse> KeepImportFile(IAsyncStreamReader<KeepImportFileRequest> requestStream, ServerCallContext context) =>
        keepFile.HandleAsync(requestStream, context.Caller(), context.CancellationToken);

    public override Task<LookAtImportFileResponse> LookAtImportFile(LookAtImportFileRequest request, ServerCallContext context) =>
        lookAtFile.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<DecideImportFileResponse> DecideImportFile(DecideImportFileRequest request, ServerCallContext context) =>
        decideFile.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<CheckImportFileResponse> CheckImportFile(CheckImportFileRequest request, ServerCallContext context) =>
        addFile.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AddImportFileResponse> AddImportFile(AddImportFileRequest request, ServerCallContext context) =>
        addFile.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<DropImportFileResponse> DropImportFile(DropImportFileRequest request, ServerCallContext context) =>
        decideFile.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetImportResponse> GetImport(GetImportRequest request, ServerCallContext context) =>
        imports.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListImportsResponse> ListImports(ListImportsRequest request, ServerCallContext context) =>
        imports.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<TakeBackImportResponse> TakeBackImport(TakeBackImportRequest request, ServerCallContext context) =>
        takeBack.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListImportProblemsResponse> ListImportProblems(ListImportProblemsRequest request, ServerCallContext context) =>
        imports.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListHeldGroupsResponse> ListHeldGroups(ListHeldGroupsRequest request, ServerCallContext context) =>
        held.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListHeldStatementsResponse> ListHeldStatements(ListHeldStatementsRequest request, ServerCallContext context) =>
        held.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<SettleHeldStatementsResponse> SettleHeldStatements(SettleHeldStatementsRequest request, ServerCallContext context) =>
        settle.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ReadHarmResponse> ReadHarm(ReadHarmRequest request, ServerCallContext context) =>
        harm.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<StartThemingResponse> StartTheming(StartThemingRequest request, ServerCallContext context) =>
        startTheming.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetThemingRunResponse> GetThemingRun(GetThemingRunRequest request, ServerCallContext context) =>
        runs.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListThemesResponse> ListThemes(ListThemesRequest request, ServerCallContext context) =>
        themes.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetThemeResponse> GetTheme(GetThemeRequest request, ServerCallContext context) =>
        themes.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListStatementsResponse> ListStatements(ListStatementsRequest request, ServerCallContext context) =>
        statements.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<EditThemeResponse> EditTheme(EditThemeRequest request, ServerCallContext context) =>
        edit.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<MergeThemesResponse> MergeThemes(MergeThemesRequest request, ServerCallContext context) =>
        merge.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<MoveStatementsResponse> MoveStatements(MoveStatementsRequest request, ServerCallContext context) =>
        move.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ConfirmThemeResponse> ConfirmTheme(ConfirmThemeRequest request, ServerCallContext context) =>
        confirm.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetLatestActResponse> GetLatestAct(GetLatestActRequest request, ServerCallContext context) =>
        undo.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<UndoActResponse> UndoAct(UndoActRequest request, ServerCallContext context) =>
        undo.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task ExportStatements(ExportStatementsRequest request, IServerStreamWriter<ExportStatementsResponse> responseStream, ServerCallContext context) =>
        export.HandleAsync(request, context.Caller(), responseStream, context.CancellationToken);
}
