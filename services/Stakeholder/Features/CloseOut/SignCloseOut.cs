using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.CloseOut;

/// <summary>One side signs the review with its own verdict. Nobody stands behind both.</summary>
internal sealed class SignCloseOut(Commands commands)
{
    public Task<SignCloseOutResponse> HandleAsync(SignCloseOutRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var side = Parse.Choice(request.Side, "side", "Choose for whom this is signed.");
        var verdict = (short)Parse.Choice(request.Verdict, "verdict", "Choose how the project was run.");
        var signedBy = Parse.Text(request.SignedBy, "signed_by", 300, "Give the names of those who sign.");
        var words = Parse.OptionalLines(request.Words, "words", 2000);
        RequireOwnSideOrAgreed(request, side, projectId, caller);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel, evenClosed: true);
            var part = ProjectPart.Of(ProjectPart.Signatures, side);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.CloseOut, part], cancel);
            var review = await CloseOutRow.RequireAsync(transaction, projectId, cancel);
            var signatures = await CloseOutRow.SignaturesAsync(transaction, [review], cancel);
            if (signatures.Exists(signature => signature.Side != (short)side && signature.RecordedById == caller.PersonId))
                throw Problem.Of(StatusCode.FailedPrecondition, "SAME_PERSON", "You have signed for the other side. Ask somebody else to sign for this one.");
            await transaction.ExecuteAsync(
                """
                INSERT INTO close_out_signature (partnership_id, signature_id, close_out_id, version, side, verdict, signed_by, words, recorded_by_id, recorded_by, signed_at)
                VALUES (@PartnershipId, @signatureId, @CloseOutId, @Version, @side, @verdict, @signedBy, @words, @PersonId, @DisplayName, @Now)
                """,
                new
                {
                    transaction.PartnershipId,
                    signatureId = transaction.NewId(),
                    review.CloseOutId,
                    review.Version,
                    side = (short)side,
                    verdict,
                    signedBy,
                    words,
                    caller.PersonId,
                    caller.DisplayName,
                    transaction.Now,
                }, cancel);
            await project.RecordAsync([ProjectPart.Signatures, part], cancel);
            await transaction.AuditAsync("close-out.sign", "project", projectId, $"{side}: {request.Verdict}", cancel);
            return new SignCloseOutResponse { Review = await ReadCloseOut.CurrentAsync(transaction, projectId, cancel) };
        }, cancel);
    }

    private static void RequireOwnSideOrAgreed(SignCloseOutRequest request, CloseOutSide side, Guid projectId, Caller caller)
    {
        IReadOnlyList<string> ofSide = side == CloseOutSide.Experts ? [Roles.Member] : [Roles.Sponsor, Roles.Administrator];
        if (caller.Roles.Concat(caller.ProjectRoles.GetValueOrDefault(projectId, [])).Any(ofSide.Contains))
            return;
        if (!caller.MayIn(projectId, "project.write"))
            throw Problem.Of(StatusCode.PermissionDenied, "ON_BEHALF", "You can sign for your own side. Ask the facilitator to write it down for the other.");
        if (!request.TheyAgree)
            throw Problem.Invalid("they_agree", "Ask those who sign, and say that they agree.");
    }
}
