using System.Diagnostics;
using CoProduction.Host.Postgres;
using CoProduction.Host.Processes;
using CoProduction.TestCommon.Hosting;
using Dapper;
using Npgsql;
using Xunit;

namespace CoProduction.EndToEnd.Tests.DataFolder;

/// <summary>What a start makes of a data folder of which something is missing or damaged: all of its data, or one line and every byte as it was.</summary>
public sealed class ClusterStateTests : IDisposable
{
    private static readonly Part _cluster = new("cluster", "postgres/cluster",
    [
        new("whole", _ => { }), new("absent", Remove), new("an empty folder", Empty), new("a file", InPlaceOfFolder),
        new("without PG_VERSION", path => Remove(path + "/PG_VERSION")), new("with an empty PG_VERSION", path => Truncate(path + "/PG_VERSION", 0)),
        new("without pg_control", path => Remove(path + "/global/pg_control")), new("with an empty pg_control", path => Truncate(path + "/global/pg_control", 0)),
        new("without its empty folders", WithoutEmptyFolders), new("without base", path => Remove(path + "/base")), new("a link to nowhere", LinkToNowhere),
    ]);

    private static readonly Part _secret = new("secret", "postgres/secret",
    [
        new("whole", _ => { }), new("absent", Remove), new("empty", path => Truncate(path, 0)), new("cut off", path => Truncate(path, 31)), new("a folder", InPlaceOfFile),
    ]);

    private static readonly Part _complete = new("complete", "postgres/complete", [new("there", _ => { }), new("absent", Remove)]);
    private static readonly Part _keys = new("keys", "keys", [new("there", _ => { }), new("absent", Remove)]);
    private static readonly Part _unfinished = new("unfinished", "postgres/cluster.new-0123", [new("absent", _ => { }), new("there", path => Write(path + "/PG_VERSION"))]);
    private static readonly Part _stray = new("stray", "postgres/cluster.old", [new("absent", _ => { }), new("there", path => Write(path + "/PG_VERSION"))]);
    private static readonly Part[] _parts = [_cluster, _secret, _complete, _keys, _unfinished, _stray];

    private readonly string _folder = HostProcess.NewDataFolder();

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    [Fact]
    public async Task Start_EveryPartialState_GoesOnWithAllItsDataOrStopsInOneLineAndChangesNothing()
    {
        var (whole, thin) = (Path.Combine(_folder, "whole"), Path.Combine(_folder, "thin"));
        await MakeAsync(whole);
        await CopyAsync(whole, thin);
        foreach (var table in Directory.EnumerateFiles(Path.Combine(thin, "postgres/cluster/base"), "*", SearchOption.AllDirectories).ToList())
            File.Delete(table); // a thousand files would have to be looked at for each of a thousand states
        var (goneOn, begun, stopped) = (0, 0, 0);
        foreach (var state in States())
        {
            var folder = Path.Combine(_folder, "state");
            var starts = Starts(state);
            await CopyAsync(starts ? whole : thin, folder);
            foreach (var (part, condition) in state)
                condition.Make(Path.Combine(folder, part.Path));
            var name = string.Join(", ", state.Select(s => $"{s.Part.Name} {s.Condition.Name}"));

            if (!starts)
            {
                var before = Look(folder);
                var refusal = await Assert.ThrowsAsync<ServerException>(() => StartAsync(folder));
                Assert.True(!refusal.Message.Contains('\n') && refusal.Message.Contains("Nothing was changed. ", StringComparison.Ordinal), $"{name}: {refusal.Message}");
                Assert.True(before.SequenceEqual(Look(folder)), $"{name}: what was there has changed: {string.Join(", ", before.Except(Look(folder)))}");
                stopped++;
            }
            else if (state[0].Condition.Name == "whole")
            {
                Assert.True(await HasDataAsync(folder), $"{name}: the data is gone.");
                goneOn++;
            }
            else
            {
                Assert.False(await HasDataAsync(folder));
                Assert.True(await HasDataAsync(folder, make: true), $"{name}: it does not keep new data.");
                begun++;
            }
            Directory.Delete(folder, recursive: true);
        }
        Assert.Equal((8, 8, 864), (goneOn, begun, stopped));
    }

    [Fact]
    public async Task Start_SecretOfAnotherInstallation_StopsInOneLineWithItsDataThere()
    {
        var folder = Path.Combine(_folder, "data");
        await MakeAsync(folder);
        var secret = await File.ReadAllBytesAsync(Path.Combine(folder, "postgres/secret"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "postgres/secret"), new byte[ClusterFolder.SecretLength]);

        var refusal = await Assert.ThrowsAsync<ServerException>(() => StartAsync(folder));

        Assert.Contains("is not the secret", refusal.Message);
        await File.WriteAllBytesAsync(Path.Combine(folder, "postgres/secret"), secret);
        Assert.True(await HasDataAsync(folder));
    }

