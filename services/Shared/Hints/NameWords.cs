namespace CoProduction.Shared.Hints;

/// <summary>Words beside which names stand.</summary>
internal static class NameWords
{
    public const string Titles = """
        pastor imam rabbi vicar constable sergeant auntie aunty uncle aunt cllr councillor dame doctor dr father lady lord matron miss mr mrs ms mx nurse prof professor rev reverend sister
        """;

    public const string SmallTitles = """
        cllr dr mr mrs ms mx prof rev
        """;

    public const string Relations = """
        advocate assistant aunt auntie baby bloke boy boyfriend brother carer chap chaplain chiropodist cleaner coach consultant counsellor cousin dad daughter dentist doctor driver ex father fiance friend gentleman girl girlfriend gran grandad
        granddaughter grandfather grandma grandmother grandpa grandson guy helper husband keyworker lad lady mam man manager mate mentor midwife missus mother mum nan neighbour nephew niece nurse partner physio physiotherapist porter psychiatrist
        psychologist receptionist sister social son stepdad stepdaughter stepmum stepson student surgeon teacher therapist tutor twin uncle visitor volunteer wife woman worker
        """;

    public const string Whose = """
        a an her his ma mi my our the their your
        """;

    public const string PlaceAfter = """
        academy airport bond arms attenborough avenue band bank bridge building cafe care center centre charity chemist church city clinic close club college council county court day dental disease drive estate farm festival field foodbank foundation
        gardens green group grove hall health hill home homes hospice hospital hotel house hub infirmary inn lane library line lodge manoeuvre medical method museum nhs nightingale opticians park pharmacy place potter practice primary pub rd road
        rooms rovers scale school score service services square station street suite supermarket surgery syndrome team terrace test theatre town trust unit united university view villa walk ward way wing
        """;

    public const string PlaceBefore = """
        budgie called-the cat dog east great guinea hamster horse king kitten lady lord lower mount new north port prince princess puppy queen rabbit royal saint south st upper west
        """;

    public const string Does = """
        also always and answered answers brings brought called calls came can cared cares cleans comes cooks could deserves did does explained explains from gave gets gives goes got had has helped helps here is just keeps kept knew knows laughed
        listened listens looked looks made makes n never rang really said saw says smiled sorted stayed takes taught tells told took treated visited visits was went who will worked works would
        """;

    public const string Particles = """
        al ap bin da de den der di dos el ibn la le mac van von
        """;

    public const string BeforeATime = """
        at by during every in last next of since the this until
        """;

    // What only people do.
    public const string DoesAsPerson = """
        helped helps listened listens explained explains deserves taught smiled smiles told rang sorted came visited understood understands cooks reassured laughed joked chatted apologised remembered cared cares noticed phoned arranged went stayed says said brought gave drove made treated
        """;

    // What only people are.
    public const string IsAsPerson = """
        kind kinder friendly caring patient polite rude compassionate understanding gentle attentive cheerful thoughtful considerate supportive knowledgeable lovely brilliant amazing fantastic wonderful approachable sympathetic empathetic welcoming reassuring marvellous fab late off leaving retiring my our diamond star gem angel legend treasure
        """;

    public const string Being = "was is are were 's";

    public const string Intensity = "very so really always absolutely such a an extremely incredibly just truly both the most";

    public const string Thanks = "thanks thank thankyou thanku well done praise shout out to you with love grateful credit ask see saw met miss";

    public const string AfterThanks = "for and who at in on from you is was has n with because when again so x the";

    public const string Addressed = """
        all everyone everybody team staff sir madam doctor nurse nurses doctors folks guys ladies again so very you for to the nhs god lord heaven goodness friends colleagues both editor manager santa reception ward department
        """;

    // What people do, also whose name is another word.
    public const string DoesAsName = "was has helped helps taught came comes makes made does did listened explained gave told rang looked deserves visits visited calls";
}
