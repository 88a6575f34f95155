using CoProduction.Host.Backups;
using CoProduction.Host.Postgres;
using CoProduction.Host.Processes;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using Dapper;
using Npgsql;
using Xunit;

namespace CoProduction.EndToEnd.Tests.DataFolder;

/// <summary>The verbs <c>backup</c> and <c>restore</c> beside an installation that is being worked with.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();
    private readonly string _backups = HostProcess.NewDataFolder();
    private readonly string _restored = HostProcess.NewDataFolder();

    private string First => Path.Combine(_backups, "first");

    public void Dispose()
    {
        foreach (var folder in new[] { _folder, _backups, _restored })
            HostProcess.DeleteFolder(folder);
    }

    [Fact]
    public async Task Restore_OfABackupOfARunningInstallation_IsTheSameInEveryDatabaseAndPeopleGoOn()
    {
        await SampleFolder.CopyToAsync(_folder);
        var port = HostProcess.FreePort();
        string heads;
        using var visitor = new Visitor($"http://localhost:{port}");
        HttpRequestMessage signIn;
        await using (var host = await HostProcess.StartAsync(_folder, withSample: true, port))
        {
            // A page that is open when the backup is made, and sent to what is restored of it.
            signIn = await visitor.FillInAsync("/sign-in", "sign-in", ("Input.AccountName", "admin"), ("Input.Password", Entry.Password));
            await Eventually.GetAsync(() => WaitingForSealsAsync(_folder), waiting => waiting == 0);
            heads = (await VerbAsync("verify", "--data-dir", _folder)).Output;
            Assert.Equal((0, $"backup: {First}\n", ""), await VerbAsync("backup", First, "--data-dir", _folder));
            Assert.Equal(0, await host.InterruptAsync());
        }

        Assert.Equal(0, (await VerbAsync("restore", First, "--data-dir", _restored)).ExitCode);

        Assert.Equal(await DumpAsync(_folder), await DumpAsync(_restored));
        await using var again = await HostProcess.StartAsync(_restored, withSample: false, port);
        Assert.Equal(heads, (await VerbAsync("verify", "--data-dir", _restored)).Output);
        using (var signedIn = await visitor.Http.SendAsync(signIn))
            Assert.NotEqual("", visitor.Session);
        using var http = (await again.EnterAsync()).NewProgram();
        var rest = new RestClient(http);
        var cycle = await rest.GetAsync($"cycles/{await rest.SampleCycleAsync()}");
        Assert.Equal(600, cycle.GetProperty("statements").GetInt64());
    }

    [Fact]
    public async Task Backup_WhileWritesGoOn_HoldsAllDatabasesAtOneMomentNotBeforeItsBeginning()
    {
        await SampleFolder.CopyToAsync(_folder);
        await using var postgres = await EmbeddedPostgres.StartAsync(new(_folder), CancellationToken.None);
        using var stopping = new CancellationTokenSource();
        var written = 0;
        var writing = WriteInTurnAsync(_folder, number => Volatile.Write(ref written, number), stopping.Token);
        await Eventually.GetAsync(() => Task.FromResult(Volatile.Read(ref written)), number => number > 20);

        var before = Volatile.Read(ref written);
        Assert.Equal((0, $"backup: {First}\n", ""), await VerbAsync("backup", First, "--data-dir", _folder));
        var after = Volatile.Read(ref written);
        await stopping.CancelAsync();
        await writing;

        Assert.Equal(0, (await VerbAsync("restore", First, "--data-dir", _restored)).ExitCode);
        await using var restored = await EmbeddedPostgres.StartAsync(new(_restored), CancellationToken.None);
        var (review, stakeholder) = (await NumbersAsync(_restored, "review"), await NumbersAsync(_restored, "stakeholder"));
        Assert.Equal(Enumerable.Range(1, review.Count), review);
        Assert.Equal(Enumerable.Range(1, stakeholder.Count), stakeholder);
        // Review's comes first: it is one ahead when the moment lies between the two.
        Assert.InRange(review.Count - stakeholder.Count, 0, 1);
        Assert.InRange(stakeholder.Count, before, after + 1);
        Assert.True(after > before, "Nothing was written while the backup was made.");
    }

    [Fact]
    public async Task Verify_AByteOfAnyKindOfFileHasChanged_NamesTheFileAndRestoreRefusesIt()
    {
        await SampleFolder.CopyToAsync(_folder);
        Assert.Equal(0, (await VerbAsync("backup", First, "--data-dir", _folder)).ExitCode);
        foreach (var place in new[] { "database/global/pg_control", "database/PG_VERSION", "database/backup_label", "database/pg_wal", "database/base", "files/keys/forms", "files/keys/tokens", "secret" })
        {
            var file = Directory.EnumerateFiles(First, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .First(file => file.StartsWith(Path.Combine(First, place), StringComparison.Ordinal) && new FileInfo(file).Length > 0);
            await FlipAsync(file);
            var lines = new List<string>();

            await Assert.ThrowsAsync<ServerException>(() => BackupCheck.RunAsync(First, lines.Add, CancellationToken.None));
            await Assert.ThrowsAsync<ServerException>(() => Restore.RunAsync(First, _restored, CancellationToken.None));

            Assert.Equal([$"{Path.GetRelativePath(First, file)}: changed since the backup"], lines);
            Assert.Equal(["lock"], Names(_restored));
            await FlipAsync(file);
        }
        var (exitCode, output, error) = await VerbAsync("backup", "--verify", First);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith($"backup: {First} is whole; ", output);
    }

    [Fact]
    public async Task Verify_FilesAreMissingOrTooMany_NamesThem()
    {
        await SampleFolder.CopyToAsync(_folder);
        Assert.Equal(0, (await VerbAsync("backup", First, "--data-dir", _folder)).ExitCode);
        File.Delete(Path.Combine(First, "secret"));
        await File.WriteAllTextAsync(Path.Combine(First, "files/keys/more"), "");

        var (exitCode, output, error) = await VerbAsync("backup", "--verify", First);

        Assert.Equal((1, "secret: missing\nfiles/keys/more: not part of the backup\n"), (exitCode, output));
        Assert.Contains("is damaged: 2 problems", Assert.Single(error.Trim().Split('\n')));
        await File.WriteAllTextAsync(Path.Combine(First, Checksums.FileName), "nothing that is a sum\n");
        await RefusedAsync("is damaged", "restore", First, "--data-dir", _restored);
    }

    [Fact]
    public async Task Restore_BackupWasCopiedWithoutItsEmptyFolders_Restores()
    {
        await SampleFolder.CopyToAsync(_folder);
        Assert.Equal(0, (await VerbAsync("backup", First, "--data-dir", _folder)).ExitCode);
        foreach (var folder in Directory.GetDirectories(First, "*", SearchOption.AllDirectories).Where(folder => !Directory.EnumerateFileSystemEntries(folder).Any()))
            Directory.Delete(folder);

        Assert.Equal(0, (await VerbAsync("restore", First, "--data-dir", _restored)).ExitCode);
        Assert.Equal(await DumpAsync(_folder), await DumpAsync(_restored));
    }

    [Fact]
    public async Task Backup_PlacesAndModes_ArePrivateAndNothingIsOverwritten()
    {
        await SampleFolder.CopyToAsync(_folder);
        Assert.Equal(0, (await VerbAsync("backup", First, "--data-dir", _folder)).ExitCode);

        Assert.All(Directory.EnumerateFileSystemEntries(First, "*", SearchOption.AllDirectories).Append(First), path =>
            Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)));
        await RefusedAsync("is there already", "backup", First, "--data-dir", _folder);
        await RefusedAsync("lies in the data folder", "backup", Path.Combine(_folder, "backup"), "--data-dir", _folder);
        await RefusedAsync("There is no installation in", "backup", Path.Combine(_backups, "none"), "--data-dir", _restored);
        await RefusedAsync("is in the way", "restore", First, "--data-dir", _folder);
        await RefusedAsync("There is no folder", "restore", First + "0", "--data-dir", _restored);
        await RefusedAsync("is no backup", "restore", _folder, "--data-dir", _restored);
        Assert.Equal(["first"], Names(_backups));
    }

    [Fact]
    public async Task Backup_NobodyCanTakeTheFoldersLock_SaysThatAndNotThatAServerDoesNotAnswer()
    {
        await SampleFolder.CopyToAsync(_folder);
        File.Delete(Path.Combine(_folder, "lock"));
        Directory.CreateDirectory(Path.Combine(_folder, "lock"));

        await RefusedAsync($"The data folder {_folder} cannot be written to", "backup", First, "--data-dir", _folder);
    }

    [Fact]
    public async Task Start_AnotherHasTheLockForAMoment_GoesOn()
    {
        var other = await DataFolderLock.TakeAsync(_folder, CancellationToken.None);
        Assert.True(DataFolderLock.IsTaken(_folder));

        var taking = DataFolderLock.TakeAsync(_folder, CancellationToken.None);
        other.Dispose();

        (await taking).Dispose();
        Assert.False(DataFolderLock.IsTaken(_folder));
    }

    [Fact]
    public async Task Backup_LinkLeadsIntoTheDataFolderOrToIt_IsRefused()
    {
        await SampleFolder.CopyToAsync(_folder);
        var (inside, whole) = (Path.Combine(_backups, "inside"), Path.Combine(_backups, "whole"));
        Directory.CreateDirectory(Path.Combine(_folder, "mine"));
        Directory.CreateSymbolicLink(inside, Path.Combine(_folder, "mine"));
        Directory.CreateSymbolicLink(whole, _folder);

        await RefusedAsync("lies in the data folder", "backup", Path.Combine(inside, "new", "first"), "--data-dir", _folder);
        await RefusedAsync("lies in the data folder", "backup", Path.Combine(_folder, "mine", "first"), "--data-dir", whole);

        Assert.Equal(0, (await VerbAsync("backup", First, "--data-dir", whole)).ExitCode);
    }

    [Fact]
    public async Task Backup_LinksAndFilesOfOthers_ComeAsTheyAre()
    {
        await SampleFolder.CopyToAsync(_folder);
        Directory.Move(Path.Combine(_folder, "keys"), Path.Combine(_backups, "keys"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "keys"), Path.Combine(_backups, "keys"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "note"), "ours");

        Assert.Equal(0, (await VerbAsync("backup", First, "--data-dir", _folder)).ExitCode);
        Assert.Equal(0, (await VerbAsync("restore", First, "--data-dir", _restored)).ExitCode);

        Assert.Equal("ours", await File.ReadAllTextAsync(Path.Combine(_restored, "note")));
        Assert.Null(new DirectoryInfo(Path.Combine(_restored, "keys")).LinkTarget);
        Assert.Equal(Sizes(Path.Combine(_backups, "keys")), Sizes(Path.Combine(_restored, "keys")));
        File.CreateSymbolicLink(Path.Combine(_folder, "away"), Path.Combine(_backups, "nowhere"));
        await RefusedAsync("a link that leads nowhere", "backup", First + "2", "--data-dir", _folder);
    }

    [Fact]
    public async Task Backup_KilledInTheMiddleOrTwoAtOnce_LeavesNothingThatLooksLikeOneAndTheNextIsWhole()
    {
        await SampleFolder.CopyToAsync(_folder);
        await using var postgres = await EmbeddedPostgres.StartAsync(new(_folder), CancellationToken.None);
        await using (var killed = HostProcess.StartModule(new Dictionary<string, string>(), "backup", First, "--data-dir", _folder))
        {
            await Eventually.GetAsync(() => Task.FromResult(Names(_backups).Count), count => count > 0);
            await killed.KillAsync();
        }
        Assert.False(Directory.Exists(First));

        await using (var other = new NpgsqlConnection(postgres.SuperuserConnectionString))
        {
            await other.OpenAsync();
            await other.ExecuteAsync($"SELECT pg_advisory_lock({Backup.LockKey})"); // as one has that is being made
            await RefusedAsync("Another backup of this installation is being made.", "backup", First, "--data-dir", _folder);
        }
        await Eventually.GetAsync(() => VerbAsync("backup", First, "--data-dir", _folder), run => run.ExitCode == 0);

        Assert.Equal(["first"], Names(_backups));
        Assert.Equal(0, (await VerbAsync("backup", "--verify", First)).ExitCode);
    }

    [Fact]
    public async Task Restore_KilledInTheMiddle_IsNoInstallationThatStarts()
    {
        await SampleFolder.CopyToAsync(_folder);
        Assert.Equal(0, (await VerbAsync("backup", First, "--data-dir", _folder)).ExitCode);
        // Whoever opens it waits for a writer. The check finds one; the copy, which comes to this file after the keys, does not.
        var (secret, kept) = (Path.Combine(First, "secret"), Path.Combine(_backups, "kept"));
        File.Move(secret, kept);
        await ShellAsync("mkfifo \"$1\"", secret);
        await using (var killed = HostProcess.StartModule(new Dictionary<string, string>(), "restore", First, "--data-dir", _restored))
        {
            await ShellAsync("cat \"$2\" > \"$1\"", secret, kept);
            await Eventually.GetAsync(() => Task.FromResult(Directory.Exists(Path.Combine(_restored, "keys"))), begun => begun);
            await killed.KillAsync();
        }

        var (exitCode, output) = await HostProcess.StartInVainAsync(_restored, HostProcess.FreePort());
        Assert.Equal(1, exitCode);
        Assert.Contains("There is no database in", Assert.Single(output.Trim().Split('\n')));
        await RefusedAsync("is in the way", "restore", First, "--data-dir", _restored);
    }

    [Fact]
    public async Task Start_RestoreWasKilledWhenTheDatabaseWasInPlace_SaysNoMoreThatItIsNotFinished()
    {
        await SampleFolder.CopyToAsync(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, Host.DataFolder.RestoreMark), "");

        await using var postgres = await EmbeddedPostgres.StartAsync(new(_folder), CancellationToken.None);

        Assert.DoesNotContain(Host.DataFolder.RestoreMark, Names(_folder));
    }

    private static async Task ShellAsync(string command, params string[] arguments)
    {
        using var shell = System.Diagnostics.Process.Start("sh", ["-c", command, "sh", .. arguments]);
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
    }

    private static async Task FlipAsync(string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
    }

    private static async Task RefusedAsync(string why, params string[] arguments)
    {
        var (exitCode, output, error) = await VerbAsync(arguments);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(why, Assert.Single(error.Trim().Split('\n')));
    }

    private static Task<(int ExitCode, string Output, string Error)> VerbAsync(params string[] arguments) => HostProcess.RunToEndAsync(arguments);

    private static List<string> Names(string folder) => [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private static List<(string, long)> Sizes(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => (Path.GetRelativePath(folder, file), new FileInfo(file).Length)).Order()];

    private static async Task<int> WaitingForSealsAsync(string folder)
    {
        var waiting = 0;
        foreach (var module in new[] { "stakeholder", "review" })
        {
            await using var connection = new NpgsqlConnection(EmbeddedPostgres.AccessTo(module, folder).Migrator);
            waiting += await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM audit_waiting");
        }
        return waiting;
    }

    // Every database, every role: as text. What differs each time is a word with which the text locks itself.
    private static async Task<string> DumpAsync(string folder)
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(new(folder), CancellationToken.None);
        var way = new NpgsqlConnectionStringBuilder(postgres.SuperuserConnectionString);
        var start = ServerAccount.Ours.Start(PostgresBinaries.Find(null, null).PathOf("pg_dumpall"), ["-h", way.Host!, "-U", way.Username!, "-w"]);
        start.Environment["PGPASSWORD"] = way.Password;
        using var process = System.Diagnostics.Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var dump = await process.StandardOutput.ReadToEndAsync();
        Assert.Equal("", await errors);
        Assert.Contains("COPY public.statement ", dump);
        return string.Join('\n', dump.Split('\n').Where(line => !line.StartsWith("\\restrict ", StringComparison.Ordinal) && !line.StartsWith("\\unrestrict ", StringComparison.Ordinal)));
    }

    private static async Task WriteInTurnAsync(string folder, Action<int> written, CancellationToken stopping)
    {
        var modules = new[] { "review", "stakeholder" };
        var connections = modules.Select(module => new NpgsqlConnection(EmbeddedPostgres.AccessTo(module, folder).Migrator)).ToList();
        foreach (var connection in connections)
            await connection.ExecuteAsync("CREATE TABLE counted (number int PRIMARY KEY)");
        for (var number = 1; !stopping.IsCancellationRequested; number++)
        {
            foreach (var connection in connections)
                await connection.ExecuteAsync("INSERT INTO counted VALUES (@number)", new { number });
            written(number);
        }
        foreach (var connection in connections)
            await connection.DisposeAsync();
    }

    private static async Task<List<int>> NumbersAsync(string folder, string module)
    {
        await using var connection = new NpgsqlConnection(EmbeddedPostgres.AccessTo(module, folder).Migrator);
        return [.. await connection.QueryAsync<int>("SELECT number FROM counted ORDER BY number")];
    }
}
