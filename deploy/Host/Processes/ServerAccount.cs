using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CoProduction.Host.Processes;

/// <summary>The account under which servers run. PostgreSQL refuses root, so root hands them to an account with fewer rights.</summary>
internal sealed partial class ServerAccount
{
    private static readonly string[] _preferred = ["coproduction", "postgres", "nobody"];
    private readonly string? _name;
    private readonly uint _user;
    private readonly uint _group;

    private ServerAccount(string? name, uint user, uint group)
    {
        _name = name;
        _user = user;
        _group = group;
    }

    /// <summary>The account of this process.</summary>
    public static ServerAccount Ours { get; } = new(null, 0, 0);

    /// <summary>Ours, unless that is root.</summary>
    public static ServerAccount Choose()
    {
        if (geteuid() != 0)
            return Ours;
        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(parts => parts.Length > 3).ToLookup(parts => parts[0]);
        var chosen = _preferred.SelectMany(name => accounts[name]).FirstOrDefault()
            ?? throw new ServerException("PostgreSQL refuses to run as root. Make an account for it: useradd --system coproduction");
        return new(chosen[0], uint.Parse(chosen[2]), uint.Parse(chosen[3]));
    }

    /// <summary>How to start a program under the account.</summary>
    public ProcessStartInfo Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardOutput = true, RedirectStandardError = true };
        if (_name is not null)
            start.UserName = _name;
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    /// <summary>Makes a folder that only the account can enter.</summary>
    public void OwnFolder(string path)
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(path, ownerOnly);
        Own(path);
        File.SetUnixFileMode(path, ownerOnly);
    }

    /// <summary>Gives a file to the account.</summary>
    public void Own(string path)
    {
        if (_name is not null && chown(path, _user, _group) != 0)
            throw new ServerException($"{path} cannot be given to the account {_name} (error {Marshal.GetLastPInvokeError()}).");
    }

    /// <summary>The folder itself, or one under /var/lib in its place when the account cannot get into it, such as a folder below /root.</summary>
    public string ReachableFolder(string path) =>
        CanReach(Path.Combine(path, "any")) ? path : Path.Combine("/var/lib/coproduction", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)), 0, 8));

    private bool CanReach(string path)
    {
        if (_name is null)
            return true;
        for (var folder = Directory.GetParent(path); folder is not null; folder = folder.Parent)
        {
            if (folder.Exists && !File.GetUnixFileMode(folder.FullName).HasFlag(UnixFileMode.OtherExecute))
                return false;
        }
        return true;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial uint geteuid();

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int chown(string path, uint user, uint group);
}