    [Fact]
    public async Task Start_WholeDatabaseFolderIsMissing_SaysWhatIsThereInstead()
    {
        var folder = Path.Combine(_folder, "data");
        await MakeAsync(folder);
        Directory.Delete(Path.Combine(folder, "postgres"), recursive: true);

        var refusal = await Assert.ThrowsAsync<ServerException>(() => StartAsync(folder));

        Assert.Contains("it holds keys", refusal.Message);
        Assert.False(Directory.Exists(Path.Combine(folder, "postgres")));
    }

    [Fact]
    public async Task Run_MarkOfAnEarlierVersionIsMissing_GoesOnWithItsData()
    {
        await SampleFolder.CopyToAsync(_folder);
        File.Delete(Path.Combine(_folder, "postgres/complete"));

        await using var host = await HostProcess.StartAsync(_folder, withSample: false);

        using var http = (await host.EnterAsync()).NewProgram();
        var rest = new RestClient(http);
        Assert.Equal(600, (await rest.GetAsync($"cycles/{await rest.SampleCycleAsync()}")).GetProperty("statements").GetInt64());
        Assert.True(new FileInfo(Path.Combine(_folder, "postgres/complete")).Length > 0, "An earlier version would delete the database.");
    }

    [Fact]
    public async Task Run_DatabaseIsDamaged_IsRefusedInOneLine()
    {
        await SampleFolder.CopyToAsync(_folder);
        Truncate(Path.Combine(_folder, "postgres/cluster/PG_VERSION"), 0);

        var (exitCode, output) = await HostProcess.StartInVainAsync(_folder, HostProcess.FreePort());

        Assert.Equal(1, exitCode);
        Assert.Contains("PG_VERSION holds no version. Nothing was changed. ", Assert.Single(output.Trim().Split('\n')));
    }

    // A whole installation, or nothing that was ever used: at most a secret and what a start was making when it ended.
    private static bool Starts((Part Part, Condition Condition)[] state)
    {
        var of = state.ToDictionary(s => s.Part, s => s.Condition.Name);
        return of[_stray] == "absent" && (of[_cluster] == "whole"
            ? of[_secret] == "whole"
            : of[_cluster] == "absent" && (of[_secret] is "whole" or "absent") && of[_keys] == "absent");
    }

    private static IEnumerable<(Part Part, Condition Condition)[]> States() => _parts.Aggregate(
        (IEnumerable<(Part Part, Condition Condition)[]>)[[]],
        (states, part) => states.SelectMany(state => part.Conditions.Select(condition => ((Part, Condition)[])[.. state, (part, condition)])));

    private static Task<EmbeddedPostgres> StartAsync(string folder) => EmbeddedPostgres.StartAsync(new(folder, null, "fsync=off"), CancellationToken.None);

    private static async Task MakeAsync(string folder)
    {
        Write(Path.Combine(folder, "lock"));
        Assert.True(await HasDataAsync(folder, make: true));
        Write(Path.Combine(folder, "keys/forms/key.xml"));
    }

    private static async Task<bool> HasDataAsync(string folder, bool make = false)
    {
        await using var postgres = await StartAsync(folder);
        await using var connection = new NpgsqlConnection(postgres.SuperuserConnectionString);
        if (make)
            await connection.ExecuteAsync("CREATE TABLE kept (id int)");
        return await connection.ExecuteScalarAsync<bool>("SELECT to_regclass('kept') IS NOT NULL");
    }

    private static async Task CopyAsync(string from, string to)
    {
        using var copying = Process.Start("cp", ["-a", from, to]);
        await copying.WaitForExitAsync();
        Assert.Equal(0, copying.ExitCode);
    }

    private static List<(string Path, long Length, DateTime Written, UnixFileMode Mode)> Look(string folder) =>
    [
        .. from entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
           where entry.Name != "lock"
           orderby entry.FullName
           select (entry.FullName, (entry as FileInfo)?.Length ?? 0, entry.LastWriteTimeUtc, entry.LinkTarget is null ? entry.UnixFileMode : 0),
    ];

    private static void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "15\n");
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }

    private static void Empty(string folder)
    {
        Remove(folder);
        Directory.CreateDirectory(folder);
    }

    private static void InPlaceOfFolder(string path)
    {
        Remove(path);
        File.WriteAllText(path, "");
    }

    private static void InPlaceOfFile(string path)
    {
        Remove(path);
        Directory.CreateDirectory(path);
    }

    private static void LinkToNowhere(string path)
    {
        Remove(path);
        File.CreateSymbolicLink(path, path + ".not-mounted");
    }

    private static void Truncate(string path, int length)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.SetLength(length);
    }

    private static void WithoutEmptyFolders(string path)
    {
        foreach (var folder in Directory.GetDirectories(path, "*", SearchOption.AllDirectories).Where(folder => !Directory.EnumerateFileSystemEntries(folder).Any()))
            Directory.Delete(folder);
    }

    private sealed record Part(string Name, string Path, Condition[] Conditions);

    private sealed record Condition(string Name, Action<string> Make);
}
