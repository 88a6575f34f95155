namespace CoProduction.Shared.Mail;

/// <summary>One email: plain text, to one address.</summary>
public sealed record Letter(string To, string Subject, string Text);
