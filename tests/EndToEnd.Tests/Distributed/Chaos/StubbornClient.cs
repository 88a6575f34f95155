using System.Net.Http.Json;
using System.Text.Json;
using CoProduction.Host;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using Grpc.Core;

namespace CoProduction.EndToEnd.Tests.Distributed.Chaos;

/// <summary>A program that sends each request again, with the same key, until it is answered. REST where there is REST, gRPC for the rest.</summary>
internal sealed class StubbornClient : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);
    private readonly HttpClient _http;
    private readonly RestClient _rest;
    private readonly OperatorClients _clients;
    private readonly Caller _person;

    private StubbornClient(HttpClient http, OperatorClients clients, Caller person)
    {
        _http = http;
        _rest = new(http);
        _clients = clients;
        _person = person;
    }

    /// <summary>Calls REST as a program, and services as the administrator for whom the gateway would call them.</summary>
    public static async Task<StubbornClient> ConnectAsync(Entry entry, Dictionary<string, string?> settings)
    {
        var clients = new OperatorClients(settings);
        var account = (await clients.As<AccessService.AccessServiceClient>(Caller.System).ResolveAccountAsync(new() { AccountName = "admin" })).Account;
        var membership = account.Memberships[0];
        var person = new Caller(Guid.Parse(account.PersonId), account.DisplayName, Guid.Parse(membership.PartnershipId), membership.Roles);
        return new(entry.NewProgram(TimeSpan.FromMinutes(1)), clients, person);
    }

    public StakeholderService.StakeholderServiceClient Stakeholder => _clients.As<StakeholderService.StakeholderServiceClient>(_person);

    public ReviewService.ReviewServiceClient Review => _clients.As<ReviewService.ReviewServiceClient>(_person);

    /// <summary>Makes a project; gives its id.</summary>
    public async Task<string> CreateProjectAsync(string name)
    {
        var request = new CreateProjectRequest { RequestId = NewKey(), Name = name, Purpose = "To be worked with while parts of the system are killed." };
        return (await CallAsync(async () => await Stakeholder.CreateProjectAsync(request)))!.Project.ProjectId;
    }

    /// <summary>Makes a cycle.</summary>
    public async Task<WorkedCycle> CreateCycleAsync(string projectId)
    {
        var request = new CreateCycleRequest { RequestId = NewKey(), ProjectId = projectId, Name = NewKey() };
        return new((await CallAsync(async () => await Review.CreateCycleAsync(request)))!.Cycle.CycleId);
    }

    /// <summary>Imports a file.</summary>
    public async Task ImportAsync(string cycleId, byte[] file)
    {
        var key = Guid.NewGuid();
        await SendAsync(() => _rest.ImportAsync(cycleId, file, key));
    }

    /// <summary>Starts a theming run; gives its id.</summary>
    public async Task<string> StartThemingAsync(string cycleId)
    {
        var key = Guid.NewGuid();
        var run = await SendAsync(() => _rest.SendAsync($"cycles/{cycleId}/theming-runs", JsonContent.Create(new { }), key));
        return run.GetProperty("runId").GetString()!;
    }

    /// <summary>Waits until a run has ended, well or not.</summary>
    public Task FinishedAsync(string runId) => Eventually.GetAsync(
        async () => (await GetAsync($"theming-runs/{runId}")).GetProperty("state").GetString(), state => state is "proposed" or "failed", _patience);

    /// <summary>Reads by REST.</summary>
    public Task<JsonElement> GetAsync(string path) => SendAsync(() => _http.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative)));

    /// <summary>Calls a service until it answers; null when it refuses because things are no longer as they were.</summary>
    public async Task<T?> CallAsync<T>(Func<Task<T>> call) where T : class
    {
        var (answer, _) = await Eventually.GetAsync(async () =>
        {
            try
            {
                return (await call(), true);
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.Aborted or StatusCode.NotFound or StatusCode.FailedPrecondition)
            {
                return (null, true);
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.DeadlineExceeded or StatusCode.Cancelled)
            {
                return ((T?)null, false);
            }
        }, answered => answered.Item2, _patience);
        return answer;
    }

    public static string NewKey() => Guid.NewGuid().ToString();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _clients.DisposeAsync();
    }

    private static async Task<JsonElement> SendAsync(Func<Task<HttpResponseMessage>> send)
    {
        var answer = await Eventually.GetAsync(() => TryAsync(send), answer => answer is not null, _patience);
        return answer!.Value;
    }

    private static async Task<JsonElement?> TryAsync(Func<Task<HttpResponseMessage>> send)
    {
        try
        {
            using var response = await send();
            if ((int)response.StatusCode >= 500)
                return null;
            response.EnsureSuccessStatusCode();
            return await RestClient.ReadAsync(response);
        }
        catch (HttpRequestException e) when (e.StatusCode is null)
        {
            return null;
        }
        catch (TaskCanceledException)
        {
            return null;
        }
    }
}
