using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Stakeholder.Features.SignIn;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Voice;

/// <summary>A project's open channel as it is kept. One of a closed project is closed.</summary>
internal sealed record ChannelRow(string Code, string Contact, string HelpNow, int AnswerDays, string OpenedOn, string? ClosedOn, bool IsOpen)
{
    private const int Groups = 3;
    private const int DaysWithoutAChannel = 28;

    /// <summary>Null when the project never had one.</summary>
    public static Task<ChannelRow?> FindAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) => transaction.FindAsync<ChannelRow>(
        """
        SELECT c.code, c.contact, c.help_now, c.answer_days, c.opened_on::text, c.closed_on::text, c.closed_on IS NULL AND p.closed_on IS NULL AS is_open
        FROM open_channel c JOIN project p ON p.partnership_id = c.partnership_id AND p.project_id = c.project_id
        WHERE c.partnership_id = @PartnershipId AND c.project_id = @projectId
        """,
        new { transaction.PartnershipId, projectId }, cancel);

    /// <summary>Whose a code is, however it was typed; null when no channel has it.</summary>
    public static async Task<Key?> FindKeyAsync(TenantDatabase database, string code, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.Gateway, Guid.Empty, cancel);
        return await transaction.FindAsync<Key>("SELECT partnership_id, project_id FROM open_channel_of(@code)", new { code = Secret.Typed(code) }, cancel);
    }

    /// <summary>Days in which an answer is promised, also where there is no channel.</summary>
    public static async Task<int> AnswerDaysAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) =>
        (await FindAsync(transaction, projectId, cancel))?.AnswerDays ?? DaysWithoutAChannel;

    /// <summary>A code that nobody can guess, without its dashes.</summary>
    public static string NewCode() => Secret.Typed(Secret.NewToType(Groups));

    /// <summary>As it stands in the address.</summary>
    public static string Shown(string code) => string.Join('-', code.Chunk(5).Select(group => new string(group)));

    public Channel ToChannel() => new()
    {
        IsOpen = IsOpen,
        Code = Shown(Code),
        Contact = Contact,
        HelpNow = HelpNow,
        AnswerDays = AnswerDays,
        OpenedOn = OpenedOn,
        ClosedOn = ClosedOn ?? "",
    };

    internal sealed record Key(Guid PartnershipId, Guid ProjectId);
}
