using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Hosting;
using Google.Protobuf.Reflection;

namespace CoProduction.EndToEnd.Tests.Fuzz;

/// <summary>Many made-up requests to a host with its sample, several at a time. What it makes up for each comes from its seed and number, and from what earlier answers told.</summary>
internal sealed class FuzzRun : IDisposable
{
    /// <summary>
    /// No request takes longer. A quiet machine answers each within 2 seconds; this is longer, so that it tells what never ends from what waits for other tests.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan _slow = TimeSpan.FromSeconds(2);
    private static readonly IReadOnlyList<MethodDescriptor> _reading = [.. CallFuzz.All.Where(call => call.Name.StartsWith("Get", StringComparison.Ordinal) || call.Name.StartsWith("List", StringComparison.Ordinal))];
    private const int AtOnce = 12;
    private const int MostFaults = 200;
    private readonly int _seed;
    private readonly Harvest _harvest;
    private readonly CallFuzz _calls;
    private readonly RestFuzz _rest;
    private readonly FormFuzz _forms;
    private readonly ConcurrentQueue<(int Number, Tried Tried)> _faults = new();
    private readonly ConcurrentDictionary<string, int> _answers = new();
    private readonly ConcurrentDictionary<string, bool> _operations = new();
    private readonly ConcurrentQueue<Tried> _slowest = new();
    private int _made;

    private FuzzRun(int seed, Harvest harvest, CallFuzz calls, RestFuzz rest, FormFuzz forms)
    {
        _seed = seed;
        _harvest = harvest;
        _calls = calls;
        _rest = rest;
        _forms = forms;
    }

    public IReadOnlyCollection<(int Number, Tried Tried)> Faults => _faults;

    /// <summary>Of a kind of requests (RPC, REST, page, form), the share that was done as asked.</summary>
    public double DoneShare(string kind)
    {
        var answers = _answers.Where(answer => answer.Key.StartsWith(kind + ' ', StringComparison.Ordinal)).ToList();
        return answers.Where(answer => IsDone(answer.Key.Split(' ')[1])).Sum(answer => answer.Value) / (double)Math.Max(1, answers.Sum(answer => answer.Value));
    }

    public static async Task<FuzzRun> StartAsync(Entry entry, string dataFolder, int seed)
    {
        var harvest = new Harvest();
        var calls = new CallFuzz(dataFolder, harvest);
        foreach (var person in (await calls.AskAsync<SignInService.SignInServiceClient, ListDemoPeopleResponse>(Caller.Gateway, client => client.ListDemoPeopleAsync(new()))).People)
            harvest.Protected.Add(person.PersonId);
        var account = await calls.AskAsync<SignInService.SignInServiceClient, ResolveSessionResponse>(Caller.Gateway, client => client.ResolveSessionAsync(new() { Session = entry.Session }));
        harvest.Protected.Add(account.Account.PersonId);
        calls.Partnership = Guid.Parse(account.PartnershipId);
        calls.Account = Guid.Parse(account.Account.PersonId);
        var administrator = new Caller(Guid.Parse(account.Account.PersonId), "Fuzz", calls.Partnership, [Roles.Administrator]);
        foreach (var token in (await calls.AskAsync<AccessService.AccessServiceClient, ListApiTokensResponse>(administrator, client => client.ListApiTokensAsync(new()))).Tokens)
            harvest.Protected.Add(token.TokenId);
        return new(seed, harvest, calls, await RestFuzz.StartAsync(entry, harvest), await FormFuzz.StartAsync(entry.Url, harvest));
    }

    public void Dispose()
    {
        _calls.Dispose();
        _rest.Dispose();
        _forms.Dispose();
    }

    /// <summary>Makes this many requests: first reads, which tell what is there, then everything.</summary>
    public async Task MakeAsync(int requests)
    {
        var number = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            while (Volatile.Read(ref _made) < requests && _faults.Count < MostFaults)
                await MakeOneAsync(Interlocked.Increment(ref number));
        })));
    }

    /// <summary>How often each kind of request was answered how, what was slow, and what was never reached.</summary>
    public string Summary()
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"seed {_seed}: {_made} requests, {_operations.Count} operations, {_forms.Forms.Count} forms");
        foreach (var (answer, times) in _answers.OrderBy(answer => answer.Key, StringComparer.Ordinal))
            text.AppendLine(CultureInfo.InvariantCulture, $"  {answer}: {times}");
        foreach (var slow in _slowest.OrderByDescending(one => one.Took).Take(5))
            text.AppendLine(CultureInfo.InvariantCulture, $"  slow: {slow.Took.TotalSeconds:0.0} s {slow.Kind} {slow.Operation}: {slow.Status}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  never done: {string.Join(", ", _operations.Where(one => !one.Value).Select(one => one.Key).Order(StringComparer.Ordinal))}");
        return text.ToString();
    }

    private static bool IsDone(string status) => status is "OK" || status.StartsWith('2') || status.StartsWith('3');

    private async Task MakeOneAsync(int number)
    {
        var rubbish = new Rubbish(new Random(HashCode.Combine(_seed, number)), _harvest);
        var kind = number % 10;
        if (kind < 4)
        {
            Note(number, await _calls.TryAsync(rubbish.Of(number < 600 ? _reading : CallFuzz.All), rubbish));
        }
        else if (kind < 7)
            Note(number, await _rest.TryAsync(rubbish.Of(_rest.Operations), rubbish));
        else
            await foreach (var tried in _forms.TryAsync(rubbish.Of(_forms.Pages), rubbish))
                Note(number, tried);
    }

    private void Note(int number, Tried tried)
    {
        Interlocked.Increment(ref _made);
        _answers.AddOrUpdate($"{tried.Kind.Split(' ')[0]} {tried.Status}", 1, (_, times) => times + 1);
        var done = IsDone(tried.Status);
        _operations.AddOrUpdate($"{tried.Kind.Split(' ')[0]} {tried.Operation}", done, (_, before) => before || done);
        if (tried.IsOurFault)
            _faults.Enqueue((number, tried));
        if (tried.Took > _slow)
            _slowest.Enqueue(tried);
    }
}
