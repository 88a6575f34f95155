using System.Globalization;
using CoProduction.Host.Postgres;
using CoProduction.Host.Processes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CoProduction.Host.Backups;

/// <summary>
/// Makes backups beside the running installation: the first at once when the last is too long ago, and deletes the oldest when there are more than are to be kept.
/// That follows a new one that was checked, so the last good one stays whatever happens.
/// </summary>
internal sealed partial class BackupSchedule(string dataDir, BackupSettings settings, TimeProvider time, ILogger log) : IHealthCheck, IAsyncDisposable
{
    private const string Names = "yyyy-MM-dd'T'HHmmss'Z'";
    private static readonly TimeSpan _retry = TimeSpan.FromHours(1);
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private volatile string? _failure;
    private volatile string? _leftOver;

    /// <summary>Begins; the database has to be there.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Degraded when the last backup failed, or when what is not to be kept could not be deleted: people can work, and whoever watches over the installation should look.</summary>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_failure is { } failure ? HealthCheckResult.Degraded($"No backup was made: {failure}")
            : _leftOver is { } left ? HealthCheckResult.Degraded($"A backup was made, and {left}") : HealthCheckResult.Healthy());

    /// <summary>Ends a backup that is being made; nothing is left of it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _stopping.Dispose();
    }

    /// <summary>Makes one now and deletes those that are too old; gives whether it was made.</summary>
    public async Task<bool> MakeAsync(CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        try
        {
            var target = Path.Combine(settings.Folder, time.GetUtcNow().ToString(Names, CultureInfo.InvariantCulture));
            _leftOver = null;
            var info = await new Backup(dataDir, time, IsLeft).MakeAsync(target, cancel);
            Made(target, time.GetElapsedTime(start).TotalSeconds);
            _failure = null;
            foreach (var (old, _) in Whole(info.Installation).Skip(settings.Keep).ToList())
            {
                if (Backup.FindFaultInDeleting(old, info.Installation) is { } fault)
                    IsLeft(fault);
                else
                    Deleted(old);
            }
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _failure = e.Message.ReplaceLineEndings(" ");
            Failed(_failure);
            return false;
        }
    }

    private void IsLeft(string fault)
    {
        _leftOver = fault;
        NotDeleted(fault);
    }

    private async Task RunAsync()
    {
        var next = FirstDue();
        while (true)
        {
            var wait = next - time.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait < settings.Every ? wait : settings.Every, time, _stopping.Token);
            var pause = await MakeAsync(_stopping.Token) || settings.Every < _retry ? settings.Every : _retry;
            next = time.GetUtcNow() + pause;
        }
    }

    private DateTimeOffset FirstDue()
    {
        try
        {
            var last = Whole(new ClusterFolder(dataDir, ServerAccount.Choose()).Installation).Select(backup => backup.Info.Begun).FirstOrDefault();
            return last == default ? default : last + settings.Every;
        }
        catch (Exception)
        {
            return default; // the first try says what is wrong
        }
    }

    // Those that it has made itself, and not what somebody else keeps beside them. Newest first.
    private IEnumerable<(string Path, BackupInfo Info)> Whole(string installation) => !Directory.Exists(settings.Folder)
        ? []
        : from path in Directory.GetDirectories(settings.Folder)
          where DateTime.TryParseExact(Path.GetFileName(path), Names, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
          let info = new BackupFolder(path).Find()
          where info?.Installation == installation
          orderby info.Begun descending
          select (path, info);

    [LoggerMessage(LogLevel.Information, "Backup {Folder} was made and checked in {Seconds:N1} s.")]
    private partial void Made(string folder, double seconds);

    [LoggerMessage(LogLevel.Information, "Backup {Folder} was the oldest, and is deleted.")]
    private partial void Deleted(string folder);

    [LoggerMessage(LogLevel.Error, "{Fault}")]
    private partial void NotDeleted(string fault);

    [LoggerMessage(LogLevel.Error, "No backup was made: {Reason}")]
    private partial void Failed(string reason);
}
