namespace CoProduction.Analytics.Theming;

/// <summary>Which question the statements answer; it decides whether an "I" statement says what is, what hurts or what is wished for.</summary>
public enum Facet
{
    /// <summary>What is working.</summary>
    Working,

    /// <summary>What is not working.</summary>
    NotWorking,

    /// <summary>What people want for the future.</summary>
    Future,

    /// <summary>None of the three questions: the words alone say whether they praise, complain or wish.</summary>
    General,
}
