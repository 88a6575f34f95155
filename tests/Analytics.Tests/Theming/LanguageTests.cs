using CoProduction.Analytics.Theming;
using Xunit;

namespace CoProduction.Analytics.Tests.Theming;

/// <summary>What counts as another language: nearly all that is, and nothing that is English of whatever kind.</summary>
public sealed class LanguageTests
{
    private static readonly string[] s_another = Lines("""
        Mae'r nyrsys yn garedig iawn ond mae'r aros yn rhy hir
        Hoffwn gael mwy o help gyda fy mam gartref
        Dydy'r bws ddim yn dod i'n pentref ni ar ôl chwech
        Roedd y bwyd yn oer ac nid oedd neb yn gwrando
        Diolch yn fawr i bawb sydd wedi fy helpu
        Opiekunka jest bardzo miła i zawsze ma dla mnie czas
        Autobus nie przyjeżdża na czas i nie mogę dojechać do lekarza
        Chciałbym mieszkać bliżej mojej rodziny
        Nikt nie mówi po polsku w przychodni
        Jedzenie w szpitalu było zimne
        میری بیٹی ہر روز فون کرتی ہے اور مدد کرتی ہے
        مجھے اپنی زبان میں مدد چاہیے
        ڈاکٹر بہت اچھا ہے لیکن انتظار لمبا ہے
        Mujhe apni zaban mein madad chahiye
        Doctor bahut acha hai lekin intezar bahut lamba hai
        ਮੈਨੂੰ ਘਰ ਵਿੱਚ ਹੋਰ ਮਦਦ ਚਾਹੀਦੀ ਹੈ
        ਨਰਸਾਂ ਬਹੁਤ ਚੰਗੀਆਂ ਹਨ
        Mainu ghar vich hor madad di lod hai
        আমার মেয়ে প্রতিদিন ফোন করে
        হাসপাতালে কেউ বাংলা বলে না
        খাবার ভালো ছিল কিন্তু ঠান্ডা
        મને મારી ભાષામાં મદદ જોઈએ છે
        બસ ક્યારેય સમયસર આવતી નથી
        أريد أن أعيش بالقرب من عائلتي
        الممرضة لطيفة جدا ولكن الانتظار طويل
        لا أحد يتحدث العربية في العيادة
        Waxaan u baahanahay caawimaad badan oo guriga ah
        Dhakhtarku waa fiican yahay laakiin sugitaanka waa dheer yahay
        Waan ku faraxsanahay inaan la hadlo saaxiibadayda
        Asistenta este foarte bună și vine la timp
        Vreau să locuiesc mai aproape de familia mea
        Nu am primit niciun răspuns de la medic
        Nimeni nu mă ascultă când vorbesc
        A enfermeira é muito simpática e fala comigo
        Não consigo ir ao médico porque não há autocarro
        Eu quero morar mais perto da minha família
        A comida estava fria e ninguém me ajudou
        La enfermera es muy amable y siempre me escucha
        El autobús nunca llega a tiempo
        Quiero vivir más cerca de mi familia
        No hay nadie que hable español en la clínica
        L'infirmière est très gentille avec ma mère
        Je voudrais habiter plus près de ma famille
        Le bus ne vient jamais à l'heure
        Il n'y a personne qui parle français dans le service
        Hemşire çok iyi ama beklemek çok uzun sürüyor
        Evde daha fazla yardım istiyorum
        Otobüs hiçbir zaman zamanında gelmiyor
        护士每天早上都来帮助我
        我想住得离家人更近
        食物是冷的没有人听我说话
        我希望有人會說廣東話
        Медсестра очень добрая но ждать долго
        Я хочу жити ближче до родини
        Οι νοσοκόμες είναι πολύ ευγενικές
        பேருந்து சரியான நேரத்தில் வருவதில்லை
        पिताजी को घर पर मदद चाहिए
        የእኔ ሐኪም በጣም ጥሩ ነው
        پرستار خیلی مهربان است
        看護師さんはとても親切です
        Die Pflegerin ist sehr nett aber sie hat keine Zeit
        Ich möchte mehr Hilfe zu Hause haben
        Nessuno mi ascolta quando parlo con il medico
        Vorrei vivere più vicino alla mia famiglia
        Ang nars ay mabait pero matagal ang paghihintay
        Sestrička je veľmi milá ale musím dlho čakať
        Slaugytoja yra labai maloni bet reikia ilgai laukti
        Nataka kuishi karibu na familia yangu
        """);

