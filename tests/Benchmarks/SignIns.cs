using System.Diagnostics;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;

namespace CoProduction.Benchmarks;

/// <summary>What a flood of wrong sign-ins does to right ones.</summary>
internal static class SignIns
{
    private const int WrongTries = 1_000;
    private const int AtOnce = 16;
    private const string Password = "kettle orchard bicycle";
    private static readonly TimeSpan _aWhile = TimeSpan.FromSeconds(10);

    public static async Task<List<(string What, string Measured, string Aim)>> RunAsync()
    {
        await using var postgres = new TestPostgres { WaitsForTheDisk = true };
        await using var module = await RunningModule.StartAsync(new StakeholderModule(), await postgres.NewDatabaseAsync("stakeholder"));
        var created = await module.Client<StakeholderService.StakeholderServiceClient>(Caller.System)
            .CreatePartnershipAsync(new() { RequestId = NewId(), Name = "Benchmark" });
        var partnership = Guid.Parse(created.Partnership.PartnershipId);
        var signIn = module.Client<SignInService.SignInServiceClient>(Caller.Gateway);
        var name = await NewAccountAsync(module, signIn, partnership);
        var device = (await signIn.SignInAsync(Try(name, Password, NewId(), ""))).SignedIn.Device;
        // Both at the same time, as they would come.
        Func<Task>[] right =
        [
            async () => await signIn.SignInAsync(Try(name, Password, NewId(), device)),
            async () => await signIn.SignInAsync(Try(name, Password, NewId(), "")),
        ];
        var alone = await MediansAsync(Task.Delay(_aWhile), right);
        var rows = new List<(string, string, string)>();
        foreach (var (where, address) in new (string, Func<string>)[] { ("one address", () => "192.0.2.66"), ("1,000 addresses", NewId) })
        {
            var during = await MediansAsync(WrongAsync(signIn, address), right);
            rows.AddRange(new[] { "from a browser that has signed in before", "from a new one" }.Select((who, i) => (
                $"right sign-ins {who} during {WrongTries:N0} wrong ones from {where}, as a multiple of their time alone",
                $"{during[i] / alone[i]:N2} × (median {during[i]:N0} ms, alone {alone[i]:N0} ms)", "≤ 2 ×")));
        }
        return rows;
    }

    private static async Task<string> NewAccountAsync(RunningModule module, SignInService.SignInServiceClient signIn, Guid partnership)
    {
        var granted = await module.Client<AccessService.AccessServiceClient>(Callers.Administrator(partnership))
            .GrantMembershipAsync(new() { RequestId = NewId(), AccountName = NewId(), DisplayName = "Pat", Roles = { Roles.Analyst } });
        var session = (await signIn.SignInByLinkAsync(new() { Secret = granted.LinkSecret })).SignedIn.Session;
        await signIn.SetPasswordAsync(new() { Session = session, NewPassword = Password });
        return granted.Account.AccountName;
    }

    // Of nobody in particular, as somebody would who goes through a list: these take as long to check as any.
    private static Task WrongAsync(SignInService.SignInServiceClient signIn, Func<string> address)
    {
        var left = WrongTries;
        return Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
                await Refused.CallAsync(signIn.SignInAsync(Try(NewId(), "not the password", address(), "")));
        })));
    }

    /// <summary>How long each takes in the median, made again and again until something else has ended.</summary>
    private static Task<double[]> MediansAsync(Task other, Func<Task>[] works) => Task.WhenAll(works.Select(work => Task.Run(async () =>
    {
        var times = new List<double>();
        do
            times.Add(await TimeAsync(work));
        while (!other.IsCompleted);
        await other;
        return Median(times);
    })));

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static SignInRequest Try(string name, string password, string address, string device) =>
        new() { AccountName = name, Password = password, Place = new() { Address = address, Device = device } };

    private static double Median(List<double> all) => all.Order().ElementAt(all.Count / 2);

    private static string NewId() => Guid.NewGuid().ToString();
}
