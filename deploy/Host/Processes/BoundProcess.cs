using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CoProduction.Host.Processes;

/// <summary>A program that ends with this process, however this process ends.</summary>
internal static partial class BoundProcess
{
    /// <summary>Starts it with its output at the end of the log file; <paramref name="lastSignal"/> is what it is sent when this process is gone.</summary>
    // The kernel ends a program with the thread that started it, so that thread lives as long as the program does.
    public static Task<Process> StartAsync(ServerAccount account, string[] command, string log, string lastSignal, IReadOnlyDictionary<string, string>? environment = null)
    {
        const string setpriv = "/usr/bin/setpriv";
        const string setsid = "/usr/bin/setsid"; // Ctrl-C in the terminal is for this process, which stops the others in their order
        var start = File.Exists(setpriv) && File.Exists(setsid)
            ? account.Start(setpriv, ["--pdeathsig", lastSignal, "--", setsid, .. command])
            : account.Start(command[0], command[1..]);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                using var file = TextWriter.Synchronized(new StreamWriter(log, append: true) { AutoFlush = true });
                var process = Process.Start(start)!;
                process.OutputDataReceived += (_, line) =>
                {
                    if (line.Data is not null)
                        file.WriteLine(line.Data);
                };
                process.BeginOutputReadLine();
                started.SetResult(process);
                while (process.StandardError.ReadLine() is { } line)
                    file.WriteLine(line);
                process.WaitForExit();
            }
            catch (Exception e)
            {
                started.TrySetException(e);
            }
        })
        { IsBackground = true, Name = Path.GetFileName(command[0]) }.Start();
        return started.Task;
    }

    /// <summary>Sends a signal, by its number, to a process of ours.</summary>
    public static void Signal(Process process, int signal)
    {
        if (!process.HasExited)
            kill(process.Id, signal);
    }

    /// <summary>Sends a signal to a process that an earlier start left behind.</summary>
    public static void Signal(int processId, int signal) => kill(processId, signal);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int signal);
}