    private static readonly string[] s_english = Lines("""
        me mam dun't get owt
        it's nobbut a mile but there's no bus for us, like
        Ah cannae get oot the hoose withoot ma wheelchair
        wor lass gans to the day centre of a Monday
        I were reet chuffed wi' me new carer
        Y'alright my lover, nurse were proper lush
        ow bist, the doctor ay never in
        tha knows nowt about it, they dunna listen
        Och aye the wee lassie was braw
        She's dead sound like, made us a brew
        Innit tho, man dem at the club r safe
        wagwan, di nurse dem nice still
        Mi nah get no help from dem people deh
        Dey nuh listen to mi
        i luv my suport worka she is luvly
        becuase the buss is allways laet
        thay dont lissen wen i tork
        i cant reed the leter its to hard
        my frend helpt me cuk diner
        i wont to liv in my oan flat
        hospitle food is orible
        docter neva has tym 4 me
        wnt 2 c my m8s mor
        gr8 staff thx so much xx
        idk y they dnt ring bk
        lol nurse is well funny tbh
        plz can i hav a new chair asap ty
        omg the wait tho
        smiley face bus
        sad face no bus
        thumbs up food
        😀 bus
        ❤️❤️ my nurse
        🍕👍
        👎 waiting 👎
        bus bus bus bus
        good good good
        me like swim
        no want go bed
        more dog
        nan
        swimming
        pizza
        We make jollof rice, fufu and egusi together
        I love dal, roti and saag paneer on Fridays
        biryani, naan, pakora and samosa please
        Pierogi, bigos and barszcz remind me of home
        They cooked moussaka, tzatziki and baklava
        Can we have pho, banh mi and laksa sometimes
        bara brith and cawl at the lunch club
        crêpes, croque monsieur and crème brûlée on the menu
        Café au lait with the carers, très chic!
        My gran says mañana, mañana about the assessment
        Dr Małgorzata Wiśniewska-Żurek listens
        Siân Llewelyn-Rhys and Ffion ap Gwilym visit on Tuesdays
        Diolch to the nurses, they are brilliant
        Shukran to everybody, inshallah I will be home soon
        The imam came at Eid and we had mithai
        my tai chi sensei says namaste
        Déjà vu: the same form again
        A&E, GP, OT, CPN, PIP, DWP, ESA
        physio hydro OT SALT CAMHS EHCP
        Llandudno to Ysbyty Gwynedd takes two hours
        I am in ward no 3 on the left
        to do or not to do a home visit
        on me own all day
        In an o so long queue
        The man on the bus was my pal
        hav a gud day
        zxqv wqxz
        aaaaargh
        Tagliatelle, gnocchi
        Paracetamol amitriptyline gabapentin omeprazole
        Sertraline me mam, ramipril me dad
        un be liev able
        """);

    [Fact]
    public void Of_AnotherLanguage_IsMarkedAsSuchNineteenTimesInTwenty()
    {
        string[] missed = [.. s_another.Where(text => AnswerKind.Of(text) != SetAside.OtherLanguage)];

        Assert.True(missed.Length <= 0.05 * s_another.Length, string.Join('\n', missed));
    }

    [Fact]
    public void Of_EnglishOfAnyKind_IsNeverAnotherLanguage() => Assert.DoesNotContain(s_english, text => AnswerKind.Of(text) == SetAside.OtherLanguage);

    [Fact]
    public void Theme_AnotherLanguageAmongEnglish_IsMarkedAndInNoTheme()
    {
        string[] texts = [.. CareStatements.Of(60), .. s_another];

        ThemingResult result = new ThemingEngine().Theme(texts, Facet.Working, new ThemingOptions(), null, TestContext.Current.CancellationToken);

        Assert.True(result.Assignments[60..].Count(assignment => assignment.Reason == SetAside.OtherLanguage) >= 0.95 * s_another.Length);
        Assert.All(result.Themes, theme => Assert.DoesNotContain(theme.Quotes, quote => quote >= 60));
    }

    [Fact]
    public void Theme_FileHalfInAnotherLanguage_SetsItsShortStatementsAsideToo()
    {
        string[] subjects = ["Die Anmeldung war", "Der Empfang war", "Die Bettwäsche ist", "Das Essen war", "Der Warteraum ist"];
        string[] endings = ["sehr chaotisch und laut", "nicht gut", "immer freundlich", "schlecht, leider", "wirklich prima"];
        string[] sentences = [.. subjects.SelectMany(subject => endings.Select(ending => $"{subject} {ending}"))];
        string[] few = ["Empfang", "Bettwäsche", "Anmeldung chaotisch", "Warteraum", "Essen!", "Empfang prima"];
        string[] texts = [.. CareStatements.Of(60), "Reception", "Waiting room", .. sentences, .. few];

        ThemingResult result = new ThemingEngine().Theme(texts, Facet.General, new ThemingOptions(), null, TestContext.Current.CancellationToken);

        Assert.All(result.Assignments[62..], assignment => Assert.Equal(SetAside.OtherLanguage, assignment.Reason));
        Assert.DoesNotContain(result.Assignments[..62], assignment => assignment.Reason == SetAside.OtherLanguage);
    }

    [Fact]
    public void Theme_NoneInEnglish_GivesNoThemeAndSaysWhy()
    {
        string[] texts = [.. s_another.Where(text => AnswerKind.Of(text) == SetAside.OtherLanguage)];

        ThemingResult result = new ThemingEngine().Theme(texts, Facet.Working, new ThemingOptions(), null, TestContext.Current.CancellationToken);

        Assert.Empty(result.Themes);
        Assert.All(result.Assignments, assignment => Assert.Equal((-1, SetAside.OtherLanguage), (assignment.Theme, assignment.Reason)));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
