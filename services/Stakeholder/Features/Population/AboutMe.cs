using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Population;

/// <summary>
/// What somebody says of themselves, for counting. Always the caller's own: nothing here takes anybody else's id, and what was said stands in no audit.
/// </summary>
internal sealed class AboutMe(TenantDatabase database, Commands commands)
{
    public async Task<GetAboutMeResponse> HandleAsync(Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var me = (await Whose.MayReadAsync(transaction, "", "own.read", cancel)).PersonId;
        var offered = await ReadPopulation.ValuesAsync(transaction, "", cancel);
        var said = (await transaction.QueryAsync<(string Characteristic, string Value)>(
            "SELECT characteristic, value FROM about_me WHERE partnership_id = @PartnershipId AND person_id = @me", new { transaction.PartnershipId, me }, cancel))
            .ToDictionary(row => row.Characteristic, row => row.Value);
        return new() { Questions = { offered.Select(values => QuestionOf(values, said.GetValueOrDefault(values.Key))) } };
    }

    public Task<SetAboutMeResponse> HandleAsync(SetAboutMeRequest request, Caller caller, CancellationToken cancel) =>
        commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var me = (await Whose.MayWriteAsync(transaction, "", "own.write", cancel)).PersonId;
            var offered = await ReadPopulation.ValuesAsync(transaction, "", cancel);
            var said = request.Answers.Where(answer => answer.RatherNotSay || answer.Value.Length > 0)
                .GroupBy(answer => answer.Characteristic).Select(answers => Checked(answers.Last(), offered)).ToList();
            await transaction.ExecuteAsync(
                """
                DELETE FROM about_me WHERE partnership_id = @PartnershipId AND person_id = @me;
                INSERT INTO about_me (partnership_id, person_id, characteristic, value)
                SELECT @PartnershipId, @me, characteristic, value FROM unnest(@characteristics, @values) AS said (characteristic, value)
                """,
                new
                {
                    transaction.PartnershipId,
                    me,
                    characteristics = said.Select(one => one.Characteristic).ToArray(),
                    values = said.Select(one => one.Value).ToArray(),
                }, cancel);
            await transaction.AuditAsync("about-me.set", "person", me, "", cancel, forPersonId: me);
            return new SetAboutMeResponse();
        }, cancel);

    private static (string Characteristic, string Value) Checked(AboutMeAnswer answer, ILookup<string, ValueRow> offered)
    {
        if (!offered.Contains(answer.Characteristic))
            throw Problem.Invalid("characteristic", "Answer what is asked.");
        if (answer.RatherNotSay)
            return (answer.Characteristic, "");
        return offered[answer.Characteristic].Any(row => row.Value == answer.Value)
            ? (answer.Characteristic, answer.Value)
            : throw Problem.Invalid("value", "Choose from what is offered.");
    }

    private static AboutMeQuestion QuestionOf(IGrouping<string, ValueRow> values, string? said) =>
        new() { Characteristic = values.Key, Values = { values.Select(row => row.Value) }, Value = said ?? "", RatherNotSay = said is "" };
}
