using CoProduction.Review.V1;
using Microsoft.AspNetCore.Components;

namespace CoProduction.Gateway.Pages.Held;

/// <summary>A statement with what held it back marked in its text.</summary>
internal static class MarkedText
{
    public static RenderFragment Of(HeldStatement statement) => builder =>
    {
        var position = 0;
        foreach (var reason in statement.Reasons.OrderBy(reason => reason.Start))
        {
            if (reason.Start < position || reason.Start + reason.Length > statement.Text.Length)
                continue;
            builder.AddContent(0, statement.Text[position..reason.Start]);
            builder.OpenElement(1, "mark");
            builder.AddContent(2, statement.Text.Substring(reason.Start, reason.Length));
            builder.CloseElement();
            position = reason.Start + reason.Length;
        }
        builder.AddContent(3, statement.Text[position..]);
    };
}
